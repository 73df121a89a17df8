"""Whether a film is so quiet that a frame which looks like the one before may be taken for it.

Only where nothing shows, or all is surely broken, and only after a while of that: boxes that are steadied over several
frames, and crops that are cut by them, are then those of reading every frame again before anything can be timed.
"""

import math

from tfcollab.chain.look import unsure
from tfcollab.exam.confidence import breakup_range
from tfcollab.exam.frame import Breakup, FrameResult
from tfcollab.exam.settings import CLOCK_TOLERANCE_S, ClinicalSettings

#: mean probability of the most broken patch from which something may be about to show: half of what shows
_ABOUT_TO_SHOW = 0.05
#: no frame is taken for another so soon after one of any doubt, closed and blurred ones included
_QUIET_S = 0.25


class QuietFilm:
    """Watches one recording's frames, in order."""

    def __init__(self, settings: ClinicalSettings) -> None:
        self._surely_broken = settings.latest_probability
        self.reset()

    def reset(self) -> None:
        """Another recording."""
        self._doubted_s = -math.inf

    def push(self, result: FrameResult) -> bool:
        """The next frame that was read; whether one right after it, which looks like it, may be taken for it."""
        time_s = result.frame.time_s
        if result.rings is None or unsure(result.probabilities) or self._in_doubt(result.breakup):
            self._doubted_s = time_s
        return time_s - self._doubted_s >= _QUIET_S - CLOCK_TOLERANCE_S

    def _in_doubt(self, breakup: Breakup | None) -> bool:
        if breakup is None or breakup.area_pct is None:
            return True
        if breakup.area_pct == 0 and (breakup.patch_probability or 0.0) < _ABOUT_TO_SHOW:
            return False
        least, _ = breakup_range(breakup.area_pct, breakup.strict_area_pct, breakup.patch_probability)
        return least < self._surely_broken
