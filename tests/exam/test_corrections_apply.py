"""A corrected recording is measured again by the same rules."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tfcollab.errors import UserError
from tfcollab.exam.corrections import Change, Correction, Decision, ExcludeSpan, Judge, MoveBreakup, SpanLabel
from tfcollab.exam.corrections_apply import check, corrected
from tfcollab.exam.frame import Box, Eye, FrameClass, FrameRecord, Rings
from tfcollab.exam.frame_log import FrameLog
from tfcollab.exam.provenance import Provenance, Source
from tfcollab.exam.result import RecordingResult, Repeats
from tfcollab.exam.settings import ClinicalSettings

FPS = 25
SETTINGS = ClinicalSettings()
RINGS = Rings(Box(190, 110, 450, 370))
CLASSES = {"c": FrameClass.CLEAR, "b": FrameClass.BROKEN, "u": FrameClass.BLUR, "x": FrameClass.CLOSED}
#: 2 s of an eye whose start was not seen; then measurements of > 5 s, and of 3 s with growing break-up
SCRIPT = "c" * 50 + "x" * 5 + "c" * 125 + "x" * 5 + "c" * 75 + "b" * 50 + "x" * 5


def result(script: str = SCRIPT) -> RecordingResult:
    """As the chain leaves it: frames in their log, measured by the timer."""
    log = FrameLog(SETTINGS)
    since = 0
    for index, letter in enumerate(script):
        since = since + 1 if letter == "b" else 0
        log.append(_record(index, letter, since))
    source = Source("a.mkv", "ab" * 32, 640, 480, len(script), (len(script) - 1) / FPS, "h264")
    provenance = Provenance("0.1.0", (), "CPU", "")
    raw = RecordingResult(source, Eye.OD, SETTINGS, provenance, log, (), (), Repeats(0, 0, 0, None, False, None, None))
    return corrected(raw, ())


def _record(index: int, letter: str, since: int) -> FrameRecord:
    cells = np.zeros((8, 24), np.uint8) if letter in "cb" else None
    if cells is not None and since:
        cells[2, :since] = 150
    return FrameRecord(
        index,
        round(index / FPS, 3),
        CLASSES[letter],
        tuple(float(CLASSES[letter] is each) for each in FrameClass),  # type: ignore[arg-type]
        RINGS if letter != "x" else None,
        cells,
        None if cells is None else 0.5 * since,
    )


def by(change: Change) -> Correction:
    return Correction(change, "Ada", "seen so")


def apply(*changes: Change, script: str = SCRIPT) -> RecordingResult:
    """Each checked against what the ones before it left, as a person makes them."""
    now = result(script)
    for change in changes:
        check(now, by(change))
        now = corrected(now, (*now.corrections, by(change)))
    return now


def texts(found: RecordingResult) -> list[str]:
    return [one.first_breakup.text() for one in found.measurements]


def test_without_corrections_it_is_what_the_program_measured() -> None:
    assert texts(result()) == ["start not seen", "> 4.9 s", "3.0 s"]
    assert result().repeats.median_s == pytest.approx((3.0 + 4.96) / 2, abs=0.002)


def test_a_moved_break_up_is_never_shown_as_measured_by_the_program() -> None:
    moved = apply(MoveBreakup(3, 235)).measurements[2]
    assert moved.first_breakup.text() == "2.0 s (by hand)"
    assert moved.breakup_text() == "2.0 s (by hand)"
    assert (moved.first_breakup_frame, moved.breakup_interval) == (235, None)
    assert moved.below_cutoff is True


def test_a_later_break_up_by_hand_moves_the_map_and_the_areas_with_it() -> None:
    before, moved = result().measurements[2], apply(MoveBreakup(3, 270)).measurements[2]
    assert before.average_breakup_s is not None
    assert float(before.map.times_s[2, 0]) == pytest.approx(3.0, abs=0.002)
    assert float(moved.map.times_s[2, 0]) == pytest.approx(3.4, abs=0.002)
    assert float(moved.map.times_s[2, 20]) == pytest.approx(float(before.map.times_s[2, 20]))
    assert (before.area_at_first_pct, moved.area_at_first_pct) == (0.5, 5.5)
    assert moved.area_at_end_pct == before.area_at_end_pct == 25.0
    assert moved.growth_pct_per_s == pytest.approx((25 - 5.5) / (39 / FPS))
    assert moved.largest_area_frame == 309


def test_a_break_up_can_be_set_where_the_program_found_none() -> None:
    found = apply(MoveBreakup(2, 130))
    assert texts(found)[1] == "3.0 s (by hand)"
    assert (found.repeats.measured, found.repeats.censored) == (2, 0)
    assert found.measurements[1].area_at_first_pct == 0.0


def test_of_two_moves_the_last_one_holds() -> None:
    assert texts(apply(MoveBreakup(3, 235), MoveBreakup(3, 230)))[2] == "1.8 s (by hand)"


def test_an_excluded_break_up_is_neither_confirmed_nor_does_it_cancel() -> None:
    whole = apply(ExcludeSpan(260, 309, SpanLabel.LASH)).measurements[2]
    assert whole.first_breakup.text() == "> 2.9 s"
    assert whole.map.broken_cells == 0
    first_second = apply(ExcludeSpan(260, 284, SpanLabel.LASH)).measurements[2]
    assert first_second.first_breakup.text() == "4.0 s"
    clear_between = "x" * 5 + "c" * 50 + "b" * 3 + "c" * 6 + "b" * 20 + "x" * 5
    assert texts(result(clear_between)) == ["2.4 s"]
    assert texts(apply(ExcludeSpan(58, 63, SpanLabel.GAZE), script=clear_between)) == ["2.0 s"]


def test_the_quality_says_how_much_was_excluded() -> None:
    before, after = result().measurements[1], apply(ExcludeSpan(60, 109, SpanLabel.DEBRIS)).measurements[1]
    assert before.quality.acceptable
    assert after.quality.excluded_share == pytest.approx(0.4)
    assert after.quality.blur_share == 0
    assert after.quality.reasons == ("40% of the frames are blurred or excluded (limit 30%)",)


@settings(max_examples=60, deadline=None)
@given(
    st.text("ccccbbux", min_size=1, max_size=120),
    st.lists(st.tuples(st.integers(0, 119), st.integers(0, 60)), max_size=3),
)
def test_an_exclusion_moves_no_blink_and_no_beginning_or_end(script: str, spans: list[tuple[int, int]]) -> None:
    script = "".join(letter * 3 for letter in script)
    before = result(script)
    last = len(script) - 1
    changes = [ExcludeSpan(min(a, last), min(a + n, last), SpanLabel.GAZE) for a, n in spans]
    after = corrected(before, [by(change) for change in changes])
    assert after.blinks == before.blinks
    assert [(one.number, one.start_frame, one.end_frame, one.end_reason) for one in after.measurements] == [
        (one.number, one.start_frame, one.end_frame, one.end_reason) for one in before.measurements
    ]


def test_a_rejected_measurement_stays_and_has_no_part_in_the_repeats() -> None:
    found = apply(Judge(3, Decision.REJECTED))
    assert [one.decision for one in found.measurements] == [None, None, Decision.REJECTED]
    assert (found.repeats.measured, found.repeats.censored, found.repeats.rejected) == (0, 1, 1)
    taken_back = apply(Judge(3, Decision.REJECTED), Judge(3, Decision.ACCEPTED))
    assert taken_back.repeats == result().repeats


def test_an_accepted_measurement_counts_as_acceptable_whatever_its_quality() -> None:
    doubtful = apply(ExcludeSpan(60, 109, SpanLabel.DEBRIS))
    accepted = apply(ExcludeSpan(60, 109, SpanLabel.DEBRIS), Judge(2, Decision.ACCEPTED))
    assert (doubtful.repeats.acceptable, accepted.repeats.acceptable) == (1, 2)
    assert not accepted.measurements[1].quality.acceptable


def test_the_frames_stay_as_the_program_read_them() -> None:
    found = apply(ExcludeSpan(260, 309, SpanLabel.LASH), MoveBreakup(2, 130))
    assert found.frames == result().frames
    assert not any(record.excluded for record in found.frames)
    assert len(found.corrections) == 2


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ([MoveBreakup(1, 20)], "start of measurement 1 was not seen"),
        ([MoveBreakup(9, 20)], "no measurement 9"),
        ([MoveBreakup(3, 100)], "goes from frame 185 to 309"),
        ([ExcludeSpan(230, 240, SpanLabel.GAZE), MoveBreakup(3, 235)], "Frame 235 is excluded"),
        ([MoveBreakup(3, 235), ExcludeSpan(230, 240, SpanLabel.GAZE)], "set by hand"),
        ([ExcludeSpan(20, 10, SpanLabel.GAZE)], "not a span of frames 0 to 314"),
        ([ExcludeSpan(300, 400, SpanLabel.GAZE)], "not a span of frames 0 to 314"),
        ([Judge(1, Decision.ACCEPTED)], "no time to accept"),
    ],
)
def test_what_cannot_be_done_is_refused_in_a_sentence(changes: list[Any], sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        apply(*changes)


def test_a_closed_frame_shows_no_break_up() -> None:
    # one closed frame alone at 60 frames a second is a misread one, so that it lies within the measurement
    flicker = "x" * 5 + "c" * 30 + "x" + "c" * 30 + "x" * 5
    slow = result(flicker)
    with pytest.raises(UserError, match="closed"):
        check(_at_60_fps(slow), by(MoveBreakup(1, 35)))


def _at_60_fps(found: RecordingResult) -> RecordingResult:
    log = FrameLog(SETTINGS)
    for record in found.frames:
        log.append(replace(record, time_s=round(record.index / 60, 3)))
    return corrected(replace(found, frames=log), ())


@pytest.mark.parametrize("why", ["", "  "])
def test_nothing_is_corrected_without_a_reason(why: str) -> None:
    with pytest.raises(UserError, match="Say why"):
        check(result(), Correction(Judge(2, Decision.REJECTED), "Ada", why))
