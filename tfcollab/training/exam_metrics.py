"""How near an analysed exam comes to the truth that the synthetic eye wrote with it."""

import json
import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from tfcollab.errors import UserError
from tfcollab.exam.frame import Eye, FrameClass
from tfcollab.exam.result import BreakupInterval, Measurement, RecordingResult, TimeKind
from tfcollab.exam.settings import CLOCK_TOLERANCE_S

COUNTS = (
    *("inside", "outside"),
    *("missed", "wrongly_censored", "absent", "invented", "invented_anew"),
    *("truth_censored", "censored", "censored_invented", "censored_absent", "censored_unstarted"),
)
#: what a measurement of the truth must say
_MEASUREMENT = ("start_s", "end_s", "start_seen", "first_breakup_s")
#: a time that is further off than this is told by name
_FAR_OFF_S = 0.5


@dataclass(frozen=True, slots=True)
class ExamScore:
    """One exam against its truth; all counts of measurements.

    widths_s: of the intervals around those times, infinite where the latest is open.
    inside, outside: true break-up times that lie in the result's interval, of measurements with one.
    errors_s: result minus truth, of measurements with a break-up time in both.
    missed: truth has a break-up time, the result none; wrongly_censored are those of them that the result writes
    as `> t`, absent those without any measurement, and the rest had no known start.
    invented: the result has a break-up time where the truth has none, or where there is no measurement at all.
    invented_anew: those of the invented that lie where the truth has no measurement with a known start.
    truth_censored: seen from their start and without break-up in truth; each of them is one of censored (written
    `> t`), censored_invented (given a break-up time), censored_absent (no measurement) or censored_unstarted (no known
    start).
    details: what is missed, invented, or more than half a second off, a line each.
    """

    name: str
    errors_s: tuple[float, ...] = ()
    widths_s: tuple[float, ...] = ()
    inside: int = 0
    outside: int = 0
    missed: int = 0
    wrongly_censored: int = 0
    absent: int = 0
    invented: int = 0
    invented_anew: int = 0
    truth_censored: int = 0
    censored: int = 0
    censored_invented: int = 0
    censored_absent: int = 0
    censored_unstarted: int = 0
    blinks: int = 0
    blinks_true: int = 0
    details: tuple[str, ...] = field(default=())


def read_truth(path: Path) -> dict[str, Any]:
    """A NAME.truth.json; UserError where it is none."""
    try:
        truth = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UserError(f"The truth file {path} cannot be read: {error}.") from None
    if not isinstance(truth, dict) or truth.get("version") != 1 or "measurements" not in truth:
        raise UserError(f"{path} is not a truth file of version 1: make it with tfcollab synth exam.")
    try:
        complete = (
            isinstance(truth["video"], str)
            and Eye(truth["eye"])
            and all(frame["class"] in list(FrameClass) for frame in truth["frames"])
            and all(set(_MEASUREMENT) <= set(measurement) for measurement in truth["measurements"])
        )
    except (KeyError, TypeError, ValueError):
        complete = False
    if not complete:
        raise UserError(
            f"{path} needs video, eye ({', '.join(Eye)}), frames (each with a class) and measurements (each with "
            f"{', '.join(_MEASUREMENT)}): see docs/evaluation.md."
        )
    return truth


def compare(result: RecordingResult | None, truth: dict[str, Any]) -> ExamScore:
    """Score a recording; measurements belong together where their intervals overlap most.

    result: None where the recording was refused as unmeasurable, which misses all that is in it. truth: as read_truth
    gives it. Measurements whose start is not in the recording have no break-up time to compare: one that the
    result gives all the same is invented.
    """
    left = [] if result is None else list(result.measurements)
    errors: list[float] = []
    widths: list[float] = []
    details: list[str] = []
    counts = dict.fromkeys(COUNTS, 0)
    for wanted in truth["measurements"]:
        given = _overlapping(wanted, left)
        if given is not None:
            left.remove(given)
        measured = given is not None and given.first_breakup.kind is TimeKind.MEASURED
        first = wanted["first_breakup_s"] if wanted["start_seen"] else None
        if first is not None and given is not None and (around := given.breakup_interval) is not None:
            held, width_s = _holds(around, first)
            counts["inside" if held else "outside"] += 1
            if measured:
                widths.append(width_s)
        if first is not None and measured:
            assert given is not None
            assert given.first_breakup.seconds is not None
            errors.append(given.first_breakup.seconds - first)
            if abs(errors[-1]) > _FAR_OFF_S:
                details.append(f"{'late' if errors[-1] > 0 else 'early'} {_said(wanted, first, given)}")
            continue
        text = _said(wanted, first, given)
        if first is not None:
            counts["missed"] += 1
            counts["absent"] += given is None
            counts["wrongly_censored"] += given is not None and given.first_breakup.kind is TimeKind.CENSORED
            details.append(f"missed {text}")
            continue
        if measured:
            counts["invented"] += 1
            details.append(f"invented {text}")
        if wanted["start_seen"]:
            counts["truth_censored"] += 1
            counts[_fate(given)] += 1
        else:
            counts["invented_anew"] += measured
    for extra in left:
        if extra.first_breakup.kind is TimeKind.MEASURED:
            counts["invented"] += 1
            counts["invented_anew"] += 1
            details.append(f"invented from {extra.start_s:.2f} s: no measurement there in truth")
    return ExamScore(
        name=str(truth["video"]),
        errors_s=tuple(errors),
        widths_s=tuple(widths),
        blinks=0 if result is None else len(result.blinks),
        blinks_true=_closures(truth["frames"]),
        details=tuple(details),
        **counts,
    )


