"""Aids for whoever holds the camera: focus, centring and exposure of one frame."""

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from tfcollab.exam.frame import FrameClass, FrameResult
from tfcollab.exam.settings import ClinicalSettings

#: every n-th pixel is looked at
_STRIDE = 8
_DARK_MEAN, _SATURATED, _BRIGHT_SHARE = 30.0, 250, 0.2


class Exposure(StrEnum):
    GOOD = "good"
    DARK = "dark"
    BRIGHT = "bright"


@dataclass(frozen=True, slots=True)
class Aids:
    """What to mend before measuring; the program's own convention, and no number of a result depends on it.

    focus: how likely the frame is not blurred, 0-1. offset: of the rings' centre from the frame's, in half widths of
    the frame, x to the right and y down; None without rings. centred: offset within ClinicalSettings.max_decentration,
    None without rings. fine: the rings lie closer together than ClinicalSettings.min_ring_spacing_px, None while that
    is not known. exposure: DARK with a mean gray below 30, BRIGHT with a fifth of an open eye's pixels saturated.
    """

    focus: float
    offset: tuple[float, float] | None
    centred: bool | None
    exposure: Exposure
    fine: bool | None


def aids(result: FrameResult, settings: ClinicalSettings) -> Aids:
    """What can be said of one frame."""
    height, width = result.frame.gray.shape
    offset = spacing_px = None
    if result.rings is not None:
        x, y = result.rings.center
        offset = (x - width / 2) / (width / 2), (y - height / 2) / (width / 2)
        spacing_px = result.rings.spacing_px
    part = result.frame.gray[::_STRIDE, ::_STRIDE]
    exposure = Exposure.GOOD
    if float(part.mean()) < _DARK_MEAN:
        exposure = Exposure.DARK
    elif result.frame_class is not FrameClass.CLOSED and float(np.mean(part >= _SATURATED)) > _BRIGHT_SHARE:
        exposure = Exposure.BRIGHT
    return Aids(
        focus=1.0 - result.probabilities[list(FrameClass).index(FrameClass.BLUR)],
        offset=offset,
        centred=None if offset is None else math.hypot(*offset) <= settings.max_decentration,
        exposure=exposure,
        fine=None if spacing_px is None else spacing_px < settings.min_ring_spacing_px,
    )
