"""Measurements as the screens list them."""

from collections.abc import Sequence
from typing import Any

from tfcollab.app.exam_flow import Taken, Verdict
from tfcollab.app.review_views import time_view
from tfcollab.exam.frame import Eye
from tfcollab.exam.result import Measurement


def measurements_view(taken: Sequence[Taken]) -> list[dict[str, Any]]:
    """One map a measurement of a live exam, newest first."""
    return [
        {
            **_view(entry.kept.measurement),
            "eye": str(entry.eye),
            "number": number,
            "verdict": str(entry.verdict),
            "reason": entry.reason,
            # what is not judged yet may still be rejected, which a review in the meantime would stand in the way of
            "recording": ""
            if entry.kept.saved is None or entry.verdict is Verdict.OPEN
            else entry.kept.saved.recording_id,
            "measurement": 0 if entry.kept.measurement is None else entry.kept.measurement.number,
        }
        for number, entry in reversed(list(enumerate(taken, start=1)))
    ]


def replay_view(eye: Eye, measurements: Sequence[Measurement]) -> list[dict[str, Any]]:
    """One map a measurement of a replayed recording, newest first."""
    return [
        {
            **_view(measurement),
            "eye": str(eye),
            "number": measurement.number,
            "verdict": str(Verdict.OPEN),
            "reason": "",
            "recording": "",
            "measurement": measurement.number,
        }
        for measurement in reversed(measurements)
    ]


def _view(measurement: Measurement | None) -> dict[str, Any]:
    """time, earliest, latest: as BreakupTime. acceptable, reasons: of the quality verdict."""
    if measurement is None:
        nothing = {"time": None, "earliest": None, "latest": None, "endReason": "", "belowCutoff": None}
        return {**nothing, "acceptable": False, "reasons": []}
    interval = measurement.breakup_interval
    return {
        "time": time_view(measurement.first_breakup),
        "earliest": None if interval is None else time_view(interval.earliest),
        "latest": None if interval is None else time_view(interval.latest),
        "endReason": str(measurement.end_reason),
        "acceptable": measurement.quality.acceptable,
        "reasons": list(measurement.quality.reasons),
        "belowCutoff": measurement.below_cutoff,
    }
