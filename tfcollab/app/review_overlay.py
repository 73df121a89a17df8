"""What nets and witness read in a frame, as coloured layers over it; made beside the window."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from tfcollab.app.picture import Layer, Picture, gray_image
from tfcollab.chain.polar import ring_map
from tfcollab.exam.frame import FULLY_BROKEN, NOT_SEEN, Box, FrameRecord, Rings
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.report.palette import BREAKUP_RGB

#: colour of the independent witness, RGB; told from the nets' orange by hue and by its stripes
WITNESS_RGB = (190, 120, 255)
_SIDE_PX = 320
_STRIPE_PX = 6
_ALPHA = 0.75


def review_picture(
    gray: NDArray[np.uint8], record: FrameRecord, settings: ClinicalSettings, max_width_px: int = 1280
) -> Picture:
    """The frame with the layers `network` and `witness`: cells that are broken; those not seen stay as they are."""
    height, width = gray.shape
    layers = {}
    if record.rings is not None:
        for name, cells, rgb in (
            ("network", record.cells, BREAKUP_RGB),
            ("witness", record.irregular_cells, WITNESS_RGB),
        ):
            if cells is not None:
                layers[name] = _layer(record.rings, cells, settings, rgb, striped=name == "witness")
    outline = None if record.rings is None else record.rings.outside
    return Picture(gray_image(gray, max_width_px), width, height, outline, layers)


def thumbnail(gray: NDArray[np.uint8], record: FrameRecord, settings: ClinicalSettings, width_px: int) -> Picture:
    """The part of the frame around the rings, with the nets' layer."""
    height, width = gray.shape
    if record.rings is None:
        return Picture(gray_image(gray, width_px), width, height)
    box = record.rings.outside
    margin = 0.06 * max(box.width, box.height)
    x0, y0 = max(0, round(box.x0 - margin)), max(0, round(box.y0 - margin))
    x1, y1 = min(width, round(box.x1 + margin)), min(height, round(box.y1 + margin))
    if x1 - x0 < 8 or y1 - y0 < 8:
        return Picture(gray_image(gray, width_px), width, height)
    layers = {}
    if record.cells is not None:
        found = _layer(record.rings, record.cells, settings, BREAKUP_RGB, striped=False)
        layers["network"] = Layer(found.image, _moved(found.box, -x0, -y0))
    return Picture(gray_image(gray[y0:y1, x0:x1], width_px), x1 - x0, y1 - y0, None, layers)


def _layer(
    rings: Rings, cells: NDArray[np.uint8], settings: ClinicalSettings, rgb: tuple[int, int, int], striped: bool
) -> Layer:
    """Broken cells over the box of the rings, by the very grid that the frame was read with."""
    grid = ring_map(rings, rings.outside, (_SIDE_PX, _SIDE_PX), settings.annuli, settings.sectors).cells
    broken = (cells != NOT_SEEN) & (cells >= settings.cell_broken_share * FULLY_BROKEN)
    shown = np.where(grid >= 0, broken.ravel()[np.maximum(grid, 0)], False)
    if striped:
        rows, columns = np.indices(shown.shape)
        shown &= (rows + columns) // _STRIPE_PX % 2 == 0
    image = np.zeros((*shown.shape, 4), np.uint8)
    image[shown] = [round(_ALPHA * value) for value in (rgb[2], rgb[1], rgb[0], 255)]
    picture = QImage(image.data, _SIDE_PX, _SIDE_PX, 4 * _SIDE_PX, QImage.Format.Format_ARGB32_Premultiplied).copy()
    return Layer(picture, rings.outside)


def _moved(box: Box, x: float, y: float) -> Box:
    return Box(box.x0 + x, box.y0 + y, box.x1 + x, box.y1 + y)
