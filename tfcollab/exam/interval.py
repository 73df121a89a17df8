"""One open-eye interval while it runs, and the measurement it becomes."""

import math

import numpy as np

from tfcollab.exam.bounds import Bounds
from tfcollab.exam.breakup_map import MapBuilder, a3f_breakup_s, average_breakup_s, empty_map
from tfcollab.exam.cutoff import below_cutoff
from tfcollab.exam.frame import Eye, FrameClass, FrameRecord
from tfcollab.exam.onset import Onset, OnsetLog
from tfcollab.exam.persistence import Bools, Persistence
from tfcollab.exam.phases import Signal
from tfcollab.exam.quality import QualityLog, assess
from tfcollab.exam.result import BreakupTime, EndReason, Measurement, TimeKind
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.exam.witness import WitnessLog

_SITE = (1,)


class OpenInterval:
    """Gathers the frames of one open-eye interval; keeps a few numbers of each, no cells and no pixels.

    start: its first open frame. before_s: time of the last closed frame before it, None where the start was not seen.
    preceding_blink: index of the blink before in the recording's blinks. by_hand: see BreakupTimer.
    candidate_frame: the first that holds the break-up in sight, confirmed or not. largest_area_frame: see TimerState.
    """

    def __init__(
        self,
        start: FrameRecord,
        settings: ClinicalSettings,
        frame_size: tuple[int, int],
        before_s: float | None = None,
        preceding_blink: int | None = None,
        by_hand: frozenset[int] = frozenset(),
    ) -> None:
        self.start = start
        self.start_seen = before_s is not None
        self.candidate_frame: int | None = None
        self.largest_area_frame: int | None = None
        self._settings = settings
        self._frame_size = frame_size
        self._preceding_blink = preceding_blink
        self._last = start
        self._rule = Persistence(_SITE, settings, settings.min_sure_frames)
        self._bounds = Bounds(settings, start.time_s)
        self._onsets = OnsetLog(settings, start.time_s)
        self._onset: Onset | None = None
        self._map = MapBuilder(settings)
        self._log = QualityLog([] if before_s is None else [before_s])
        self._witness = WitnessLog(settings)
        self._last_stable_s = start.time_s
        self._largest_pct = -math.inf
        self._area_at_first_pct: float | None = None
        self._last_area: tuple[float, float] | None = None
        self._by_hand = by_hand
        self._set: FrameRecord | None = None
        self._largest_since_set: FrameRecord | None = None

    @property
    def last_s(self) -> float:
        """Time of its last open frame."""
        return self._last.time_s

    @property
    def first_breakup(self) -> BreakupTime | None:
        """The confirmed break-up time; None until there is one."""
        if self._onset is None or not self.start_seen:
            return None
        return BreakupTime(TimeKind.MEASURED, self._onset.time_s - self.start.time_s)

    @property
    def first_breakup_frame(self) -> int | None:
        """The frame in which the confirmed break-up began; None until there is one."""
        return None if self._onset is None else self._onset.frame

    @property
    def candidate_frames(self) -> frozenset[int]:
        """See TimerState."""
        if self._onset is not None:
            return frozenset((self._onset.frame,))
        in_sight = () if self.candidate_frame is None else (self.candidate_frame,)
        return self._onsets.frames.union(in_sight)

    def add(self, record: FrameRecord, signal: Signal) -> Signal | None:
        """One more open frame; gives PERSISTED or LOST when this frame confirms or cancels the break-up in sight."""
        self._last = record
        self._log.times_s.append(record.time_s)
        self._log.frames += 1
        self._witness.add(record)
        if record.index in self._by_hand:
            self._set = record
        if record.excluded:
            self._log.excluded += 1
            return None
        if signal is Signal.BLUR:
            if record.frame_class is FrameClass.BROKEN:
                # sharp, but nothing was read in it
                self._log.seen_shares.append(self._map.add(record.time_s, None, False))
            else:
                self._log.blurred += 1
            return None
        broken = signal is Signal.BROKEN
        self._log.seen_shares.append(self._map.add(record.time_s, record.cells, broken))
        self._log.standing_pcts.append(record.standing_pct or 0.0)
        if record.rings is not None:
            self._log.offsets.append(_offset(record.rings.center, self._frame_size))
            if record.rings.spacing_px is not None:
                self._log.spacings_px.append(record.rings.spacing_px)
        sure = broken and (record.breakup_probability or 0.0) >= self._settings.sure_probability
        self._rule.push(record.time_s, np.ones(_SITE, np.bool_), np.full(_SITE, broken), np.full(_SITE, sure))
        self._bounds.push(record, broken)
        self._note_area(record, broken)
        return None if self._onset is not None else self._follow(record)

    def _follow(self, record: FrameRecord) -> Signal | None:
        """Compares the rule's candidate with the one known before this frame."""
        pending = not math.isnan(float(self._rule.since_s[0]))
        self._onsets.push(record, pending)
        first_s = float(self._rule.first_s[0])
        if not math.isnan(first_s) and self.candidate_frame is not None:
            found = self._onsets.of(first_s, self.candidate_frame, self._area_at_first_pct, self._last_stable_s)
            self._onset = found
            if self.start_seen:
                self._log.unseen_s = found.time_s - found.before_s
            return Signal.PERSISTED
        if pending and self.candidate_frame is None:
            self.candidate_frame = record.index
            self._area_at_first_pct = record.area_pct
        elif not pending:
            self._last_stable_s = record.time_s
            if self.candidate_frame is not None:
                self.candidate_frame = self.largest_area_frame = self._area_at_first_pct = None
                self._largest_pct = -math.inf
                return Signal.LOST
        return None

    def _note_area(self, record: FrameRecord, broken: bool) -> None:
        if record.area_pct is None:
            return
        self._last_area = (record.time_s, record.area_pct)
        if broken and record.area_pct > self._largest_pct:
            self._largest_pct = record.area_pct
            self.largest_area_frame = record.index
        since = self._largest_since_set
        if self._set is not None and (since is None or record.area_pct > (since.area_pct or 0.0)):
            self._largest_since_set = record

    def finish(self, number: int, eye: Eye, end_s: float, reason: EndReason) -> Measurement:
        """The measurement, ended at end_s of the recording's clock."""
        if reason is not EndReason.END_OF_RECORDING:
            self._log.times_s.append(end_s)
        first = self._result()
        measured = first.kind is TimeKind.MEASURED
        start_s, first_s = self.start.time_s, first.seconds or 0.0
        frame, largest_frame = self.first_breakup_frame, self.largest_area_frame
        area_pct = None if self._onset is None else self._onset.area_pct
        if self._set is not None:
            self._log.unseen_s = None
            frame, area_pct = self._set.index, self._set.area_pct
            largest_frame = None if self._largest_since_set is None else self._largest_since_set.index
        found = empty_map(self._settings, eye)
        if self.start_seen:
            found = self._map.finish(eye, start_s, *self._first() if measured else (None, None))
        within_s = self._settings.a3f_second_within_s
        witness = self._witness.finish(eye, start_s, first)
        self._log.disagreement = "" if witness is None else witness.disagreement
        return Measurement(
            number=number,
            start_s=start_s,
            end_s=end_s,
            start_frame=self.start.index,
            end_frame=self._last.index,
            end_reason=reason,
            first_breakup=first,
            first_breakup_frame=frame if measured else None,
            largest_area_frame=None if first.kind is TimeKind.CENSORED else largest_frame,
            average_breakup_s=average_breakup_s(found.times_s),
            a3f_s=a3f_breakup_s(found.times_s, first_s, within_s) if measured else None,
            area_at_first_pct=area_pct if measured else None,
            area_at_end_pct=None if self._last_area is None else self._last_area[1],
            growth_pct_per_s=self._growth_pct_per_s(start_s + first_s, area_pct) if measured else None,
            map=found,
            quality=assess(self._log, self._settings),
            below_cutoff=below_cutoff(first, self._settings),
            preceding_blink=self._preceding_blink,
            breakup_interval=None if first.by_hand else self._bounds.finish(first, self._before_s()),
            witness=witness,
        )

    def _result(self) -> BreakupTime:
        if not self.start_seen:
            return BreakupTime(TimeKind.START_NOT_SEEN)
        if self._set is not None:
            return BreakupTime(TimeKind.MEASURED, self._set.time_s - self.start.time_s, by_hand=True)
        return self.first_breakup or BreakupTime(TimeKind.CENSORED, self._last_stable_s - self.start.time_s)

    def _first(self) -> tuple[float, Bools | None]:
        """First break-up on the recording's clock, and the cells in which it began where that is known; a person's goes
        before what was found."""
        if self._set is not None or self._onset is None:
            return (self.start if self._set is None else self._set).time_s, None
        return self._onset.time_s, self._onset.cells

    def _before_s(self) -> float:
        """Last sharp frame without break-up before the one found, or before the end."""
        return self._last_stable_s if self._onset is None else self._onset.before_s

    def _growth_pct_per_s(self, first_s: float, first_pct: float | None) -> float | None:
        if first_pct is None or self._last_area is None or self._last_area[0] <= first_s:
            return None
        return (self._last_area[1] - first_pct) / (self._last_area[0] - first_s)


def _offset(center: tuple[float, float], frame_size: tuple[int, int]) -> float:
    """Distance from the frame's centre in half widths of the frame."""
    width, height = frame_size
    return math.hypot(center[0] - width / 2, center[1] - height / 2) / (width / 2)
