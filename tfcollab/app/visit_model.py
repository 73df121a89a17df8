"""Questionnaires and notes of a visit as their screen sees them: `app.visit` in QML."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from PySide6.QtCore import Property, QObject, Signal, Slot

from tfcollab.app.form import Form
from tfcollab.app.jobs import Jobs
from tfcollab.exam.questionnaires import INSTRUMENTS, Instrument, Score, score
from tfcollab.store.models import Role
from tfcollab.store.store import Store
from tfcollab.store.visit_sheets import (
    NoteVersion,
    Said,
    Sheet,
    VisitSheets,
    begin_visit,
    begun_visit,
    note_versions,
    said_in_visits,
    visit_sheets,
)
from tfcollab.store.visit_texts import NoteView, add_note, change_note, save_questionnaire

T = TypeVar("T")


class VisitModel(Form):
    """visit: its id, empty before something is kept in a visit of today. ready: whether it has been read.
    kept tells "questionnaire" or "note".
    """

    #: not with every change of the form: a list that is made anew takes the keyboard from what is in it
    shownChanged = Signal()
    saidChanged = Signal()
    #: with the versions of a note, oldest first, see _version_view
    lookedBack = Signal(list)

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(jobs, parent)
        self._patient_id = self._visit_id = ""
        self._ready = False
        self._looks = 0
        self._sheets: VisitSheets = VisitSheets((), ())
        self._said: Mapping[str, Said] = {}

    @Property(str, notify=shownChanged)
    def visit(self) -> str:
        return self._visit_id

    @Property(bool, notify=shownChanged)
    def ready(self) -> bool:
        return self._ready

    @Property("QVariantList", constant=True)
    def instruments(self) -> list[dict[str, Any]]:
        """[{"name", "highest": largest answer of each question, "mayLack", "largest": largest score, "source"}]"""
        return [_instrument_view(one) for one in INSTRUMENTS.values()]

    @Property("QVariantMap", notify=shownChanged)
    def filled(self) -> dict[str, list[dict[str, Any]]]:
        """By instrument, its filling-ins in this visit, the last one first; see sheet_view."""
        found: dict[str, list[dict[str, Any]]] = {}
        for sheet in self._sheets.sheets:
            found.setdefault(sheet.filled.instrument, []).append(sheet_view(sheet))
        return found

    @Property("QVariantList", notify=shownChanged)
    def notes(self) -> list[dict[str, Any]]:
        """The last one first; see note_view."""
        return [note_view(note) for note in reversed(self._sheets.notes)]

    @Property("QVariantMap", notify=saidChanged)
    def said(self) -> dict[str, dict[str, Any]]:
        """By visit in which something was said: {"scores": [see score_view], "notes": how many}."""
        return {
            visit_id: {"scores": [score_view(filled.score) for filled in said.filled], "notes": said.notes}
            for visit_id, said in self._said.items()
        }

    def open(self, store: Store, patient_id: str) -> None:
        """Whose visits are looked at from now on."""
        if patient_id != self._patient_id:
            self._said = {}
            self._forget()
        self.store, self._patient_id = store, patient_id

    @Slot()
    def sum_up(self) -> None:
        """Reads anew what was said in the patient's visits; nothing for a researcher, who may not know."""
        patient_id = self._patient_id
        if self.store is not None and self.store.user.role is not Role.RESEARCHER:
            self._read(lambda store: said_in_visits(store, patient_id), lambda said: self._sum_up(patient_id, said))

    @Slot(str, str)
    def look_at(self, patient_id: str, visit_id: str) -> None:
        """Reads a visit of the patient; with an empty id the one of today, which begins once something is kept in it.

        Nothing where another patient is looked at by now, so that no form is filled in under the wrong name.
        """
        self._forget()
        self.begin()
        if patient_id != self._patient_id:
            return

        def find(store: Store) -> tuple[str, VisitSheets]:
            visit = visit_id or begun_visit(store, patient_id, datetime.now().astimezone())
            return visit, visit_sheets(store, visit) if visit else VisitSheets((), ())

        self._looks += 1
        look = self._looks
        self._read(find, lambda found: self._show(look, found))

    @Slot(str, "QVariantList", result="QVariantMap")
    def scored(self, instrument: str, answers: Sequence[Any]) -> dict[str, Any]:
        """Score and band of answers, each a number that the form offers or null; see score_view."""
        return score_view(score(INSTRUMENTS[instrument], _numbers(answers)))

    @Slot(str, "QVariantList", str, int)
    def save_questionnaire(self, instrument: str, answers: Sequence[Any], reason: str, seen_number: int) -> None:
        """Keeps a filling-in; a second one with a reason. seen_number: of the last one that was seen, else 0."""
        given = _numbers(answers)
        self._keep_in_visit(
            "questionnaire",
            lambda store, visit: save_questionnaire(store, visit, instrument, given, reason.strip(), seen_number),
        )

    @Slot(str)
    def add_note(self, text: str) -> None:
        self._keep_in_visit("note", lambda store, visit: add_note(store, visit, text))

    @Slot(str, int, str)
    def change_note(self, note_id: str, seen_version: int, text: str) -> None:
        """A new version of a note."""
        self._keep_in_visit("note", lambda store, _: change_note(store, note_id, seen_version, text))

    @Slot(str)
    def look_back(self, note_id: str) -> None:
        """Tells the versions of a note by lookedBack."""
        self._read(
            lambda store: note_versions(store, note_id),
            lambda found: self.lookedBack.emit([_version_view(one) for one in found]),
        )

    def close(self) -> None:
        self._patient_id, self._said = "", {}
        self._forget()
        super().close()
        self.saidChanged.emit()

    def _keep_in_visit(self, what: str, work: Callable[[Store, str], T]) -> None:
        patient_id, visit_id = self._patient_id, self._visit_id

        def keep(store: Store) -> tuple[str, VisitSheets]:
            visit = visit_id or begin_visit(store, patient_id, datetime.now().astimezone())
            work(store, visit)
            return visit, visit_sheets(store, visit)

        def kept(found: tuple[str, VisitSheets]) -> None:
            if (patient_id, visit_id) == (self._patient_id, self._visit_id):
                self._visit_id, self._sheets = found
                self.shownChanged.emit()

        self._keep(what, keep, kept)

    def _show(self, look: int, found: tuple[str, VisitSheets]) -> None:
        # another visit, or another patient, may be looked at by now
        if look == self._looks:
            (self._visit_id, self._sheets), self._ready = found, True
            self.shownChanged.emit()

    def _sum_up(self, patient_id: str, said: Mapping[str, Said]) -> None:
        if patient_id == self._patient_id:
            self._said = said
            self.saidChanged.emit()

    def _forget(self) -> None:
        self._visit_id, self._ready, self._sheets = "", False, VisitSheets((), ())
        self._looks += 1
        self.shownChanged.emit()


