"""The interval around a break-up time: always around it, open where it must be, and never a bare number."""

import random
from dataclasses import replace

import pytest

from tfcollab.exam.frame import Box, Eye, FrameClass, FrameRecord, Rings
from tfcollab.exam.result import EndReason, Measurement, TimeKind
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.exam.timing import BreakupTimer

SETTINGS = ClinicalSettings()
MEASURED, CENSORED = TimeKind.MEASURED, TimeKind.CENSORED
#: broken areas in percent, of frames that the classifier takes for clear; None is blur
SOUND, SIGN, WEAK, SURE = 0.0, 0.1, 0.8, 5.0
DOUBTED = (0.9, 0.0, 0.1, 0.0)
BLUR = None
Step = float | None


def measure(*runs: tuple[Step, int], start_seen: bool = True) -> Measurement:
    """Runs of frames at 10 a second, from 0.5 s on, after 0.5 s of closed eye."""
    steps = [step for step, count in runs for _ in range(count)]
    closed = FrameRecord(0, 0.0, FrameClass.CLOSED, (0.0, 1.0, 0.0, 0.0))
    records = [replace(closed, index=i, time_s=i / 10) for i in range(5 * start_seen)]
    for step in steps:
        number = len(records)
        record = FrameRecord(number, number / 10, FrameClass.BLUR, (0.0, 0.0, 0.0, 1.0))
        if step is not None:
            record = replace(
                record,
                frame_class=FrameClass.BROKEN if step >= WEAK else FrameClass.CLEAR,
                probabilities=DOUBTED,
                rings=Rings(Box(0, 0, 100, 100)),
                area_pct=step,
            )
        records.append(record)
    records += [replace(closed, index=len(records) + i, time_s=(len(records) + i) / 10) for i in range(3)]
    timer = BreakupTimer(SETTINGS, Eye.OD, (640, 480))
    for record in records:
        timer.push(record)
    (one,) = timer.finish().measurements
    assert one.end_reason is EndReason.BLINK
    return one


def bounds(one: Measurement) -> tuple[TimeKind, float, TimeKind, float]:
    assert one.breakup_interval is not None
    earliest, latest = one.breakup_interval.earliest, one.breakup_interval.latest
    assert earliest.seconds is not None
    assert latest.seconds is not None
    return earliest.kind, pytest.approx(earliest.seconds), latest.kind, pytest.approx(latest.seconds)


def test_a_sharp_onset_lies_between_the_last_sound_frame_and_the_confirming_one() -> None:
    one = measure((SOUND, 20), (SURE, 10))
    assert bounds(one) == (MEASURED, 1.9, MEASURED, 2.2)
    assert one.breakup_text() == "2.0 s (1.9 to 2.2)"


def test_signs_before_it_and_doubts_after_it_widen_the_interval() -> None:
    one = measure((SOUND, 20), (SIGN, 5), (WEAK, 4), (SURE, 10))
    assert one.first_breakup.seconds == pytest.approx(2.5)
    assert bounds(one) == (MEASURED, 1.9, MEASURED, 3.1)
    assert one.breakup_text() == "2.5 s (1.9 to 3.1)"


def test_blur_before_it_widens_the_interval_to_the_last_sharp_frame() -> None:
    assert bounds(measure((SOUND, 20), (BLUR, 6), (SURE, 10))) == (MEASURED, 1.9, MEASURED, 2.8)


def test_a_break_up_in_the_first_frame_may_be_as_old_as_the_clock() -> None:
    assert measure((SURE, 12)).breakup_text() == "0.0 s (0.0 to 0.2)"


def test_a_break_up_that_is_nowhere_sure_has_no_latest_time() -> None:
    one = measure((SOUND, 20), (WEAK, 10))
    assert bounds(one) == (MEASURED, 1.9, CENSORED, 2.9)
    assert one.breakup_text() == "2.0 s (1.9 to > 2.9)"


def test_signs_too_weak_to_count_are_said_beside_the_censored_time() -> None:
    one = measure((SOUND, 20), (SIGN, 10))
    assert bounds(one) == (MEASURED, 1.9, CENSORED, 2.9)
    assert one.breakup_text() == "> 2.9 s, possibly from 1.9 s"
    assert one.below_cutoff is None


def test_one_frame_of_signs_is_none_and_without_any_the_time_stands_alone() -> None:
    for one in (measure((SOUND, 30)), measure((SOUND, 20), (SIGN, 1), (SOUND, 9))):
        assert bounds(one) == (CENSORED, 2.9, CENSORED, 2.9)
        assert one.breakup_text() == "> 2.9 s"


def test_a_start_that_was_not_seen_has_no_interval() -> None:
    one = measure((SOUND, 20), (SURE, 10), start_seen=False)
    assert (one.breakup_interval, one.breakup_text()) == (None, "start not seen")


def test_the_areas_stand_for_the_probabilities_meant() -> None:
    found = [FrameRecord(0, 0.0, FrameClass.CLEAR, DOUBTED, area_pct=area) for area in (SOUND, SIGN, WEAK, SURE)]
    sound, sign, weak, sure = (record.breakup_probability or 0.0 for record in found)
    assert sound < SETTINGS.earliest_probability <= sign < SETTINGS.broken_probability
    assert SETTINGS.broken_probability <= weak < SETTINGS.latest_probability <= sure


def test_the_interval_always_holds_the_time_that_was_found() -> None:
    draw = random.Random(7)
    for _ in range(300):
        runs = [(draw.choice((SOUND, SIGN, WEAK, SURE, BLUR)), draw.randint(1, 6)) for _ in range(12)]
        one = measure(*runs)
        earliest_kind, earliest, latest_kind, latest = bounds(one)
        found = one.first_breakup.seconds or 0.0
        assert earliest.expected <= found + 1e-9
        if one.first_breakup.kind is MEASURED:
            assert earliest_kind is MEASURED
            assert latest_kind is CENSORED or latest.expected >= found - 1e-9
        else:
            assert latest_kind is CENSORED
