"""What the plots of the review screen are painted from; made once a result, beside the window."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tfcollab.exam.corrections import ExcludeSpan
from tfcollab.exam.frame import FrameClass
from tfcollab.exam.result import RecordingResult

_CLASSES = tuple(FrameClass)


@dataclass(frozen=True, slots=True)
class MeasurementMark:
    """start_s, end_s, breakup_s: of the recording; breakup_s None where there is none."""

    number: int
    start_s: float
    end_s: float
    breakup_s: float | None
    by_hand: bool
    rejected: bool


@dataclass(frozen=True, slots=True)
class TimelineData:
    """times_s: float64 (n,), of the frames. classes: uint8 (n,), index into FrameClass. area_pct, irregular_pct:
    float64 (n,), NaN where not read. blinks: (start_s, end_s, whether partial). gaps_s: (start_s, end_s). spans:
    (start_s, end_s, label), excluded.
    """

    times_s: NDArray[np.float64]
    classes: NDArray[np.uint8]
    area_pct: NDArray[np.float64]
    irregular_pct: NDArray[np.float64]
    blinks: tuple[tuple[float, float, bool], ...]
    measurements: tuple[MeasurementMark, ...]
    spans: tuple[tuple[float, float, str], ...]
    gaps_s: tuple[tuple[float, float], ...]

    @property
    def end_s(self) -> float:
        return float(self.times_s[-1]) if len(self.times_s) else 0.0

    @property
    def largest_pct(self) -> float:
        """The largest area read, by nets or witness; at least 1."""
        read = np.concatenate([self.area_pct, self.irregular_pct])
        read = read[~np.isnan(read)]
        return max(1.0, float(read.max())) if read.size else 1.0


def timeline_data(result: RecordingResult) -> TimelineData:
    """The whole recording as arrays."""
    rows = [
        (r.time_s, _CLASSES.index(r.frame_class), _or_nan(r.area_pct), _or_nan(r.irregular_pct)) for r in result.frames
    ]
    table = np.array(rows, np.float64).reshape(-1, 4)
    last = len(rows) - 1
    spans = tuple(
        (rows[each.change.first_frame][0], rows[min(each.change.last_frame, last)][0], str(each.change.label))
        for each in result.corrections
        if isinstance(each.change, ExcludeSpan)
    )
    marks = tuple(
        MeasurementMark(
            found.number,
            found.start_s,
            found.end_s,
            None if found.first_breakup_frame is None else rows[found.first_breakup_frame][0],
            found.first_breakup.by_hand,
            found.decision == "rejected",
        )
        for found in result.measurements
    )
    return TimelineData(
        table[:, 0],
        table[:, 1].astype(np.uint8),
        table[:, 2],
        table[:, 3],
        tuple((blink.start_s, blink.end_s, blink.complete is False) for blink in result.blinks),
        marks,
        spans,
        result.source.gaps,
    )


def _or_nan(value: float | None) -> float:
    return float("nan") if value is None else value
