"""Exams as a list, and one of them with everything that is known of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import selectinload

from tfcollab.exam.frame import Eye
from tfcollab.store.audit import Action
from tfcollab.store.models import Patient, Recording, Role, Visit
from tfcollab.store.patients import matching
from tfcollab.store.starts import by_start
from tfcollab.store.store import Store


@dataclass(frozen=True, slots=True)
class RecordingView:
    """first_s, last_s: its time stamps. interrupted: recording broke off."""

    id: str
    eye: Eye
    frames: int
    first_s: float
    last_s: float
    interrupted: bool


@dataclass(frozen=True, slots=True)
class ExamView:
    """One visit. name, at: None for a researcher. day: whole days since the patient's first visit."""

    visit_id: str
    patient_id: str
    pseudonym: str
    name: str | None
    at: datetime | None
    day: int
    recordings: tuple[RecordingView, ...]


def exams(store: Store, typed: str = "") -> tuple[ExamView, ...]:
    """The exams of all patients whom tfcollab.store.patients.find_patients would find, by patient and time."""
    with store.unit() as unit:
        query = matching(store, typed).options(selectinload(Patient.visits).selectinload(Visit.recordings))
        patients: Sequence[Patient] = unit.session.scalars(query).all()
        unit.tell(Action.VIEW, "patients", new={"searched": typed, "found": [row.id for row in patients]})
        return tuple(_view(store, visit, row.visits) for row in patients for visit in row.visits)


def exam(store: Store, visit: str) -> ExamView:
    """One exam by its id, or by the first six characters or more of it.

    Raises:
        UserError: there is none, or there are several that begin so.
    """
    with store.unit() as unit:
        row = by_start(unit.session, Visit, visit, "exam")
        unit.tell(Action.VIEW, "visit", row.id)
        return _view(store, row, row.patient.visits)


def days_between(first_at: str, at: str) -> int:
    """Whole days from one time of the record to another."""
    first, then = (date.fromisoformat(text[:10]) for text in (first_at, at))
    return (then - first).days


def _view(store: Store, row: Visit, visits: Sequence[Visit]) -> ExamView:
    is_hidden = store.user.role is Role.RESEARCHER
    return ExamView(
        visit_id=row.id,
        patient_id=row.patient_id,
        pseudonym=row.patient.pseudonym,
        name=None if is_hidden else row.patient.name,
        at=None if is_hidden else datetime.fromisoformat(row.at),
        day=days_between(visits[0].at, row.at),
        recordings=tuple(_recording(held) for held in row.recordings),
    )


def _recording(row: Recording) -> RecordingView:
    return RecordingView(row.id, Eye(row.eye), row.frame_count, row.first_pts_s, row.last_pts_s, row.interrupted)
