import numpy as np
import pytest

from tfcollab.chain.tracking import RingTracker
from tfcollab.exam.frame import Box, Rings


def _rings(x: float, inside: bool = True) -> Rings:
    return Rings(Box(x, 10, x + 100, 110, 0.9), inside=Box(x + 45, 55, x + 55, 65, 0.8) if inside else None)


def test_the_first_box_passes_as_it_is() -> None:
    assert RingTracker().steady(_rings(20.0), 0.0) == _rings(20.0)


def test_jitter_shrinks_below_half() -> None:
    rng = np.random.default_rng(5)
    tracker = RingTracker()
    found = 20 + rng.normal(0, 1.0, 300)
    steadied = [tracker.steady(_rings(x), i / 30).outside.x0 for i, x in enumerate(found)]
    assert np.std(steadied[5:]) < 0.6
    assert np.mean(steadied[5:]) == pytest.approx(20, abs=0.15)


def test_one_stray_box_of_the_same_size_does_not_move_it() -> None:
    tracker = RingTracker()
    for i in range(4):
        tracker.steady(_rings(20.0), i / 30)
    assert tracker.steady(_rings(28.0), 4 / 30).outside.x0 == 20.0


def test_a_slow_drift_is_followed_two_frames_behind() -> None:
    tracker = RingTracker()
    steadied = [tracker.steady(_rings(float(i)), i / 30).outside.x0 for i in range(20)]
    assert steadied[-1] == 17.0


def test_a_jump_is_followed_at_once() -> None:
    tracker = RingTracker()
    for i in range(5):
        tracker.steady(_rings(20.0), i / 30)
    assert tracker.steady(_rings(70.0), 5 / 30).outside.x0 == 70.0


def test_boxes_older_than_a_third_of_a_second_are_forgotten() -> None:
    tracker = RingTracker()
    tracker.steady(_rings(20.0), 0.0)
    assert tracker.steady(_rings(24.0), 0.31).outside.x0 == 24.0


def test_nothing_is_remembered_after_a_closure() -> None:
    tracker = RingTracker()
    tracker.steady(_rings(20.0), 0.0)
    tracker.reset()
    assert tracker.steady(_rings(24.0), 0.03).outside.x0 == 24.0


def test_an_inner_box_missed_in_one_frame_is_bridged() -> None:
    tracker = RingTracker()
    assert tracker.steady(_rings(20.0, inside=False), 0.0).inside is None
    tracker.steady(_rings(20.0), 0.03)
    assert tracker.steady(_rings(20.0, inside=False), 0.06).inside == _rings(20.0).inside
