"""The earliest and the latest plausible first break-up of an interval: the same rule at two more levels."""

import numpy as np

from tfcollab.exam.frame import FrameRecord
from tfcollab.exam.persistence import Persistence
from tfcollab.exam.result import BreakupInterval, BreakupTime, TimeKind
from tfcollab.exam.settings import ClinicalSettings

_SITE = (1,)
#: share of the seen ring area from which marks that stand from the opening could be a break-up
_STANDING_PCT = 0.25


class Bounds:
    """Watches an open-eye interval's sharp frames at the lenient and at the strict level.

    At the lenient level a frame holds a break-up where that has a probability of earliest_probability, or where marks
    stand from the opening that would be one by themselves; at the strict level, of latest_probability. The program's
    own convention.
    """

    def __init__(self, settings: ClinicalSettings, start_s: float) -> None:
        self._settings = settings
        self._start_s = start_s
        self._lenient = _Level(settings, start_s)
        self._strict = _Level(settings, start_s)

    def push(self, record: FrameRecord, broken: bool) -> None:
        """One sharp frame; broken: whether it holds a break-up by itself."""
        probability = record.breakup_probability or 0.0
        stands = (record.standing_pct or 0.0) >= _STANDING_PCT
        self._lenient.push(record.time_s, broken or stands or probability >= self._settings.earliest_probability)
        self._strict.push(record.time_s, broken and probability >= self._settings.latest_probability)

    def finish(self, first: BreakupTime, stable_s: float) -> BreakupInterval | None:
        """The interval around the time that was found; None where the start was not seen.

        stable_s: of the recording's clock; last sharp frame without break-up before the one found, or before the end.
        """
        if first.seconds is None:
            return None
        measured = first.kind is TimeKind.MEASURED
        lenient, strict = self._lenient, self._strict
        earliest, latest = first, BreakupTime(TimeKind.CENSORED, strict.stable_s - self._start_s)
        if measured or lenient.confirmed_s is not None:
            from_s = min(stable_s, lenient.stable_s) if lenient.confirmed_s is not None else stable_s
            earliest = BreakupTime(TimeKind.MEASURED, from_s - self._start_s)
        if measured and strict.confirmed_s is not None:
            latest = BreakupTime(TimeKind.MEASURED, max(strict.confirmed_s - self._start_s, first.seconds))
        return BreakupInterval(earliest, latest)


class _Level:
    """stable_s: last frame without break-up in sight before the confirmed one; confirmed_s: the frame that confirms."""

    def __init__(self, settings: ClinicalSettings, start_s: float) -> None:
        self._rule = Persistence(_SITE, settings)
        self.stable_s = start_s
        self.confirmed_s: float | None = None

    def push(self, time_s: float, broken: bool) -> None:
        if self.confirmed_s is not None:
            return
        self._rule.push(time_s, np.ones(_SITE, np.bool_), np.full(_SITE, broken))
        if not np.isnan(self._rule.first_s[0]):
            self.confirmed_s = time_s
        elif np.isnan(self._rule.since_s[0]):
            self.stable_s = time_s
