"""Whether a film is so quiet that a frame which looks like the one before may be taken for it.

Only where nothing shows, to the nets and to the witness, or all is surely broken, and only after a while of that: boxes
that are steadied over several frames, and crops that are cut by them, are then those of reading every frame again
before anything can be timed.
"""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition

from tfcollab.exam.confidence import breakup_range, unsure
from tfcollab.exam.frame import FrameResult
from tfcollab.exam.settings import CLOCK_TOLERANCE_S, ClinicalSettings

#: mean probability of the most broken patch, and the classifier's of a broken film, from which something may be about
#: to show
_ABOUT_TO_SHOW, _ABOUT_TO_BREAK = 0.05, 0.1
#: no frame is taken for another so soon after one of any doubt, closed and blurred ones included
_QUIET_S = 0.25


class QuietFilm:
    """Watches one recording's frames, in order. It may be told in one thread, and asked in another one, ahead of it."""

    def __init__(self, settings: ClinicalSettings) -> None:
        self._surely_broken = settings.latest_probability
        self._witness_doubts_pct = settings.witness_area_pct / 2
        self._told = Condition()
        self._is_awaited = False
        self.reset()

    def reset(self) -> None:
        """Another recording."""
        self._doubted_s = -math.inf
        self._read_s = -math.inf
        self._is_quiet = False

    def push(self, result: FrameResult, *, is_taken: bool = False) -> bool:
        """The next frame; whether one right after it, which looks like it, may be taken for it.

        is_taken: whether it was itself taken for the one before, and not read: one at most is.
        """
        with self._told:
            self._read_s = result.frame.time_s
            if result.rings is None or unsure(result.probabilities) or self._in_doubt(result):
                self._doubted_s = self._read_s
            self._is_quiet = not is_taken and self.may_be_after(self._read_s)
            self._told.notify_all()
            return self._is_quiet

    def may_be_after(self, time_s: float) -> bool:
        """Whether it may turn out so after the frame at time_s (seconds), by what is known of the frames before."""
        return time_s - self._doubted_s >= _QUIET_S - CLOCK_TOLERANCE_S

    def after(self, time_s: float) -> bool:
        """What `push` says of the frame at time_s (seconds); where it is awaited, this waits until that is known."""
        with self._told:
            while self._is_awaited and self._read_s != time_s and self.may_be_after(time_s):
                self._told.wait()
            return self._read_s == time_s and self._is_quiet

    @contextmanager
    def awaited(self) -> Iterator[None]:
        """In the block another thread may wait for frames that have not been pushed yet; at its end none waits."""
        self._await(True)
        try:
            yield
        finally:
            self._await(False)

    def _await(self, is_awaited: bool) -> None:
        with self._told:
            self._is_awaited = is_awaited
            self._told.notify_all()

    def _in_doubt(self, result: FrameResult) -> bool:
        breakup = result.breakup
        if breakup is None or breakup.area_pct is None:
            return True
        if breakup.area_pct == 0 and (breakup.patch_probability or 0.0) < _ABOUT_TO_SHOW:
            seen = result.irregularity
            if seen is None or seen.area_pct >= self._witness_doubts_pct:
                return True
            return result.probabilities[2] >= _ABOUT_TO_BREAK
        least, _ = breakup_range(breakup.area_pct, breakup.strict_area_pct, breakup.patch_probability)
        return least < self._surely_broken
