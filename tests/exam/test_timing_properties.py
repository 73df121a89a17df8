"""What holds of the break-up timer whatever the frames show."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scripted import SETTINGS, measure, records, run, texts

from tfcollab.exam.frame import FrameClass
from tfcollab.exam.result import TimeKind

runs = st.tuples(st.sampled_from("ccccbbbbux"), st.integers(1, 45)).map(lambda run: f"{run[1]}{run[0]}")
scripts = st.lists(runs, max_size=14).map(" ".join)
frame_rates = st.sampled_from([10, 15, 24, 25, 30, 50, 60])


@settings(max_examples=100, deadline=None)
@given(scripts, frame_rates)
def test_no_time_is_claimed_that_the_frames_do_not_show(script: str, fps: int) -> None:
    frames = records(script, fps)
    by_index = {each.index: each for each in frames}
    states, timeline = run(frames)
    for number, one in enumerate(timeline.measurements, 1):
        inside = [each for each in frames if one.start_frame <= each.index <= one.end_frame]
        length_s = one.end_s - one.start_s
        assert one.number == number
        assert SETTINGS.min_interval_s - 0.002 <= length_s <= SETTINGS.time_limit_s + 1e-9
        assert one.first_breakup.text().startswith(">") == (one.first_breakup.kind is TimeKind.CENSORED)
        broken_cells = one.map.times_s[np.isfinite(one.map.times_s)]
        seconds = one.first_breakup.seconds
        if one.first_breakup.kind is TimeKind.MEASURED:
            assert seconds is not None
            assert one.first_breakup_frame is not None
            first = by_index[one.first_breakup_frame]
            assert first.frame_class is FrameClass.BROKEN
            assert seconds == pytest.approx(first.time_s - one.start_s)
            assert 0 <= seconds <= length_s
            later = [each for each in inside if each.time_s >= first.time_s + SETTINGS.persistence_s - 0.003]
            assert any(each.frame_class is FrameClass.BROKEN for each in later)
            assert (broken_cells >= seconds - 1e-9).all()
        else:
            assert broken_cells.size == 0
            assert one.average_breakup_s is None
        if one.first_breakup.kind is TimeKind.CENSORED:
            assert seconds is not None
            assert 0 <= seconds <= length_s
            clear = [each.time_s - one.start_s for each in inside if each.frame_class is FrameClass.CLEAR]
            assert seconds == 0 or any(seconds == pytest.approx(each) for each in clear)
        if one.first_breakup.kind is TimeKind.START_NOT_SEEN:
            assert number == 1
            assert seconds is None
        own = [state for state in states if state.start_frame == one.start_frame]
        confirmed = [state.first_breakup for state in own if state.first_breakup is not None]
        assert all(each == one.first_breakup for each in confirmed)
        assert own[-1].measurement_number == number
    for earlier, later in pairwise(timeline.measurements):
        assert earlier.end_s < later.start_s
        assert later.preceding_blink is not None
        assert timeline.blinks[later.preceding_blink].end_s == later.start_s


@settings(max_examples=40, deadline=None)
@given(scripts, frame_rates, st.sampled_from([0.5, 7.25, 3600.0]))
# 0.65 s but for the last digits of the clock: 0.6 s and 0.7 s
@example("1c 1c 1c 1c 1c 1c 1c 3x 39c 22b", 60, 7.25)
def test_the_same_frames_give_the_same_times_wherever_the_clock_starts(script: str, fps: int, shift_s: float) -> None:
    _, plain = run(records(script, fps))
    assert repr(plain) == repr(measure(script, fps))
    _, shifted = run(records(script, fps, shift_s))
    assert texts(plain) == texts(shifted)
    assert [each.start_s + shift_s for each in plain.blinks] == pytest.approx([each.start_s for each in shifted.blinks])


@settings(max_examples=40, deadline=None)
@given(scripts, scripts, frame_rates)
def test_a_closure_parts_a_recording_into_independent_pieces(first: str, second: str, fps: int) -> None:
    closure = f"{fps}x"
    whole = measure(f"{closure} {first} {closure} {second} {closure}", fps)
    pieces = [measure(f"{closure} {script} {closure}", fps) for script in (first, second)]
    alone = [*pieces[0].measurements, *pieces[1].measurements]
    assert [each.first_breakup.kind for each in whole.measurements] == [each.first_breakup.kind for each in alone]
    for together, apart in zip(whole.measurements, alone, strict=True):
        # the container's clock rounds to a millisecond, at another place in each
        assert together.first_breakup.seconds == pytest.approx(apart.first_breakup.seconds, abs=0.0011)


@settings(max_examples=40, deadline=None)
@given(scripts, frame_rates)
def test_pictures_can_be_kept_as_the_states_name_them(script: str, fps: int) -> None:
    """The report keeps a frame only when it is the one just pushed."""
    kept: dict[int, tuple[set[int], set[int]]] = {}
    frames = records(script, fps)
    states, timeline = run(frames)
    for each, state in zip(frames, states, strict=True):
        if state.start_frame is None:
            continue
        first, largest = kept.setdefault(state.start_frame, (set(), set()))
        first &= state.candidate_frames
        if each.index in state.candidate_frames:
            first.add(each.index)
        if each.index == state.largest_area_frame:
            largest.add(each.index)
    for one in timeline.measurements:
        first, largest = kept[one.start_frame]
        assert {one.first_breakup_frame} - {None} <= first
        assert {one.largest_area_frame} - {None} <= largest
