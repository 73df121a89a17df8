"""A frame with what was read in it, ready to be painted; made beside the window, so that painting is short."""

from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from tfcollab.exam.frame import Box, Frame, FrameResult
from tfcollab.report.palette import BREAKUP_RGB

#: break-up less likely than this is not drawn (as in the annotated video)
_FAINTEST = 64


@dataclass(frozen=True, slots=True)
class Layer:
    """A coloured picture over a part of the frame. image: premultiplied ARGB, any size. box: where, in frame pixels."""

    image: QImage
    box: Box


@dataclass(frozen=True, slots=True)
class Picture:
    """What a VideoView shows.

    image: the frame, gray, no wider than it is wanted. width, height: of the frame itself, to which rings and layers
    refer. captured_at_s: monotonic time at which the frame was taken; None for one that is not live.
    """

    image: QImage
    width: int
    height: int
    rings: Box | None = None
    layers: dict[str, Layer] = field(default_factory=dict)
    captured_at_s: float | None = None


def picture_of_frame(frame: Frame, max_width_px: int = 1280, captured_at_s: float | None = None) -> Picture:
    """The frame alone."""
    height, width = frame.gray.shape
    return Picture(gray_image(frame.gray, max_width_px), width, height, captured_at_s=captured_at_s)


def picture_of(
    result: FrameResult,
    max_width_px: int = 1280,
    captured_at_s: float | None = None,
    image: QImage | None = None,
) -> Picture:
    """The frame with its ring outline, and its break-up as layer "breakup" where there is one.

    image: what frame_image gave of the frame, where it was asked before.
    """
    height, width = result.frame.gray.shape
    layers = {}
    if result.breakup is not None:
        layers["breakup"] = Layer(tinted(result.breakup.probability, BREAKUP_RGB), result.breakup.window)
    rings = None if result.rings is None else result.rings.outside
    if image is None:
        image = frame_image(result.frame.gray, result.half, max_width_px)
    return Picture(image, width, height, rings, layers, captured_at_s)


def frame_image(gray: NDArray[np.uint8], half: NDArray[np.uint8] | None, max_width_px: int = 1280) -> QImage:
    """As gray_image of gray; half: the same at half its size, where that is at hand."""
    return gray_image(half if half is not None and half.shape[1] >= max_width_px else gray, max_width_px)


def gray_image(gray: NDArray[np.uint8], max_width_px: int) -> QImage:
    """uint8 (h, w) as a picture of its own, at most max_width_px wide."""
    height, width = gray.shape
    if width > max_width_px:
        gray = _shrunk(gray, max(1, round(height * max_width_px / width)), max_width_px)
    gray = np.ascontiguousarray(gray)
    shown = QImage(gray.data, gray.shape[1], gray.shape[0], gray.strides[0], QImage.Format.Format_Grayscale8)
    # the buffer belongs to the frame, which goes before the picture does
    return shown.copy()


def _shrunk(gray: NDArray[np.uint8], height: int, width: int) -> NDArray[np.uint8]:
    """By whole pixels as far as it goes, and bilinear for the rest: by area that would take five to ten times as long,
    for a difference that no eye sees."""
    while (h := gray.shape[0]) % 2 == (w := gray.shape[1]) % 2 == 0 and h >= 2 * height and w >= 2 * width:
        gray = np.asarray(cv2.resize(gray, (w // 2, h // 2), interpolation=cv2.INTER_AREA), np.uint8)
    is_near = h < 2 * height and w < 2 * width
    how = cv2.INTER_LINEAR if is_near else cv2.INTER_AREA
    return np.asarray(cv2.resize(gray, (width, height), interpolation=how), np.uint8)


def tinted(probability: NDArray[np.uint8], rgb: tuple[int, int, int]) -> QImage:
    """A probability map, uint8 (h, w) for 0-1, as a colour that is denser where it is more likely."""
    height, width = probability.shape
    image = np.asarray(cv2.LUT(cv2.merge([probability] * 4), _table(rgb)), np.uint8)
    return QImage(image.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied).copy()


def _table(rgb: tuple[int, int, int]) -> NDArray[np.uint8]:
    """Probability -> blue, green, red, alpha (the order in memory), premultiplied; uint8 (1, 256, 4)."""
    alpha = np.clip((np.arange(256, dtype=np.float32) - _FAINTEST) / (255 - _FAINTEST), 0, 1)
    colour = np.array([rgb[2], rgb[1], rgb[0], 255], np.float32)
    return np.round(alpha[None, :, None] * colour).astype(np.uint8)
