"""Reflections that are not the rings': lamps and windows mirrored by the cornea or by the optics, and gray haze."""

from dataclasses import dataclass

import cv2
import numpy as np

from tfcollab.synth.noise import Field, smooth_noise, smoothstep

#: gray level, over 255, from which nothing can be read under a reflection
BLINDING = 0.97


@dataclass(frozen=True, slots=True)
class LampSpec:
    """spots, windows, strips: how many of each; size_mm: largest extent; reach_mm: how far from the apex they lie;
    level: luminance of the brightest. soft: share of the size over which an edge fades. fixed: share of them that stand
    still in the frame (mirrored by the optics), while the others go with the eye. central: luminance of a spot at the
    very apex, the camera's own lamp; 0 for none. haze: opacity 0-0.5 of a soft gray cloud over haze_share of the
    frame's width; haze_level: its luminance."""

    spots: int = 0
    windows: int = 0
    strips: int = 0
    size_mm: float = 1.5
    reach_mm: float = 4.0
    level: float = 0.6
    soft: float = 0.2
    fixed: float = 0.3
    central: float = 0.0
    haze: float = 0.0
    haze_share: float = 0.5
    haze_level: float = 0.5


@dataclass(frozen=True, slots=True)
class _Lamp:
    """x_px, y_px: of the middle in the frame when the gaze rests; light, float32 (h, w): luminance added."""

    x_px: float
    y_px: float
    light: Field
    fixed: bool


class Lamps:
    """The reflections in one recording. apex_px: (x, y) of the apex in the frame when the gaze rests; shape: (height,
    width) of the frame; gain: gray level / 255 per luminance."""

    def __init__(
        self,
        spec: LampSpec,
        shape: tuple[int, int],
        apex_px: tuple[float, float],
        px_per_mm: float,
        gain: float,
        rng: np.random.Generator,
    ) -> None:
        self._scale, self._shape, self._gain = px_per_mm, shape, gain
        kinds = ["spot"] * spec.spots + ["window"] * spec.windows + ["strip"] * spec.strips
        self._lamps = [self._draw(spec, kind, apex_px, rng) for kind in kinds]
        if spec.central > 0:
            size = 2 * int(np.ceil(0.5 * px_per_mm)) + 1
            spot = self._blob("spot", size, rng.uniform(0.1, 0.35) * px_per_mm, 1.0, 0.0, spec.soft, rng)
            self._lamps.append(_Lamp(*apex_px, np.float32(spec.central) * spot, fixed=False))
        self._haze = self._cloud(spec, rng) if spec.haze > 0 else None
        self._haze_level = np.float32(spec.haze_level)

    def _draw(self, spec: LampSpec, kind: str, apex_px: tuple[float, float], rng: np.random.Generator) -> _Lamp:
        extent = spec.size_mm * rng.uniform(0.15, 1) * self._scale / 2
        share = {"spot": rng.uniform(0.8, 1), "window": rng.uniform(0.4, 1), "strip": rng.uniform(0.05, 0.2)}[kind]
        side = 2 * int(np.ceil(1.6 * extent + 2)) + 1
        blob = self._blob(kind, side, extent, float(share), rng.uniform(0, np.pi), spec.soft, rng)
        distance, turn = spec.reach_mm * np.sqrt(rng.uniform(0.02, 1)) * self._scale, rng.uniform(0, 2 * np.pi)
        return _Lamp(
            x_px=apex_px[0] + float(distance * np.cos(turn)),
            y_px=apex_px[1] + float(distance * np.sin(turn)),
            light=np.float32(spec.level * rng.uniform(0.15, 1)) * blob,
            fixed=bool(rng.random() < spec.fixed),
        )

    @staticmethod
    def _blob(
        kind: str, side: int, extent: float, share: float, angle: float, soft: float, rng: np.random.Generator
    ) -> Field:
        """Luminance 0-1; extent: half the longer side or diameter in pixels; share: shorter over longer."""
        own = np.arange(side, dtype=np.float32) - side // 2
        x, y = np.meshgrid(own, own)
        cos, sin = np.float32(np.cos(angle)), np.float32(np.sin(angle))
        # the cornea mirrors straight edges as gentle arcs
        along, across = x * cos + y * sin, -x * sin + y * cos
        across = across + np.float32(rng.uniform(-0.25, 0.25) / max(1.0, extent)) * along**2
        edge = max(1.5, soft * extent * share)
        if kind == "spot":
            inside = 1 - np.hypot(along, across / share) / np.float32(extent)
            return smoothstep(inside * np.float32(extent / edge) + np.float32(0.5))
        inner = np.minimum(extent - np.abs(along), extent * share - np.abs(across))
        light = smoothstep(inner / np.float32(edge) + np.float32(0.5))
        if kind == "window" and rng.random() < 0.5:
            bar = np.minimum(np.abs(along), np.abs(across)) / np.float32(max(1.0, 0.08 * extent))
            light = light * smoothstep(bar)
        return light.astype(np.float32)

    def _cloud(self, spec: LampSpec, rng: np.random.Generator) -> Field:
        height, width = self._shape
        small = (height // 8 + 1, width // 8 + 1)
        y, x = np.mgrid[: small[0], : small[1]].astype(np.float32)
        radius = max(4.0, spec.haze_share * width / 16)
        distance = np.hypot(
            x - rng.uniform(0.1, 0.9) * small[1], (y - rng.uniform(0.1, 0.9) * small[0]) * rng.uniform(1, 2)
        )
        cloud = 1 - smoothstep(distance / np.float32(radius) + 0.25 * smooth_noise(rng, small, radius))
        cloud = cv2.resize(cloud, (width, height), interpolation=cv2.INTER_CUBIC)
        return np.clip(np.float32(min(spec.haze, 0.5)) * cloud, 0, 0.5)

    def _patches(self, image: Field, gaze: tuple[float, float], fixed: bool) -> list[tuple[Field, Field]]:
        """Views of the image under each reflection, and the light that falls there."""
        pairs = []
        height, width = self._shape
        for lamp in self._lamps:
            if lamp.fixed is not fixed:
                continue
            half = len(lamp.light) // 2
            shift = (0.0, 0.0) if fixed else gaze
            left, top = (round(p + g * self._scale) - half for p, g in zip((lamp.x_px, lamp.y_px), shift, strict=True))
            x0, y0 = max(0, left), max(0, top)
            x1, y1 = min(width, left + 2 * half + 1), min(height, top + 2 * half + 1)
            if x1 > x0 and y1 > y0:
                pairs.append((image[y0:y1, x0:x1], lamp.light[y0 - top : y1 - top, x0 - left : x1 - left]))
        return pairs

    def on_eye(self, light: Field, gaze: tuple[float, float]) -> None:
        """Add, in place, what the cornea mirrors; the lids come over it."""
        for view, lamp in self._patches(light, gaze, fixed=False):
            view += lamp

    def on_optics(self, light: Field) -> None:
        """Add, in place, what lies over eye and lids alike."""
        for view, lamp in self._patches(light, (0.0, 0.0), fixed=True):
            view += lamp
        if self._haze is not None:
            light += self._haze * (self._haze_level - light)

    def blind(self, hidden: Field, gaze: tuple[float, float]) -> Field:
        """What the lids hide (0-1, left as it is) and the cores of the reflections, which hide the film as well."""
        if not self._lamps:
            return hidden
        out = hidden.copy()
        for fixed in (False, True):
            for view, lamp in self._patches(out, gaze, fixed):
                view[self._gain * lamp >= BLINDING] = 1
        return out
