"""The erasure of a patient, or of one exam: rows, recordings with their keys, and what the trail says.

What stays is pseudonymous: that somebody with this random id was entered, examined and erased, when, by whom and why.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Table, delete, select, text
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from tfcollab.errors import UserError
from tfcollab.store import audit
from tfcollab.store.audit import Action
from tfcollab.store.exams import visit_row
from tfcollab.store.interrupted import interrupted_of
from tfcollab.store.models import Base, Recording, ResultVersion, Role
from tfcollab.store.patients import patient_row
from tfcollab.store.pending import provisional
from tfcollab.store.report_models import Report, ReportSource, ReportVersion
from tfcollab.store.store import Store

#: ids in one statement
_AT_A_TIME = 500
_TRIGGER = "no_update_of_audit_entry"

#: in what is told of it, by name
_COUNTED = {"visits": "visit", "recordings": "recording", "reports": "report"}

Doomed = dict[Table, list[str]]


@dataclass(frozen=True, slots=True)
class Erased:
    """How much of whom; reports: with their versions. entries: of the audit trail, whose contents were erased."""

    pseudonym: str
    visits: int
    recordings: int
    reports: int
    entries: int


def erase_patient(store: Store, patient_id: str, reason: str) -> Erased:
    """Erases a patient with everything that belongs to them; administrators only. It cannot be taken back.

    Rows first, in one transaction; then the recordings. Backups that were made before still hold them.

    Raises:
        UserError: not allowed, no such patient, no reason; or a recording could not be destroyed yet.
    """
    _check(store, reason)
    with store.unit() as unit:
        patient_row(unit.session, patient_id)
    # what broke off and is of no exam is the patient's as well
    return _erase(store, "patient", patient_id, reason, interrupted_of(store, patient_id))


def erase_exam(store: Store, visit_id: str, reason: str) -> Erased:
    """Erases one exam with its recordings, and the reports that it is in, those on several exams included.

    Raises:
        UserError: as erase_patient.
    """
    _check(store, reason)
    with store.unit() as unit:
        visit_row(unit.session, visit_id)
    return _erase(store, "visit", visit_id, reason, [])


def _check(store: Store, reason: str) -> None:
    store.allow(Role.ADMINISTRATOR)
    if not reason.strip():
        raise UserError("Say why it is erased, without naming the patient: the reason stays in the audit trail.")


def _erase(store: Store, entity: str, entity_id: str, reason: str, broken_off: list[str]) -> Erased:
    with store.unit() as unit:
        files = _files(unit.session, _belonging_to(unit.session, entity, entity_id))
    with store.kept_open():
        try:
            with provisional(store, [*files, *broken_off]):
                erased = _erase_rows(store, entity, entity_id, files, reason)
        except OSError as error:
            raise UserError(
                f"The {entity} is no longer in the record, but a recording could not be destroyed ({error.strerror}): "
                "open the record again, which goes on with it."
            ) from error
        store.settle()
    return erased


def _erase_rows(store: Store, entity: str, entity_id: str, files: list[str], reason: str) -> Erased:
    with store.unit() as unit:
        session = unit.session
        whose = entity_id if entity == "patient" else visit_row(session, entity_id).patient_id
        pseudonym = patient_row(session, whose).pseudonym
        doomed = _belonging_to(session, entity, entity_id)
        if _files(session, doomed) != files:
            raise StaleDataError
        session.expunge_all()
        for table, ids in reversed(doomed.items()):
            for part in _parts(ids):
                session.execute(delete(table).where(table.c.id.in_(part)))
        entries = _erase_entries(session, doomed)
        counts = {name: len(_ids(doomed, table)) for name, table in _COUNTED.items()}
        unit.tell(
            Action.ERASE, entity, entity_id, new={"pseudonym": pseudonym, **counts, "entries": entries}, reason=reason
        )
    return Erased(pseudonym, entries=len(entries), **counts)


def _belonging_to(session: Session, entity: str, entity_id: str) -> Doomed:
    """Rows by table, those that are referred to first: the patient or visit, and whatever refers to a row in it.

    With a visit go the reports that any of its results are in: what they say of it stands among all the rest.
    """
    doomed: Doomed = {}
    for table in Base.metadata.sorted_tables:
        found = [entity_id] if table.name == entity else []
        if entity == "visit" and table.name == "report":
            found += _reports_on(session, entity_id)
        for key in table.foreign_keys:
            for part in _parts(doomed.get(key.column.table, [])):
                found += session.scalars(select(table.c.id).where(key.parent.in_(part)))
        if found:
            doomed[table] = list(dict.fromkeys(found))
    return doomed


def _reports_on(session: Session, visit_id: str) -> set[str]:
    """Ids of the reports that rest on a result of the visit, or that name it."""
    rest_on = (
        select(ReportVersion.report_id)
        .join(ReportVersion.sources)
        .join(ResultVersion, ResultVersion.id == ReportSource.result_id)
        .join(Recording, Recording.id == ResultVersion.recording_id)
        .where(Recording.visit_id == visit_id)
    )
    whose = visit_row(session, visit_id).patient_id
    of_patient = select(ReportVersion.report_id, ReportVersion.content).join(ReportVersion.report)
    contents = session.execute(of_patient.where(Report.patient_id == whose))
    naming = {report_id for report_id, content in contents if visit_id.encode() in zlib.decompress(content)}
    return naming | set(session.scalars(rest_on))


def _ids(doomed: Doomed, name: str) -> list[str]:
    return doomed.get(Base.metadata.tables[name], [])


def _parts(ids: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(ids), _AT_A_TIME):
        yield ids[start : start + _AT_A_TIME]


def _files(session: Session, doomed: Doomed) -> list[str]:
    found: list[str] = []
    for part in _parts(_ids(doomed, "recording")):
        found += session.scalars(select(Recording.file_name).where(Recording.id.in_(part)))
    return sorted(found)


def _erase_entries(session: Session, doomed: Doomed) -> list[int]:
    """The one change of the trail that there is: what refuses every other one is away for this transaction."""
    ids = frozenset(found for held in doomed.values() for found in held)
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text(f"ALTER TABLE audit_entry DISABLE TRIGGER {_TRIGGER}"))
        entries = audit.erase_contents(session, ids)
        session.execute(text(f"ALTER TABLE audit_entry ENABLE TRIGGER {_TRIGGER}"))
        return entries
    trigger = session.scalars(text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": _TRIGGER}).one()
    session.execute(text(f"DROP TRIGGER {_TRIGGER}"))
    entries = audit.erase_contents(session, ids)
    session.connection().exec_driver_sql(trigger)
    return entries
