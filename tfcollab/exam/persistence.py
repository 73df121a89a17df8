"""When a break-up counts: the one rule of persistence, for the whole frame and for every cell of the map."""

import numpy as np
from numpy.typing import NDArray

from tfcollab.exam.settings import CLOCK_TOLERANCE_S, ClinicalSettings

Bools = NDArray[np.bool_]


class Persistence:
    """Watches an array of sites side by side, each by itself.

    A candidate begins with a broken reading. It is confirmed, at the time of that first reading, by a broken reading
    at least persistence_s later, once min_sure of its readings were sure. A clear reading cancels it if that leaves
    less than min_broken_share of its readings broken. Readings that are not seen (blur, hidden) do neither. The
    program's own convention.

    since_s, first_s: float64 of the given shape; time of the candidate's first reading and of the confirmed
        break-up, NaN where there is none. A confirmed site stays confirmed.
    """

    def __init__(self, shape: tuple[int, ...], settings: ClinicalSettings, min_sure: int = 0) -> None:
        self.since_s = np.full(shape, np.nan)
        self.first_s = np.full(shape, np.nan)
        self._readings = np.zeros(shape, np.int64)
        self._broken = np.zeros(shape, np.int64)
        self._sure = np.zeros(shape, np.int64)
        self._min_sure = min_sure
        self._watching = False
        self._wait_s = settings.persistence_s - CLOCK_TOLERANCE_S
        self._share = settings.min_broken_share

    def push(self, time_s: float, seen: Bools, broken: Bools, sure: Bools | None = None) -> None:
        """One frame; boolean arrays of the shape: broken only where seen, sure (None: nowhere) only where broken."""
        if not (self._watching or broken.any()):
            return
        fresh = broken & np.isnan(self.since_s)
        self.since_s[fresh] = time_s
        self._readings[fresh] = 0
        self._broken[fresh] = 0
        self._sure[fresh] = 0
        running = ~np.isnan(self.since_s)
        self._readings += running & seen
        self._broken += running & broken
        if sure is not None:
            self._sure += running & sure
        lost = running & seen & ~broken & (self._broken < self._share * self._readings - 1e-9)
        self.since_s[lost] = np.nan
        self._watching = bool((~np.isnan(self.since_s)).any())
        lasted = broken & ~fresh & (time_s - self.since_s >= self._wait_s) & np.isnan(self.first_s)
        lasted &= self._sure >= self._min_sure
        self.first_s[lasted] = self.since_s[lasted]
