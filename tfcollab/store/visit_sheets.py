"""What was said in a patient's visits, as a screen shows it: filling-ins and notes with who and when, and how they came
to be. Clinicians only, as free text and answers are the patient's own."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from tfcollab.exam.questionnaires import INSTRUMENTS, score
from tfcollab.store import audit
from tfcollab.store.audit import Action
from tfcollab.store.exams import keep_visit, visit_row
from tfcollab.store.models import Note, QuestionnaireRow, Visit
from tfcollab.store.patients import CLINICAL, patient_row
from tfcollab.store.store import Store, Unit
from tfcollab.store.visit_texts import FilledIn, NoteView


@dataclass(frozen=True, slots=True)
class Sheet:
    """A filling-in with who wrote it down and when (UTC)."""

    filled: FilledIn
    author: str
    at: str


@dataclass(frozen=True, slots=True)
class VisitSheets:
    """sheets: by instrument, the last filling-in first. notes: oldest first."""

    sheets: tuple[Sheet, ...]
    notes: tuple[NoteView, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """Of one visit: the last filling-in of each instrument, and how many notes there are."""

    filled: tuple[FilledIn, ...]
    notes: int


@dataclass(frozen=True, slots=True)
class NoteVersion:
    """A note as somebody left it; at: UTC."""

    text: str
    author: str
    at: str


def begun_visit(store: Store, patient_id: str, at: datetime) -> str:
    """Id of the patient's last visit, where it is of that day and nothing was recorded in it yet; else empty.

    at: with its time zone, which sets the day. Raises UserError: not allowed, or no such patient.
    """
    store.allow(*CLINICAL)
    with store.unit() as unit:
        found = _begun(unit, patient_id, at)
        unit.tell(Action.VIEW, "patient", patient_id, new={"begun visit": found})
        return found


def begin_visit(store: Store, patient_id: str, at: datetime) -> str:
    """As begun_visit, or a new visit; so an exam joins the questionnaires that were filled in before it."""
    store.allow(*CLINICAL)
    with store.unit() as unit:
        return _begun(unit, patient_id, at) or keep_visit(unit, patient_id, at)


def visit_sheets(store: Store, visit_id: str) -> VisitSheets:
    """All that was said in a visit. Raises UserError: not allowed, or no such visit."""
    store.allow(*CLINICAL)
    with store.unit() as unit:
        visit = visit_row(unit.session, visit_id)
        query = select(QuestionnaireRow).where(QuestionnaireRow.visit_id == visit.id)
        rows = unit.session.scalars(query.order_by(QuestionnaireRow.instrument, QuestionnaireRow.number.desc())).all()
        notes = unit.session.scalars(select(Note).where(Note.visit_id == visit.id).order_by(Note.at)).all()
        unit.tell(Action.VIEW, "visit", visit_id, new={"questionnaires": len(rows), "notes": len(notes)})
        return VisitSheets(
            tuple(Sheet(_filled(row), row.author.name, row.at) for row in rows),
            tuple(NoteView(row.id, row.text, row.author.name, row.at, row.version) for row in notes),
        )


def said_in_visits(store: Store, patient_id: str) -> Mapping[str, Said]:
    """Of each visit of a patient in which something was said, by the visit's id. Raises UserError: as visit_sheets."""
    store.allow(*CLINICAL)
    with store.unit() as unit:
        visits = select(Visit.id).where(Visit.patient_id == patient_row(unit.session, patient_id).id)
        query = select(QuestionnaireRow).where(QuestionnaireRow.visit_id.in_(visits))
        last: dict[str, dict[str, FilledIn]] = {}
        for row in unit.session.scalars(query.order_by(QuestionnaireRow.instrument, QuestionnaireRow.number)):
            last.setdefault(row.visit_id, {})[row.instrument] = _filled(row)
        counted = select(Note.visit_id, func.count()).where(Note.visit_id.in_(visits)).group_by(Note.visit_id)
        notes = {row[0]: row[1] for row in unit.session.execute(counted)}
        unit.tell(Action.VIEW, "patient", patient_id, new={"said in visits": len(last.keys() | notes.keys())})
        return {
            visit_id: Said(tuple(last.get(visit_id, {}).values()), notes.get(visit_id, 0))
            for visit_id in last.keys() | notes.keys()
        }


def note_versions(store: Store, note_id: str) -> tuple[NoteVersion, ...]:
    """A note as it was at first and after each change, by the audit trail; what was erased there is left out.

    Raises:
        UserError: not allowed.
    """
    store.allow(*CLINICAL)
    with store.unit() as unit:
        told = audit.entries_of(unit.session, "note", note_id)
        changes = [entry for entry in told if entry["action"] in (Action.CREATE, Action.CHANGE) and entry["new"]]
        unit.tell(Action.VIEW, "note", note_id, new={"versions": len(changes)})
        return tuple(NoteVersion(json.loads(entry["new"])["text"], entry["who"], entry["at"]) for entry in changes)


def _begun(unit: Unit, patient_id: str, at: datetime) -> str:
    query = select(Visit).where(Visit.patient_id == patient_row(unit.session, patient_id).id)
    last = unit.session.scalars(query.order_by(Visit.at.desc(), Visit.id).limit(1)).one_or_none()
    if last is None or last.recordings:
        return ""
    return last.id if datetime.fromisoformat(last.at).astimezone(at.tzinfo).date() == at.date() else ""


def _filled(row: QuestionnaireRow) -> FilledIn:
    found = score(INSTRUMENTS[row.instrument], row.answers)
    return FilledIn(row.instrument, row.number, tuple(row.answers), found, row.reason)
