"""What was read in a frame, drawn on the frame at display size."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from tfcollab.chain.polar import ring_map
from tfcollab.exam.frame import FULLY_BROKEN, NOT_SEEN, Box, FrameRecord, FrameResult, Rings
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.report import palette

Rgb = NDArray[np.uint8]

#: break-up less likely than this is not drawn; full colour keeps the rings below visible
_FAINTEST, _STRONGEST_ALPHA = 64, 0.6
#: of the grid of cells, drawn over the outermost ring
_GRID_PX = 320


@dataclass(frozen=True, slots=True)
class View:
    """A part of the full frame (x0, y0, x1, y1 in whole pixels) and the size in pixels at which it is shown."""

    x0: int
    y0: int
    x1: int
    y1: int
    width: int
    height: int

    def to_view(self, x: float, y: float) -> tuple[float, float]:
        """A point of the full frame in pixels of the view."""
        return (
            (x - self.x0) * self.width / (self.x1 - self.x0),
            (y - self.y0) * self.height / (self.y1 - self.y0),
        )


def whole_frame(width: int, height: int, max_width_px: int = 960) -> View:
    """The whole frame, never enlarged, with even sides (video encoders want them)."""
    scale = min(1.0, max_width_px / width)
    shown = (max(2, round(width * scale / 2) * 2), max(2, round(height * scale / 2) * 2))
    return View(0, 0, width, height, *shown)


def around_rings(rings: Rings, width: int, height: int, max_width_px: int = 700) -> View:
    """The part of a width × height frame around the outermost ring with a margin of 8 %, never enlarged."""
    box = rings.outside
    margin_x, margin_y = 0.08 * box.width, 0.08 * box.height
    x0, y0 = max(0, round(box.x0 - margin_x)), max(0, round(box.y0 - margin_y))
    x1, y1 = min(width, round(box.x1 + margin_x)), min(height, round(box.y1 + margin_y))
    if x1 - x0 < 2 or y1 - y0 < 2:
        return whole_frame(width, height, max_width_px)
    scale = min(1.0, max_width_px / (x1 - x0))
    return View(x0, y0, x1, y1, max(2, round((x1 - x0) * scale)), max(2, round((y1 - y0) * scale)))


def draw(result: FrameResult, view: View) -> Rgb:
    """The view of the frame with break-up in orange (denser where more likely) and the outermost ring in blue.

    Returns uint8 RGB (view.height, view.width, 3), newly made.
    """
    image = _shown(result.frame.gray, view)
    if result.breakup is not None:
        _tint(image, result.breakup.probability, result.breakup.window, view)
    if result.rings is not None:
        _outline(image, result.rings.outside, view)
    return image


def draw_cells(gray: NDArray[np.uint8], record: FrameRecord, settings: ClinicalSettings, view: View) -> Rgb:
    """As draw, of a frame of which the record alone was kept: the broken cells of its grid in place of pixels.

    gray: uint8 (H, W), the frame itself.
    """
    image = _shown(gray, view)
    if record.rings is not None:
        if record.cells is not None:
            broken = broken_cells(record.rings, record.cells, settings, _GRID_PX)
            _tint(image, broken.astype(np.uint8) * np.uint8(255), record.rings.outside, view)
        _outline(image, record.rings.outside, view)
    return image


def broken_cells(rings: Rings, cells: NDArray[np.uint8], settings: ClinicalSettings, side_px: int) -> NDArray[np.bool_]:
    """Bool (side_px, side_px) over the box of the outermost ring: where broken cells lie in the grid that was read."""
    grid = ring_map(rings, rings.outside, (side_px, side_px), settings.annuli, settings.sectors).cells
    broken = (cells != NOT_SEEN) & (cells >= settings.cell_broken_share * FULLY_BROKEN)
    return np.where(grid >= 0, broken.ravel()[np.maximum(grid, 0)], False)


def _shown(gray: NDArray[np.uint8], view: View) -> Rgb:
    part = gray[view.y0 : view.y1, view.x0 : view.x1]
    resized = cv2.resize(part, (view.width, view.height), interpolation=cv2.INTER_AREA)
    return cv2.cvtColor(resized, cv2.COLOR_GRAY2RGB).astype(np.uint8, copy=False)


def _tint(image: Rgb, likely: NDArray[np.uint8], window: Box, view: View) -> None:
    """likely: uint8 (h, w) over the window of the frame, 0-255 for 0-1."""
    (left, top), (right, bottom) = view.to_view(window.x0, window.y0), view.to_view(window.x1, window.y1)
    x0, y0, x1, y1 = (
        max(0, round(left)),
        max(0, round(top)),
        min(view.width, round(right)),
        min(view.height, round(bottom)),
    )
    if x1 <= x0 or y1 <= y0:
        return
    rows, columns = likely.shape
    # the segmented window's pixels as seen from the view: centre to centre
    scale_x, scale_y = columns / (right - left), rows / (bottom - top)
    to_probability = np.array(
        [
            [scale_x, 0, (x0 + 0.5 - left) * scale_x - 0.5],
            [0, scale_y, (y0 + 0.5 - top) * scale_y - 0.5],
        ]
    )
    probability = cv2.warpAffine(
        likely,
        to_probability,
        (x1 - x0, y1 - y0),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    alpha = _ALPHA[probability][..., None]
    part = image[y0:y1, x0:x1]
    part[:] = (part * (1 - alpha) + _BREAKUP * alpha + 0.5).astype(np.uint8)


def _alpha_table() -> NDArray[np.float32]:
    probability = np.arange(256, dtype=np.float32)
    return (np.clip((probability - _FAINTEST) / (255 - _FAINTEST), 0, 1) * _STRONGEST_ALPHA).astype(np.float32)


_ALPHA = _alpha_table()
_BREAKUP = np.array(palette.BREAKUP_RGB, np.float32)


def _outline(image: Rgb, box: Box, view: View) -> None:
    (left, top), (right, bottom) = view.to_view(box.x0, box.y0), view.to_view(box.x1, box.y1)
    # sub-pixel drawing: cv2 takes fixed point with `shift` fraction bits
    center = (round((left + right) * 8), round((top + bottom) * 8))
    axes = (max(0, round((right - left) * 8)), max(0, round((bottom - top) * 8)))
    thickness = max(1, round(view.width / 480))
    cv2.ellipse(image, center, axes, 0, 0, 360, palette.RING_RGB, thickness, cv2.LINE_AA, shift=4)
