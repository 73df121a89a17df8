"""One interval: areas, growth, pictures and quality."""

import numpy as np
import pytest

from tfcollab.exam.cutoff import cutoff_text
from tfcollab.exam.frame import Box, Eye, FrameClass, FrameRecord, Rings
from tfcollab.exam.interval import OpenInterval
from tfcollab.exam.phases import frame_signal
from tfcollab.exam.result import EndReason, Measurement
from tfcollab.exam.settings import ClinicalSettings

SETTINGS = ClinicalSettings()


def measure(areas_pct: list[float | None], start_seen: bool = True, center_x: float = 320) -> Measurement:
    """An interval at 10 frames a second from 2 s on; area 0.1 and above is class broken, None is blur."""
    records = [
        FrameRecord(
            index=20 + number,
            time_s=2 + number / 10,
            frame_class=FrameClass.BLUR if area is None else FrameClass.BROKEN if area >= 0.1 else FrameClass.CLEAR,
            probabilities=(0.25, 0.25, 0.25, 0.25),
            rings=None if area is None else Rings(Box(center_x - 100, 140, center_x + 100, 340)),
            cells=None if area is None else np.full((8, 24), 200 * (area >= 0.1), np.uint8),
            area_pct=area,
        )
        for number, area in enumerate(areas_pct)
    ]
    interval = OpenInterval(records[0], SETTINGS, (640, 480), 1.9 if start_seen else None, 3 if start_seen else None)
    for record in records:
        interval.add(record, frame_signal(record, SETTINGS))
    return interval.finish(1, Eye.OD, records[-1].time_s + 0.1, EndReason.BLINK)


def test_area_and_growth_run_from_the_first_break_up_to_the_end() -> None:
    one = measure([0.0] * 20 + [0.5, 1.0, 1.5, 3.5, 2.5])
    assert one.first_breakup.seconds == pytest.approx(2.0)
    assert (one.first_breakup_frame, one.largest_area_frame) == (40, 43)
    assert (one.area_at_first_pct, one.area_at_end_pct) == (0.5, 2.5)
    assert one.growth_pct_per_s == pytest.approx(2.0 / 0.4)
    assert one.average_breakup_s == pytest.approx(2.0)
    assert one.a3f_s is None
    assert one.below_cutoff is True
    assert cutoff_text(one, SETTINGS) == "below 10 s"
    assert (one.start_frame, one.end_frame, one.end_s, one.preceding_blink) == (20, 44, pytest.approx(4.5), 3)
    assert one.quality.acceptable


def test_a_misread_frame_gives_no_picture() -> None:
    one = measure([0.0] * 5 + [9.0] + [0.0] * 20 + [0.5, 1.0, 1.5])
    assert (one.first_breakup_frame, one.largest_area_frame) == (46, 48)
    censored = measure([0.0] * 5 + [9.0] + [0.0] * 20)
    assert (censored.first_breakup_frame, censored.largest_area_frame) == (None, None)
    assert (censored.area_at_first_pct, censored.growth_pct_per_s, censored.area_at_end_pct) == (None, None, 0.0)
    assert cutoff_text(censored, SETTINGS) == "not known"


def test_a_start_that_was_not_seen_leaves_area_and_picture_only() -> None:
    one = measure([0.0] * 20 + [0.5, 1.0, 1.5], start_seen=False)
    assert one.first_breakup.text() == "start not seen"
    assert (one.first_breakup_frame, one.area_at_first_pct, one.growth_pct_per_s) == (None, None, None)
    assert (one.largest_area_frame, one.area_at_end_pct) == (42, 1.5)
    assert one.quality.acceptable


def test_a_break_up_without_a_place_is_none_and_counts_against_coverage_not_as_blur() -> None:
    records = [FrameRecord(number, number / 10, FrameClass.BROKEN, (0.0, 0.0, 1.0, 0.0)) for number in range(20)]
    interval = OpenInterval(records[0], SETTINGS, (640, 480), before_s=-0.1, preceding_blink=0)
    for record in records:
        interval.add(record, frame_signal(record, SETTINGS))
    one = interval.finish(1, Eye.OD, 2.0, EndReason.BLINK)
    assert one.first_breakup.text() == "> 0.0 s"
    assert (one.quality.blur_share, one.quality.coverage) == (0.0, 0.0)
    assert one.quality.reasons == ("rings not found",)


def test_quality_is_that_of_the_interval() -> None:
    blurred = measure([0.0] * 10 + [None] * 10 + [0.5] * 5)
    assert blurred.first_breakup.seconds == pytest.approx(2.0)
    assert blurred.quality.blur_share == pytest.approx(0.4)
    assert [reason.split(" (")[0] for reason in blurred.quality.reasons] == [
        "40% of the frames are blurred",
        "no sharp frame in the 1.1 s before the first break-up",
    ]
    shifted = measure([0.0] * 10, center_x=480)
    assert shifted.quality.decentration == pytest.approx(0.5)
    assert not shifted.quality.acceptable
    assert measure([0.0] * 10).quality.coverage == 1.0
