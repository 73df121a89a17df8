"""A labelled frame with truth and result drawn on it."""

import cv2
import numpy as np
from numpy.typing import NDArray

from tfcollab.datasets.labelled_frames import LabelledFrame
from tfcollab.datasets.masks import BREAKUP
from tfcollab.exam.frame import Box, FrameResult
from tfcollab.report import caption, palette
from tfcollab.report.overlay import Rgb, View, draw
from tfcollab.training.frame_scores import FrameScore, found_mask

_WIDTH_PX = 1280
#: of the truth, RGB: a green that neither the found break-up (orange) nor the found rings (blue) come near
TRUTH_RGB = (0, 220, 90)


def draw_frame(truth: LabelledFrame, shown: Box, result: FrameResult, score: FrameScore, breakup_level: int) -> Rgb:
    """uint8 RGB, at most 1280 px wide: boxes and break-up found (blue, orange) and of the truth (green).

    shown: part of truth.gray, in pixels. The found break-up is tinted by its probability, and outlined at the level.
    """
    scale = min(1.0, _WIDTH_PX / shown.width)
    size = (max(2, round(shown.width * scale)), max(2, round(shown.height * scale)))
    view = View(round(shown.x0), round(shown.y0), round(shown.x1), round(shown.y1), *size)
    image = draw(result, view)
    if truth.labels is not None:
        _outline(image, truth.labels == BREAKUP, view, TRUTH_RGB)
    _outline(image, found_mask(result, breakup_level), view, palette.BREAKUP_RGB)
    for box in truth.boxes.values():
        _rectangle(image, box, view, TRUTH_RGB)
    if (rings := result.rings) is not None:
        for found in (rings.outside, rings.middle, rings.inside):
            if found is not None:
                _rectangle(image, found, view, palette.RING_RGB)
    caption.write_class(image, result.frame_class)
    ious = "".join(f"   {ring} {iou:.2f}" for ring, iou in score.box_iou.items())
    dsc = "" if score.dsc is None else f"   DSC {score.dsc:.2f}"
    caption.write_foot(image, f"{truth.name}: should be {score.true_class}{ious}{dsc}   (green: truth)")
    return image


def _outline(image: Rgb, mask: NDArray[np.bool_], view: View, color: tuple[int, int, int]) -> None:
    part = mask[view.y0 : view.y1, view.x0 : view.x1].astype(np.uint8)
    small = cv2.resize(part * 255, (view.width, view.height), interpolation=cv2.INTER_AREA)
    contours, _ = cv2.findContours((small > 127).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    cv2.drawContours(image, contours, -1, color, 2, cv2.LINE_AA)


def _rectangle(image: Rgb, box: Box, view: View, color: tuple[int, int, int]) -> None:
    corners = [tuple(round(v) for v in view.to_view(x, y)) for x, y in ((box.x0, box.y0), (box.x1, box.y1))]
    cv2.rectangle(image, corners[0], corners[1], color, 2, cv2.LINE_AA)
