"""The independent witness's own break-up time and map of a measurement, and whether they agree with the nets'."""

import math

import numpy as np

from tfcollab.exam.breakup_map import MapBuilder, empty_map
from tfcollab.exam.frame import Eye, FrameClass, FrameRecord
from tfcollab.exam.persistence import Persistence
from tfcollab.exam.result import BreakupTime, TimeKind, Witness
from tfcollab.exam.settings import CLOCK_TOLERANCE_S, ClinicalSettings

_SITE = (1,)


class WitnessLog:
    """Gathers what the witness read in the open frames of one interval; memory does not grow with their number.

    The rules are those of the nets' reading: the same persistence, and a time is censored at the last frame judged to
    be without break-up. A frame that it could not judge neither confirms nor cancels.
    """

    def __init__(self, settings: ClinicalSettings) -> None:
        self._settings = settings
        self._rule = Persistence(_SITE, settings)
        self._map = MapBuilder(settings)
        self._sharp = 0
        self._judged = 0
        self._judged_from_s: float | None = None
        self._last_stable_s: float | None = None

    def add(self, record: FrameRecord) -> None:
        """One more frame of the interval, sharp or not."""
        if record.excluded or record.frame_class not in (FrameClass.CLEAR, FrameClass.BROKEN):
            return
        self._sharp += 1
        if record.irregular_cells is None or record.irregular_pct is None:
            return
        if self._judged_from_s is None:
            self._judged_from_s = record.time_s
        self._judged += 1
        broken = record.irregular_pct >= self._settings.witness_area_pct
        self._map.add(record.time_s, record.irregular_cells, broken)
        self._rule.push(record.time_s, np.ones(_SITE, np.bool_), np.full(_SITE, broken))
        if math.isnan(float(self._rule.since_s[0])):
            self._last_stable_s = record.time_s

    def finish(self, eye: Eye, start_s: float, nets: BreakupTime) -> Witness | None:
        """What it says of the interval that began at start_s of the recording's clock; None where it cannot judge.

        nets: first break-up time of the nets, whose kind also tells whether the start was seen.
        """
        if nets.kind is TimeKind.START_NOT_SEEN:
            return Witness(BreakupTime(TimeKind.START_NOT_SEEN), empty_map(self._settings, eye), None)
        if self._judged_from_s is None or self._judged < self._settings.min_judged_share * self._sharp:
            return None
        first_s = float(self._rule.first_s[0])
        if not math.isnan(first_s):
            found = BreakupTime(TimeKind.MEASURED, first_s - start_s)
        elif self._last_stable_s is not None:
            found = BreakupTime(TimeKind.CENSORED, self._last_stable_s - start_s)
        else:
            return None
        breakup_map = self._map.finish(eye, start_s, None if math.isnan(first_s) else first_s)
        judged_from_s = self._judged_from_s - start_s
        return Witness(found, breakup_map, judged_from_s, disagreement(nets, found, judged_from_s, self._settings))


def disagreement(nets: BreakupTime, witness: BreakupTime, judged_from_s: float, settings: ClinicalSettings) -> str:
    """In words what the nets and the witness say differently; empty where they agree or cannot be compared.

    Times differ if they lie further apart than disagree_s and disagree_share of the nets' time; a censored time differs
    from a measured one if its bound lies that far after it. A break-up before the witness's first judged frame cannot
    be seen by comparison with earlier frames. A time set by hand is compared with nothing. Own convention.
    """
    if nets.seconds is None or witness.seconds is None or nets.by_hand:
        return ""
    allowed_s = max(settings.disagree_s, settings.disagree_share * nets.seconds) + CLOCK_TOLERANCE_S
    nets_measured, witness_measured = nets.kind is TimeKind.MEASURED, witness.kind is TimeKind.MEASURED
    later_s = witness.seconds - nets.seconds
    if nets_measured and later_s > 0 and nets.seconds < judged_from_s:
        return ""
    differ = (nets_measured and later_s > allowed_s) or (witness_measured and -later_s > allowed_s)
    return f"first break-up by the nets {nets.text()}, by the rings' regularity {witness.text()}" if differ else ""
