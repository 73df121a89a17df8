"""The break-up timer: frames in, blinks and measurements out; the same object live and offline."""

from dataclasses import dataclass

from tfcollab.exam.blinks import LidFilter, OpenBlink
from tfcollab.exam.frame import Eye, FrameRecord
from tfcollab.exam.interval import OpenInterval
from tfcollab.exam.phases import TABLE, Action, Phase, Signal
from tfcollab.exam.result import Blink, BreakupTime, EndReason, Measurement, TimeKind
from tfcollab.exam.settings import CLOCK_TOLERANCE_S, ClinicalSettings

__all__ = ["BreakupTimer", "Phase", "Timeline", "TimerState"]


@dataclass(frozen=True, slots=True)
class TimerState:
    """What the timer knows after a frame, for a running display and for whoever keeps pictures.

    From a closure, or the time limit, until the next opening all but phase describe the interval that has just ended.

    start_frame: first frame of the interval; tells intervals apart, as Measurement.start_frame does.
    measurement_number: 1-based number it has, or will have if it lasts min_interval_s.
    since_start_s: time on the clock, stopped at the interval's end; None if the start was not seen.
    candidate_frames: frames of which one may yet become first_breakup_frame, or is it; none later than the frame just
        pushed. Keep that one's picture when it is among them, and drop those of frames that no longer are.
    first_breakup: None until it is known; then it stays, and a display shows it in place of the clock.
        At the interval's end it is what the measurement says, censored and start not seen included.
    first_breakup_frame: the frame of first_breakup, where that is a measured time.
    largest_area_frame: the frame of largest area since the break-up is in sight; keep the picture when it names the
        frame just pushed, drop it when this turns None. Measurement.largest_area_frame is the last one named, but None
        for a censored measurement.
    """

    phase: Phase
    start_frame: int | None = None
    measurement_number: int | None = None
    since_start_s: float | None = None
    candidate_frames: frozenset[int] = frozenset()
    first_breakup: BreakupTime | None = None
    first_breakup_frame: int | None = None
    largest_area_frame: int | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything timed in one recording, in order. Measurement.preceding_blink is an index into blinks."""

    blinks: tuple[Blink, ...]
    measurements: tuple[Measurement, ...]


class BreakupTimer:
    """Walks phases.TABLE, frame by frame; every time in it is a frame's own.

    settings: checked ones. frame_size: width and height of the recording in pixels.
    by_hand: frames in which a person sees the first break-up, at most one a measurement; they go before what is found.
    """

    def __init__(
        self,
        settings: ClinicalSettings,
        eye: Eye,
        frame_size: tuple[int, int],
        by_hand: frozenset[int] = frozenset(),
    ) -> None:
        self._settings = settings
        self._by_hand = by_hand
        self._eye = eye
        self._frame_size = frame_size
        self._phase = Phase.WAITING
        self._lids = LidFilter(settings)
        self._interval: OpenInterval | None = None
        self._ended_s: float | None = None
        self._result: Measurement | None = None
        self._blink: OpenBlink | None = None
        self._blinks: list[Blink] = []
        self._measurements: list[Measurement] = []

    @property
    def phase(self) -> Phase:
        return self._phase

    @property
    def measurements(self) -> tuple[Measurement, ...]:
        """Those that have ended so far."""
        return tuple(self._measurements)

    def push(self, record: FrameRecord) -> TimerState:
        """The next frame, later than the one before; gives the state after it.

        A closed frame shows in the state once the closure has lasted min_closure_s: at most one frame late at 30
        frames a second and below.
        """
        for decided, signal in self._lids.push(record):
            self._take(decided, signal)
        return self._state(record.time_s)

    def finish(self) -> Timeline:
        """Ends what is running, and gives the whole recording's blinks and measurements. Call it once."""
        for decided, signal in self._lids.finish():
            self._take(decided, signal)
        if self._phase is Phase.CLOSED and self._blink is not None:
            self._blinks.append(self._blink.finish(None, self._settings))
        elif self._interval is not None and self._ended_s is None:
            self._end(self._interval.last_s, EndReason.END_OF_RECORDING)
        return Timeline(tuple(self._blinks), tuple(self._measurements))

    def _take(self, record: FrameRecord, signal: Signal) -> None:
        if self._running_s(record.time_s) > self._settings.time_limit_s + CLOCK_TOLERANCE_S:
            self._step(record, Signal.LIMIT)
        found = self._step(record, signal)
        if found is not None:
            self._step(record, found)

    def _running_s(self, time_s: float) -> float:
        return time_s - self._interval.start.time_s if self._interval is not None and self._ended_s is None else 0.0

    def _step(self, record: FrameRecord, signal: Signal) -> Signal | None:
        """One transition; gives the signal that it brought about, if any."""
        self._phase, action = TABLE[self._phase][signal]
        if action in (Action.OPEN_TIMED, Action.OPEN_UNTIMED):
            self._open(record)
        elif action is Action.CLOSE:
            self._close(record)
        elif action is Action.END_AND_CLOSE:
            self._end(record.time_s, EndReason.BLINK)
            self._close(record)
        elif action is Action.END_AT_LIMIT and self._interval is not None:
            self._end(self._interval.start.time_s + self._settings.time_limit_s, EndReason.TIME_LIMIT)
        elif action is Action.HOLD and self._blink is not None:
            self._blink.add(record)
        takes_frame = action in (Action.OPEN_TIMED, Action.OPEN_UNTIMED, Action.ADD)
        if not takes_frame or self._interval is None:
            return None
        found = self._interval.add(record, signal)
        return found if self._interval.start_seen else None

    def _open(self, record: FrameRecord) -> None:
        before_s = preceding_blink = None
        if self._blink is not None:
            before_s, preceding_blink = self._blink.last_s, len(self._blinks)
            self._blinks.append(self._blink.finish(record, self._settings))
        self._interval = OpenInterval(
            record, self._settings, self._frame_size, before_s, preceding_blink, self._by_hand
        )
        self._ended_s, self._result = None, None

    def _close(self, record: FrameRecord) -> None:
        interval = self._interval
        flicker = (
            self._blink is not None
            and interval is not None
            and record.time_s - interval.start.time_s < self._settings.min_closure_s - CLOCK_TOLERANCE_S
        )
        if flicker and self._blink is not None:
            self._blinks.pop()
            self._blink.add(record)
        else:
            self._blink = OpenBlink(record, from_start=interval is None)

    def _end(self, end_s: float, reason: EndReason) -> None:
        if self._interval is None:
            return
        self._ended_s = end_s
        if end_s - self._interval.start.time_s >= self._settings.min_interval_s - CLOCK_TOLERANCE_S:
            number = len(self._measurements) + 1
            self._result = self._interval.finish(number, self._eye, end_s, reason)
            self._measurements.append(self._result)

    def _candidates(self, interval: OpenInterval) -> frozenset[int]:
        """None is left once the interval has ended without a confirmed one."""
        over = self._ended_s is not None and interval.first_breakup_frame is None
        return frozenset() if over else interval.candidate_frames

    def _state(self, time_s: float) -> TimerState:
        interval = self._interval
        if interval is None:
            return TimerState(self._phase)
        until_s = time_s if self._ended_s is None else self._ended_s
        first = interval.first_breakup if self._result is None else self._result.first_breakup
        return TimerState(
            phase=self._phase,
            start_frame=interval.start.index,
            measurement_number=len(self._measurements) + (1 if self._result is None else 0),
            since_start_s=until_s - interval.start.time_s if interval.start_seen else None,
            candidate_frames=self._candidates(interval),
            first_breakup=first if interval.start_seen else BreakupTime(TimeKind.START_NOT_SEEN),
            first_breakup_frame=interval.first_breakup_frame if interval.start_seen else None,
            largest_area_frame=interval.largest_area_frame,
        )
