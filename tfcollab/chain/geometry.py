"""From full frames to the nets' inputs, and back.

Coordinates are continuous pixel edges: the first pixel spans 0 to 1, so a box maps by scale and offset alone.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from tfcollab.exam.frame import Box, Rings

#: side of the segmenter's window over the longer side of the outside box, where nothing says otherwise
CROP_MARGIN = 1.2
_FREE_SIDE_PX = 256
_SIDE_STEP_PX = 8


@dataclass(frozen=True, slots=True)
class Letterbox:
    """How a frame lies in a net's input: input = frame × scale + pad, in pixels of each."""

    scale_x: float
    scale_y: float
    pad_x: int
    pad_y: int

    def to_input(self, box: Box) -> Box:
        """A box of the full frame, in pixels of the input."""
        return Box(
            box.x0 * self.scale_x + self.pad_x,
            box.y0 * self.scale_y + self.pad_y,
            box.x1 * self.scale_x + self.pad_x,
            box.y1 * self.scale_y + self.pad_y,
            box.confidence,
        )

    def to_frame(self, box: Box) -> Box:
        """A box of the input, in pixels of the full frame."""
        return Box(
            (box.x0 - self.pad_x) / self.scale_x,
            (box.y0 - self.pad_y) / self.scale_y,
            (box.x1 - self.pad_x) / self.scale_x,
            (box.y1 - self.pad_y) / self.scale_y,
            box.confidence,
        )


