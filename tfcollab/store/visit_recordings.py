"""A patient's recordings, visit by visit, with what was measured in each, and where their files lie."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from tfcollab.exam.frame import Eye
from tfcollab.exam.result import BreakupTime, TimeKind
from tfcollab.store.audit import Action
from tfcollab.store.exams import recording_row
from tfcollab.store.models import Recording, Role, Visit
from tfcollab.store.overview import days_between
from tfcollab.store.patients import patient_row
from tfcollab.store.recording_files import recording_path
from tfcollab.store.results import MeasurementView
from tfcollab.store.store import Store


@dataclass(frozen=True, slots=True)
class PatientRecording:
    """number: 1-based among the eye's recordings of the visit. version: of its result. interrupted: recording broke
    off. measurements: of the current version.
    """

    id: str
    eye: Eye
    number: int
    duration_s: float
    interrupted: bool
    version: int
    measurements: tuple[MeasurementView, ...]


@dataclass(frozen=True, slots=True)
class PatientVisit:
    """at: None for a researcher. day: whole days since the patient's first visit. recordings: as they were made."""

    id: str
    at: datetime | None
    day: int
    recordings: tuple[PatientRecording, ...]


def visit_recordings(store: Store, patient_id: str) -> tuple[PatientVisit, ...]:
    """All visits of a patient, oldest first. Raises UserError: there is no such patient."""
    with store.unit() as unit:
        query = select(Visit).where(Visit.patient_id == patient_row(unit.session, patient_id).id)
        # four queries, however many there are
        everything = selectinload(Visit.recordings).selectinload(Recording.results)
        rows = unit.session.scalars(query.order_by(Visit.at, Visit.id).options(everything)).all()
        unit.tell(Action.VIEW, "patient", patient_id, new={"visits": len(rows)})
        is_hidden = store.user.role is Role.RESEARCHER
        return tuple(
            PatientVisit(
                row.id,
                None if is_hidden else datetime.fromisoformat(row.at),
                days_between(rows[0].at, row.at),
                _recordings(row),
            )
            for row in rows
        )


def recording_file(store: Store, recording_id: str) -> Path:
    """Where a recording lies, encrypted. Raises UserError: there is no such recording, or its name leads elsewhere."""
    with store.unit() as unit:
        row = recording_row(unit.session, recording_id)
        unit.tell(Action.VIEW, "recording", row.id)
        return recording_path(store.access.places, row.file_name)


def _recordings(visit: Visit) -> tuple[PatientRecording, ...]:
    seen: dict[str, int] = {}
    held = []
    for row in visit.recordings:
        seen[row.eye] = seen.get(row.eye, 0) + 1
        held.append(_held(row, seen[row.eye]))
    return tuple(held)


def _held(row: Recording, number: int) -> PatientRecording:
    current = row.results[-1]
    return PatientRecording(
        row.id,
        Eye(row.eye),
        number,
        row.last_pts_s - row.first_pts_s,
        row.interrupted,
        current.number,
        tuple(
            MeasurementView(
                found.number,
                BreakupTime(TimeKind(found.kind), found.seconds, found.corrected),
                found.acceptable,
                found.excluded,
                found.corrected,
            )
            for found in current.measurements
        ),
    )
