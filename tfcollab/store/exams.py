"""Visits, and saving what was measured in them. A result is never changed: every change is a new version of it."""

import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from tfcollab.errors import UserError
from tfcollab.exam.result import BreakupTime, TimeKind
from tfcollab.store.audit import Action
from tfcollab.store.models import Analysis, Change, MeasurementRow, Recording, ResultVersion, Visit, utc_text
from tfcollab.store.patients import CLINICAL, patient_row
from tfcollab.store.store import Store, Unit
from tfcollab.store.texts import checked_text

#: result documents (tfcollab/report/document.py) that this program can take apart
_DOCUMENT_VERSIONS = (1,)
_COLUMNS = (
    "start_s",
    "end_s",
    "kind",
    "seconds",
    "average_s",
    "area_at_end_pct",
    "acceptable",
    "excluded",
    "corrected",
)


@dataclass(frozen=True, slots=True)
class NewRecording:
    """A video of one eye, as it lies in its file.

    file_name: within the record's folder of recordings. sha256: of the file that was analysed, 64 hex digits.
    first_pts_s, last_pts_s: of its frames. camera, settings: as told by the source. interrupted: recording broke off.
    """

    eye: str
    file_name: str
    sha256: str
    frame_count: int
    first_pts_s: float
    last_pts_s: float
    camera: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    interrupted: bool = False


@dataclass(frozen=True, slots=True)
class Saved:
    """version: number of the result's current version; hand it back with a change."""

    recording_id: str
    version: int


def add_visit(store: Store, patient_id: str, at: datetime) -> str:
    """Adds a visit and gives its id. at: with its time zone."""
    store.allow(*CLINICAL)
    with store.unit() as unit:
        return keep_visit(unit, patient_id, at)


def keep_visit(unit: Unit, patient_id: str, at: datetime) -> str:
    """As add_visit, in a transaction of the caller's, who has asked whether it is allowed."""
    row = Visit(patient_id=patient_row(unit.session, patient_id).id, at=utc_text(at))
    unit.session.add(row)
    unit.session.flush()
    unit.tell(Action.CREATE, "visit", row.id, new={"patient": patient_id, "at": row.at})
    return row.id


def save_exam(store: Store, visit_id: str, recording: NewRecording, document: Mapping[str, Any]) -> Saved:
    """Keeps a recording and what was measured in it, as the result's first version; on the disk on return.

    document: of tfcollab.report.document.to_document, whole.

    Raises:
        UserError: not allowed, no such visit, the document is of another recording, eye or form.
    """
    store.allow(*CLINICAL)
    with store.unit() as unit:
        return keep_exam(store, unit, visit_id, recording, document)


def keep_exam(store: Store, unit: Unit, visit_id: str, recording: NewRecording, document: Mapping[str, Any]) -> Saved:
    """As save_exam, in a transaction of the caller's, who has asked whether it is allowed."""
    visit = visit_row(unit.session, visit_id)
    row = Recording(
        visit_id=visit.id,
        eye=recording.eye,
        file_name=checked_text(recording.file_name, "The file name"),
        sha256=recording.sha256,
        frame_count=recording.frame_count,
        first_pts_s=recording.first_pts_s,
        last_pts_s=recording.last_pts_s,
        camera=checked_text(recording.camera, "The camera's name"),
        settings=dict(recording.settings),
        interrupted=recording.interrupted,
    )
    unit.session.add(row)
    unit.session.flush()
    unit.tell(Action.CREATE, "recording", row.id, new={"visit": visit.id, "eye": row.eye, "sha256": row.sha256})
    analysis = add_analysis(unit.session, row, document)
    add_version(store, unit, row, analysis, Change.ANALYSED, "", measurements_of(document))
    return Saved(row.id, 1)


def save_reanalysis(
    store: Store, recording_id: str, seen_version: int, document: Mapping[str, Any], reason: str
) -> Saved:
    """A new version from a new analysis (another model, other settings) beside the old ones, which stay.

    Exclusions and corrections of earlier versions are not carried over: other models find other measurements.

    Raises:
        UserError: as save_exam, no reason, or the result was changed since seen_version.
    """
    store.allow(*CLINICAL)
    with store.unit() as unit:
        row = row_for_change(unit.session, recording_id, seen_version, reason)
        analysis = add_analysis(unit.session, row, document)
        return add_version(store, unit, row, analysis, Change.REANALYSED, reason, measurements_of(document))


def exclude(store: Store, recording_id: str, seen_version: int, measurement: int, reason: str) -> Saved:
    """Leaves a measurement (1-based number) out of medians from now on; it stays on record.

    Raises:
        UserError: not allowed, no reason, no such measurement, or the result was changed since seen_version.
    """
    return _changed(store, recording_id, seen_version, measurement, Change.EXCLUDED, reason, _set(excluded=True))


def include(store: Store, recording_id: str, seen_version: int, measurement: int, reason: str) -> Saved:
    """Takes back an exclusion; as exclude."""
    return _changed(store, recording_id, seen_version, measurement, Change.INCLUDED, reason, _set(excluded=False))


