"""What is seen of a window while it is used: the beat of its thread, its frames, and the delay of its pictures."""

import statistics
import sys
import threading
import time
import traceback
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

import psutil
from PySide6.QtCore import QObject, Qt, QTimer

from tfcollab.app.app_model import AppModel
from tfcollab.app.video_view import VideoView
from tfcollab.app.window import Window

MIB = 2**20
_BEAT_MS = 10
#: a freeze that is told of, and one whose place in the program is told
_FREEZE_S, _LATE_S = 0.1, 0.05
_MEMORY_EVERY_S = 0.5


@dataclass
class Phase:
    """One kind of use. beats, frames: seconds between two of them. work: the thread's processor time between beats."""

    seconds: float = 0.0
    beats: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)
    frames: list[float] = field(default_factory=list)
    delays: list[float] = field(default_factory=list)
    analysed: int = 0

    def told(self) -> dict[str, float]:
        """Times in ms; an empty phase tells nothing."""
        if not self.seconds or len(self.frames) < 2:
            return {}
        found = {
            "seconds": self.seconds,
            "window_frames_a_second": len(self.frames) / self.seconds,
            "longest_between_frames_ms": 1000 * max(self.frames),
            "longest_freeze_ms": 1000 * max(0.0, max(self.beats) - _BEAT_MS / 1000),
            # what other programs on the machine add to the freezes, they do not add to this
            "longest_own_work_ms": 1000 * max(self.work),
        }
        if len(self.delays) > 1:
            found |= {
                "analysed_a_second": self.analysed / self.seconds,
                "painted_pictures_a_second": len(self.delays) / self.seconds,
                "delay_ms_median": 1000 * statistics.median(self.delays),
                "delay_ms_99th": 1000 * statistics.quantiles(self.delays, n=100)[98],
            }
        return found


class Watch(QObject):
    """Watches from begin() to end(). kind: tells which phase it is now.

    phases: by kind. freezes: [(second, ms, kind)] of those over 100 ms. memory: [(second, MiB)].
    """

    def __init__(self, window: Window, kind: Callable[[], str], explain: bool) -> None:
        super().__init__()
        assert window.quick is not None
        self._app: AppModel = window.app
        self._quick = window.quick
        self._kind = kind
        self.phases: dict[str, Phase] = defaultdict(Phase)
        self.freezes: list[tuple[float, float, str]] = []
        self.memory: list[tuple[float, float]] = []
        self._process = psutil.Process()
        self._began_s = self._beat_s = self._frame_s = time.monotonic()
        self._work_s = time.thread_time()
        self._view: VideoView | None = None
        self._delay: float | None = None
        self._picture: object = None
        self._ended = threading.Event()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._quick.frameSwapped.connect(self._painted)
        self._app.exam.live.frameChanged.connect(self._analysed)
        self._explaining = threading.Thread(target=self._explain, args=(threading.get_ident(),)) if explain else None

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._began_s

    def begin(self) -> None:
        self._began_s = self._beat_s = self._frame_s = time.monotonic()
        self._work_s = time.thread_time()
        self._timer.start(_BEAT_MS)
        if self._explaining is not None:
            self._explaining.start()

    def end(self) -> None:
        self._timer.stop()
        self._ended.set()
        if self._explaining is not None:
            self._explaining.join()

    def _beat(self) -> None:
        now_s = time.monotonic()
        between_s, self._beat_s = now_s - self._beat_s, now_s
        kind = self._kind()
        work_s, self._work_s = time.thread_time() - self._work_s, time.thread_time()
        self.phases[kind].beats.append(between_s)
        self.phases[kind].work.append(work_s)
        self.phases[kind].seconds += between_s
        if between_s - _BEAT_MS / 1000 > _FREEZE_S:
            self.freezes.append((self.seconds, 1000 * between_s - _BEAT_MS, kind))
        if not self.memory or self.seconds - self.memory[-1][0] > _MEMORY_EVERY_S:
            self.memory.append((self.seconds, self._process.memory_info().rss / MIB))

    def _painted(self) -> None:
        now_s = time.monotonic()
        between_s, self._frame_s = now_s - self._frame_s, now_s
        phase = self.phases[self._kind()]
        phase.frames.append(between_s)
        if self._view is None or self._app.navigation.page != "Exam":
            found = self._quick.findChild(VideoView, "video") if self._app.navigation.page == "Exam" else None
            self._view, self._delay = found, None
        view = self._view
        # a picture that was painted in this frame leaves its own delay, which ends when the frame is on the screen
        if view is not None and view.delay_s is not None and view.delay_s is not self._delay:
            self._delay = view.delay_s
            captured_s = None if view.picture is None else view.picture.captured_at_s
            if captured_s is not None:
                phase.delays.append(max(view.delay_s, now_s - captured_s))

    def _analysed(self) -> None:
        picture = self._app.exam.live.picture
        if picture is not None and picture is not self._picture:
            self._picture = picture
            self.phases[self._kind()].analysed += 1

    def _explain(self, thread: int) -> None:
        """Tells on stderr where the window's thread is while it does not answer, and the others, once a freeze."""
        told_s = 0.0
        while not self._ended.wait(0.005):
            late_s = time.monotonic() - self._beat_s
            if late_s > _LATE_S and told_s != self._beat_s:
                told_s = self._beat_s
                frames = sys._current_frames()
                where = traceback.format_stack(frames.pop(thread))[-4:]
                for one in threading.enumerate():
                    if one.ident in frames and one is not threading.current_thread():
                        where += [f"  beside it: {one.name}\n", *traceback.format_stack(frames[one.ident])[-2:]]
                print(f"{self.seconds:.2f} s, late by {1000 * late_s:.0f} ms\n{''.join(where)}", file=sys.stderr)
