"""What is known of a patient's eyes over time. A researcher gets days since the first visit instead of dates."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tfcollab.exam.frame import Eye
from tfcollab.exam.repeatability import Difference, RepeatabilityLimit, compare
from tfcollab.exam.repeats import summarise_times
from tfcollab.exam.result import BreakupTime, Repeats, TimeKind
from tfcollab.store.audit import Action
from tfcollab.store.models import MeasurementRow, Patient, Recording, ResultVersion, Role, Visit
from tfcollab.store.patients import patient_row
from tfcollab.store.store import Store


@dataclass(frozen=True, slots=True)
class EyeAtVisit:
    """One eye at one visit: the current version of all its recordings.

    at: time of the visit, None for a researcher. day: whole days since the patient's first visit.
    repeats: over all measurements that are not excluded. change: against the eye's visit before, None at the first.
    """

    visit_id: str
    at: datetime | None
    day: int
    eye: Eye
    recording_ids: tuple[str, ...]
    repeats: Repeats
    excluded: int
    corrected: int
    change: Difference | None


def eye_history(
    store: Store, patient_id: str, eye: Eye, limit: RepeatabilityLimit | None = None
) -> tuple[EyeAtVisit, ...]:
    """All visits at which the eye was recorded, oldest first."""
    limit = limit or RepeatabilityLimit()
    with store.unit() as unit:
        patient = patient_row(unit.session, patient_id)
        unit.tell(Action.VIEW, "patient", patient.id, new={"history": str(eye)})
        visits: list[EyeAtVisit] = []
        for visit, recordings in _by_visit(unit.session, patient, eye):
            before = visits[-1].repeats if visits else None
            visits.append(_at_visit(store, unit.session, patient, visit, eye, recordings, before, limit))
        return tuple(visits)


def compare_eyes(store: Store, visit_id: str, limit: RepeatabilityLimit | None = None) -> Difference:
    """OS against OD at one visit (second minus first), by the limit of one eye measured twice."""
    with store.unit() as unit:
        repeats = []
        for eye in (Eye.OD, Eye.OS):
            query = select(Recording).where(Recording.visit_id == visit_id, Recording.eye == str(eye))
            rows = [row for found in unit.session.scalars(query) for row in _current(unit.session, found)]
            repeats.append(_repeats(rows))
        unit.tell(Action.VIEW, "visit", visit_id, new={"compared": "OD, OS"})
    return compare(repeats[0], repeats[1], limit or RepeatabilityLimit())


def _by_visit(session: Session, patient: Patient, eye: Eye) -> list[tuple[Visit, list[Recording]]]:
    query = (
        select(Recording)
        .join(Visit)
        .where(Visit.patient_id == patient.id, Recording.eye == str(eye))
        .order_by(Visit.at, Visit.id, Recording.created_at)
    )
    found: dict[str, tuple[Visit, list[Recording]]] = {}
    for recording in session.scalars(query):
        found.setdefault(recording.visit_id, (recording.visit, []))[1].append(recording)
    return list(found.values())


def _at_visit(
    store: Store,
    session: Session,
    patient: Patient,
    visit: Visit,
    eye: Eye,
    recordings: list[Recording],
    before: Repeats | None,
    limit: RepeatabilityLimit,
) -> EyeAtVisit:
    rows = [row for recording in recordings for row in _current(session, recording)]
    repeats = _repeats(rows)
    return EyeAtVisit(
        visit_id=visit.id,
        at=None if store.user.role is Role.RESEARCHER else datetime.fromisoformat(visit.at),
        day=(_day(visit.at) - _day(patient.visits[0].at)).days,
        eye=eye,
        recording_ids=tuple(recording.id for recording in recordings),
        repeats=repeats,
        excluded=sum(row.excluded for row in rows),
        corrected=sum(row.corrected for row in rows),
        change=None if before is None else compare(before, repeats, limit),
    )


def _current(session: Session, recording: Recording) -> list[MeasurementRow]:
    query = (
        select(ResultVersion)
        .where(ResultVersion.recording_id == recording.id)
        .order_by(ResultVersion.number.desc())
        .limit(1)
    )
    version = session.scalars(query).one_or_none()
    return [] if version is None else version.measurements


def _repeats(rows: list[MeasurementRow]) -> Repeats:
    kept = [row for row in rows if not row.excluded]
    return summarise_times([(BreakupTime(TimeKind(row.kind), row.seconds), row.acceptable) for row in kept])


def _day(at: str) -> date:
    return datetime.fromisoformat(at).date()
