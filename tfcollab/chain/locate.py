"""Where the rings are: the detector's boxes in pixels of the full frame, kept only where they can be rings."""

import numpy as np
from numpy.typing import NDArray

from tfcollab.chain.geometry import Letterbox, Pyramid
from tfcollab.exam.frame import Box, Rings
from tfcollab.runtime.session import Session


def locate(detect: Session, pyramid: Pyramid) -> Rings | None:
    """The rings of a frame, or None where the detector is not confident of the outermost one."""
    size = detect.contract.input_size
    whole, transform = pyramid.letterbox(size)
    least = detect.contract.thresholds["confidence"]
    boxes = (_box(row, least, size, transform, pyramid.shape) for row in detect.run(whole[np.newaxis])[0])
    outside, middle, inside = boxes
    return None if outside is None else Rings(outside, middle, inside)


def _box(
    row: NDArray[np.float32], least: float, size: tuple[int, int], transform: Letterbox, frame_shape: tuple[int, int]
) -> Box | None:
    x0, y0, x1, y1, confidence = (float(value) for value in row)
    if not confidence >= least:
        return None
    height, width = size
    box = transform.to_frame(Box(x0 * width, y0 * height, x1 * width, y1 * height, confidence))
    frame_height, frame_width = frame_shape
    # a net's box may be anything; one that does not lie in the frame for the most part is no ring
    x, y = box.center
    if not (0 <= x <= frame_width and 0 <= y <= frame_height):
        return None
    return box if 0 < box.width <= 2 * frame_width and 0 < box.height <= 2 * frame_height else None
