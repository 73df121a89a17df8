"""A folder of recordings into the record: a plan first, which says what is left out and why; then all or nothing."""

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tfcollab.errors import UserError
from tfcollab.store.exams import NewRecording, keep_exam, keep_visit
from tfcollab.store.import_list import LIST_NAME, Listed
from tfcollab.store.models import ExternalId, Patient, Recording, Visit, utc_text
from tfcollab.store.patients import CLINICAL, PatientData, keep_patient
from tfcollab.store.pending import provisional
from tfcollab.store.recording_files import master_key, new_recording_path, take_in
from tfcollab.store.store import Store
from tfcollab.video import open_source
from tfcollab.video.hashing import sha256_of
from tfcollab.video.manifest import ManifestStart

#: whose number `patient` in a list is
CLINIC_SYSTEM = "clinic"


@dataclass(frozen=True, slots=True)
class Planned:
    """A recording that can be imported. sha256: of its bytes."""

    path: Path
    listed: Listed
    sha256: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that is left out, and why, in a sentence."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Plan:
    recordings: tuple[Planned, ...]
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """A planned recording with its result document, packed: a folder of recordings has many of them at a time."""

    planned: Planned
    packed: bytes

    @staticmethod
    def of(planned: Planned, document: Mapping[str, Any]) -> "Measured":
        """document: of tfcollab.report.document.to_document."""
        return Measured(planned, zlib.compress(json.dumps(document).encode()))

    @property
    def document(self) -> dict[str, Any]:
        held: dict[str, Any] = json.loads(zlib.decompress(self.packed))
        return held


@dataclass(frozen=True, slots=True)
class Imported:
    patients: int
    visits: int
    recordings: int


def plan_import(store: Store, folder: Path, rows: Sequence[Listed]) -> Plan:
    """What of a folder can be imported, by its list. What is no recording, not listed or in the record is left out.

    Raises:
        UserError: not allowed; or, all of them named, files that are listed and missing, cannot be read, or are not as
            their hash says.
    """
    store.allow(*CLINICAL)
    by_name = {row.file: row for row in rows}
    try:
        paths = sorted(path for path in folder.iterdir() if path.name != LIST_NAME)
    except OSError as error:
        raise UserError(f"{folder} cannot be read ({error.strerror}): name a folder of recordings.") from error
    there = {path.name for path in paths}
    faults = [f"{row.file} is listed, and not in the folder." for row in rows if row.file not in there]
    planned: list[Planned] = []
    skipped: list[Skipped] = []
    for path in paths:
        row = by_name.get(path.name)
        if row is None:
            skipped.append(Skipped(path.name, "a folder." if path.is_dir() else f"not in {LIST_NAME}."))
            continue
        try:
            with open_source(path):
                sha256 = sha256_of(path)
        except UserError as error:
            faults.append(str(error))
            continue
        twin = next((held for held in planned if held.sha256 == sha256), None)
        if row.sha256 and row.sha256 != sha256:
            faults.append(f"{path.name} is not as its hash in {LIST_NAME} says: copy it again.")
        elif twin is not None:
            skipped.append(Skipped(path.name, f"the same recording as {twin.path.name}."))
        elif known := _known(store, sha256):
            skipped.append(Skipped(path.name, f"in the record already, in exam {known[:12]}."))
        else:
            planned.append(Planned(path, row, sha256))
    if faults:
        raise UserError("\n  ".join([f"Nothing of {folder} was imported:", *faults]))
    return Plan(tuple(planned), tuple(skipped))


def carry_out(store: Store, measured: Sequence[Measured]) -> Imported:
    """Keeps the recordings, encrypted, and their results: all of them, or none.

    Patients are found by the clinic's number or by pseudonym, and added where there is none. Recordings of one patient
    and one time are of one visit.

    Raises:
        UserError: not allowed, a recording changed after it was planned, a name that is not the one in the record, the
            disk is full.
    """
    store.allow(*CLINICAL)
    places, master = store.access.places, master_key(store)
    made = Imported(0, 0, 0)
    try:
        targets = [new_recording_path(places) for _ in measured]
        with store.kept_open(), provisional(store, [path.name for path in targets]):
            for held, target in zip(measured, targets, strict=True):
                _encrypt(held, target, master)
            with store.unit() as unit:
                patients: dict[str, str] = {}
                visits: dict[tuple[str, str], str] = {}
                before = _counts(unit.session)
                for held, target in zip(measured, targets, strict=True):
                    row = held.planned.listed
                    if row.patient not in patients:
                        found = _patient(unit.session, row)
                        patients[row.patient] = found or keep_patient(unit, _data(row)).id
                    visit = patients[row.patient], utc_text(row.at)
                    if visit not in visits:
                        visits[visit] = keep_visit(unit, visit[0], row.at)
                    document = held.document
                    recording = _new_recording(held.planned, target.name, document["frames"])
                    keep_exam(store, unit, visits[visit], recording, document)
                made = Imported(*(now - then for now, then in zip(_counts(unit.session), before, strict=True)))
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(f"Nothing was imported ({reason}): free some space where the record is.") from error
    return made


def _encrypt(held: Measured, target: Path, master: bytes) -> None:
    document = held.document
    source, frames = document["source"], document["frames"]
    start = ManifestStart(source["width"], source["height"], source["codec"])
    times_s = frames[0]["time_s"], frames[-1]["time_s"]
    if take_in(held.planned.path, target, master, len(frames), times_s, start) != held.planned.sha256:
        raise UserError(f"{held.planned.path} changed while it was imported; nothing was imported: try again.")


def _new_recording(planned: Planned, file_name: str, frames: Sequence[Mapping[str, Any]]) -> NewRecording:
    return NewRecording(
        eye=planned.listed.eye,
        file_name=file_name,
        sha256=planned.sha256,
        frame_count=len(frames),
        first_pts_s=frames[0]["time_s"],
        last_pts_s=frames[-1]["time_s"],
        settings={"imported": planned.path.name.encode("utf-8", errors="replace").decode()},
    )


def _known(store: Store, sha256: str) -> str | None:
    with store.unit() as unit:
        return unit.session.scalars(select(Recording.visit_id).where(Recording.sha256 == sha256)).first()


def _patient(session: Session, row: Listed) -> str | None:
    """The id of the patient whom a row means; None where there is none, and one is to be added."""
    by_number = select(ExternalId.patient_id).where(ExternalId.system == CLINIC_SYSTEM, ExternalId.value == row.patient)
    found = session.get(Patient, session.scalars(by_number).one_or_none() or "")
    found = found or session.scalars(select(Patient).where(Patient.pseudonym == row.patient)).one_or_none()
    if found is None:
        return None
    if row.name and row.name != found.name:
        raise UserError(
            f"Patient {row.patient} has another name in the record than in {LIST_NAME}, and nothing was imported: "
            "check the number."
        )
    return found.id


def _data(row: Listed) -> PatientData:
    return PatientData(row.name or row.patient, row.birth_date, row.sex, {CLINIC_SYSTEM: row.patient})


def _counts(session: Session) -> list[int]:
    return [session.query(table).count() for table in (Patient, Visit, Recording)]
