"""The witness is scored by its own times, and what it did not judge is neither measured nor censored."""

import numpy as np
import pytest

from tfcollab.exam.frame import Eye
from tfcollab.exam.provenance import Provenance, Source
from tfcollab.exam.result import (
    BreakupMap,
    BreakupTime,
    EndReason,
    Measurement,
    Quality,
    RecordingResult,
    Repeats,
    TimeKind,
    Witness,
)
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.training.exam_metrics import compare
from tfcollab.training.witness_metrics import compare_witness, summarise_witness, witness_table_lines

MAP = BreakupMap(np.full((8, 24), np.nan), {})


def measurement(number: int, witness: BreakupTime | None, disagreement: str = "") -> Measurement:
    """Ten seconds from 10 × number on; 3 s by the nets."""
    first = BreakupTime(TimeKind.MEASURED, 3.0)
    said = None if witness is None else Witness(witness, MAP, 0.5, disagreement)
    quality = Quality(True, (), 0.0, 1.0, 0.0, 0.0)
    ends = (10.0 * number, 10.0 * number + 9, 0, 1, EndReason.BLINK)
    return Measurement(number, *ends, first, *(None,) * 7, MAP, quality, None, None, witness=said)


def test_the_witness_is_scored_by_its_own_times() -> None:
    times = [BreakupTime(TimeKind.MEASURED, 3.5), BreakupTime(TimeKind.CENSORED, 8.0), None]
    result = RecordingResult(
        source=Source("x.mkv", "0" * 64, 640, 480, 10, 30.0, "ffv1"),
        eye=Eye.OD,
        settings=ClinicalSettings(),
        provenance=Provenance("0", (), "CPU", ""),
        frames=(),
        blinks=(),
        measurements=tuple(measurement(i, time, "differs" if i == 1 else "") for i, time in enumerate(times)),
        repeats=Repeats(0, 0, 0, None, False, None, None),
    )
    wanted = [
        {"start_s": 10.0 * i, "end_s": 10.0 * i + 9, "start_seen": True, "first_breakup_s": first}
        for i, first in enumerate((3.0, 3.0, None))
    ]
    truth = {"version": 1, "video": "x.mkv", "frames": [], "measurements": wanted}
    score = compare_witness(result, truth)
    assert score.errors_s == pytest.approx((0.5,))
    assert (score.missed, score.wrongly_censored, score.invented) == (1, 1, 0)
    assert (score.truth_censored, score.censored_unstarted) == (1, 1)
    # the nets' own scores are as they were
    assert compare(result, truth).errors_s == pytest.approx((0.0, 0.0))
    summary = summarise_witness([score, compare_witness(None, truth)], [result, None])
    assert (summary["not_judged"], summary["disagreements"], summary["missed"]) == (1, 1, 3)
    lines = witness_table_lines(summary)
    assert lines[0] == "rings alone, 1 break-up times in truth and witness"
    assert lines[1].startswith("error: median 0.500 s")
    assert "not judged 1; disagreed with the nets in 1" in lines[2]
