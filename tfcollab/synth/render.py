"""A scene, a state of eye and film → one frame with its exact truth."""

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from tfcollab.exam.frame import Box, FrameClass, Rings
from tfcollab.synth.camera import expose, field_of_view
from tfcollab.synth.contact_lens import lay_lens, lens_slopes
from tfcollab.synth.cornea import ring_field_on_grid
from tfcollab.synth.debris import Debris
from tfcollab.synth.device import over_pixels
from tfcollab.synth.eye import diffuse_eye
from tfcollab.synth.film import BROKEN, WEAK, FilmSpec, FilmState, TearFilm
from tfcollab.synth.lamps import Lamps
from tfcollab.synth.lids import Lids
from tfcollab.synth.noise import Field, smoothstep
from tfcollab.synth.scene import Ranges, SceneSpec, draw_scene

#: values of a truth mask: sound, gradual rim or too faint to tell, broken ("mask > 0.5 is break-up" holds)
SOUND, UNSURE, IS_BROKEN = 0, 100, 255
#: broken share of the seen ring area (%) from which a frame is `broken`
BROKEN_AREA_PCT = 0.25
#: ring modulation left below which a frame is `blur`, and visible share of the rings below which it is `closed`
BLUR_MODULATION = 0.3
CLOSED_SHARE = 0.35
#: the outermost ring still has a box while this share of the ring area is visible; the middle one and the central disc
#: while this share of what they enclose is
BOX_SHARE = 0.25
INNER_BOX_SHARE = 0.5
#: amplitude, in gray levels and as a share of the ground they lie on (with the deviation of its texture added), below
#: which rings do not count as seen
SEEN_LEVELS = 3.0
SEEN_CONTRAST = 0.12
#: a break-up shows from this loss of ring contrast (share of it), or shift of the rings (root mean square over a ring
#: period, in periods) on; what rings that are themselves faint lose has to amount to SEEN_LOSS of the limit above
LOST_CONTRAST = 0.4
BENT_PERIODS = 0.25
SEEN_LOSS = 0.8
#: the middle ring is the one nearest this share of the outermost radius
MIDDLE_SHARE = 0.42
#: smallest shares of the ring area in which a usable device shows its rings, and that an examiner would bring into
#: view; and how often a scene is drawn for both
USABLE_SHARE = 0.35
CENTRED_SHARE = 0.75
_DRAWS = 20
#: the projector's pattern is looked up in a table over the ring coordinate, 0 to _TABLE_END, with a row for every
#: _WIDTH_STEP entries that a pixel may be wide
_TABLE, _TABLE_END = 4096, 1.5
_WIDTHS, _WIDTH_STEP = 24, 8


@dataclass(frozen=True, slots=True)
class EyeState:
    """The eye at one moment. opening: of the lids, 0-1. gaze: drift of the apex in mm. defocus: standard deviation
    of the blur in ring periods. motion: displacement during the exposure in mm. since_blink_s: age of the film."""

    time_s: float = 0.0
    opening: float = 1.0
    gaze: tuple[float, float] = (0.0, 0.0)
    defocus: float = 0.1
    motion: tuple[float, float] = (0.0, 0.0)
    since_blink_s: float = 1.0


@dataclass(frozen=True, slots=True)
class FrameTruth:
    """What is true of a rendered frame. mask: uint8 (h, w) of the full frame, SOUND, UNSURE or IS_BROKEN. area_pct:
    of the seen ring area, sharp or not; evident_pct: the part of it that this frame shows. modulation: ring contrast
    left by blur, 0-1. visible: share of the ring area not covered, 0-1."""

    frame_class: FrameClass
    rings: Rings | None
    area_pct: float
    evident_pct: float
    modulation: float
    visible: float
    mask: NDArray[np.uint8]


