"""A break-up begins where its place was first broken, before the frame is called a broken one."""

from dataclasses import replace

import numpy as np
import pytest
from scripted import SETTINGS, records, run

from tfcollab.exam.frame import FrameRecord
from tfcollab.exam.result import Measurement
from tfcollab.exam.settings import ClinicalSettings

PLACE, ELSEWHERE = (3, 5), (6, 20)
#: 5 closed frames, then open from 5/30 s on
START = 5


def measured(
    marks: dict[tuple[int, int], range], script: str = "5x 60c 30b 5x", settings: ClinicalSettings = SETTINGS
) -> Measurement:
    """The script's first measurement, in which cells look broken in some frames that do not hold a break-up."""
    frames = records(script)
    for cell, indices in marks.items():
        for index in indices:
            frames[index] = marked(frames[index], cell)
    return run(frames, settings)[1].measurements[0]


def marked(frame: FrameRecord, cell: tuple[int, int]) -> FrameRecord:
    assert frame.cells is not None
    cells = frame.cells.copy()
    cells[cell] = 100
    return replace(frame, cells=cells, area_pct=max(0.1, frame.area_pct or 0.0))


def test_it_begins_when_its_place_was_first_broken() -> None:
    found = measured({PLACE: range(START + 50, START + 60)})
    assert found.first_breakup.seconds == pytest.approx(50 / 30, abs=0.002)
    assert found.first_breakup_frame == START + 50
    assert found.area_at_first_pct == 0.1
    assert found.map.times_s[PLACE] == pytest.approx(50 / 30, abs=0.002)
    assert np.nanmin(found.map.times_s) == found.map.times_s[PLACE]
    assert found.breakup_interval is not None
    assert found.breakup_interval.earliest.seconds == pytest.approx(49 / 30, abs=0.002)


def test_a_mark_elsewhere_is_not_its_beginning() -> None:
    assert measured({ELSEWHERE: range(START + 50, START + 60)}).first_breakup_frame == START + 60


def test_a_mark_that_went_away_is_not_its_beginning() -> None:
    assert measured({PLACE: range(START + 40, START + 44)}).first_breakup_frame == START + 60


def test_what_joins_its_place_before_it_is_confirmed_belongs_to_it() -> None:
    assert measured({ELSEWHERE: range(START + 50, START + 64)}).first_breakup_frame == START + 50


def test_what_joins_it_once_it_is_confirmed_does_not() -> None:
    marks = {ELSEWHERE: [*range(START + 50, START + 60), *range(START + 68, START + 80)]}
    assert measured(marks).first_breakup_frame == START + 60  # type: ignore[arg-type]


def test_it_begins_no_more_than_a_limit_before_it_is_held() -> None:
    assert measured({PLACE: range(START + 35, START + 60)}).first_breakup_frame == START + 35
    assert measured({PLACE: range(START + 10, START + 60)}).first_breakup_frame == START + 60


def test_it_can_be_made_to_begin_with_the_frame_that_holds_it() -> None:
    off = replace(SETTINGS, onset_within_s=0.0)
    assert measured({PLACE: range(START + 50, START + 60)}, settings=off).first_breakup_frame == START + 60


def test_blur_in_between_does_not_part_it_from_its_beginning() -> None:
    found = measured({PLACE: range(START + 45, START + 50)}, "5x 50c 10u 30b 5x")
    assert found.first_breakup_frame == START + 45


def test_the_time_without_a_sharp_frame_is_that_before_its_beginning() -> None:
    found = measured({PLACE: range(START + 50, START + 60)}, "5x 38c 12u 10c 30b 5x")
    assert any("no sharp frame in the 0.4 s before" in reason for reason in found.quality.reasons)