def summarise(scores: list[ExamScore]) -> dict[str, Any]:
    """All exams together, ready for JSON; errors in seconds, absolute but for the bias. None without any error."""
    errors = np.array([error for score in scores for error in score.errors_s])
    sizes = np.abs(errors)
    known = len(errors) > 0
    widths = np.array([width for score in scores for width in score.widths_s])
    totals = {name: sum(getattr(score, name) for score in scores) for name in COUNTS}
    return {
        "exams": len(scores),
        "measured": len(errors),
        "median_error_s": float(np.median(sizes)) if known else None,
        "p95_error_s": float(np.percentile(sizes, 95)) if known else None,
        "worst_error_s": float(sizes.max()) if known else None,
        "bias_s": float(np.median(errors)) if known else None,
        **totals,
        "inside_share": totals["inside"] / (totals["inside"] + totals["outside"]) if widths.size else None,
        "median_width_s": _finite(np.median(widths)) if widths.size else None,
        "open_intervals": int(np.isinf(widths).sum()),
        "exams_with_wrong_blink_count": sum(score.blinks != score.blinks_true for score in scores),
        "details": {score.name: list(score.details) for score in scores if score.details},
    }


def exam_table_lines(summary: dict[str, Any]) -> list[str]:
    """The summary as plain lines of text."""
    return [
        f"{summary['exams']} exams, {summary['measured']} break-up times in truth and result",
        *error_lines(summary),
        f"without break-up in truth {summary['truth_censored']}: written > t {summary['censored']}, "
        f"given a time {summary['censored_invented']}, absent {summary['censored_absent']}, "
        f"start not seen {summary['censored_unstarted']}",
        f"true time inside the interval: {summary['inside']} of {summary['inside'] + summary['outside']}, median width "
        f"{_seconds(summary['median_width_s'])}, open {summary['open_intervals']}",
        f"exams with a wrong count of blinks: {summary['exams_with_wrong_blink_count']}",
        *(f"{name}: {line}" for name, lines in summary["details"].items() for line in lines),
    ]


def error_lines(summary: dict[str, Any]) -> list[str]:
    """Of the break-up times compared, and of those missed and invented: two lines."""
    median, p95, worst, bias = (
        _seconds(summary[name]) for name in ("median_error_s", "p95_error_s", "worst_error_s", "bias_s")
    )
    return [
        f"error: median {median}, 95th percentile {p95}, worst {worst}, bias {bias}",
        f"missed {summary['missed']} (written > t: {summary['wrongly_censored']}, absent: {summary['absent']}), "
        f"invented {summary['invented']}",
    ]


def _said(wanted: dict[str, Any], first_s: float | None, given: Measurement | None) -> str:
    return f"from {wanted['start_s']:.2f} s: truth {first_s}, result {given and given.first_breakup.text()}"


def _seconds(value: float | None) -> str:
    return "none" if value is None else f"{value:.3f} s"


def _finite(value: np.floating[Any]) -> float | None:
    return float(value) if np.isfinite(value) else None


def _holds(around: BreakupInterval, true_s: float) -> tuple[bool, float]:
    """Whether the true time lies in the interval, bounds included, and how wide that is, seconds."""
    earliest_s, latest_s = around.earliest.seconds or 0.0, around.latest.seconds or 0.0
    if around.latest.kind is TimeKind.CENSORED:
        latest_s = math.inf
    return earliest_s - CLOCK_TOLERANCE_S <= true_s <= latest_s + CLOCK_TOLERANCE_S, latest_s - earliest_s


def _fate(given: Measurement | None) -> str:
    """What became of a measurement that the truth censors, as the name of its count."""
    if given is None:
        return "censored_absent"
    return {
        TimeKind.MEASURED: "censored_invented",
        TimeKind.CENSORED: "censored",
        TimeKind.START_NOT_SEEN: "censored_unstarted",
    }[given.first_breakup.kind]


def _overlapping(wanted: dict[str, Any], given: list[Measurement]) -> Measurement | None:
    def overlap(m: Measurement) -> float:
        return float(min(wanted["end_s"], m.end_s) - max(wanted["start_s"], m.start_s))

    best = max(given, key=overlap, default=None)
    return best if best is not None and overlap(best) > 0 else None


def _closures(frames: list[dict[str, Any]]) -> int:
    closed = [frame["class"] == "closed" for frame in frames]
    return sum(now and not before for before, now in zip([False, *closed], closed, strict=False))
