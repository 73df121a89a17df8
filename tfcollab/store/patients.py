"""Patients: adding, finding as you type, changing. A researcher sees a pseudonym; no name, birth date or ids."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from tfcollab.errors import UserError
from tfcollab.store.audit import Action
from tfcollab.store.models import ExternalId, Patient, Role, Sex, Visit, new_pseudonym
from tfcollab.store.store import Store, Unit
from tfcollab.store.texts import checked_text, search_form

CLINICAL = (Role.CLINICIAN, Role.ADMINISTRATOR)
_MOST_FOUND = 50
#: Hangul, Kana and Chinese letters come after it: names in them have no blanks to begin a word at
_FIRST_WITHOUT_BLANKS = 0x1100


@dataclass(frozen=True, slots=True)
class PatientData:
    """What a clinic knows of a patient. external_ids: by system, e.g. {"hospital": "4711"}."""

    name: str
    birth_date: date | None = None
    sex: Sex = Sex.UNKNOWN
    external_ids: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PatientView:
    """data: None for a researcher. version: hand it back with a change."""

    id: str
    pseudonym: str
    sex: Sex
    data: PatientData | None
    version: int


def add_patient(store: Store, data: PatientData) -> PatientView:
    """Raises UserError: not allowed, no name, a birth date to come, or an external id that another patient has."""
    store.allow(*CLINICAL)
    with store.unit() as unit:
        return _view(store, keep_patient(unit, data))


def keep_patient(unit: Unit, data: PatientData) -> Patient:
    """As add_patient, in a transaction of the caller's, who has asked whether it is allowed."""
    row = Patient()
    _fill(unit.session, row, data)
    unit.session.add(row)
    unit.session.flush()
    unit.tell(Action.CREATE, "patient", row.id, new=_plain(row))
    return row


def change_patient(
    store: Store, patient_id: str, seen_version: int, data: PatientData, reason: str = ""
) -> PatientView:
    """Raises UserError: as add_patient, or the patient was changed since seen_version."""
    store.allow(*CLINICAL)
    with store.unit() as unit:
        row = patient_row(unit.session, patient_id)
        if row.version != seen_version:
            raise StaleDataError
        old = _plain(row)
        _fill(unit.session, row, data)
        unit.session.flush()
        unit.tell(Action.CHANGE, "patient", row.id, old=old, new=_plain(row), reason=reason)
        return _view(store, row)


def patient(store: Store, patient_id: str) -> PatientView:
    """Raises UserError: there is none."""
    with store.unit() as unit:
        row = patient_row(unit.session, patient_id)
        unit.tell(Action.VIEW, "patient", row.id)
        return _view(store, row)


def find_patients(store: Store, typed: str) -> tuple[PatientView, ...]:
    """Up to 50 patients, by name, of whom a word begins with each typed word: of name, external id or pseudonym.

    A researcher finds by pseudonym alone: finding by name would tell whose pseudonym it is.
    """
    query = matching(store, typed).limit(_MOST_FOUND)
    with store.unit() as unit:
        rows = unit.session.scalars(query).all()
        unit.tell(Action.VIEW, "patients", new={"searched": typed, "found": [row.id for row in rows]})
        return tuple(_view(store, row) for row in rows)


def matching(store: Store, typed: str) -> Select[Any]:
    """The query of find_patients, without its limit; every patient for nothing typed."""
    if store.user.role is Role.RESEARCHER:
        query = select(Patient).where(Patient.pseudonym.startswith(typed.strip().upper(), autoescape=True))
        query = query.order_by(Patient.pseudonym)
    else:
        query = select(Patient).order_by(Patient.search_text, Patient.id)
        # only letters and digits are left of a word, so that nothing in it is a wildcard
        for word in search_form(typed).split():
            start = "" if ord(max(word)) >= _FIRST_WITHOUT_BLANKS else " "
            query = query.where(Patient.search_text.like(f"%{start}{word}%"))
    return query


def recent_patients(store: Store, most: int = 8) -> tuple[PatientView, ...]:
    """The patients with the latest visits, latest first."""
    latest = func.max(Visit.at)
    query = select(Patient).join(Visit, Visit.patient_id == Patient.id).group_by(Patient.id).order_by(latest.desc())
    with store.unit() as unit:
        rows = unit.session.scalars(query.limit(most)).all()
        unit.tell(Action.VIEW, "patients", new={"recent": [row.id for row in rows]})
        return tuple(_view(store, row) for row in rows)


def patient_row(session: Session, patient_id: str) -> Patient:
    """Raises UserError: there is none."""
    row = session.get(Patient, patient_id)
    if row is None:
        raise UserError("This patient is not in the exam record: search again.")
    return row


def _fill(session: Session, row: Patient, data: PatientData) -> None:
    name = checked_text(data.name, "The name")
    if not name.strip():
        raise UserError("A patient needs a name: type one, or a number where there is none.")
    if data.birth_date is not None and data.birth_date > date.today():
        raise UserError("The birth date is yet to come: check it.")
    ids = {
        checked_text(system, "The system of an id", 100): checked_text(value, "An id", 200)
        for system, value in data.external_ids.items()
    }
    row.name, row.birth_date, row.sex = name, data.birth_date, data.sex
    held = {known.system: known for known in row.external_ids}
    for system in held.keys() - ids.keys():
        row.external_ids.remove(held[system])
    for system, value in ids.items():
        query = select(ExternalId).where(ExternalId.system == system, ExternalId.value == value)
        with session.no_autoflush:
            other = session.scalars(query).one_or_none()
        if other is not None and other.patient_id != row.id:
            raise UserError("Another patient has this external id already: search for it.")
        if system in held:
            held[system].value = value
        else:
            row.external_ids.append(ExternalId(system=system, value=value))
    row.pseudonym = row.pseudonym or new_pseudonym()
    row.search_text = search_form(" ".join((name, *ids.values(), row.pseudonym)))


def _plain(row: Patient) -> dict[str, object]:
    return {
        "name": row.name,
        "birth_date": None if row.birth_date is None else row.birth_date.isoformat(),
        "sex": row.sex,
        "external_ids": {known.system: known.value for known in row.external_ids},
    }


def _view(store: Store, row: Patient) -> PatientView:
    data = None
    if store.user.role is not Role.RESEARCHER:
        ids = {known.system: known.value for known in row.external_ids}
        data = PatientData(row.name, row.birth_date, Sex(row.sex), ids)
    return PatientView(row.id, row.pseudonym, Sex(row.sex), data, row.version)
