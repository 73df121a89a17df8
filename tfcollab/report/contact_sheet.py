"""Many small pictures on one sheet, each with a line under it."""

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from tfcollab.report.overlay import Rgb

_FOOT_PX = 22
_INK = (235, 235, 235)


def contact_sheet(pictures: Sequence[tuple[NDArray[np.uint8], str]], columns: int, side_px: int) -> Rgb:
    """uint8 RGB sheet, row by row, each picture fitted into a square of side_px.

    pictures: at least one, uint8 gray (h, w) or RGB (h, w, 3), with a short text in Latin letters.
    """
    rows = -(-len(pictures) // columns)
    sheet = np.zeros((rows * (side_px + _FOOT_PX), columns * side_px, 3), np.uint8)
    for place, (picture, text) in enumerate(pictures):
        top, left = place // columns * (side_px + _FOOT_PX), place % columns * side_px
        fitted = _fitted(picture, side_px)
        height, width = fitted.shape[:2]
        y, x = top + (side_px - height) // 2, left + (side_px - width) // 2
        sheet[y : y + height, x : x + width] = fitted if fitted.ndim == 3 else fitted[..., None]
        where = (left + 4, top + side_px + _FOOT_PX - 7)
        cv2.putText(sheet, text, where, cv2.FONT_HERSHEY_SIMPLEX, 0.42, _INK, 1, cv2.LINE_AA)
    return sheet


def encode_png(image: Rgb) -> bytes:
    """An RGB picture as the bytes of a PNG file."""
    return _encoded(image, ".png")


def encode_as(image: Rgb, path: Path) -> bytes:
    """An RGB picture as the bytes of the kind of file that the name says; PNG where it says nothing of JPEG."""
    return _encoded(image, ".jpg" if path.suffix.lower() in (".jpg", ".jpeg") else ".png")


def _encoded(image: Rgb, kind: str) -> bytes:
    _, data = cv2.imencode(kind, cv2.cvtColor(image, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, 85])
    return bytes(data.tobytes())


def _fitted(picture: NDArray[np.uint8], side_px: int) -> NDArray[np.uint8]:
    scale = side_px / max(picture.shape[:2])
    size = (max(1, round(picture.shape[1] * scale)), max(1, round(picture.shape[0] * scale)))
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(picture, size, interpolation=how), np.uint8)
