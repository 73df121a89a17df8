"""Where the review stands in the recording: frame by frame, or by its own clock."""

import time
from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot

#: how often the clock is looked at; the frame is shown anew only where another one is due
_TICK_MS = 15
SPEEDS = (0.1, 0.25, 0.5, 1.0, 2.0, 4.0)


class Player(QObject):
    """frame: index. timeS: of the recording. playing, speed (of SPEEDS). firstFrame, lastFrame: what a loop goes over.

    Times are the frames' own: at speed 1 a gap of the recording takes as long as it did.
    """

    frameChanged = Signal()
    stateChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._times_s: Sequence[float] = (0.0,)
        self._frame = 0
        self._speed = 1.0
        self._loops = False
        self._range = (0, 0)
        self._began = (0.0, 0.0)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)

    def load(self, times_s: Sequence[float]) -> None:
        """times_s: of every frame; at least one."""
        self.pause()
        self._times_s, self._frame = times_s, 0
        self._range = (0, len(times_s) - 1)
        self.frameChanged.emit()
        self.stateChanged.emit()

    @Property(int, notify=frameChanged)
    def frame(self) -> int:
        return self._frame

    @Property(float, notify=frameChanged)
    def timeS(self) -> float:
        return self._times_s[self._frame]

    @Slot(int, result=float)
    def time_of(self, frame: int) -> float:
        """Of the recording, seconds; of the nearest frame there is."""
        return self._times_s[min(max(frame, 0), len(self._times_s) - 1)]

    @Property(bool, notify=stateChanged)
    def playing(self) -> bool:
        return self._timer.isActive()

    @Property(float, notify=stateChanged)
    def speed(self) -> float:
        return self._speed

    @Property("QVariantList", constant=True)
    def speeds(self) -> list[float]:
        return list(SPEEDS)

    @Property(bool, notify=stateChanged)
    def loops(self) -> bool:
        return self._loops

    @Property(int, notify=stateChanged)
    def firstFrame(self) -> int:
        return self._range[0]

    @Property(int, notify=stateChanged)
    def lastFrame(self) -> int:
        return self._range[1]

    @Slot(int)
    def seek(self, frame: int) -> None:
        """To the frame, or the nearest there is; playing goes on from there."""
        frame = min(max(frame, 0), len(self._times_s) - 1)
        if frame != self._frame:
            self._frame = frame
            self.frameChanged.emit()
        self._begin()

    @Slot(float)
    def seek_time(self, time_s: float) -> None:
        """To the frame that is shown at this time of the recording."""
        self.seek(bisect_right(self._times_s, time_s + 1e-9) - 1)

    @Slot(int)
    def step(self, frames: int) -> None:
        """So many frames on, or back; stops playing."""
        self.pause()
        self.seek(self._frame + frames)

    @Slot()
    def toggle(self) -> None:
        """Plays, from the beginning where it stands at the end; or stops."""
        if self._timer.isActive():
            self.pause()
            return
        first, last = self._range if self._loops else (0, len(self._times_s) - 1)
        if not first <= self._frame < last:
            self.seek(first)
        self._begin()
        self._timer.start()
        self.stateChanged.emit()

    @Slot()
    def pause(self) -> None:
        if self._timer.isActive():
            self._timer.stop()
            self.stateChanged.emit()

    @Slot(float)
    def set_speed(self, speed: float) -> None:
        self._speed = speed
        self._begin()
        self.stateChanged.emit()

    @Slot(int)
    def change_speed(self, steps: int) -> None:
        """So many of SPEEDS faster, or slower."""
        self.set_speed(SPEEDS[min(max(SPEEDS.index(self._speed) + steps, 0), len(SPEEDS) - 1)])

    @Slot(bool)
    def set_loops(self, loops: bool) -> None:
        self._loops = loops
        self.stateChanged.emit()

    @Slot(int, int)
    def set_range(self, first: int, last: int) -> None:
        """What a loop goes over."""
        self._range = (first, last)
        self.stateChanged.emit()

    def _begin(self) -> None:
        self._began = (time.monotonic(), self._times_s[self._frame])

    @Slot()
    def _tick(self) -> None:
        since, from_s = self._began
        now_s = from_s + (time.monotonic() - since) * self._speed
        frame = bisect_right(self._times_s, now_s + 1e-9) - 1
        last = self._range[1] if self._loops else len(self._times_s) - 1
        if frame > last or (frame == last and now_s >= self._times_s[last] + self._step_s(last)):
            if not self._loops:
                self.pause()
                frame = last
            else:
                frame = self._range[0]
                self._frame = frame
                self._begin()
                self.frameChanged.emit()
                return
        if frame != self._frame:
            self._frame = frame
            self.frameChanged.emit()

    def _step_s(self, frame: int) -> float:
        """How long a frame is shown: until the next one, or as long as the one before."""
        other = frame + 1 if frame + 1 < len(self._times_s) else frame - 1
        return abs(self._times_s[max(other, 0)] - self._times_s[frame])
