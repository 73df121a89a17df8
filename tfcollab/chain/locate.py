"""Where the rings are: the detector looks at the whole frame and then once more from nearby, or at once where they were
in the frame before."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tfcollab.chain.geometry import Pyramid, on_pixels
from tfcollab.exam.frame import Box, Rings
from tfcollab.runtime.session import Session

#: part of the window's width that the ring system takes at the second look
NEAR_SHARE = 0.5
#: a ring system that moved or grew by more than these shares of its size since the frame before is looked for anew
_MOST_MOVED, _MOST_GROWN = 0.15, 0.15
#: a window is no smaller than this, whatever a net says
_MIN_WINDOW_PX = 16
#: sides of one this many times as large as the input are multiples of 8, so that it can be halved exactly
_LARGE, _HALVED = 3, 8


@dataclass(frozen=True, slots=True)
class Near:
    """What the detector is shown about a ring system. view: uint8 (h, w), its input. window: of the frame, in pixels;
    it may reach beyond."""

    view: NDArray[np.uint8]
    window: Box

    @classmethod
    def of(cls, pyramid: Pyramid, window: Box, size: tuple[int, int]) -> "Near":
        """size: of the detector's input, height and width."""
        return cls(pyramid.part(window).letterbox(size)[0], window)


def locate(detect: Session, pyramid: Pyramid, last: Box | None = None) -> Rings | None:
    """The rings of a frame, or None where the detector is not confident of the outermost one.

    last: the outermost ring as found in the frame before, if it was; the whole frame is looked at only where it is not
    found there again, nearly whole in the view.
    """
    return follow(detect, pyramid, last)[0]


def follow(detect: Session, pyramid: Pyramid, last: Box | None) -> tuple[Rings | None, Near | None]:
    """As locate, and with what the detector was shown where it found the rings by following; None where it did not."""
    least = detect.contract.thresholds["confidence"]
    rows, shown = None, None
    if last is not None:
        rows, shown = _follow(detect, pyramid, last)
    if rows is None:
        rows, shown = look_twice(detect, pyramid), None
    outside, middle, inside = (_checked(row, least, pyramid.shape) for row in rows)
    return None if outside is None else Rings(outside, middle, inside), shown


def _follow(detect: Session, pyramid: Pyramid, last: Box) -> tuple[NDArray[np.float32], Near] | tuple[None, None]:
    """As look_twice, about `last`, and the view; None unless a ring of about its size and place is there, which that
    view fits."""
    rows, shown = _look_near(detect, pyramid, last)
    if rows is None:
        return None, None
    x0, y0, x1, y1 = (float(value) for value in rows[0, :4])
    side, was = max(x1 - x0, y1 - y0), max(last.width, last.height)
    moved = max(abs((x0 + x1) / 2 - last.center[0]), abs((y0 + y1) / 2 - last.center[1]))
    return (rows, shown) if moved <= _MOST_MOVED * was and abs(side - was) <= _MOST_GROWN * was else (None, None)


def look_twice(detect: Session, pyramid: Pyramid) -> NDArray[np.float32]:
    """The detector's boxes: float32 (3, 5), x0 y0 x1 y1 in pixels of the frame and confidence, whatever that is.

    Where it is confident of the outermost ring, the boxes are those of a second look, at a window in which the rings
    take half the width: small rings, and the disc in the middle of all, are then large enough to be measured.
    """
    least = detect.contract.thresholds["confidence"]
    whole, _ = _look(detect, pyramid)
    outside = _checked(whole[0], least, pyramid.shape)
    if outside is None:
        return whole
    close, _ = _look_near(detect, pyramid, outside)
    return whole if close is None else close


def _look_near(detect: Session, pyramid: Pyramid, outside: Box) -> tuple[NDArray[np.float32] | None, Near]:
    """As look_twice, in a window about a box, and the view; None where it is not confident of the outermost ring."""
    window = window_near(outside, detect.contract.input_size)
    rows, view = _look(detect, pyramid.part(window))
    rows[:, (0, 2)] += window.x0
    rows[:, (1, 3)] += window.y0
    least = detect.contract.thresholds["confidence"]
    return (rows if _checked(rows[0], least, pyramid.shape) is not None else None), Near(view, window)


def window_near(outside: Box, size: tuple[int, int]) -> Box:
    """Of the frame, in whole pixels, what the detector, whose input has size (height, width), is shown about a box."""
    height, width = size
    x, y = outside.center
    across = max(_MIN_WINDOW_PX, max(outside.width, outside.height) / NEAR_SHARE)
    down = across * height / width
    if across >= _LARGE * width:
        across, down = _whole_steps(across, (width, height))
    left, top = round(x - across / 2), round(y - down / 2)
    return on_pixels(Box(left, top, left + round(across), top + round(down)), (height, width))


def _whole_steps(across: float, input_size: tuple[int, int]) -> tuple[int, int]:
    """Width and height near to the wanted width, with the input's (width, height) aspect, that can be halved."""
    common = math.gcd(*input_size)
    steps = max(1, round(across / (_HALVED * input_size[0] // common)))
    return steps * _HALVED * input_size[0] // common, steps * _HALVED * input_size[1] // common


def _look(detect: Session, pyramid: Pyramid) -> tuple[NDArray[np.float32], NDArray[np.uint8]]:
    height, width = detect.contract.input_size
    shown, transform = pyramid.letterbox((height, width))
    rows = np.empty((3, 5), np.float32)
    for row, (x0, y0, x1, y1, confidence) in zip(rows, detect.run(shown[np.newaxis])[0], strict=True):
        box = transform.to_frame(Box(x0 * width, y0 * height, x1 * width, y1 * height))
        row[:] = box.x0, box.y0, box.x1, box.y1, confidence
    return rows, shown


def _checked(row: NDArray[np.float32], least: float, frame_shape: tuple[int, int]) -> Box | None:
    x0, y0, x1, y1, confidence = (float(value) for value in row)
    if not confidence >= least:
        return None
    box = Box(x0, y0, x1, y1, confidence)
    frame_height, frame_width = frame_shape
    # a net's box may be anything; one that does not lie in the frame for the most part is no ring
    x, y = box.center
    if not (0 <= x <= frame_width and 0 <= y <= frame_height):
        return None
    return box if 0 < box.width <= 2 * frame_width and 0 < box.height <= 2 * frame_height else None
