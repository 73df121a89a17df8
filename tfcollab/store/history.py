"""What is known of a patient's eyes over time. A researcher gets days since the first visit instead of dates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased, contains_eager

from tfcollab.exam.frame import Eye
from tfcollab.exam.repeatability import Difference, RepeatabilityLimit, compare
from tfcollab.exam.repeats import summarise_times
from tfcollab.exam.result import BreakupTime, Repeats, TimeKind
from tfcollab.store.audit import Action
from tfcollab.store.clinic import limit_in
from tfcollab.store.exams import visit_row
from tfcollab.store.models import MeasurementRow, Recording, ResultVersion, Role, Visit
from tfcollab.store.patients import patient_row
from tfcollab.store.store import Store


@dataclass(frozen=True, slots=True)
class EyeAtVisit:
    """One eye at one visit: the current version of all its recordings.

    at: time of the visit, None for a researcher. day: whole days since the patient's first visit.
    times: first break-up times that are not excluded, in order; repeats: over them. result_ids: of the result versions
    behind them. change: against the eye's visit before, None at the first.
    """

    visit_id: str
    at: datetime | None
    day: int
    eye: Eye
    recording_ids: tuple[str, ...]
    result_ids: tuple[str, ...]
    times: tuple[BreakupTime, ...]
    repeats: Repeats
    excluded: int
    corrected: int
    change: Difference | None


def eye_history(
    store: Store, patient_id: str, eye: Eye, limit: RepeatabilityLimit | None = None
) -> tuple[EyeAtVisit, ...]:
    """All visits at which the eye was recorded, oldest first. limit: by default the one that holds for the clinic."""
    with store.unit() as unit:
        limit = limit or limit_in(unit.session).limit
        patient = patient_row(unit.session, patient_id)
        unit.tell(Action.VIEW, "patient", patient.id, new={"history": str(eye)})
        first = unit.session.scalars(select(func.min(Visit.at)).where(Visit.patient_id == patient.id)).one()
        found: dict[str, list[ResultVersion]] = {}
        for version in _current(unit.session, Visit.patient_id == patient.id, eye):
            found.setdefault(version.recording.visit_id, []).append(version)
        visits: list[EyeAtVisit] = []
        for versions in found.values():
            before = visits[-1].repeats if visits else None
            visits.append(_at_visit(store, eye, versions, first or "", before, limit))
        return tuple(visits)


@dataclass(frozen=True, slots=True)
class VisitView:
    """at: None for a researcher. day: whole days since the patient's first visit. eyes: those that were recorded."""

    id: str
    at: datetime | None
    day: int
    eyes: tuple[Eye, ...]


def visits(store: Store, patient_id: str) -> tuple[VisitView, ...]:
    """All visits of a patient, oldest first."""
    with store.unit() as unit:
        rows = patient_row(unit.session, patient_id).visits
        unit.tell(Action.VIEW, "patient", patient_id, new={"visits": len(rows)})
        hidden = store.user.role is Role.RESEARCHER
        return tuple(
            VisitView(
                row.id,
                None if hidden else datetime.fromisoformat(row.at),
                (_day(row.at) - _day(rows[0].at)).days,
                tuple(eye for eye in Eye if any(held.eye == eye for held in row.recordings)),
            )
            for row in rows
        )


def compare_eyes(store: Store, visit_id: str, limit: RepeatabilityLimit | None = None) -> Difference:
    """OS against OD at one visit (second minus first), by the limit of one eye measured twice; see eye_history."""
    with store.unit() as unit:
        visit_row(unit.session, visit_id)
        repeats = [
            _repeats(
                [row for version in _current(unit.session, Visit.id == visit_id, eye) for row in version.measurements]
            )
            for eye in (Eye.OD, Eye.OS)
        ]
        unit.tell(Action.VIEW, "visit", visit_id, new={"compared": "OD, OS"})
        return compare(repeats[0], repeats[1], limit or limit_in(unit.session).limit)


def _current(session: Session, where: ColumnElement[bool], eye: Eye) -> Sequence[ResultVersion]:
    """The current version of each recording of the eye, by visit; two queries, however many there are."""
    later = aliased(ResultVersion)
    newer = select(later.id).where(
        later.recording_id == ResultVersion.recording_id, later.number > ResultVersion.number
    )
    query = (
        select(ResultVersion)
        .join(ResultVersion.recording)
        .join(Recording.visit)
        .where(where, Recording.eye == str(eye), ~newer.exists())
        .order_by(Visit.at, Visit.id, Recording.created_at)
        .options(contains_eager(ResultVersion.recording).contains_eager(Recording.visit))
    )
    return session.scalars(query).all()


def _at_visit(
    store: Store,
    eye: Eye,
    versions: list[ResultVersion],
    first_at: str,
    before: Repeats | None,
    limit: RepeatabilityLimit,
) -> EyeAtVisit:
    rows = [row for version in versions for row in version.measurements]
    repeats = _repeats(rows)
    visit = versions[0].recording.visit
    return EyeAtVisit(
        visit_id=visit.id,
        at=None if store.user.role is Role.RESEARCHER else datetime.fromisoformat(visit.at),
        day=(_day(visit.at) - _day(first_at)).days,
        eye=eye,
        recording_ids=tuple(version.recording_id for version in versions),
        result_ids=tuple(version.id for version in versions),
        times=tuple(BreakupTime(TimeKind(row.kind), row.seconds) for row in rows if not row.excluded),
        repeats=repeats,
        excluded=sum(row.excluded for row in rows),
        corrected=sum(row.corrected for row in rows),
        change=None if before is None else compare(before, repeats, limit),
    )


def _repeats(rows: Sequence[MeasurementRow]) -> Repeats:
    kept = [row for row in rows if not row.excluded]
    return summarise_times([(BreakupTime(TimeKind(row.kind), row.seconds), row.acceptable) for row in kept])


def _day(at: str) -> date:
    return datetime.fromisoformat(at).date()
