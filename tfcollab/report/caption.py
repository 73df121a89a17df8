"""Words and figures drawn on an overlay: frame class, time of the recording, and the break-up clock."""

from collections.abc import Sequence

import cv2

from tfcollab.exam.frame import FrameClass
from tfcollab.report.overlay import Rgb

_WHITE, _DIM = (255, 255, 255), (200, 206, 210)
_FONT = cv2.FONT_HERSHEY_DUPLEX
#: coloured mark beside the class; the word itself says it too
_MARKS = {
    FrameClass.CLEAR: (86, 180, 233),
    FrameClass.BROKEN: (255, 128, 0),
    FrameClass.BLUR: (170, 170, 170),
    FrameClass.CLOSED: (90, 90, 90),
}


def write_class(image: Rgb, frame_class: FrameClass) -> None:
    """The frame's class in the upper left corner."""
    unit = _unit(image)
    (width, height), _ = cv2.getTextSize(str(frame_class), _FONT, 0.8 * unit, 1)
    pad = round(10 * unit)
    _panel(image, pad, pad, width + height + 4 * pad, height + 3 * pad)
    middle = round(2.5 * pad + height / 2)
    cv2.circle(
        image, (round(2.2 * pad + height / 4), middle), round(height * 0.45), _MARKS[frame_class], -1, cv2.LINE_AA
    )
    baseline = (round(2.8 * pad + height), round(2.5 * pad + height))
    cv2.putText(image, str(frame_class), baseline, _FONT, 0.8 * unit, _WHITE, 1, cv2.LINE_AA)


def write_clock(image: Rgb, figure: str, below: Sequence[str], frozen: bool) -> None:
    """A large figure in the upper right corner with small lines below it; ASCII only. Frozen figures are orange."""
    unit = _unit(image)
    pad, large, small = round(10 * unit), 1.9 * unit, 0.65 * unit
    (width, height), _ = cv2.getTextSize(figure, _FONT, large, 2)
    sizes = [cv2.getTextSize(line, _FONT, small, 1)[0] for line in below]
    line_height = max((size[1] for size in sizes), default=0) + pad
    panel_width = max([width, *(size[0] for size in sizes)]) + 2 * pad
    left = image.shape[1] - pad - panel_width
    _panel(image, left, pad, panel_width, height + 3 * pad + len(below) * line_height)
    right = image.shape[1] - 2 * pad
    color = _MARKS[FrameClass.BROKEN] if frozen else _WHITE
    cv2.putText(
        image, figure, (right - width, 2 * pad + height), _FONT, large, color, max(1, round(2 * unit)), cv2.LINE_AA
    )
    for row, (line, size) in enumerate(zip(below, sizes, strict=True), start=1):
        baseline = (right - size[0], 2 * pad + height + row * line_height)
        cv2.putText(image, line, baseline, _FONT, small, _DIM, 1, cv2.LINE_AA)


def write_foot(image: Rgb, text: str) -> None:
    """One small line in the lower left corner; ASCII only."""
    unit = _unit(image)
    pad, scale = round(10 * unit), 0.6 * unit
    (width, height), _ = cv2.getTextSize(text, _FONT, scale, 1)
    top = image.shape[0] - height - 3 * pad
    _panel(image, pad, top, width + 2 * pad, height + 2 * pad)
    cv2.putText(image, text, (2 * pad, top + pad + height), _FONT, scale, _DIM, 1, cv2.LINE_AA)


def _unit(image: Rgb) -> float:
    # sizes are meant for 960 pixels; below half of that, text would not be legible at all
    width: int = image.shape[1]
    return max(0.45, width / 960)


def _panel(image: Rgb, x: int, y: int, width: int, height: int) -> None:
    """Darkens a part of the picture, so that light text on it is legible over bright skin."""
    part = image[max(0, y) : y + height, max(0, x) : x + width]
    part[:] = part // 4
