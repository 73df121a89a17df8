"""What stands from the opening on, and what comes later."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from tfcollab.chain.analyzer import Analyzer
from tfcollab.chain.opening import Opening
from tfcollab.chain.standing import StandingMarks
from tfcollab.exam.frame import Eye
from tfcollab.exam.result import Measurement
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.exam.timing import BreakupTimer
from tfcollab.resources import data_dir
from tfcollab.video import open_source

SIDE = 192
Bools = NDArray[np.bool_]


def spot(x: int, y: int, half: int = 6) -> Bools:
    marked = np.zeros((SIDE, SIDE), np.bool_)
    marked[y - half : y + half, x - half : x + half] = True
    return marked


NOTHING, EARLY, LATER = np.zeros((SIDE, SIDE), np.bool_), spot(60, 60), spot(130, 90)


def opened(at_s: float) -> Opening:
    opening = Opening(ClinicalSettings())
    opening.push(at_s - 0.2, True)
    opening.push(at_s, False)
    return opening


def test_a_mark_of_the_first_moments_stands_and_so_does_what_is_right_beside_it() -> None:
    marks, opening = StandingMarks(ClinicalSettings()), opened(1.0)
    for index in range(8):
        standing = marks.among(EARLY, 1.0 + index / 20, opening)
    assert standing is not None
    assert standing[EARLY].all()
    later = marks.among(EARLY | LATER, 3.0, opening)
    assert later is not None
    assert later[spot(69, 60, 2)].all()
    assert not later[LATER].any()


def test_nothing_stands_where_the_first_frames_show_nothing() -> None:
    marks, opening = StandingMarks(ClinicalSettings()), opened(1.0)
    for index in range(8):
        assert marks.among(NOTHING, 1.0 + index / 20, opening) is None
    assert marks.among(LATER, 1.5, opening) is None


def test_one_misread_frame_among_many_does_not_stand() -> None:
    marks, opening = StandingMarks(ClinicalSettings()), opened(1.0)
    for index in range(24):
        marks.among(EARLY if index == 3 else NOTHING, 1.0 + index / 120, opening)
    assert marks.among(EARLY, 2.0, opening) is None


def test_what_sets_in_soon_after_the_first_look_is_new() -> None:
    marks, opening = StandingMarks(ClinicalSettings()), opened(1.0)
    for index in range(20):
        standing = marks.among(EARLY if index >= 3 else NOTHING, 1.0 + index / 20, opening)
    assert standing is None


def test_the_first_look_is_the_first_sharp_frame_unless_that_comes_late() -> None:
    for first_s, stands in ((1.25, True), (1.4, False)):
        marks, opening = StandingMarks(ClinicalSettings()), opened(1.0)
        found = [marks.among(EARLY, first_s + index / 20, opening) for index in range(8)]
        assert (found[-1] is not None) == stands


def test_the_next_opening_is_looked_at_anew() -> None:
    marks = StandingMarks(ClinicalSettings())
    first, second = opened(1.0), opened(5.0)
    for index in range(8):
        marks.among(EARLY, 1.0 + index / 20, first)
        marks.among(NOTHING, 5.0 + index / 20, second)
    assert marks.among(EARLY, 6.0, second) is None


def test_in_an_eye_open_from_the_first_frame_nothing_stands() -> None:
    opening = Opening(ClinicalSettings())
    opening.push(0.0, False)
    marks = StandingMarks(ClinicalSettings())
    assert all(marks.among(EARLY, index / 20, opening) is None for index in range(20))


def test_it_can_be_switched_off() -> None:
    marks = StandingMarks(replace(ClinicalSettings(), standing_s=0.0))
    assert all(marks.among(EARLY, 1.0 + index / 20, opened(1.0)) is None for index in range(20))


def measured(settings: ClinicalSettings) -> Measurement:
    """The sample's first measurement, with a smear on the rings that is there in every frame."""
    analyzer = Analyzer.open(settings, provider="cpu")
    with open_source(data_dir() / "sample.mkv") as source:
        timer = BreakupTimer(settings, Eye.OD, (source.info.width, source.info.height))
        for frame in source:
            if timer.measurements:
                break
            smear = np.zeros(frame.gray.shape, np.float32)
            cv2.ellipse(smear, (300, 260), (30, 18), 30, 0, 360, 1.0, -1)
            smear = np.asarray(cv2.GaussianBlur(smear, (0, 0), 3), np.float32)
            gray = frame.gray * (1 - smear) + cv2.GaussianBlur(frame.gray, (0, 0), 12) * smear
            timer.push(analyzer.process(replace(frame, gray=gray.astype(np.uint8))).record())
    analyzer.close()
    return timer.measurements[0]


def test_a_smear_that_never_changes_does_not_set_the_break_up_time() -> None:
    found = measured(ClinicalSettings())
    assert found.first_breakup.seconds == pytest.approx(3.92, abs=0.2)
    assert any("there when the eye opened" in reason for reason in found.quality.reasons)
    assert found.breakup_interval is not None
    assert found.breakup_interval.earliest.seconds == 0.0
    # were everything to count, it would be the break-up
    assert measured(replace(ClinicalSettings(), standing_s=0.0)).first_breakup.seconds == 0.0
