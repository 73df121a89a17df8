"""Times count from the first frame, increase, and keep their holes."""

import pytest

from tfcollab.errors import UserError
from tfcollab.video.clock import FrameClock


def clock(*stamps_s: float | None) -> FrameClock:
    result = FrameClock("exam.mkv")
    for stamp_s in stamps_s:
        result.stamp(stamp_s)
    return result


def test_times_count_from_the_first_frame() -> None:
    started = clock(3.5)
    assert started.stamp(3.75) == 0.25
    assert len(started) == 2


@pytest.mark.parametrize("stamp_s", [1.0, 0.5, -1.0])
def test_a_time_that_does_not_increase_is_refused(stamp_s: float) -> None:
    with pytest.raises(UserError, match=r"exam\.mkv: time stamps do not increase at frame 2"):
        clock(0.0, 1.0).stamp(stamp_s)


def test_a_missing_time_is_refused() -> None:
    with pytest.raises(UserError, match="frame 1 carries no time stamp"):
        clock(0.0, None)


def test_a_step_above_two_and_a_half_medians_is_a_gap() -> None:
    assert clock(0, 1, 2, 3, 5.5, 6.5).gaps() == ()
    assert clock(0, 1, 2, 3, 5.6, 6.6).gaps() == ((3.0, 5.6),)
    assert clock(0).gaps() == clock().gaps() == ()


def test_median_step() -> None:
    assert clock(0, 1, 2, 10).median_step_s() == 1
    assert clock(0).median_step_s() is None
