"""Where and when a break-up that has been confirmed began: its place was broken before it was large enough to make the
frame a broken one."""

import math
from dataclasses import dataclass

import numpy as np

from tfcollab.exam.frame import FULLY_BROKEN, NOT_SEEN, FrameRecord
from tfcollab.exam.persistence import Bools, Persistence
from tfcollab.exam.settings import CLOCK_TOLERANCE_S, ClinicalSettings


@dataclass(frozen=True, slots=True)
class Onset:
    """The frame in which a break-up began. cells: bool (annuli, sectors), the cells that were the first of it to break.

    before_s: time of the sharp frame before it, of the interval's start where there is none.
    """

    time_s: float
    frame: int
    area_pct: float | None
    before_s: float
    cells: Bools


class OnsetLog:
    """Watches the cells of an open-eye interval's sharp frames, in frames that hold a break-up and in others.

    Each cell is a site of its own, by the one rule of persistence. The place of a break-up is the cells that are broken
    in its frames from the first one on until it is confirmed; it began when the earliest of these cells did, if that is
    no more than onset_within_s before its first frame. The program's own convention.
    """

    def __init__(self, settings: ClinicalSettings, start_s: float) -> None:
        shape = (settings.annuli, settings.sectors)
        self._rule = Persistence(shape, settings)
        self._level = settings.cell_broken_share * FULLY_BROKEN
        self._within_s = settings.onset_within_s + CLOCK_TOLERANCE_S
        self._nowhere = np.zeros(shape, np.bool_)
        self._place = self._nowhere
        self._before_s = start_s
        #: by their times, the frames in which a cell that is broken still was the first time
        self._begun: dict[float, tuple[int, float | None, float]] = {}

    @property
    def frames(self) -> frozenset[int]:
        """Frames in which a break-up that is confirmed later may turn out to have begun."""
        return frozenset(index for index, _, _ in self._begun.values())

    def push(self, record: FrameRecord, in_sight: bool) -> None:
        """One sharp frame. in_sight: whether a break-up is, confirmed or not, which began in this frame or before."""
        broken = self._nowhere
        if record.cells is not None:
            seen = record.cells != NOT_SEEN
            broken = seen & (record.cells >= self._level)
            self._rule.push(record.time_s, seen, broken)
        self._place = self._place | broken if in_sight else self._nowhere
        since_s = self._rule.since_s
        self._begun[record.time_s] = (record.index, record.area_pct, self._before_s)
        running = set(since_s[~np.isnan(since_s)].tolist())
        self._begun = {time_s: begun for time_s, begun in self._begun.items() if time_s in running}
        self._before_s = record.time_s

    def of(self, first_s: float, frame: int, area_pct: float | None, before_s: float) -> Onset:
        """Of the break-up that has just been confirmed. first_s, frame, area_pct: of the first of its frames that holds
        it; before_s: time of the sharp frame before that."""
        since_s = np.where(self._place, self._rule.since_s, math.nan)
        since_s[~(since_s >= first_s - self._within_s)] = math.nan
        began_s = first_s if np.isnan(since_s).all() else float(np.nanmin(since_s))
        if began_s >= first_s:
            return Onset(first_s, frame, area_pct, before_s, since_s == first_s)
        index, area_pct, before_s = self._begun[began_s]
        return Onset(began_s, index, area_pct, before_s, since_s == began_s)
