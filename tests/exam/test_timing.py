"""The break-up timer: what is measured, and what is never claimed."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from scripted import measure, records, run, texts

from tfcollab.exam.result import BlinkKind, EndReason, TimeKind
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.exam.timing import Phase, Timeline


@pytest.mark.parametrize("fps", [10, 12.5, 15, 24, 25, 29.97, 30, 50, 60])
def test_the_time_runs_from_the_first_open_frame_to_the_first_broken_one_at_every_frame_rate(fps: float) -> None:
    closed, clear, broken = int(0.5 * fps), int(4 * fps), int(2 * fps)
    timeline = measure(f"{closed}x {clear}c {broken}b {closed}x", fps)
    (one,) = timeline.measurements
    assert one.first_breakup.kind is TimeKind.MEASURED
    assert one.first_breakup.seconds == pytest.approx(clear / fps, abs=0.0011)
    assert one.start_s == pytest.approx(closed / fps, abs=0.001)
    assert one.end_reason is EndReason.BLINK
    assert one.first_breakup_frame == closed + clear
    assert len(timeline.blinks) == 2


def test_an_eye_open_from_the_first_frame_never_gives_a_time() -> None:
    timeline = measure("60c 60b 5x 60c 30b 5x")
    assert texts(timeline) == ["start not seen", "2.0 s"]
    first = timeline.measurements[0]
    assert first.average_breakup_s is None
    assert first.a3f_s is None
    assert np.isnan(first.map.times_s).all()
    assert first.below_cutoff is None
    assert first.preceding_blink is None


def test_without_a_break_up_the_time_is_a_bound() -> None:
    timeline = measure("5x 90c 5x")
    (one,) = timeline.measurements
    assert one.first_breakup.text() == "> 2.9 s"
    assert one.first_breakup.seconds == pytest.approx(89 / 30, abs=0.002)
    assert one.below_cutoff is None


def test_the_interval_ends_at_the_time_limit_and_the_rest_is_ignored_until_the_next_closure() -> None:
    states, timeline = run(records("5x 750c 60b 5x 60c 20b 5x"))
    assert texts(timeline) == ["> 24.0 s", "2.0 s"]
    limited = timeline.measurements[0]
    assert limited.end_reason is EndReason.TIME_LIMIT
    assert limited.end_s - limited.start_s == pytest.approx(24.0)
    assert limited.below_cutoff is False
    assert states[780].phase is Phase.OVER_LIMIT
    assert states[780].since_start_s == pytest.approx(24.0)
    assert states[780].first_breakup == limited.first_breakup


def test_the_end_of_the_recording_ends_the_interval() -> None:
    (one,) = measure("5x 60c").measurements
    assert one.end_reason is EndReason.END_OF_RECORDING
    assert one.first_breakup.text() == "> 1.9 s"


def test_single_broken_frames_are_no_break_up() -> None:
    assert texts(measure("5x 30c b 30c b 30c bb 30c 5x")) == ["> 4.1 s"]


@pytest.mark.parametrize("fps", [10, 15, 30, 60])
def test_a_break_up_shorter_than_the_persistence_is_none(fps: int) -> None:
    frames = max(1, int(0.2 * fps) - 1)
    assert measure(f"5x {fps}c {frames}b {fps}c 5x", fps).measurements[0].first_breakup.kind is TimeKind.CENSORED


def test_at_ten_frames_a_second_persistence_takes_a_second_frame() -> None:
    assert texts(measure("5x 20c 3b 5x", 10)) == ["2.0 s"]
    assert texts(measure("5x 20c 2b 5x", 10)) == ["> 1.9 s"]
    short = ClinicalSettings(persistence_s=0.0)
    assert [m.first_breakup.text() for m in run(records("5x 20c b 5x", 10), short)[1].measurements] == ["> 1.9 s"]


def test_blur_neither_confirms_nor_cancels_a_break_up() -> None:
    assert texts(measure("5x 60c b 20u 5x")) == ["> 1.9 s"]
    assert texts(measure("5x 60c b 20u 2b 5x")) == ["2.0 s"]
    assert texts(measure("5x 60c 2b 10u 2c 10u 5x")) == ["> 2.4 s"]


def test_one_misread_frame_does_not_cancel_a_break_up_that_is_there() -> None:
    assert texts(measure("5x 60c 5b c 9b 5x", 60)) == ["1.0 s"]
    assert texts(measure("5x 60c b c 13b 5x", 60)) == ["1.0 s"]
    assert measure("5x 60c b c 13b 5x", 60).measurements[0].first_breakup_frame == 67


def test_a_break_up_still_pending_at_the_closure_is_censored_at_the_last_frame_without_it() -> None:
    (one,) = measure("5x 60c 4b 5x").measurements
    assert one.first_breakup.kind is TimeKind.CENSORED
    assert one.first_breakup.seconds == pytest.approx(59 / 30, abs=0.002)
    assert one.first_breakup_frame is None
    assert one.map.broken_cells == 0


def test_blur_at_the_end_does_not_lengthen_the_bound() -> None:
    assert texts(measure("5x 60c 60u 5x")) == ["> 1.9 s"]
    assert texts(measure("5x 60u 5x")) == ["> 0.0 s"]


def test_the_clock_starts_at_a_blurred_open_frame() -> None:
    (one,) = measure("5x 6u 54c 30b 5x").measurements
    assert one.start_frame == 5
    assert one.first_breakup.text() == "2.0 s"


def test_a_break_up_in_the_first_open_frame_is_measured_as_zero() -> None:
    states, timeline = run(records("5x 60b 5x"))
    assert texts(timeline) == ["0.0 s"]
    assert states[5].phase is Phase.PENDING
    assert states[5].candidate_frames == {5}


def test_a_closed_frame_misread_at_a_high_frame_rate_does_not_end_the_interval() -> None:
    timeline = measure("10x 60c x 60c 60b 10x", 60)
    assert texts(timeline) == ["2.0 s"]
    assert len(timeline.blinks) == 2
    assert len(measure("5x 60c x 60c 5x", 30).measurements) == 2


def test_a_closed_frame_misread_at_the_start_gives_no_start() -> None:
    assert texts(measure("x 120c 60b 10x", 60)) == ["start not seen"]


def test_an_open_frame_misread_within_a_closure_does_not_split_the_blink() -> None:
    timeline = measure("60c 20x c 20x 60c 60b 10x", 60)
    assert [each.duration_s for each in timeline.blinks] == [pytest.approx(41 / 60, abs=0.002), None]
    assert timeline.measurements[1].preceding_blink == 0


def test_the_short_opening_of_a_double_blink_is_not_a_measurement() -> None:
    timeline = measure("30c 4x 29c 4x 60c 30b 4x")
    assert texts(timeline) == ["start not seen", "2.0 s"]
    assert [each.number for each in timeline.measurements] == [1, 2]
    assert len(timeline.blinks) == 3
    assert timeline.measurements[1].preceding_blink == 1


def test_blinks_have_a_duration_a_kind_and_an_ending() -> None:
    blinks = measure("9x 30c 3x 30c 4x 30c 16x 30c 2x").blinks
    assert [each.duration_s for each in blinks] == [None, *(pytest.approx(n / 30, abs=0.002) for n in (3, 4, 16)), None]
    kinds = [BlinkKind.NORMAL, BlinkKind.EXTENDED, BlinkKind.SUPER_EXTENDED]
    assert [each.kind for each in blinks] == [None, *kinds, None]
    assert all(each.complete for each in blinks)
    assert (blinks[1].start_frame, blinks[1].end_frame) == (39, 42)


def test_the_state_follows_the_measurement() -> None:
    states, timeline = run(records("5x 60c 30b 5x"))
    (one,) = timeline.measurements
    phases = ["closed", "open", "open", "pending", "pending", "broken", "broken", "closed"]
    assert [states[i].phase for i in (3, 5, 64, 65, 70, 71, 94, 96)] == phases
    assert states[65].candidate_frames == {65}
    assert states[70].first_breakup is None
    assert states[71].first_breakup == one.first_breakup
    assert states[71].first_breakup_frame == one.first_breakup_frame == 65
    assert states[96].measurement_number == one.number == 1
    assert states[64].since_start_s == pytest.approx(59 / 30, abs=0.002)
    running = [state.since_start_s for state in states[5:96]]
    assert all(a is not None and b is not None and b >= a for a, b in pairwise(running))


def test_a_recording_without_frames_or_without_an_open_eye_gives_no_measurement() -> None:
    assert run([])[1] == Timeline((), ())
    closed = measure("30x")
    assert closed.measurements == ()
    assert closed.blinks[0].duration_s is None


def test_a_hole_in_the_recording_is_never_bridged_in_silence() -> None:
    def cut(script: str, from_frame: int, hole_s: float) -> Timeline:
        frames = records(script)
        return run([replace(each, time_s=each.time_s + hole_s * (each.index >= from_frame)) for each in frames])[1]

    over_limit = cut("5x 60c 30c 5x", 65, 40.0).measurements[0]
    assert (over_limit.first_breakup.text(), over_limit.end_reason) == ("> 1.9 s", EndReason.TIME_LIMIT)
    assert "22.0 s of the recording are missing" in over_limit.quality.reasons
    before_break_up = cut("5x 60c 30b 5x", 65, 1.0).measurements[0]
    assert before_break_up.first_breakup.text() == "3.0 s"
    assert "1.0 s of the recording are missing" in before_break_up.quality.reasons
    at_the_start = cut("5x 60c 30b 5x", 5, 2.0).measurements[0]
    assert "2.0 s of the recording are missing" in at_the_start.quality.reasons
    whole = cut("5x 60c 30b 5x", 999, 0.0).measurements[0]
    assert whole.quality.acceptable
