"""Break-up times against truth, on results with real measurements."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tfcollab.errors import UserError
from tfcollab.exam.frame import Eye
from tfcollab.exam.provenance import Provenance, Source
from tfcollab.exam.result import (
    BreakupInterval,
    BreakupMap,
    BreakupTime,
    EndReason,
    Measurement,
    Quality,
    RecordingResult,
    Repeats,
    TimeKind,
)
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.training.exam_metrics import compare, exam_table_lines, read_truth, summarise


def measurement(start_s: float, end_s: float, time: BreakupTime, around: BreakupInterval | None = None) -> Measurement:
    return Measurement(
        number=1,
        start_s=start_s,
        end_s=end_s,
        start_frame=0,
        end_frame=1,
        end_reason=EndReason.BLINK,
        first_breakup=time,
        first_breakup_frame=None,
        largest_area_frame=None,
        average_breakup_s=None,
        a3f_s=None,
        area_at_first_pct=None,
        area_at_end_pct=None,
        growth_pct_per_s=None,
        map=BreakupMap(np.full((8, 24), np.nan), {}),
        quality=Quality(True, (), 0.0, 1.0, 0.0, 0.0),
        below_cutoff=None,
        preceding_blink=None,
        breakup_interval=around,
    )


def result(*measurements: Measurement) -> RecordingResult:
    return RecordingResult(
        source=Source("x.mkv", "0" * 64, 640, 480, 10, 30.0, "ffv1"),
        eye=Eye.OD,
        settings=ClinicalSettings(),
        provenance=Provenance("0", (), "CPU", ""),
        frames=(),
        blinks=(),
        measurements=measurements,
        repeats=Repeats(0, 0, 0, None, False, None, None),
    )


def truth(*measurements: tuple[float, float, float | None]) -> dict[str, Any]:
    return {
        "version": 1,
        "video": "x.mkv",
        "frames": [],
        "measurements": [
            {"start_s": start, "end_s": end, "start_seen": True, "end_reason": "blink", "first_breakup_s": first}
            for start, end, first in measurements
        ],
    }


def measured(seconds: float) -> BreakupTime:
    return BreakupTime(TimeKind.MEASURED, seconds)


CENSORED = BreakupTime(TimeKind.CENSORED, 5.0)


def test_errors_are_taken_between_overlapping_measurements() -> None:
    given = result(measurement(1.1, 9, measured(3.2)), measurement(10.1, 20, measured(4.0)))
    score = compare(given, truth((1, 9, 3.0), (10, 20, 4.5)))
    assert score.errors_s == pytest.approx((0.2, -0.5))
    summary = summarise([score])
    assert summary["median_error_s"] == pytest.approx(0.35)
    assert summary["worst_error_s"] == pytest.approx(0.5)
    assert summary["p95_error_s"] == pytest.approx(0.485)
    assert "median 0.350 s" in exam_table_lines(summary)[1]


def test_a_time_that_is_far_off_is_told_by_name() -> None:
    given = result(
        measurement(1, 9, measured(4.6)), measurement(10, 20, measured(2.0)), measurement(21, 30, measured(3))
    )
    score = compare(given, truth((1, 9, 3.0), (10, 20, 4.5), (21, 30, 3.4)))
    assert score.details == (
        "late from 1.00 s: truth 3.0, result 4.6 s",
        "early from 10.00 s: truth 4.5, result 2.0 s",
    )


def test_missed_invented_and_censored_measurements_are_told_apart() -> None:
    given = result(measurement(1, 9, CENSORED), measurement(10, 19, measured(2.0)), measurement(20, 29, CENSORED))
    score = compare(given, truth((1, 9, 3.0), (10, 19, None), (20, 29, None), (30, 39, 4.0)))
    assert (score.missed, score.wrongly_censored, score.absent) == (2, 1, 1)
    assert (score.invented, score.censored) == (1, 1)
    assert score.errors_s == ()
    assert summarise([score])["median_error_s"] is None


def test_each_measurement_without_breakup_in_truth_is_accounted_for() -> None:
    given = result(
        measurement(1, 9, CENSORED),
        measurement(10, 19, measured(2.0)),
        measurement(20, 29, BreakupTime(TimeKind.START_NOT_SEEN)),
        measurement(50, 59, measured(1.0)),
    )
    score = compare(given, truth((1, 9, None), (10, 19, None), (20, 29, None), (30, 39, None)))
    assert score.truth_censored == 4
    fates = (score.censored, score.censored_invented, score.censored_unstarted, score.censored_absent)
    assert fates == (1, 1, 1, 1)
    assert (score.invented, score.invented_anew) == (2, 1)
    line = exam_table_lines(summarise([score]))[3]
    assert line == "without break-up in truth 4: written > t 1, given a time 1, absent 1, start not seen 1"


def test_a_measurement_whose_start_is_not_in_the_recording_is_none_to_censor() -> None:
    cut = truth((0, 9, None))
    cut["measurements"][0]["start_seen"] = False
    assert compare(result(measurement(0, 9, BreakupTime(TimeKind.START_NOT_SEEN))), cut).truth_censored == 0
    score = compare(result(measurement(0, 9, measured(1.0))), cut)
    assert (score.invented, score.invented_anew, score.truth_censored) == (1, 1, 0)


def test_a_breakup_at_the_very_end_of_its_measurement_is_scored() -> None:
    score = compare(result(measurement(1, 9, CENSORED)), truth((1, 9, 7.9)))
    assert (score.missed, score.wrongly_censored) == (1, 1)


def test_a_refused_recording_misses_all_its_break_ups():
    score = compare(None, truth((1, 9, 3.0), (10, 19, None), (20, 29, 28.95)))
    assert (score.missed, score.absent, score.invented, score.blinks) == (2, 2, 0, 0)
    assert (score.truth_censored, score.censored_absent) == (1, 1)
    assert score.errors_s == ()


def test_true_times_are_looked_for_in_the_intervals() -> None:
    def around(earliest_s: float, latest: BreakupTime) -> BreakupInterval:
        return BreakupInterval(measured(earliest_s), latest)

    found = result(
        measurement(0, 9, measured(3.0), around(2.5, measured(3.2))),
        measurement(10, 19, measured(3.0), around(2.9, measured(3.1))),
        measurement(20, 29, measured(3.0), around(2.9, CENSORED)),
        measurement(30, 39, CENSORED, around(6.0, CENSORED)),
        measurement(40, 49, CENSORED, BreakupInterval(CENSORED, CENSORED)),
    )
    true_s = (3.2, 3.4, 8.8, 7.0, 1.0)
    score = compare(found, truth(*((10 * i, 10 * i + 9, first) for i, first in enumerate(true_s))))
    assert (score.inside, score.outside) == (3, 2)
    assert score.widths_s == (pytest.approx(0.7), pytest.approx(0.2), np.inf)
    summary = summarise([score])
    assert (summary["inside_share"], summary["open_intervals"]) == (0.6, 1)
    assert summary["median_width_s"] == pytest.approx(0.7)
    assert "true time inside the interval: 3 of 5, median width 0.700 s, open 1" in exam_table_lines(summary)


@pytest.mark.parametrize(
    "change",
    [
        {"eye": "left"},
        {"video": None},
        {"frames": [{"class": "open"}]},
        {"measurements": [{"start_s": 0.3}]},
        {"measurements": {"start_s": 0.3}},
    ],
)
def test_a_truth_file_of_ones_own_says_all_that_is_compared(tmp_path: Path, change: dict[str, Any]) -> None:
    whole = {"start_s": 0.3, "end_s": 2.3, "start_seen": True, "first_breakup_s": None}
    truth = {"version": 1, "video": "x.mkv", "eye": "OD", "frames": [{"class": "closed"}], "measurements": [whole]}
    path = tmp_path / "x.truth.json"
    path.write_text(json.dumps(truth), "utf-8")
    assert read_truth(path) == truth
    path.write_text(json.dumps(truth | change), "utf-8")
    with pytest.raises(UserError, match=r"x\.truth\.json needs video, eye"):
        read_truth(path)
