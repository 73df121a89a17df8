"""The erasure of a patient, as the law may ask for it: rows, recordings with their keys, and what the trail says.

What stays is pseudonymous: that somebody with this random id was entered, examined and erased, when, by whom and why.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Table, delete, select, text
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from tfcollab.errors import UserError
from tfcollab.store import audit
from tfcollab.store.audit import Action
from tfcollab.store.interrupted import interrupted_of
from tfcollab.store.models import Base, Patient, Recording, Role
from tfcollab.store.patients import patient_row
from tfcollab.store.pending import provisional
from tfcollab.store.store import Store

#: ids in one statement
_AT_A_TIME = 500
_TRIGGER = "no_update_of_audit_entry"

Doomed = dict[Table, list[str]]


@dataclass(frozen=True, slots=True)
class Erased:
    """How much of whom; entries: of the audit trail, whose contents were erased."""

    pseudonym: str
    visits: int
    recordings: int
    entries: int


def erase_patient(store: Store, patient_id: str, reason: str) -> Erased:
    """Erases a patient with everything that belongs to them; administrators only. It cannot be taken back.

    Rows first, in one transaction; then the recordings. Backups that were made before still hold them.

    Raises:
        UserError: not allowed, no such patient, no reason; or a recording could not be destroyed yet.
    """
    store.allow(Role.ADMINISTRATOR)
    if not reason.strip():
        raise UserError("Say why the patient is erased, without naming them: the reason stays in the audit trail.")
    with store.unit() as unit:
        patient_row(unit.session, patient_id)
        files = _files(unit.session, _belonging_to(unit.session, patient_id))
    # what broke off and is of no exam is the patient's as well
    broken_off = interrupted_of(store, patient_id)
    with store.kept_open():
        try:
            with provisional(store, [*files, *broken_off]):
                erased = _erase(store, patient_id, files, reason)
        except OSError as error:
            raise UserError(
                f"The patient is no longer in the record, but a recording could not be destroyed ({error.strerror}): "
                "open the record again, which goes on with it."
            ) from error
        store.settle()
    return erased


def _erase(store: Store, patient_id: str, files: list[str], reason: str) -> Erased:
    with store.unit() as unit:
        session = unit.session
        pseudonym = patient_row(session, patient_id).pseudonym
        doomed = _belonging_to(session, patient_id)
        if _files(session, doomed) != files:
            raise StaleDataError
        session.expunge_all()
        for table, ids in reversed(doomed.items()):
            for part in _parts(ids):
                session.execute(delete(table).where(table.c.id.in_(part)))
        entries = _erase_entries(session, doomed)
        visits, recordings = (len(_ids(doomed, name)) for name in ("visit", "recording"))
        told = {"pseudonym": pseudonym, "visits": visits, "recordings": recordings, "entries": entries}
        unit.tell(Action.ERASE, "patient", patient_id, new=told, reason=reason)
    return Erased(pseudonym, visits, recordings, len(entries))


def _belonging_to(session: Session, patient_id: str) -> Doomed:
    """Rows by table, those that are referred to first: the patient, and whatever refers to a row that is in it."""
    doomed: Doomed = {}
    for table in Base.metadata.sorted_tables:
        found = [patient_id] if table is Patient.__table__ else []
        for key in table.foreign_keys:
            for part in _parts(doomed.get(key.column.table, [])):
                found += session.scalars(select(table.c.id).where(key.parent.in_(part)))
        if found:
            doomed[table] = list(dict.fromkeys(found))
    return doomed


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
