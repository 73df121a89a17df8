"""How good the independent witness is alone, by the same comparison with the truth as the nets."""

from dataclasses import replace
from typing import Any

from tfcollab.exam.result import BreakupTime, Measurement, RecordingResult, TimeKind
from tfcollab.training.exam_metrics import ExamScore, compare, error_lines, summarise


def compare_witness(result: RecordingResult | None, truth: dict[str, Any]) -> ExamScore:
    """As exam_metrics.compare, with the witness's times in place of the nets'.

    A measurement that it did not judge counts as one without known start.
    """
    if result is not None:
        result = replace(result, measurements=tuple(_witnessed(measurement) for measurement in result.measurements))
    return compare(result, truth)


def summarise_witness(scores: list[ExamScore], results: list[RecordingResult | None]) -> dict[str, Any]:
    """As exam_metrics.summarise, with what it did not judge and how often it disagreed with the nets."""
    measurements = [m for result in results if result is not None for m in result.measurements]
    witnesses = [m.witness for m in measurements]
    return {
        **summarise(scores),
        "not_judged": sum(witness is None for witness in witnesses),
        "disagreements": sum(witness is not None and bool(witness.disagreement) for witness in witnesses),
    }


def witness_table_lines(summary: dict[str, Any]) -> list[str]:
    """The summary as plain lines of text."""
    errors, misses = error_lines(summary)
    return [
        f"rings alone, {summary['measured']} break-up times in truth and witness",
        errors,
        f"{misses}; not judged {summary['not_judged']}; disagreed with the nets in {summary['disagreements']}",
        *(f"{name}: rings alone {line}" for name, lines in summary["details"].items() for line in lines),
    ]


def _witnessed(measurement: Measurement) -> Measurement:
    unknown = BreakupTime(TimeKind.START_NOT_SEEN)
    return replace(
        measurement,
        first_breakup=unknown if measurement.witness is None else measurement.witness.first_breakup,
        breakup_interval=None,
    )
