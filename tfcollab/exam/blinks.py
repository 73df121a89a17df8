"""Blinks: telling them from misread frames, and measuring them."""

from collections.abc import Sequence
from itertools import pairwise

from tfcollab.exam.frame import FrameClass, FrameRecord
from tfcollab.exam.phases import Signal, frame_signal
from tfcollab.exam.result import Blink, BlinkKind
from tfcollab.exam.settings import CLOCK_TOLERANCE_S, ClinicalSettings

_CLOSED = list(FrameClass).index(FrameClass.CLOSED)
#: nobody is taken for closed that long by mistake, however unlikely each frame
_SURE_AFTER_S = 0.1


class LidFilter:
    """Holds closed frames back until they are a closure; what does not become one is read as blur.

    A closure has lasted min_closure_s and, if shorter than 0.1 s, is min_closed_probability likely in one of its
    frames: a blurred eye that is taken for a closed one for a moment would end a measurement.

    Open frames pass at once. At 30 frames a second and below, one closed frame is a closure.
    """

    def __init__(self, settings: ClinicalSettings) -> None:
        self._settings = settings
        self._held: list[FrameRecord] = []
        self._closed = False

    def push(self, record: FrameRecord) -> list[tuple[FrameRecord, Signal]]:
        """The frames that are now decided, in order, each with its signal."""
        signal = frame_signal(record, self._settings)
        decided: list[tuple[FrameRecord, Signal]] = []
        if self._held:
            if self._is_closure(record.time_s):
                decided += self.finish()
            elif signal is not Signal.CLOSED:
                decided += [(held, Signal.BLUR) for held in self._held]
                self._held = []
        if signal is Signal.CLOSED and not self._closed:
            self._held.append(record)
        else:
            self._closed = signal is Signal.CLOSED
            decided.append((record, signal))
        return decided

    def _is_closure(self, until_s: float) -> bool:
        lasted_s = until_s - self._held[0].time_s
        likeliest = max(held.probabilities[_CLOSED] for held in self._held)
        return lasted_s >= self._settings.min_closure_s - CLOCK_TOLERANCE_S and (
            lasted_s >= _SURE_AFTER_S - CLOCK_TOLERANCE_S or likeliest >= self._settings.min_closed_probability
        )

    def finish(self) -> list[tuple[FrameRecord, Signal]]:
        """The held frames as a closure, which they are taken for where the recording ends with them."""
        decided = [(held, Signal.CLOSED) for held in self._held]
        self._closed = self._closed or bool(decided)
        self._held = []
        return decided


class OpenBlink:
    """A closure that is going on."""

    def __init__(self, first: FrameRecord, from_start: bool) -> None:
        self._first = first
        self._last = first
        self._whole = not from_start
        self._covered = False
        self.add(first)

    @property
    def last_s(self) -> float:
        """Time of its last closed frame."""
        return self._last.time_s

    def add(self, record: FrameRecord) -> None:
        """One more frame of the closure."""
        self._last = record
        self._covered = self._covered or (record.frame_class is FrameClass.CLOSED and record.rings is None)

    def finish(self, opened: FrameRecord | None, settings: ClinicalSettings) -> Blink:
        """The blink, ended by its first open frame; None at the end of the recording.

        Complete if the rings were hidden in at least one closed frame; a partial blink leaves some of them in
        sight. Not told for a closure of which the recording shows only a part.
        """
        end = opened or self._last
        duration_s = end.time_s - self._first.time_s if self._whole and opened else None
        return Blink(
            start_s=self._first.time_s,
            end_s=end.time_s,
            start_frame=self._first.index,
            end_frame=end.index,
            duration_s=duration_s,
            kind=None if duration_s is None else blink_kind(duration_s, settings),
            complete=True if self._covered else (None if duration_s is None else False),
        )


def blink_kind(duration_s: float, settings: ClinicalSettings) -> BlinkKind:
    """Source: Ousler et al., Clin Ophthalmol 2014;8:869-874 (extended above 0.1 s, super-extended above 0.5 s)."""
    if duration_s > settings.super_extended_blink_s + CLOCK_TOLERANCE_S:
        return BlinkKind.SUPER_EXTENDED
    if duration_s > settings.extended_blink_s + CLOCK_TOLERANCE_S:
        return BlinkKind.EXTENDED
    return BlinkKind.NORMAL


def interblink_intervals_s(blinks: Sequence[Blink]) -> list[float]:
    """Open time between each blink and the next, seconds; one fewer than there are blinks."""
    return [later.start_s - earlier.end_s for earlier, later in pairwise(blinks)]
