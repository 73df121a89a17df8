"""What a patient's report says, as plain data: kept in the record, and attached to the PDF as report.json."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from importlib.metadata import version
from typing import Any

from tfcollab.exam.repeatability import Difference
from tfcollab.exam.result import BreakupTime, Repeats, TimeKind
from tfcollab.report.gathered import Gathered, HeldRecording
from tfcollab.report.page_texts import INTENDED_USE
from tfcollab.store.history import EyeAtVisit
from tfcollab.store.models import utc_text
from tfcollab.store.report_models import ReportState

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Edition:
    """Which version of a report is made, by whom, and of what state. amends: number of the version it amends."""

    report_id: str
    number: int
    state: ReportState
    author: str
    role: str
    at: datetime
    amends: int | None = None
    reason: str = ""


def content(found: Gathered, edition: Edition) -> dict[str, Any]:
    """Texts as they were typed, times with their kind, numbers rounded to 6 decimals."""
    return {
        "format": FORMAT,
        "intended_use": INTENDED_USE,
        "program_version": version("tfcollab"),
        "report": {**asdict(edition), "at": utc_text(edition.at)},
        **finding(found),
    }


def finding(found: Gathered) -> dict[str, Any]:
    """The part of the content that comes from the record alone: alike as long as nothing in it was changed."""
    data, clinic = found.patient.data, found.clinic.clinic
    shown = [found.visit] if found.visit else found.visits
    logo = None if clinic.logo is None else sha256(clinic.logo.data).hexdigest()
    return {
        "kind": found.subject.kind,
        "patient": {
            "name": data.name if data else "",
            "birth_date": data.birth_date.isoformat() if data and data.birth_date else None,
            "sex": found.patient.sex,
            "external_ids": dict(data.external_ids) if data else {},
        },
        "clinic": {
            "number": found.clinic.number,
            "name": clinic.name,
            "address": clinic.address,
            "paper": clinic.paper,
            "han_forms": clinic.han_forms,
            "logo_sha256": logo,
        },
        "repeatability_limit": _limit(found),
        "visits": [
            {
                "visit_id": visit.id,
                "at": None if visit.at is None else utc_text(visit.at),
                "eyes": {
                    str(eye): _at_visit(held)
                    for eye, history in found.histories.items()
                    for held in history
                    if held.visit_id == visit.id
                },
                "questionnaires": [asdict(filled) for filled in found.questionnaires.get(visit.id, ())],
            }
            for visit in shown
        ],
        "between_eyes": None if found.between_eyes is None else _difference(found.between_eyes),
        "recordings": [_recording(held) for eye in found.exam.values() for held in eye.recordings],
    }


def _limit(found: Gathered) -> dict[str, Any]:
    limit = found.limit
    return {"number": limit.number, "set_by": limit.author, "at": limit.at, **asdict(limit.limit)}


def _at_visit(visit: EyeAtVisit) -> dict[str, Any]:
    return {
        "recording_ids": list(visit.recording_ids),
        "result_ids": list(visit.result_ids),
        "first_breakup": [_time(time) for time in visit.times],
        "median": _median(visit.repeats),
        "excluded": visit.excluded,
        "corrected": visit.corrected,
        "change": None if visit.change is None else _difference(visit.change),
    }


def _recording(held: HeldRecording) -> dict[str, Any]:
    result = held.result
    return {
        "recording_id": held.recording_id,
        "eye": result.eye,
        "file": result.source.name,
        "sha256": result.source.sha256,
        "result_version": held.version.number,
        "change": held.version.change,
        "provenance": asdict(result.provenance),
        "settings": asdict(result.settings),
        "measurements": [
            {
                "number": row.measurement.number,
                "first_breakup": _time(row.measurement.first_breakup),
                "program_said": row.original,
                "excluded": row.excluded,
                "acceptable": row.measurement.quality.acceptable,
            }
            for row in held.measurements
        ],
        "key_frames": [
            {"measurement": number, "kind": shown.kind, "frame": shown.frame, "time_s": _number(shown.time_s)}
            for number, shown in held.shown.pictures
        ],
        "key_frames_missing": held.shown.missing,
        "warnings": list(result.warnings),
    }


def _time(time: BreakupTime) -> Mapping[str, Any]:
    return {"kind": time.kind, "seconds": _number(time.seconds), "text": time.text()}


def _median(repeats: Repeats) -> dict[str, Any]:
    kind = TimeKind.CENSORED if repeats.median_is_bound else TimeKind.MEASURED
    return {
        "kind": "none" if repeats.median_s is None else kind,
        "seconds": _number(repeats.median_s),
        "text": repeats.median_text(),
    }


def _difference(difference: Difference) -> dict[str, Any]:
    return {**asdict(difference), "difference_s": _number(difference.difference_s)}


def _number(value: float | None) -> float | None:
    return None if value is None else round(value, 6)
