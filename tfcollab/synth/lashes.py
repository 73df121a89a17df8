"""Lashes as dark streaks, drawn once on a sheet whose columns are the frame's and whose rows are depths below the lid
margin."""

from dataclasses import dataclass

import cv2
import numpy as np

from tfcollab.synth.noise import Field, wide_blur


@dataclass(frozen=True, slots=True)
class Growth:
    """A row of lashes. count: over the frame's width; length_mm; down: share of them that hang over the eye; root_mm:
    distance of their roots from the margin; clump: 0 apart, 1 all drawn into tufts, as mascara does; thickness_mm;
    curl: how far a lash bends back; far: share that stands out of focus; soft_px: blur of the others (standard
    deviation)."""

    count: int
    length_mm: float
    down: float
    root_mm: float
    clump: float
    thickness_mm: float
    curl: float
    far: float
    soft_px: float


def draw_lashes(
    growth: Growth, shape: tuple[int, int], margin_row: float, outward: int, px_per_mm: float, rng: np.random.Generator
) -> Field:
    """Opacity 0-1 of the lashes, float32 of `shape`. outward: row step away from the eye, -1 for the upper lid."""
    width = shape[1]
    sharp, far = np.zeros(shape, np.uint8), np.zeros(shape, np.uint8)
    tufts = np.sort(rng.uniform(-0.05, 1.05, max(2, growth.count // 5))) * width
    lean_of_tuft = rng.normal(0, 0.2, len(tufts))
    t = np.linspace(0, 1, 9)
    for _ in range(growth.count):
        x = rng.uniform(-0.05, 1.05) * width
        nearest = int(np.argmin(np.abs(tufts - x)))
        length = growth.length_mm * px_per_mm * rng.uniform(0.45, 1.1)
        lean = (x / width - 0.5) * 1.5 + rng.normal(0, 0.28)
        lean += growth.clump * ((tufts[nearest] - x) / length + lean_of_tuft[nearest] - 0.8 * rng.normal(0, 0.28))
        hangs = rng.random() < growth.down
        reach = (0.75 if hangs else -0.85) * length
        bend = rng.uniform(0.1, 0.9) * np.sign(lean) * growth.curl
        # a lash leaves the lid towards the camera, sinks a little and then curls away from the eye
        sag = 0.0 if hangs else rng.uniform(0, 0.45) * length * growth.curl
        xs = x + length * (0.6 * lean * t + 0.4 * bend * t**2)
        ys = margin_row - outward * (
            reach * t + sag * 4 * t * (1 - t) - growth.root_mm * px_per_mm * rng.uniform(0.3, 1)
        )
        points = np.stack([xs, ys], 1).round().astype(np.int32).reshape(-1, 1, 2)
        thick = growth.thickness_mm * px_per_mm * rng.uniform(0.6, 1.4)
        dark = int(rng.uniform(130, 255))
        sheet = far if rng.random() < growth.far else sharp
        cv2.polylines(sheet, [points[:6]], False, dark, max(1, round(thick)), cv2.LINE_AA)
        cv2.polylines(sheet, [points[5:]], False, dark, max(1, round(0.55 * thick)), cv2.LINE_AA)
    soft = max(0.6, growth.soft_px)
    lashes = wide_blur(sharp, soft)
    if growth.far > 0:
        blurred = wide_blur(far, soft + 0.09 * px_per_mm)
        lashes = cv2.max(lashes, cv2.add(blurred, blurred // 2))
    return lashes.astype(np.float32) * np.float32(1 / 255)