class Scene:
    """A scene with all that does not change from frame to frame computed once."""

    def __init__(self, spec: SceneSpec, seed: int) -> None:
        self.spec = spec
        view, device = spec.view, spec.device
        self.px_per_mm = view.px_per_mm(device)
        self.period_px = device.image_radius_mm * self.px_per_mm * (1 - device.disc_share) / device.rings
        seeds = np.random.SeedSequence(seed).spawn(6)
        texture_rng, lid_rng = np.random.default_rng(seeds[0]), np.random.default_rng(seeds[1])
        self._margin = int(np.ceil(1.0 * self.px_per_mm))
        self._apex = ((1 + view.center_x) * view.width / 2, (1 + view.center_y) * view.height / 2)
        shape = (view.height + 2 * self._margin, view.width + 2 * self._margin)
        x, y = self._grid(shape, self._margin)
        self._base = diffuse_eye(spec.eye, x, y, self.px_per_mm, texture_rng)
        self._base = lay_lens(spec.lens, self._base, x, y, np.random.default_rng(seeds[5]))
        self._debris = Debris(spec.debris, self.px_per_mm, np.random.default_rng(seeds[3]))
        lamp_rng, size = np.random.default_rng(seeds[4]), (view.height, view.width)
        self._lamps = Lamps(spec.lamps, size, self._apex, self.px_per_mm, spec.camera.gain, lamp_rng)
        frame_x, frame_y = self._grid((view.height, view.width), 0)
        self._lids = Lids(spec.lids, frame_x, frame_y, self.px_per_mm, lid_rng)
        self._trace_rings(x, y)
        self._beyond = None
        if spec.camera.field_stop:
            self._beyond = 1 - field_of_view(spec.camera, view.height, view.width)
        placed = self._roi_to_frame(self._ring_area.astype(np.uint8), (0.0, 0.0)) > 0
        if self._beyond is not None:
            placed &= self._beyond < 0.5
        #: share 0-1 of the ring area that lies in the field of view while the eye looks straight ahead
        self.in_view = float(placed.sum()) / self._ring_area_px

    def _grid(self, shape: tuple[int, int], margin: int) -> tuple[Field, Field]:
        x = (np.arange(shape[1], dtype=np.float32) - np.float32(self._apex[0] + margin)) / np.float32(self.px_per_mm)
        y = (np.arange(shape[0], dtype=np.float32) - np.float32(self._apex[1] + margin)) / np.float32(self.px_per_mm)
        return np.broadcast_to(x[None], shape).copy(), np.broadcast_to(y[:, None], shape).copy()

    def _trace_rings(self, x: Field, y: Field) -> None:
        """Trace the part of the canvas that mirrors the projector."""
        spec, device = self.spec, self.spec.device
        near = np.hypot(x, y) < 1.45 * device.image_radius_mm
        rows, columns = np.flatnonzero(near.any(1)), np.flatnonzero(near.any(0))
        roi = (slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1))
        seen = ring_field_on_grid(device, spec.cornea, x[roi], y[roi])
        inside = np.flatnonzero((seen.u <= 1.08).any(1)), np.flatnonzero((seen.u <= 1.08).any(0))
        tight = tuple(slice(i[0], i[-1] + 1) for i in inside)
        self._roi = tuple(slice(o.start + t.start, o.start + t.stop) for o, t in zip(roi, tight, strict=True))
        self._field = replace(
            seen, **{n: np.ascontiguousarray(getattr(seen, n)[tight]) for n in ("u", "u_x", "u_y", "azimuth")}
        )
        self._film_x, self._film_y = x[self._roi], y[self._roi]
        if (lens := lens_slopes(spec.lens, self._film_x, self._film_y)) is not None:
            self._field.u[:] += self._field.u_x * lens[0] + self._field.u_y * lens[1]
        off_pupil = np.hypot(self._film_x - spec.eye.pupil_x_mm, self._film_y - spec.eye.pupil_y_mm) - spec.eye.pupil_mm
        veil = 1 - np.float32(spec.view.iris_veil) * smoothstep(off_pupil / np.float32(0.3) + np.float32(0.5))
        self._ring_light = np.float32(spec.view.ring_light) * veil
        self._lit = self._ring_light * device.evenness(self._field.azimuth)
        tables = device.pattern(np.linspace(0, _TABLE_END, _TABLE, dtype=np.float32))
        self._pattern = [over_pixels(table, _WIDTHS, _WIDTH_STEP) for table in tables]
        along_y, along_x = np.gradient(self._field.u)
        pixel = np.hypot(along_x, along_y) * np.float32((_TABLE - 1) / _TABLE_END)
        self._pixel_row = np.minimum(pixel / _WIDTH_STEP, _WIDTHS - 1).astype(np.float32)
        phase = device.ring_phase(self._field.u)
        step = np.float32(1e-3)
        #: ring periods per unit of u
        self._phase_slope = (device.ring_phase(self._field.u + step) - device.ring_phase(self._field.u - step)) / (
            2 * step
        )
        self._ring_area = (self._field.u <= 1) & (phase >= 1 - device.duty / 2)
        self._ring_area_px = max(1, int(self._ring_area.sum()))
        amplitude = self._ring_light * (1 - device.falloff * np.clip(self._field.u, 0, 1))
        levels = amplitude * np.float32(255 * spec.camera.gain / SEEN_LEVELS)
        base = self._base[self._roi]
        ground = cv2.GaussianBlur(base, (0, 0), self.period_px)
        texture = np.sqrt(cv2.GaussianBlur((base - ground) ** 2, (0, 0), self.period_px))
        contrast = amplitude / (np.float32(SEEN_CONTRAST) * (ground + np.float32(spec.camera.offset)) + texture)
        #: from 1 on, sharp rings can be seen
        self._clarity = np.minimum(levels, contrast).astype(np.float32)
        #: share 0-1 of the ring area in which sharp rings can be seen
        self.seen_share = float((self._clarity[self._ring_area] >= 1).mean())
        self._boxes = self._rest_boxes(phase)

    @classmethod
    def draw(cls, ranges: Ranges, rng: np.random.Generator, seed: int, size: tuple[int, int] | None = None) -> "Scene":
        """A scene drawn from ranges until it is as an examiner would set it up: rings visible and in view."""
        for _ in range(_DRAWS):
            scene = cls(draw_scene(ranges, rng, size), seed)
            if scene.seen_share >= USABLE_SHARE and scene.in_view >= CENTRED_SHARE:
                break
        return scene

    def _rest_boxes(self, phase: Field) -> dict[str, tuple[float, float, float, float]]:
        device, u = self.spec.device, self._field.u
        centers = [float(np.median(u[np.abs(phase - k) < 0.1])) for k in range(1, device.rings + 1)]
        middle = int(np.argmin(np.abs(np.array(centers) - MIDDLE_SHARE))) + 1
        inner = {"middle": phase <= middle + device.duty / 2, "inside": phase <= 1 - device.duty / 2}
        self._inner_px = {name: float(region.sum()) for name, region in inner.items()}
        # of the truth's bits those that no frame changes: 0 ring area, 1 rings seen when sharp, 5 and 6 inside the
        # middle ring and the central disc; 2 what this frame shows, 3 unsure and 4 broken are each frame's own
        self._still_bits = _bits({0: self._ring_area, 1: self._clarity >= 1, 5: inner["middle"], 6: inner["inside"]})
        boxes = {}
        for name, region in {"outside": u <= 1, **inner}.items():
            rows, columns = np.flatnonzero(region.any(1)), np.flatnonzero(region.any(0))
            left, top = self._roi[1].start - self._margin, self._roi[0].start - self._margin
            boxes[name] = (columns[0] + left, rows[0] + top, columns[-1] + 1 + left, rows[-1] + 1 + top)
        return boxes

    def film(self, spec: FilmSpec, seed: int) -> TearFilm:
        """The film of one interval on this cornea."""
        return TearFilm(spec, self._film_x, self._film_y, self.px_per_mm, np.random.default_rng(seed))

    def modulation(self, state: EyeState) -> float:
        """Share of the rings' contrast that defocus and motion leave, 0-1: Gaussian transfer at the ring period."""
        motion = np.hypot(*state.motion) * self.px_per_mm / self.period_px
        return float(np.exp(-2 * np.pi**2 * state.defocus**2) * abs(np.sinc(motion)))

    def render(self, film: TearFilm, state: EyeState, seed: int) -> tuple[NDArray[np.uint8], FrameTruth]:
        """The frame, uint8 (height, width), and its truth."""
        spec = self.spec
        rng = np.random.default_rng(seed)
        surface = film.state(state.since_blink_s)
        u = self._field.u + self._field.u_x * surface.slope_x + self._field.u_y * surface.slope_y
        rings = self._mirrored(u, surface.contrast)
        canvas = self._base.copy()
        canvas[self._roi] += rings
        self._debris.lay(canvas, (self._apex[0] + self._margin, self._apex[1] + self._margin), state.since_blink_s)
        light = self._to_frame(canvas, state.gaze, cv2.BORDER_REPLICATE)
        self._lamps.on_eye(light, state.gaze)
        light = self._lids.cover(light, state.opening)
        self._lamps.on_optics(light)
        hidden = self._lamps.blind(self._lids.hidden(state.opening), state.gaze)
        if self._beyond is not None:
            hidden = np.maximum(hidden, self._beyond)
        motion_px = (state.motion[0] * self.px_per_mm, state.motion[1] * self.px_per_mm)
        gray = expose(spec.camera, light, state.time_s, state.defocus * self.period_px, motion_px, rng)
        return gray, self._truth(surface, state, hidden)

    def _mirrored(self, u: Field, contrast: Field) -> Field:
        """Luminance of the rings' mirror image at ring coordinates u, with the contrast that the surface leaves."""
        place = u * np.float32((_TABLE - 1) / _TABLE_END)
        pattern, mean = (
            cv2.remap(table, place, self._pixel_row, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
            for table in self._pattern
        )
        return (mean + (pattern - mean) * contrast) * self._lit

    def _to_frame(self, canvas: NDArray, gaze: tuple[float, float], border: int, linear: bool = True) -> NDArray:
        view = self.spec.view
        shift = [g * self.px_per_mm - self._margin for g in gaze]
        matrix = np.array([[1, 0, shift[0]], [0, 1, shift[1]]], np.float64)
        how = cv2.INTER_LINEAR if linear else cv2.INTER_NEAREST
        return cv2.warpAffine(canvas, matrix, (view.width, view.height), flags=how, borderMode=border)

    def _roi_to_frame(self, values: NDArray[np.uint8], gaze: tuple[float, float]) -> NDArray[np.uint8]:
        canvas = np.zeros(self._base.shape, np.uint8)
        canvas[self._roi] = values
        return self._to_frame(canvas, gaze, cv2.BORDER_CONSTANT, linear=False)

    def _loss(self, surface: FilmState) -> Field:
        """How much of the rings' regular look a break-up takes, as a share of their contrast (above 1: bent away)."""
        if not surface.severity.any():
            return np.zeros_like(surface.severity)
        bent = (self._field.u_x * surface.break_x + self._field.u_y * surface.break_y) * self._phase_slope
        window = max(1, round(self.period_px))
        bent = np.sqrt(np.maximum(cv2.blur(bent * bent, (window, window)), 0))
        return np.hypot(1 - surface.contrast, bent * np.float32(LOST_CONTRAST / BENT_PERIODS))

    def _truth(self, surface: FilmState, state: EyeState, hidden: Field) -> FrameTruth:
        view, severity = self.spec.view, surface.severity
        modulation = self.modulation(state)
        loss = self._loss(surface)
        lost = (severity >= BROKEN) & (loss >= LOST_CONTRAST) & (loss * self._clarity >= SEEN_LOSS)
        lost_here = lost & (loss * self._clarity * modulation >= SEEN_LOSS)
        bits = self._still_bits | _bits(
            {2: lost_here & (self._clarity * modulation >= 1), 3: (severity >= WEAK) | (loss >= LOST_CONTRAST), 4: lost}
        )
        placed = self._roi_to_frame(bits, state.gaze)
        area = (placed & 1) > 0
        uncovered = hidden < 0.5
        visible = float((area & uncovered).sum()) / self._ring_area_px
        seen = area & uncovered & ((placed & 2) > 0)
        broken = seen & ((placed & 16) > 0)
        evident = broken & ((placed & 4) > 0)
        unsure = area & uncovered & ((placed & 8) > 0) & ~evident
        mask = np.full(area.shape, SOUND, np.uint8)
        mask[unsure] = UNSURE
        mask[evident] = IS_BROKEN
        area_pct, evident_pct = (100 * float(part.sum()) / max(1, int(seen.sum())) for part in (broken, evident))
        if visible < CLOSED_SHARE:
            frame_class = FrameClass.CLOSED
        elif modulation < BLUR_MODULATION:
            frame_class = FrameClass.BLUR
        else:
            frame_class = FrameClass.BROKEN if area_pct >= BROKEN_AREA_PCT else FrameClass.CLEAR
        rings = None
        if visible >= BOX_SHARE:
            named = ["outside"]
            for bit, (name, region_px) in enumerate(self._inner_px.items(), start=5):
                shown = float((uncovered & ((placed & (1 << bit)) > 0)).sum())
                if shown >= INNER_BOX_SHARE * region_px:
                    named.append(name)
            rings = self._rings(named, state.gaze, view.width, view.height)
        return FrameTruth(frame_class, rings, area_pct, evident_pct, modulation, visible, mask)

    def _rings(self, named: list[str], gaze: tuple[float, float], width: int, height: int) -> Rings:
        dx, dy = gaze[0] * self.px_per_mm, gaze[1] * self.px_per_mm
        boxes = {}
        for name in named:
            x0, y0, x1, y1 = self._boxes[name]
            clipped = np.clip([x0 + dx, x1 + dx], 0, width), np.clip([y0 + dy, y1 + dy], 0, height)
            boxes[name] = Box(float(clipped[0][0]), float(clipped[1][0]), float(clipped[0][1]), float(clipped[1][1]))
        return Rings(boxes["outside"], boxes.get("middle"), boxes.get("inside"))


def _bits(holds: dict[int, NDArray[np.bool_]]) -> NDArray[np.uint8]:
    """Masks of one shape as the bits of one picture, uint8."""
    return np.bitwise_or.reduce([mask.astype(np.uint8) << np.uint8(bit) for bit, mask in holds.items()])