class Pyramid:
    """A gray picture and its exact halvings, made once and shared by every size and part asked for.

    gray: uint8 (height, width). Halving by whole pixels first is several times faster than one area resize of
    a large frame, and gives the same average.
    """

    def __init__(self, gray: NDArray[np.uint8]) -> None:
        height, width = gray.shape
        self._shape = height, width
        self._levels = {0: gray}
        self._boxed: dict[tuple[int, int], tuple[NDArray[np.uint8], Letterbox]] = {}
        self._whole: tuple[Pyramid, Box] | None = None

    def part(self, window: Box) -> "Pyramid":
        """What the window shows, 0 where it reaches beyond the picture; window: whole pixels.

        Its halvings are cut from those of the whole picture where the window's edges lie on their pixels.
        """
        part = Pyramid.__new__(Pyramid)
        part._shape = int(window.height), int(window.width)
        part._levels, part._boxed = {}, {}
        part._whole = self, window
        return part

    @property
    def half(self) -> NDArray[np.uint8] | None:
        """The picture halved, if it has been by now."""
        return self._levels.get(1)

    @property
    def shape(self) -> tuple[int, int]:
        """Height and width of the picture."""
        return self._shape

    def resize(self, height: int, width: int) -> NDArray[np.uint8]:
        """uint8 (height, width): by area where it shrinks, bilinear where it grows."""
        image = self._level(halvings(self._shape, (height, width)))
        h, w = image.shape
        if (h, w) == (height, width):
            return image
        shrinks = height <= h and width <= w
        return _resize(image, height, width, cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR)

    def _level(self, number: int) -> NDArray[np.uint8]:
        """Halved so many times; each time the sides were even."""
        if number not in self._levels:
            self._levels[number] = self._cut(number) if self._is_on_pixels(number) else self._halved(number)
        return self._levels[number]

    def _halved(self, number: int) -> NDArray[np.uint8]:
        image = self._level(number - 1)
        return _resize(image, image.shape[0] // 2, image.shape[1] // 2, cv2.INTER_AREA)

    def _is_on_pixels(self, number: int) -> bool:
        """Whether this is a part that can be cut from the whole picture at that level."""
        if self._whole is None:
            return False
        whole, window = self._whole
        return all(value % (1 << number) == 0 for value in (*whole.shape, window.x0, window.y0))

    def _cut(self, number: int) -> NDArray[np.uint8]:
        assert self._whole is not None
        whole, window = self._whole
        step = 1 << number
        at_level = Box(window.x0 / step, window.y0 / step, window.x1 / step, window.y1 / step)
        return cut(whole._level(number), at_level)

    def letterbox(self, size: tuple[int, int]) -> tuple[NDArray[np.uint8], Letterbox]:
        """The whole picture in the middle of an input of size (height, width), aspect kept, the rest 0."""
        if size not in self._boxed:
            self._boxed[size] = self._letterbox(size)
        return self._boxed[size]

    def _letterbox(self, size: tuple[int, int]) -> tuple[NDArray[np.uint8], Letterbox]:
        height, width = size
        h, w = self._shape
        scale = min(height / h, width / w)
        new_h, new_w = max(1, min(height, round(h * scale))), max(1, min(width, round(w * scale)))
        pad_y, pad_x = (height - new_h) // 2, (width - new_w) // 2
        canvas = np.zeros(size, np.uint8)
        canvas[pad_y : pad_y + new_h, pad_x : pad_x + new_w] = self.resize(new_h, new_w)
        return canvas, Letterbox(new_w / w, new_h / h, pad_x, pad_y)


def letterbox(gray: NDArray[np.uint8], size: tuple[int, int]) -> tuple[NDArray[np.uint8], Letterbox]:
    """A gray frame, uint8 (h, w), as the input of the classifier or detector, uint8 (height, width) = size."""
    return Pyramid(gray).letterbox(size)


def crop_window(outside: Box, margin: float) -> Box:
    """The square around the outside box, whole pixels: its longer side times margin, at least 2 px a side.

    From 256 px on the side is the nearest multiple of 8, so that it can be halved exactly (Pyramid) and the scale of
    the crop does not tremble with the box.
    """
    wanted = max(outside.width, outside.height) * margin
    side = max(2, round(wanted)) if wanted < _FREE_SIDE_PX else _SIDE_STEP_PX * round(wanted / _SIDE_STEP_PX)
    x, y = outside.center
    x0, y0 = round(x - side / 2), round(y - side / 2)
    return Box(x0, y0, x0 + side, y0 + side)


def halvings(shape: tuple[int, int], size: tuple[int, int]) -> int:
    """How often a picture of that shape can be halved exactly and is then no smaller than size."""
    (h, w), (height, width) = shape, size
    times = 0
    while h % 2 == 0 and w % 2 == 0 and h >= 2 * height and w >= 2 * width:
        h, w, times = h // 2, w // 2, times + 1
    return times


def on_pixels(window: Box, size: tuple[int, int]) -> Box:
    """A window of whole pixels, moved by as little as puts its edges on those of the halved picture that it is cut from
    when it is shown at size (height, width)."""
    step = 1 << halvings((int(window.height), int(window.width)), size)
    x0, y0 = step * round(window.x0 / step), step * round(window.y0 / step)
    return Box(x0, y0, x0 + window.width, y0 + window.height)


def ring_view(pyramid: Pyramid, outside: Box, margin: float, size: tuple[int, int]) -> tuple[NDArray[np.uint8], Box]:
    """The segmenter's input: the square around the outside box, 0 outside of the frame.

    pyramid: of the full frame. outside: outermost ring in pixels of it. size: (height, width).
    Gives uint8 (height, width) and the window that it shows, in pixels of the full frame.
    """
    window = on_pixels(crop_window(outside, margin), size)
    return pyramid.part(window).resize(*size), window


def ring_crop(
    gray: NDArray[np.uint8], outside: Box, margin: float, size: tuple[int, int]
) -> tuple[NDArray[np.uint8], Box]:
    """As ring_view, of a frame, uint8 (h, w), of which nothing else is shown."""
    return ring_view(Pyramid(gray), outside, margin, size)


def class_view(pyramid: Pyramid, rings: Rings | None, margin: float | None, size: tuple[int, int]) -> NDArray[np.uint8]:
    """The classifier's input, uint8 size: the square around the outside box, or the whole frame, letterboxed, where
    no rings were found or the model has no margin.

    In the whole frame a young break-up is a few pixels, and fine rings look like no rings.
    """
    if rings is None or margin is None:
        return pyramid.letterbox(size)[0]
    return ring_view(pyramid, rings.outside, margin, size)[0]


def cut(gray: NDArray[np.uint8], window: Box) -> NDArray[np.uint8]:
    """The window's pixels, uint8, 0 where it reaches beyond the frame; a view where it does not."""
    h, w = gray.shape
    x0, y0, x1, y1 = int(window.x0), int(window.y0), int(window.x1), int(window.y1)
    inside = gray[max(0, y0) : max(0, y1), max(0, x0) : max(0, x1)]
    if x0 >= 0 and y0 >= 0 and x1 <= w and y1 <= h:
        return inside
    out = np.zeros((y1 - y0, x1 - x0), np.uint8)
    top, left = max(0, -y0), max(0, -x0)
    out[top : top + inside.shape[0], left : left + inside.shape[1]] = inside
    return out


def _resize(image: NDArray[np.uint8], height: int, width: int, how: int) -> NDArray[np.uint8]:
    return np.asarray(cv2.resize(image, (width, height), interpolation=how), np.uint8)
