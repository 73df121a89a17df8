"""The polar grid of the break-up map, laid over a crop in ring coordinates."""

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from tfcollab.exam.frame import Box, Rings

#: share of the outermost ring's radius that the dark central disc takes where the disc itself was not found
DISC_SHARE = 0.13
#: geometry is rounded to this many pixels of the crop, so that resting eyes share one map
_STEP_PX = 1.0


@dataclass(frozen=True, slots=True)
class RingMap:
    """Ring coordinates of every pixel of a crop; arrays are shared and read-only.

    cells: int16 (h, w), annulus × sectors + sector, or -1 outside of the ring area (beyond the outermost ring, and in
        the dark disc). Annulus 0 is the innermost; sector 0 starts at 12 o'clock, and they run clockwise.
    cos, sin: float32 (h, w), direction in the image from the rings' centre through the pixel (x right, y down).
    radius_px: mean radius of the outermost ring, in pixels of the crop.
    """

    cells: NDArray[np.int16]
    cos: NDArray[np.float32]
    sin: NDArray[np.float32]
    radius_px: float


def ring_map(rings: Rings, window: Box, size: tuple[int, int], annuli: int, sectors: int) -> RingMap:
    """The polar grid over a window of the frame that is shown at size (height, width) pixels.

    Rings are not concentric: a pixel's annulus is found among the ellipses that lead from the dark disc to the
    outermost ring, centre and radii changing in proportion; its sector is the direction from that ellipse's centre.
    """
    scale_x, scale_y = size[1] / window.width, size[0] / window.height

    def quantised(x: float, y: float) -> tuple[int, int]:
        return round((x - window.x0) * scale_x / _STEP_PX), round((y - window.y0) * scale_y / _STEP_PX)

    outside = rings.outside
    corners = (*quantised(outside.x0, outside.y0), *quantised(outside.x1, outside.y1))
    disc = DISC_SHARE if rings.inside is None else min(0.5, rings.inside.width / outside.width)
    return _ring_map(size, annuli, sectors, corners, quantised(*rings.center), round(disc * 50))


@lru_cache(maxsize=16)
def _ring_map(
    size: tuple[int, int],
    annuli: int,
    sectors: int,
    corners: tuple[int, int, int, int],
    center: tuple[int, int],
    disc_fiftieths: int,
) -> RingMap:
    x0, y0, x1, y1 = (corner * _STEP_PX for corner in corners)
    radius_x, radius_y = max(1.0, (x1 - x0) / 2), max(1.0, (y1 - y0) / 2)
    disc = disc_fiftieths / 50
    inner_x, inner_y = center[0] * _STEP_PX, center[1] * _STEP_PX
    shift_x, shift_y = (x0 + x1) / 2 - inner_x, (y0 + y1) / 2 - inner_y
    x = np.arange(size[1], dtype=np.float32)[None, :] + np.float32(0.5)
    y = np.arange(size[0], dtype=np.float32)[:, None] + np.float32(0.5)
    outward = np.zeros(size, np.float32)
    # the centre moves by a small part of the radius from disc to outermost ring, so this converges in few steps
    for _ in range(3):
        away_x, away_y = (x - inner_x) - shift_x * outward, (y - inner_y) - shift_y * outward
        share = cv2.magnitude(away_x / radius_x, away_y / radius_y)
        outward = np.clip((share - disc) / (1 - disc), 0, 1)
    ring_area = (share >= disc) & (share < 1)
    annulus = np.minimum((outward * annuli).astype(np.int16), annuli - 1)
    length, angle = cv2.cartToPolar(-away_y, away_x)
    sector = np.minimum((angle * (sectors / (2 * np.pi))).astype(np.int16), sectors - 1)
    length = np.maximum(length, 1e-6)
    result = RingMap(
        cells=np.asarray(np.where(ring_area, annulus * sectors + sector, -1), np.int16),
        cos=np.asarray(away_x / length, np.float32),
        sin=np.asarray(away_y / length, np.float32),
        radius_px=(radius_x + radius_y) / 2,
    )
    for array in (result.cells, result.cos, result.sin):
        array.setflags(write=False)
    return result
