"""Which part of the ring area could be read in a frame, without a model.

Rings are light and dark in turn across the radius. Seen is where, over about one and a half ring periods,
brightness both rises and falls outward (a single edge of pupil or lid does only one of them), by enough of the local
brightness and of what the rest of the frame shows, and changes clearly more across the rings than along them (lashes,
iris fibres and noise do not). A break-up destroys just that, so what the segmenter calls broken is seen too, and so is
a hole of a few periods within seen rings. The thresholds were set by eye on real frames, whose rings span from a few
gray levels over the iris to some tens over the pupil.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from tfcollab.chain.polar import RingMap

#: ring periods in the radius of the outermost ring: devices show 11 to 14 rings
_PERIODS = 13
#: root-mean-square slope across the rings over the local brightness, per tenth of a ring period
_MIN_CONTRAST = 0.015
#: slope as a share of what the tenth of the ring area with the strongest rings has
_MIN_OF_STRONGEST = 0.12
#: share of the slopes' energy that lies across the rings; 0.5 is noise
_MIN_ACROSS = 0.65
#: keeps the contrast finite in black
_DARK_GRAY = 10.0


def seen_area(crop: NDArray[np.uint8], broken: NDArray[np.bool_], rings: RingMap) -> NDArray[np.bool_]:
    """Which pixels of the ring area could be read; bool (h, w).

    crop: uint8 (h, w). broken: bool (h, w), what the segmenter calls break-up. rings: the grid over the same crop.
    """
    return with_breakup(visible_rings(crop, rings), broken, rings)


def visible_rings(crop: NDArray[np.uint8], rings: RingMap) -> NDArray[np.bool_]:
    """The first half of seen_area, which needs no break-up: where rings show, bool (h, w)."""
    ring_area = rings.cells >= 0
    if not ring_area[::3, ::3].any():
        return np.zeros_like(ring_area)
    period_px = _period_px(rings)
    window = _odd(1.5 * period_px)
    gray = crop.astype(np.float32)
    across_x = cv2.Sobel(gray, cv2.CV_32F, 1, 0, ksize=3, scale=1 / 8)
    across_y = cv2.Sobel(gray, cv2.CV_32F, 0, 1, ksize=3, scale=1 / 8)
    outward = across_x * rings.cos + across_y * rings.sin
    along = across_y * rings.cos - across_x * rings.sin
    rise = np.maximum(outward, 0)
    fall = outward - rise
    rising, falling = _mean(rise * rise, window), _mean(fall * fall, window)
    # the running sums of a box filter can fall below 0 by rounding
    across = 2 * np.maximum(np.minimum(rising, falling), 0)
    slope = np.sqrt(across)
    strongest = float(np.percentile(slope[::3, ::3][ring_area[::3, ::3]], 90))
    contrast = slope * np.float32(period_px / 10) / (_mean(gray, window) + _DARK_GRAY)
    seen = (contrast > _MIN_CONTRAST) & (slope > _MIN_OF_STRONGEST * strongest)
    seen &= across > _MIN_ACROSS / (1 - _MIN_ACROSS) * _mean(along * along, window)
    return np.asarray(seen)


def with_breakup(visible: NDArray[np.bool_], broken: NDArray[np.bool_], rings: RingMap) -> NDArray[np.bool_]:
    """The second half of seen_area. visible: what the first half gives."""
    ring_area = rings.cells >= 0
    if not ring_area[::3, ::3].any():
        return np.zeros_like(ring_area)
    period_px = _period_px(rings)
    seen = cv2.morphologyEx((visible | broken).astype(np.uint8), cv2.MORPH_CLOSE, _square(2 * period_px))
    seen = cv2.morphologyEx(seen, cv2.MORPH_OPEN, _square(period_px))
    return np.asarray(((seen > 0) | broken) & ring_area)


def _period_px(rings: RingMap) -> float:
    return max(2.0, rings.radius_px / _PERIODS)


def _mean(image: NDArray[np.float32], window: int) -> NDArray[np.float32]:
    return np.asarray(cv2.blur(image, (window, window)), np.float32)


def _square(size_px: float) -> NDArray[np.uint8]:
    side = _odd(size_px)
    return np.ones((side, side), np.uint8)


def _odd(size_px: float) -> int:
    return 2 * int(size_px / 2) + 1
