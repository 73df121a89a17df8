import av
import numpy as np
import pytest

from tfcollab.errors import UserError
from tfcollab.exam.result import BreakupTime, TimeKind
from tfcollab.exam.timing import Phase, TimerState
from tfcollab.report.annotated import AnnotatedVideo, clock_lines


def _write(reading, path, count=None):
    height, width = reading.pairs[0][0].frame.gray.shape
    with AnnotatedVideo(path, width, height, 20) as video:
        for result, state in reading.pairs[:count]:
            video.push(result, state)


def test_every_frame_is_there_at_its_own_time(reader, tmp_path):
    reading = reader([("closed", 0.2), ("clear", 1.0), ("broken", 1.0), ("closed", 0.3)])
    _write(reading, tmp_path / "annotated.mp4")
    with av.open(str(tmp_path / "annotated.mp4")) as container:
        decoded = [(frame.time, frame.width, frame.height) for frame in container.decode(video=0)]
    assert [size for _, *size in decoded] == [[480, 360]] * len(reading.pairs)
    expected = [result.frame.time_s for result, _ in reading.pairs]
    np.testing.assert_allclose([time for time, *_ in decoded], expected, atol=1e-4)


def test_an_error_leaves_no_file(typical, tmp_path):
    def interrupted():
        with AnnotatedVideo(tmp_path / "a.mp4", 480, 360, 20) as video:
            video.push(*typical.pairs[0])
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        interrupted()
    assert list(tmp_path.iterdir()) == []


def test_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(UserError, match="cannot be written"):
        AnnotatedVideo(tmp_path / "absent" / "a.mp4", 480, 360, 20)


@pytest.mark.parametrize(
    ("state", "lines"),
    [
        (TimerState(Phase.WAITING), None),
        (TimerState(Phase.OPEN, 4, 2, 4.24), ("4.2 s", ["since blink", "measurement 2"], False)),
        (TimerState(Phase.PENDING, 4, 2, 4.24, 90), ("4.2 s", ["since blink", "measurement 2"], False)),
        (
            TimerState(Phase.BROKEN, 4, 2, 6.0, 90, BreakupTime(TimeKind.MEASURED, 4.24), 90),
            ("4.2 s", ["first break-up", "6.0 s since blink", "measurement 2"], True),
        ),
        (
            TimerState(Phase.CLOSED, 4, 2, 8.4, None, BreakupTime(TimeKind.CENSORED, 8.4)),
            ("> 8.4 s", ["no break-up confirmed", "measurement 2"], False),
        ),
        (
            TimerState(Phase.UNTIMED, 0, 1, None, None, BreakupTime(TimeKind.START_NOT_SEEN)),
            ("--", ["start not seen", "measurement 1"], False),
        ),
    ],
)
def test_clock_says_what_it_shows(state, lines):
    assert clock_lines(state) == lines
