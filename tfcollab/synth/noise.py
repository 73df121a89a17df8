"""Smooth random fields, the raw material of every texture and of the irregular edges of break-up."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

#: float32 arrays; numpy's own typing loses the type in arithmetic
Field = NDArray[Any]


def smooth_noise(rng: np.random.Generator, shape: tuple[int, int], wavelength_px: float) -> Field:
    """Gaussian noise of about unit variance, float32 (height, width), with detail no finer than wavelength_px."""
    step = max(1.0, wavelength_px / 2)
    grid = (int(shape[0] / step) + 4, int(shape[1] / step) + 4)
    coarse = rng.standard_normal(grid, dtype=np.float32)
    size = (int(grid[1] * step), int(grid[0] * step))
    fine = cv2.resize(coarse, size, interpolation=cv2.INTER_CUBIC)
    top, left = (int(rng.integers(0, fine.shape[i] - shape[i] + 1)) for i in (0, 1))
    # cubic interpolation averages neighbours: about 0.7 of the variance of white noise is left
    return np.ascontiguousarray(fine[top : top + shape[0], left : left + shape[1]]) * np.float32(1.3)


def fractal_noise(
    rng: np.random.Generator, shape: tuple[int, int], longest_px: float, octaves: int, fall: float = 0.5
) -> Field:
    """Sum of octaves of smooth noise, each half the wavelength and `fall` times the amplitude of the one before."""
    total = np.zeros(shape, np.float32)
    for octave in range(octaves):
        total += np.float32(fall**octave) * smooth_noise(rng, shape, longest_px / 2**octave)
    return total


def wide_blur(image: Field, sigma_px: float) -> Field:
    """Gaussian blur, float32 or uint8 (h, w); the wider, the coarser the grid that it is worked out on."""
    step = 1
    while sigma_px / step > 4:
        step *= 2
    if step == 1:
        return cv2.GaussianBlur(image, (0, 0), sigma_px)
    height, width = image.shape
    small = cv2.resize(image, (max(1, width // step), max(1, height // step)), interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), sigma_px / step)
    return cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR)


def smoothstep(x: Field) -> Field:
    """0 below 0, 1 above 1, 3x²-2x³ between."""
    x = np.clip(x, 0, 1)
    return x * x * (3 - 2 * x)
