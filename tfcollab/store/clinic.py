"""What a clinic sets for its reports: name, address, logo, paper, and its own repeatability limit."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from tfcollab.errors import UserError
from tfcollab.exam.clinic import Clinic, HanForms, Logo, LogoKind, Paper
from tfcollab.exam.repeatability import RepeatabilityLimit
from tfcollab.store.audit import Action
from tfcollab.store.models import Role
from tfcollab.store.patients import CLINICAL
from tfcollab.store.report_models import ClinicProfile, RepeatabilityRow
from tfcollab.store.store import Store
from tfcollab.store.texts import checked_text

_LONGEST = 500


@dataclass(frozen=True, slots=True)
class ClinicView:
    """number: 0 before anything was set; hand it back with a change."""

    number: int
    clinic: Clinic


@dataclass(frozen=True, slots=True)
class LimitView:
    """number: 0 for the program's own limit; hand it back with a change. author, at, reason: empty for that."""

    number: int
    limit: RepeatabilityLimit
    author: str = ""
    at: str = ""
    reason: str = ""


def clinic(store: Store) -> ClinicView:
    """What holds now."""
    with store.unit() as unit:
        row = _newest_clinic(unit.session)
        return ClinicView(0, Clinic()) if row is None else _clinic_view(row)


def set_clinic(store: Store, seen_number: int, wanted: Clinic) -> ClinicView:
    """Sets all of it; administrators only. Reports that were made before keep what they show.

    Raises:
        UserError: not allowed, a text that is too long, or somebody changed it since seen_number.
    """
    store.allow(Role.ADMINISTRATOR)
    with store.unit() as unit:
        before = _newest_clinic(unit.session)
        if (0 if before is None else before.number) != seen_number:
            raise StaleDataError
        row = ClinicProfile(
            number=seen_number + 1,
            name=checked_text(wanted.name, "The clinic's name", _LONGEST),
            address=checked_text(wanted.address, "The clinic's address", _LONGEST),
            paper=wanted.paper,
            han_forms=wanted.han_forms,
            logo_kind=None if wanted.logo is None else wanted.logo.kind,
            logo=None if wanted.logo is None else wanted.logo.data,
            author_id=store.user.id,
        )
        unit.session.add(row)
        unit.session.flush()
        old = None if before is None else _told_clinic(before)
        unit.tell(Action.CREATE if before is None else Action.CHANGE, "clinic", row.id, old, _told_clinic(row))
        return _clinic_view(row)


def repeatability_limit(store: Store) -> LimitView:
    """What changes between visits are judged by: the clinic's own limit, or the program's."""
    with store.unit() as unit:
        return limit_in(unit.session)


def set_repeatability_limit(store: Store, seen_number: int, limit: RepeatabilityLimit, reason: str) -> LimitView:
    """Sets the clinic's own limit; earlier ones stay on record, and reports name the one that they used.

    Raises:
        UserError: not allowed, no reason, or somebody changed it since seen_number.
    """
    store.allow(*CLINICAL)
    with store.unit() as unit:
        before = limit_in(unit.session)
        if before.number != seen_number:
            raise StaleDataError
        if not reason.strip():
            raise UserError("Say why the limit is changed: the reason is kept with it.")
        row = RepeatabilityRow(
            number=seen_number + 1,
            by_repeats_s=list(limit.by_repeats_s),
            low_by_repeats_s=list(limit.low_by_repeats_s),
            low_below_s=limit.low_below_s,
            source=checked_text(limit.source, "The source", _LONGEST),
            author_id=store.user.id,
            reason=checked_text(reason, "The reason", _LONGEST),
        )
        unit.session.add(row)
        unit.session.flush()
        unit.tell(Action.CHANGE, "repeatability limit", row.id, _told_limit(before.limit), _told_limit(limit), reason)
        return limit_in(unit.session)


def limit_in(session: Session) -> LimitView:
    """The limit that holds, in a transaction that is open already."""
    row = session.scalars(select(RepeatabilityRow).order_by(RepeatabilityRow.number.desc()).limit(1)).one_or_none()
    if row is None:
        return LimitView(0, RepeatabilityLimit())
    limit = RepeatabilityLimit(_three(row.by_repeats_s), _three(row.low_by_repeats_s), row.low_below_s, row.source)
    return LimitView(row.number, limit, row.author.name, row.at, row.reason)


def _three(values: list[float]) -> tuple[float, float, float]:
    one, two, three = values
    return one, two, three


def _newest_clinic(session: Session) -> ClinicProfile | None:
    return session.scalars(select(ClinicProfile).order_by(ClinicProfile.number.desc()).limit(1)).one_or_none()


def _clinic_view(row: ClinicProfile) -> ClinicView:
    logo = None if row.logo is None or row.logo_kind is None else Logo(LogoKind(row.logo_kind), row.logo)
    han_forms = None if row.han_forms is None else HanForms(row.han_forms)
    return ClinicView(row.number, Clinic(row.name, row.address, Paper(row.paper), han_forms, logo))


def _told_clinic(row: ClinicProfile) -> dict[str, Any]:
    names = ("number", "name", "address", "paper", "han_forms", "logo_kind")
    return {name: getattr(row, name) for name in names} | {"logo_bytes": len(row.logo or b"")}


def _told_limit(limit: RepeatabilityLimit) -> dict[str, Any]:
    names = ("by_repeats_s", "low_by_repeats_s", "low_below_s", "source")
    return {name: getattr(limit, name) for name in names}
