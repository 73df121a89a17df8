"""Mild changes of a labelled frame, as another camera distance, light, focus or file would make; the truth follows."""

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from tfcollab.datasets.geometry import cut
from tfcollab.datasets.labelled_frames import LabelledFrame
from tfcollab.exam.frame import Box

SCALES = (0.6, 1.4)
#: of the frame's width and height
MAX_SHIFT = 0.06
GAINS = (0.9, 1.1)
#: standard deviation in gray levels
MAX_NOISE = 4.0
#: standard deviation of the blur in ring periods: at 0.2 a sinusoidal ring keeps 45 % of its contrast
MAX_BLUR_PERIODS = 0.2
JPEG_QUALITIES = (60, 95)
#: where no box is labelled: the ring system's usual share of a frame's width, and rings in its radius
_USUAL_SHARE, _USUAL_RINGS = 0.42, 13


@dataclass(frozen=True, slots=True)
class MildChange:
    """scale: of the picture in a frame of unchanged size. shift_x, shift_y: of its middle, in frames. gain: factor on
    the gray. noise: gray levels. blur_periods: ring periods. jpeg: quality. seed: of the noise."""

    scale: float
    shift_x: float
    shift_y: float
    gain: float
    noise: float
    blur_periods: float
    jpeg: int
    seed: int


def draw_change(rng: np.random.Generator) -> MildChange:
    """A change drawn evenly from the ranges above."""
    return MildChange(
        scale=float(rng.uniform(*SCALES)),
        shift_x=float(rng.uniform(-MAX_SHIFT, MAX_SHIFT)),
        shift_y=float(rng.uniform(-MAX_SHIFT, MAX_SHIFT)),
        gain=float(rng.uniform(*GAINS)),
        noise=float(rng.uniform(0, MAX_NOISE)),
        blur_periods=float(rng.uniform(0, MAX_BLUR_PERIODS)),
        jpeg=int(rng.integers(JPEG_QUALITIES[0], JPEG_QUALITIES[1] + 1)),
        seed=int(rng.integers(2**31)),
    )


def apply(frame: LabelledFrame, change: MildChange) -> LabelledFrame:
    """The whole frame changed, of its own size; what comes into view at its edges is the mirrored picture."""
    height, width = frame.gray.shape
    size = (round(width * change.scale), round(height * change.scale))
    left = round((width - size[0]) / 2 + change.shift_x * width)
    top = round((height - size[1]) / 2 + change.shift_y * height)
    scaled = cv2.resize(frame.gray, size, interpolation=cv2.INTER_AREA if change.scale < 1 else cv2.INTER_LINEAR)
    window = (-left, -top, width - left, height - top)
    gray = cut(np.asarray(scaled, np.uint8), window, (height, width), fill=None)
    labels = frame.labels
    if labels is not None:
        small = np.asarray(cv2.resize(labels, size, interpolation=cv2.INTER_NEAREST), np.uint8)
        labels = cut(small, window, (height, width))
    by_x, by_y = size[0] / width, size[1] / height
    boxes = {
        ring: Box(box.x0 * by_x + left, box.y0 * by_y + top, box.x1 * by_x + left, box.y1 * by_y + top)
        for ring, box in frame.boxes.items()
    }
    sigma = change.blur_periods * change.scale * _period_px(frame)
    if sigma > 0.1:
        gray = np.asarray(cv2.GaussianBlur(gray, (0, 0), sigma), np.uint8)
    return replace(frame, gray=develop(gray, change, change.seed), boxes=boxes, labels=labels)


def develop(gray: NDArray[np.uint8], change: MildChange, seed: int) -> NDArray[np.uint8]:
    """Gain, noise of this seed, and JPEG of the change; uint8 of gray's shape."""
    noise = np.empty(gray.shape, np.int16)
    cv2.setRNGSeed(seed)
    cv2.randn(noise, np.zeros(1), np.full(1, change.noise))
    taken = cv2.addWeighted(gray, change.gain, noise, 1, 0, dtype=cv2.CV_8U)
    _, data = cv2.imencode(".jpg", taken, [cv2.IMWRITE_JPEG_QUALITY, change.jpeg])
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_GRAYSCALE), np.uint8)


def _period_px(frame: LabelledFrame) -> float:
    outside = frame.boxes.get("outside")
    across = _USUAL_SHARE * frame.gray.shape[1] if outside is None else outside.width
    return across / 2 / _USUAL_RINGS
