"""Mucus threads, specks and bubbles that swim in the tear film: they disturb the rings at their own outline only and
are no break-up.

After a blink they ride up with the spreading lipid layer, fast at first and then slowly (Owens & Phillips, Cornea
2001;20:484: particles slow down within about a second)."""

from dataclasses import dataclass

import cv2
import numpy as np

from tfcollab.synth.noise import Field

#: time constant (s) of the upward ride after the blink
RIDE_S = 0.6


@dataclass(frozen=True, slots=True)
class DebrisSpec:
    """specks, threads: how many, within reach_mm of the apex. speck_mm: largest diameter of a speck; thread_mm: longest
    thread, 0.03 to 0.08 mm wide. dark: share of them that are dark, the others being bright; opacity 0-1. bend_mm: how
    far the picture is displaced at an outline. rise_mm: upward ride after the blink; drift_mm_s: what goes on after
    it."""

    specks: int = 0
    threads: int = 0
    reach_mm: float = 3.5
    speck_mm: float = 0.3
    thread_mm: float = 1.5
    dark: float = 0.6
    opacity: float = 0.5
    bend_mm: float = 0.05
    rise_mm: float = 0.8
    drift_mm_s: float = 0.03


@dataclass(frozen=True, slots=True)
class _Item:
    """x_mm, y_mm: place when the lids part, of the patch's middle. opacity, float32 (h, w); shift_x, shift_y: from
    where the picture comes, px; light: luminance of the item itself. speed: its share of the common ride."""

    x_mm: float
    y_mm: float
    opacity: Field
    shift_x: Field
    shift_y: Field
    light: float
    speed: float


class Debris:
    """All that swims in one film."""

    def __init__(self, spec: DebrisSpec, px_per_mm: float, rng: np.random.Generator) -> None:
        self._spec, self._scale = spec, px_per_mm
        self._items = [self._draw(rng, k >= spec.specks) for k in range(spec.specks + spec.threads)]

    def _draw(self, rng: np.random.Generator, thread: bool) -> _Item:
        spec, scale = self._spec, self._scale
        # drawn four times larger, so that thin threads stay thin
        size_mm = spec.thread_mm * rng.uniform(0.3, 1) if thread else max(0.05, spec.speck_mm * rng.uniform(0.15, 1))
        side = int(np.ceil((size_mm + 0.3) * scale)) | 1
        sheet = np.zeros((4 * side, 4 * side), np.uint8)
        middle = 2 * side
        if thread:
            t = np.linspace(-0.5, 0.5, 24)
            across = np.cumsum(np.cumsum(rng.normal(0, 1, 24)))
            across = (across - np.linspace(across[0], across[-1], 24)) / max(1.0, np.abs(across).max())
            angle = rng.uniform(0, np.pi)
            along, off = t * size_mm * scale * 4, 0.25 * across * size_mm * scale * 4 * rng.uniform(0.2, 1)
            xs, ys = along * np.cos(angle) - off * np.sin(angle), along * np.sin(angle) + off * np.cos(angle)
            points = np.stack([xs, ys], 1).round().astype(np.int32).reshape(-1, 1, 2) + middle
            cv2.polylines(sheet, [points], False, 255, max(2, round(4 * scale * rng.uniform(0.03, 0.08))), cv2.LINE_AA)
        else:
            turn = np.linspace(0, 2 * np.pi, 24, endpoint=False)
            lobes = 1 + sum(rng.normal(0, 0.18 / k) * np.cos(k * turn + rng.uniform(0, 6)) for k in (1, 2, 3, 4))
            radius = 2 * size_mm * scale * lobes * rng.uniform(0.6, 1)
            points = np.stack([radius * np.cos(turn), rng.uniform(0.5, 1) * radius * np.sin(turn)], 1)
            outline = (points.round().astype(np.int32) + middle).reshape(-1, 1, 2)
            if rng.random() < 0.3:  # a bubble: its rim alone is seen
                cv2.polylines(sheet, [outline], True, 255, max(2, round(0.12 * scale)), cv2.LINE_AA)
            else:
                cv2.fillPoly(sheet, [outline], 255, cv2.LINE_AA)
        small = cv2.resize(sheet, (side, side), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
        shape = cv2.GaussianBlur(small, (0, 0), max(0.5, 0.012 * scale))
        # a drop of water hangs on each: it bends the picture where its surface slopes
        drop = cv2.GaussianBlur(small, (0, 0), max(0.7, 0.05 * scale))
        slope_y, slope_x = np.gradient(drop)
        steepest = max(1e-6, float(np.hypot(slope_x, slope_y).max()))
        bend = np.float32(spec.bend_mm * scale * rng.uniform(0.3, 1) / steepest)
        distance, turn_to = spec.reach_mm * np.sqrt(rng.uniform(0, 1)), rng.uniform(0, 2 * np.pi)
        return _Item(
            x_mm=float(distance * np.cos(turn_to)),
            y_mm=float(distance * np.sin(turn_to) + 0.5 * spec.rise_mm),
            opacity=np.float32(spec.opacity * rng.uniform(0.4, 1)) * shape,
            shift_x=slope_x * bend,
            shift_y=slope_y * bend,
            light=0.08 if rng.random() < spec.dark else float(rng.uniform(0.5, 0.9)),
            speed=float(rng.uniform(0.5, 1.2)),
        )

    def places_mm(self, since_blink_s: float) -> list[tuple[float, float]]:
        """Where each item is, (x, y) mm from the apex, this long after the blink; y grows downwards."""
        spec = self._spec
        ride = spec.rise_mm * (1 - np.exp(-max(0.0, since_blink_s) / RIDE_S)) + spec.drift_mm_s * since_blink_s
        return [(i.x_mm, i.y_mm - i.speed * float(ride)) for i in self._items]

    def lay(self, eye: Field, apex_px: tuple[float, float], since_blink_s: float) -> None:
        """Lay the items over the picture of the eye (luminance 0-1), in place. apex_px: its apex, (x, y)."""
        for item, (x_mm, y_mm) in zip(self._items, self.places_mm(since_blink_s), strict=True):
            side = len(item.opacity)
            left, top = (round(a + m * self._scale - side / 2) for a, m in zip(apex_px, (x_mm, y_mm), strict=True))
            if left < 0 or top < 0 or left + side > eye.shape[1] or top + side > eye.shape[0]:
                continue
            patch = eye[top : top + side, left : left + side]
            own = np.arange(side, dtype=np.float32)
            bent = cv2.remap(
                patch, own[None] + item.shift_x, own[:, None] + item.shift_y, cv2.INTER_LINEAR,
                borderMode=cv2.BORDER_REPLICATE,
            )  # fmt: skip
            patch[:] = bent + item.opacity * (np.float32(item.light) - bent)
