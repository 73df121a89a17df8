import numpy as np
import pytest

from tfcollab.exam.aids import Exposure, aids
from tfcollab.exam.frame import Box, Frame, FrameClass, FrameResult, Rings
from tfcollab.exam.settings import ClinicalSettings


def result(
    level: int, rings: Rings | None = None, kind: FrameClass = FrameClass.CLEAR, blur: float = 0.0
) -> FrameResult:
    frame = Frame(0, 0.0, np.full((240, 320), level, np.uint8))
    return FrameResult(frame, kind, (1.0 - blur, 0.0, 0.0, blur), rings)


@pytest.mark.parametrize(("level", "exposure"), [(10, Exposure.DARK), (120, Exposure.GOOD), (255, Exposure.BRIGHT)])
def test_a_dark_and_a_saturated_picture_are_told(level: int, exposure: Exposure) -> None:
    assert aids(result(level), ClinicalSettings()).exposure is exposure


def test_a_closed_eye_is_bright_by_nature() -> None:
    assert aids(result(255, kind=FrameClass.CLOSED), ClinicalSettings()).exposure is Exposure.GOOD


def test_the_offset_is_in_half_widths_and_judged_by_the_setting_of_the_quality_verdict() -> None:
    found = aids(result(120, Rings(Box(200, 80, 280, 160))), ClinicalSettings(max_decentration=0.4))
    assert found.offset == pytest.approx((0.5, 0.0))
    assert found.centred is False
    middle = aids(result(120, Rings(Box(120, 80, 200, 160))), ClinicalSettings())
    assert middle.offset == pytest.approx((0.0, 0.0))
    assert middle.centred is True


def test_without_rings_nothing_is_said_of_centring_and_blur_is_focus_turned_round() -> None:
    found = aids(result(120, blur=0.75), ClinicalSettings())
    assert found.offset is None
    assert found.centred is None
    assert found.focus == pytest.approx(0.25)


@pytest.mark.parametrize(("spacing_px", "fine"), [(None, None), (6.9, True), (7.0, False)])
def test_rings_too_fine_for_the_quality_verdict_are_told_before_measuring(
    spacing_px: float | None, fine: bool | None
) -> None:
    rings = Rings(Box(120, 80, 200, 160), spacing_px=spacing_px)
    assert aids(result(120, rings), ClinicalSettings()).fine is fine
