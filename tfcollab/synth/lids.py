"""Lids, their shadow and their lashes, from wide open to closed."""

from dataclasses import dataclass

import cv2
import numpy as np

from tfcollab.synth.noise import Field, fractal_noise, smoothstep


@dataclass(frozen=True, slots=True)
class LidSpec:
    """upper_mm, lower_mm: height of the lid margins above and below the apex when open. curve: sag of the margins
    per mm² of distance from the middle. level: skin luminance 0-1, uneven by blotch. shadow: darkening under the
    upper lid, over shadow_mm. lashes: number of upper lashes; lash_mm: their length; lash_down: 0 they point up, 1
    down over the eye. lash_soft_px: their defocus. closed_gain: how much brighter the closed lid is, being nearer
    to the lamp and in full view of it."""

    upper_mm: float = 4.8
    lower_mm: float = 5.4
    curve: float = 0.018
    slant: float = 0.0
    level: float = 0.6
    blotch: float = 0.04
    shadow: float = 0.25
    shadow_mm: float = 1.2
    lashes: int = 60
    lash_mm: float = 5.0
    lash_down: float = 0.15
    lash_dark: float = 0.5
    lash_soft_px: float = 1.5
    closed_gain: float = 1.4
    reflections: float = 0.1


class Lids:
    """The lids of one eye over a frame's fixed grid (the lids hardly follow small gaze drifts)."""

    def __init__(self, spec: LidSpec, x_mm: Field, y_mm: Field, px_per_mm: float, rng: np.random.Generator) -> None:
        self._spec, self._x, self._y = spec, x_mm, y_mm
        self._px_per_mm = px_per_mm
        shape = x_mm.shape
        skin = 1 + spec.blotch * (
            fractal_noise(rng, shape, 9 * px_per_mm, 2) + 0.3 * fractal_noise(rng, shape, 0.6 * px_per_mm, 2)
        )
        self._skin = (spec.level * skin).astype(np.float32)
        # lashes are drawn once, relative to the margin, on a sheet twice the frame's height
        self._sheet = self._draw_lashes(shape, rng)
        self._wave = 0.12 * np.sin(x_mm[0] * rng.uniform(0.4, 0.9) + rng.uniform(0, 6)).astype(np.float32)

    def _draw_lashes(self, shape: tuple[int, int], rng: np.random.Generator) -> Field:
        spec, scale = self._spec, self._px_per_mm
        height, width = shape
        sheet = np.zeros((2 * height, width), np.uint8)
        for _ in range(spec.lashes):
            x = rng.uniform(-0.05, 1.05) * width
            length = spec.lash_mm * scale * rng.uniform(0.5, 1.1)
            down = rng.random() < spec.lash_down
            lean = (x / width - 0.5) * 1.6 + rng.normal(0, 0.25)
            t = np.linspace(0, 1, 14)
            bend = rng.uniform(0.1, 0.7) * np.sign(lean)
            xs = x + length * (lean * t * 0.6 + bend * t**2 * 0.3)
            ys = (
                height
                + (1 if down else -1) * length * (t * 0.8 - (0 if down else 0.25) * t**2)
                - (rng.uniform(0, 0.6) * scale)
            )
            points = np.stack([xs, ys], 1).round().astype(np.int32).reshape(-1, 1, 2)
            thickness = max(1, round(scale * rng.uniform(0.05, 0.12)))
            cv2.polylines(sheet, [points], False, int(rng.uniform(120, 255)), thickness, cv2.LINE_AA)
        soft = max(0.6, spec.lash_soft_px)
        return cv2.GaussianBlur(sheet.astype(np.float32) / 255, (0, 0), soft)

    def _margins(self, opening: float) -> tuple[Field, Field]:
        """y (mm) of the upper and the lower margin over the columns; y grows downwards."""
        spec, x = self._spec, self._x[0]
        open_upper = -spec.upper_mm + spec.curve * x**2 + spec.slant * x + self._wave
        open_lower = spec.lower_mm - 0.7 * spec.curve * x**2 + spec.slant * x
        closed = open_lower - 0.9
        upper = closed + (open_upper - closed) * opening
        return upper.astype(np.float32), open_lower.astype(np.float32)

    def hidden(self, opening: float) -> Field:
        """Share 0-1 of each pixel that the lids cover, lashes left out."""
        upper, lower = self._margins(opening)
        soft = np.float32(2.5 / self._px_per_mm)
        above = smoothstep((upper[None] - self._y) / soft + np.float32(0.5))
        below = smoothstep((self._y - lower[None]) / soft + np.float32(0.5))
        return np.maximum(above, below)

    def cover(self, image: Field, opening: float, hidden: Field) -> Field:
        """Lay shadow, lids and lashes over the eye (luminance 0-1); hidden: of the same opening."""
        spec = self._spec
        upper, lower = self._margins(opening)
        depth = self._y - upper[None]
        shade = 1 - np.float32(spec.shadow) * np.exp(-np.maximum(depth, 0) / np.float32(spec.shadow_mm))
        gain = 1 + (spec.closed_gain - 1) * (1 - opening) ** 2
        # a wet bright line, the tear meniscus, along the lower margin
        rim = np.exp(-(((self._y - lower[None] + np.float32(0.12)) / np.float32(0.1)) ** 2)) * np.float32(0.10)
        rim += np.exp(-(((depth - np.float32(0.1)) / np.float32(0.12)) ** 2)) * np.float32(0.05)
        fold = 1 - 0.12 * np.exp(-((depth + np.float32(3.5 * opening + 0.5)) ** 2) / np.float32(0.5))
        out = image * shade * (1 - hidden) + self._skin * np.float32(gain) * fold * hidden + rim * (1 - hidden)
        rows = (depth * np.float32(self._px_per_mm)).astype(np.float32) + np.float32(self._sheet.shape[0] / 2)
        columns = np.broadcast_to(np.arange(rows.shape[1], dtype=np.float32), rows.shape)
        lash = cv2.remap(self._sheet, np.ascontiguousarray(columns), rows, cv2.INTER_LINEAR)
        # on the closed lid the lamp floods lashes that lie before it
        return (out * (1 - np.float32(spec.lash_dark * (0.35 + 0.65 * opening)) * lash)).astype(np.float32)

    def lash_shadow(self, opening: float) -> Field:
        """Loss 0-1 of the rings' light where lashes stand between lamp and cornea: their reflection below the
        margin."""
        upper, _ = self._margins(opening)
        rows = ((upper[None] - self._y) * np.float32(0.8 * self._px_per_mm)).astype(np.float32)
        rows += np.float32(self._sheet.shape[0] / 2)
        columns = np.broadcast_to(np.arange(rows.shape[1], dtype=np.float32), rows.shape)
        lash = cv2.remap(self._sheet, np.ascontiguousarray(columns), rows, cv2.INTER_LINEAR)
        return np.float32(self._spec.reflections) * lash
