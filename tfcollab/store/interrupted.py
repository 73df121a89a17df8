"""Recordings that were begun and are of no exam yet, because the program or the machine died: they are offered again.

Whose each one is stands in a sealed note beside it, from before its first byte until the record names it.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from tfcollab.errors import UserError
from tfcollab.exam.frame import Eye
from tfcollab.store.audit import Action
from tfcollab.store.exams import NewRecording, Saved, keep_exam, keep_visit
from tfcollab.store.file_lock import locked
from tfcollab.store.models import Patient, Recording, Visit
from tfcollab.store.notes import write_note
from tfcollab.store.patients import CLINICAL
from tfcollab.store.pending import pending_names
from tfcollab.store.recording_files import ENDING, master_key, recording_path, shred, taking_note
from tfcollab.store.recordings import recover_recording
from tfcollab.store.sealing import sealed, unsealed
from tfcollab.store.store import Store

_PURPOSE = "taking"


@dataclass(frozen=True, slots=True)
class Begun:
    """Whose recording is made. visit_id: None until something of the exam was kept. at: when it began, with zone."""

    patient_id: str
    visit_id: str | None
    eye: Eye
    camera: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Interrupted:
    """begun: None where nobody can say whose it is; then it can be given to a patient, or be discarded.

    name: of the patient. frames, last_s: what can be read of it, and until when. problems: sentences, of damage.
    """

    file_name: str
    begun: Begun | None
    pseudonym: str
    name: str
    frames: int
    last_s: float | None
    problems: tuple[str, ...]


@contextmanager
def being_made(store: Store, path: Path, begun: Begun) -> Iterator[None]:
    """Notes whose recording is made at the path, until the block is left; nobody is offered it meanwhile.

    The note stays where the recording is there afterwards and the record does not name it.

    Raises:
        UserError: the folder cannot be written.
    """
    note = taking_note(path)
    told = {
        "patient": begun.patient_id,
        "visit": begun.visit_id,
        "eye": str(begun.eye),
        "camera": begun.camera,
        "at": begun.at.isoformat(),
    }
    with _held(note):
        write_note(note, sealed(store, _PURPOSE, told))
        try:
            yield
        finally:
            # a record that cannot be asked now is asked when it is next opened
            with suppress(UserError, OSError):
                _settle(store, path)


def interrupted(store: Store) -> tuple[Interrupted, ...]:
    """The recordings of this record that are of no exam and that nobody is making; clinicians and administrators.

    Raises:
        UserError: not allowed.
    """
    store.allow(*CLINICAL)
    folder = store.access.places.recordings
    # in this order: what has no note any more was kept before the record is asked
    paths = sorted(folder.glob("*" + ENDING))
    pending = pending_names(store)
    known = _known(store)
    _clean(folder, known)
    found = []
    for path in paths:
        if path.name not in known | pending and path.exists():
            with suppress(UserError), _held(taking_note(path), patience_s=0):
                found.append(_looked_at(store, path))
    if found:
        with store.unit() as unit:
            unit.tell(Action.VIEW, "recordings", new={"interrupted": [seen.file_name for seen in found]})
    return tuple(found)


def keep_interrupted(
    store: Store, seen: Interrupted, recording: NewRecording, document: Mapping[str, Any], patient_id: str = ""
) -> Saved:
    """Keeps it as an exam, of the patient whose it was; patient_id: where nobody can say whose.

    Raises:
        UserError: as tfcollab.store.exams.save_exam, or somebody kept or discarded it in the meantime.
    """
    store.allow(*CLINICAL)
    path = recording_path(store.access.places, seen.file_name)
    with _held(taking_note(path)):
        with store.unit() as unit:
            _still_there(unit.session, path)
            visit_id = None if seen.begun is None else seen.begun.visit_id
            if visit_id is None:
                at = datetime.fromtimestamp(path.stat().st_mtime).astimezone() if seen.begun is None else seen.begun.at
                visit_id = keep_visit(unit, patient_id if seen.begun is None else seen.begun.patient_id, at)
            saved = keep_exam(store, unit, visit_id, recording, document)
        taking_note(path).unlink(missing_ok=True)
    return saved


def discard_interrupted(store: Store, seen: Interrupted, reason: str) -> None:
    """Makes it unreadable and removes it; the trail tells of it, with the reason.

    Raises:
        UserError: not allowed, no reason, somebody kept or discarded it in the meantime, it cannot be written.
    """
    store.allow(*CLINICAL)
    if not reason.strip():
        raise UserError("Say why the recording is discarded: the reason stays in the audit trail.")
    path = recording_path(store.access.places, seen.file_name)
    with _held(taking_note(path)):
        with store.unit() as unit:
            _still_there(unit.session, path)
            whose = "" if seen.begun is None else seen.begun.patient_id
            told = {"discarded": seen.file_name, "frames": seen.frames, "patient": whose}
            unit.tell(Action.CHANGE, "recording", "", new=told, reason=reason)
        try:
            shred(path)
        except OSError as error:
            raise UserError(f"{path} cannot be removed ({error.strerror}): it is offered again.") from error
        taking_note(path).unlink(missing_ok=True)


def interrupted_of(store: Store, patient_id: str) -> list[str]:
    """File names of those whose note names this patient, those that are being made left out."""
    seen = interrupted(store)
    return [held.file_name for held in seen if held.begun is not None and held.begun.patient_id == patient_id]


@contextmanager
def _held(note: Path, patience_s: float | None = None) -> Iterator[None]:
    with locked(note, patience_s):
        try:
            yield
        finally:
            # where a file that is open cannot be removed it stays, empty
            with suppress(OSError):
                note.with_name(note.name + ".lock").unlink()


def _known(store: Store) -> set[str]:
    with store.unit() as unit:
        return set(unit.session.scalars(select(Recording.file_name)))


def _clean(folder: Path, known: set[str]) -> None:
    """Removes notes of recordings that are in the record, or are gone."""
    for note in folder.glob(taking_note(folder / f"*{ENDING}").name):
        path = folder / note.name.removeprefix("taking-").removesuffix(".json")
        if path.name in known or not path.exists():
            with suppress(UserError), _held(note, patience_s=0):
                if path.name in known or not path.exists():
                    note.unlink(missing_ok=True)


def _settle(store: Store, path: Path) -> None:
    if not path.exists() or path.name in _known(store):
        taking_note(path).unlink(missing_ok=True)


def _looked_at(store: Store, path: Path) -> Interrupted:
    begun = _begun(store, taking_note(path))
    pseudonym = name = ""
    with store.unit() as unit:
        patient = None if begun is None else unit.session.get(Patient, begun.patient_id)
        if patient is not None and begun is not None:
            pseudonym, name = patient.pseudonym, patient.name
            if begun.visit_id is not None and unit.session.get(Visit, begun.visit_id) is None:
                begun = Begun(begun.patient_id, None, begun.eye, begun.camera, begun.at)
        else:
            begun = None
    try:
        check = recover_recording(path, master_key(store))
    except UserError as error:
        return Interrupted(path.name, begun, pseudonym, name, 0, None, (str(error),))
    return Interrupted(path.name, begun, pseudonym, name, check.frames, check.last_frame_s, check.problems)


def _begun(store: Store, note: Path) -> Begun | None:
    try:
        told = unsealed(store, _PURPOSE, note.read_bytes())
    except OSError:
        return None
    if told is None:
        return None
    at = datetime.fromisoformat(told["at"])
    return Begun(told["patient"], told["visit"], Eye(told["eye"]), told["camera"], at)


def _still_there(session: Session, path: Path) -> None:
    if not path.exists() or session.scalars(select(Recording.id).where(Recording.file_name == path.name)).first():
        raise StaleDataError
