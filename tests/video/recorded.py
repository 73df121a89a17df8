"""Frames that a camera could have given, and which of them a picture is."""

import numpy as np
from numpy.typing import NDArray

from tfcollab.exam.frame import Frame

SIZE = 160, 120


def picture(index: int, size: tuple[int, int] = SIZE) -> NDArray[np.uint8]:
    """Rings that grow, with noise; equal for equal numbers."""
    width, height = size
    y, x = np.mgrid[:height, :width]
    radius = np.hypot(x - width / 2, y - height / 2)
    rings = 110 + 60 * np.sin(radius / 3 - index / 5)
    noise = np.random.default_rng(index).integers(-10, 11, (height, width))
    return np.asarray(rings + noise, np.uint8)


def frame(index: int, time_s: float | None = None, size: tuple[int, int] = SIZE) -> Frame:
    return Frame(index, index / 60 if time_s is None else time_s, picture(index, size))
