"""The recording as a video with what was read drawn on every frame."""

from pathlib import Path
from types import TracebackType

from tfcollab.exam.frame import FrameResult
from tfcollab.exam.result import TimeKind
from tfcollab.exam.timing import Phase, TimerState
from tfcollab.report import caption, overlay
from tfcollab.video.writer import VideoWriter


class AnnotatedVideo:
    """Writes every frame, at most 960 pixels wide, with break-up map, class and clock, at the frame's own time.

    path: ends in a video container, such as .mp4. width, height: of the recording's frames in pixels.
    fps: nominal rate. Used as a context manager: the file appears when the block ends well, and not at all otherwise.
    Raises UserError where the file cannot be written.
    """

    def __init__(self, path: Path, width: int, height: int, fps: float) -> None:
        self._view = overlay.whole_frame(width, height)
        self._writer = VideoWriter(path, self._view.width, self._view.height, fps, crf=23)

    def push(self, result: FrameResult, state: TimerState) -> None:
        """Takes one frame and the state of the timer after it; frames come in order."""
        image = overlay.draw(result, self._view)
        caption.write_class(image, result.frame_class)
        clock = clock_lines(state)
        if clock is not None:
            figure, below, is_breakup = clock
            caption.write_clock(image, figure, below, is_breakup)
        area = "" if result.breakup is None or result.breakup.area_pct is None else _area(result.breakup.area_pct)
        caption.write_foot(image, f"{result.frame.time_s:.2f} s of recording{area}")
        self._writer.write(image, result.frame.time_s)

    def __enter__(self) -> "AnnotatedVideo":
        self._writer.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._writer.__exit__(kind, error, trace)


def clock_lines(state: TimerState) -> tuple[str, list[str], bool] | None:
    """What the clock shows: the large figure, the lines below it, and whether it is a break-up time.

    None before the first open frame. The running time is never called a break-up time.
    """
    if state.start_frame is None:
        return None
    number = [] if state.measurement_number is None else [f"measurement {state.measurement_number}"]
    found = state.first_breakup
    if found is None:
        if state.since_start_s is None:
            return "--", ["start not seen", *number], False
        return f"{state.since_start_s:.1f} s", ["since blink", *number], False
    if found.kind is TimeKind.START_NOT_SEEN:
        return "--", ["start not seen", *number], False
    measured = found.kind is TimeKind.MEASURED
    what = "first break-up" if measured else "no break-up confirmed"
    running = state.phase is Phase.BROKEN and state.since_start_s is not None
    return found.text(), [what, *([f"{state.since_start_s:.1f} s since blink"] if running else []), *number], measured


def _area(area_pct: float) -> str:
    return f"   break-up {area_pct:.1f} % of the rings"