def correct(
    store: Store, recording_id: str, seen_version: int, measurement: int, time: BreakupTime, reason: str
) -> Saved:
    """Puts a clinician's first break-up time in place of the program's, which stays on record; as exclude."""
    wanted = time.kind is not TimeKind.START_NOT_SEEN
    if (time.seconds is not None) != wanted or (time.seconds is not None and not 0 <= time.seconds < 3600):
        raise UserError("A corrected break-up time lies between 0 and 3600 s, or says that the start was not seen.")
    change = _set(kind=str(time.kind), seconds=time.seconds, corrected=True)
    return _changed(store, recording_id, seen_version, measurement, Change.CORRECTED, reason, change)


def visit_row(session: Session, visit_id: str) -> Visit:
    """Raises UserError: there is none."""
    row = session.get(Visit, visit_id)
    if row is None:
        raise UserError("This visit is not in the exam record: open the patient again.")
    return row


def recording_row(session: Session, recording_id: str) -> Recording:
    """Raises UserError: there is none."""
    row = session.get(Recording, recording_id)
    if row is None:
        raise UserError("This recording is not in the exam record: open the visit again.")
    return row


def measurements_of(document: Mapping[str, Any]) -> list[MeasurementRow]:
    """The measurements of a result document as new rows."""
    return [
        MeasurementRow(
            number=found["number"],
            start_s=found["start_s"],
            end_s=found["end_s"],
            kind=found["first_breakup"]["kind"],
            seconds=found["first_breakup"]["seconds"],
            average_s=found["average_breakup_s"],
            area_at_end_pct=found["area_at_end_pct"],
            acceptable=found["quality"]["acceptable"],
            excluded=found.get("decision") == "rejected",
            corrected=found["first_breakup"].get("by_hand", False),
        )
        for found in document["measurements"]
    ]


def add_analysis(session: Session, recording: Recording, document: Mapping[str, Any]) -> Analysis:
    if document.get("version") not in _DOCUMENT_VERSIONS:
        raise UserError("The result is of a form that this TF-Collab does not know: analyse the recording again.")
    if document["source"]["sha256"] != recording.sha256 or document["eye"] != recording.eye:
        raise UserError(
            "The result belongs to another recording or eye, and was not kept: analyse the recording again."
        )
    text = json.dumps(document, ensure_ascii=False, allow_nan=False).encode("utf-8", errors="replace")
    provenance = document["provenance"]
    row = Analysis(
        recording_id=recording.id,
        program_version=provenance["program_version"],
        provider=provenance["provider"],
        models=[
            {name: model[name] for name in ("task", "name", "version", "sha256")} for model in provenance["models"]
        ],
        document=zlib.compress(text),
        document_sha256=sha256(text).hexdigest(),
    )
    session.add(row)
    session.flush()
    return row


def row_for_change(session: Session, recording_id: str, seen_version: int, reason: str) -> Recording:
    if not reason.strip():
        raise UserError("Say why: a result is only changed with a reason, which is kept with it.")
    checked_text(reason, "The reason")
    row = recording_row(session, recording_id)
    if row.results[-1].number != seen_version:
        raise StaleDataError
    return row


def _changed(
    store: Store,
    recording_id: str,
    seen_version: int,
    number: int,
    change: Change,
    reason: str,
    apply: Callable[[MeasurementRow], None],
) -> Saved:
    store.allow(*CLINICAL)
    with store.unit() as unit:
        row = row_for_change(unit.session, recording_id, seen_version, reason)
        current = row.results[-1]
        rows = [MeasurementRow(number=old.number, **_values(old)) for old in current.measurements]
        found = [new for new in rows if new.number == number]
        if not found:
            raise UserError(f"The result has no measurement {number}: look at it again.")
        apply(found[0])
        return add_version(store, unit, row, current.analysis, change, reason, rows)


def add_version(
    store: Store,
    unit: Unit,
    recording: Recording,
    analysis: Analysis,
    change: Change,
    reason: str,
    measurements: list[MeasurementRow],
) -> Saved:
    before = recording.results[-1] if recording.results else None
    row = ResultVersion(
        recording_id=recording.id,
        analysis_id=analysis.id,
        number=1 if before is None else before.number + 1,
        change=change,
        author_id=store.user.id,
        reason=reason,
        measurements=measurements,
    )
    unit.session.add(row)
    unit.session.flush()
    unit.tell(
        Action.CREATE if before is None else Action.CHANGE,
        "result",
        row.id,
        old=None if before is None else _told(before),
        new=_told(row),
        reason=reason,
    )
    return Saved(recording.id, row.number)


def _told(version: ResultVersion) -> dict[str, Any]:
    times = {row.number: _values(row) for row in version.measurements}
    return {"version": version.number, "change": version.change, "analysis": version.analysis_id, "measurements": times}


def _values(row: MeasurementRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _COLUMNS}


def _set(**values: object) -> Callable[[MeasurementRow], None]:
    def apply(row: MeasurementRow) -> None:
        for name, value in values.items():
            setattr(row, name, value)

    return apply