def sheet_view(sheet: Sheet) -> dict[str, Any]:
    """A filling-in: number, answers (null where there is none), reason, author, at (local time), and score_view."""
    held = sheet.filled
    return {
        "number": held.number,
        "answers": list(held.answers),
        "reason": held.reason,
        "author": sheet.author,
        "at": local_time(sheet.at),
        **score_view(held.score),
    }


def score_view(found: Score) -> dict[str, Any]:
    """score: as text, empty where it cannot be told, and then `missing` are the questions that lack an answer."""
    return {
        "instrument": found.instrument,
        "score": "" if found.score is None else f"{found.score:.1f}".removesuffix(".0"),
        "band": found.band or "",
        "missing": list(found.missing),
        "remark": found.remark,
        "source": found.source,
    }


def note_view(note: NoteView) -> dict[str, Any]:
    """at: local time of this version."""
    return {
        "id": note.id,
        "text": note.text,
        "author": note.author,
        "at": local_time(note.at),
        "version": note.version,
    }


def local_time(at: str) -> str:
    return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")


def _version_view(version: NoteVersion) -> dict[str, str]:
    return {"text": version.text, "author": version.author, "at": local_time(version.at)}


def _instrument_view(one: Instrument) -> dict[str, Any]:
    return {
        "name": one.name,
        "highest": list(one.highest),
        "mayLack": one.may_lack,
        "largest": f"{one.largest_score:g}",
        "source": one.source,
    }


def _numbers(answers: Sequence[Any]) -> list[int | None]:
    """QML's numbers, which need not be whole to it."""
    return [None if answer is None else int(answer) for answer in answers]
