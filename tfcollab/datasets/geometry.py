"""Windows of a picture, resized: the one geometric operation that training and deployment share."""

import cv2
import numpy as np
from numpy.typing import NDArray

Window = tuple[float, float, float, float]  # x0, y0, x1, y1 in pixels; may reach beyond the picture


def cut(
    image: NDArray[np.uint8],
    window: Window,
    size: tuple[int, int],
    interpolation: int = cv2.INTER_AREA,
    fill: int | None = 0,
) -> NDArray[np.uint8]:
    """The window of an (H, W) picture resized to size (height, width); outside the picture `fill`, or its mirror image
    where that is None.

    Shrinks by area, so that fine rings are averaged and not aliased; enlarges linearly unless told otherwise.
    """
    x0, y0 = round(window[0]), round(window[1])
    x1, y1 = max(round(window[2]), x0 + 1), max(round(window[3]), y0 + 1)
    height, width = image.shape
    if x0 >= 0 and y0 >= 0 and x1 <= width and y1 <= height:
        part = image[y0:y1, x0:x1]
    else:
        sides = (max(0, -y0), max(0, y1 - height), max(0, -x0), max(0, x1 - width))
        border = cv2.BORDER_REFLECT if fill is None else cv2.BORDER_CONSTANT
        wide = np.asarray(cv2.copyMakeBorder(image, *sides, border, value=fill or 0), np.uint8)
        part = wide[y0 + sides[0] : y1 + sides[0], x0 + sides[2] : x1 + sides[2]]
    if part.shape == size:
        return np.ascontiguousarray(part)
    if interpolation == cv2.INTER_AREA and (part.shape[0] < size[0] or part.shape[1] < size[1]):
        interpolation = cv2.INTER_LINEAR
    return np.asarray(cv2.resize(part, (size[1], size[0]), interpolation=interpolation), np.uint8)


def letterbox_window(height: int, width: int, size: tuple[int, int]) -> Window:
    """The window of an (height, width) picture that has the aspect of size and holds all of it, centred."""
    scale = max(height / size[0], width / size[1])
    pad_x, pad_y = (size[1] * scale - width) / 2, (size[0] * scale - height) / 2
    return -pad_x, -pad_y, width + pad_x, height + pad_y


def into_window(boxes: NDArray[np.float32], window: Window) -> NDArray[np.float32]:
    """Boxes (N, 4) in pixels of the picture as relative coordinates of the window (unclipped)."""
    x0, y0, x1, y1 = window
    offset = np.array([x0, y0, x0, y0], np.float32)
    extent = np.array([x1 - x0, y1 - y0, x1 - x0, y1 - y0], np.float32)
    return ((boxes - offset) / extent).astype(np.float32)
