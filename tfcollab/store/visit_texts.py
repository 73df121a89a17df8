"""Questionnaires and notes of a visit; clinicians only, as free text and answers are the patient's own."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm.exc import StaleDataError

from tfcollab.errors import UserError
from tfcollab.exam.questionnaires import INSTRUMENTS, Score, score
from tfcollab.store.audit import Action
from tfcollab.store.exams import visit_row
from tfcollab.store.models import Note, QuestionnaireRow
from tfcollab.store.patients import CLINICAL
from tfcollab.store.store import Store
from tfcollab.store.texts import checked_text


@dataclass(frozen=True, slots=True)
class FilledIn:
    """number: 1 for the first filling-in, more for corrected ones."""

    instrument: str
    number: int
    answers: tuple[int | None, ...]
    score: Score
    reason: str


@dataclass(frozen=True, slots=True)
class NoteView:
    """version: hand it back with a change."""

    id: str
    text: str
    author: str
    at: str
    version: int


def save_questionnaire(
    store: Store,
    visit_id: str,
    instrument: str,
    answers: Sequence[int | None],
    reason: str = "",
    seen_number: int | None = None,
) -> FilledIn:
    """Keeps a filled-in questionnaire; a second one of the same visit is a correction and needs a reason.

    seen_number: of the last filling-in that whoever corrects it saw, 0 for none; None asks for no such check.

    Raises:
        UserError: not allowed, an unknown instrument, answers that its form does not offer, no reason, or somebody has
            filled it in since seen_number.
    """
    store.allow(*CLINICAL)
    with store.unit() as unit:
        visit = visit_row(unit.session, visit_id)
        if instrument not in INSTRUMENTS:
            raise UserError(f"There is no questionnaire {instrument}: choose one of {', '.join(INSTRUMENTS)}.")
        try:
            found = score(INSTRUMENTS[instrument], answers)
        except ValueError as error:
            raise UserError(str(error)) from error
        query = select(QuestionnaireRow).where(
            QuestionnaireRow.visit_id == visit.id, QuestionnaireRow.instrument == instrument
        )
        before = unit.session.scalars(query.order_by(QuestionnaireRow.number.desc())).first()
        if seen_number is not None and seen_number != (0 if before is None else before.number):
            raise StaleDataError
        if before is not None and not reason.strip():
            raise UserError("This visit has this questionnaire already: a corrected one needs a reason.")
        row = QuestionnaireRow(
            visit_id=visit.id,
            instrument=instrument,
            number=1 if before is None else before.number + 1,
            answers=list(answers),
            score=found.score,
            band=found.band,
            author_id=store.user.id,
            reason=checked_text(reason, "The reason"),
        )
        unit.session.add(row)
        unit.session.flush()
        old = None if before is None else {"answers": before.answers, "score": before.score}
        action = Action.CREATE if before is None else Action.CHANGE
        new = {"instrument": instrument, "answers": row.answers, "score": row.score}
        unit.tell(action, "questionnaire", row.id, old=old, new=new, reason=reason)
        return FilledIn(instrument, row.number, tuple(answers), found, reason)


def questionnaires(store: Store, visit_id: str) -> tuple[FilledIn, ...]:
    """All filling-ins of a visit, by instrument and number."""
    store.allow(*CLINICAL)
    with store.unit() as unit:
        query = select(QuestionnaireRow).where(QuestionnaireRow.visit_id == visit_row(unit.session, visit_id).id)
        rows = unit.session.scalars(query.order_by(QuestionnaireRow.instrument, QuestionnaireRow.number)).all()
        unit.tell(Action.VIEW, "visit", visit_id, new={"questionnaires": len(rows)})
        return tuple(
            FilledIn(
                row.instrument,
                row.number,
                tuple(row.answers),
                score(INSTRUMENTS[row.instrument], row.answers),
                row.reason,
            )
            for row in rows
        )


def add_note(store: Store, visit_id: str, text: str) -> NoteView:
    """Raises UserError: not allowed, no such visit, or text that cannot be kept."""
    store.allow(*CLINICAL)
    with store.unit() as unit:
        visit = visit_row(unit.session, visit_id)
        row = Note(visit_id=visit.id, text=checked_text(text, "The note"), author_id=store.user.id)
        unit.session.add(row)
        unit.session.flush()
        unit.tell(Action.CREATE, "note", row.id, new={"visit": visit_id, "text": text})
        return NoteView(row.id, row.text, store.user.name, row.at, row.version)


def change_note(store: Store, note_id: str, seen_version: int, text: str) -> NoteView:
    """The text before it stays in the audit trail.

    Raises:
        UserError: as add_note, or the note was changed since seen_version.
    """
    store.allow(*CLINICAL)
    with store.unit() as unit:
        row = unit.session.get(Note, note_id)
        if row is None:
            raise UserError("This note is not in the exam record: open the visit again.")
        if row.version != seen_version:
            raise StaleDataError
        unit.tell(Action.CHANGE, "note", row.id, old={"text": row.text}, new={"text": text})
        row.text, row.author_id = checked_text(text, "The note"), store.user.id
        unit.session.flush()
        return NoteView(row.id, row.text, store.user.name, row.at, row.version)


def notes(store: Store, visit_id: str) -> tuple[NoteView, ...]:
    """The notes of a visit, oldest first."""
    store.allow(*CLINICAL)
    with store.unit() as unit:
        rows = unit.session.scalars(select(Note).where(Note.visit_id == visit_id).order_by(Note.at)).all()
        unit.tell(Action.VIEW, "visit", visit_id, new={"notes": len(rows)})
        return tuple(NoteView(row.id, row.text, row.author.name, row.at, row.version) for row in rows)
