"""An open exam record, in the hands of one user: transactions that carry their own audit entries."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from tfcollab.errors import UserError
from tfcollab.store import audit
from tfcollab.store.anchor import Head, advance_anchor, read_anchor, set_anchor
from tfcollab.store.audit import Action, Event, Verdict
from tfcollab.store.cipher import damaged_pages
from tfcollab.store.models import Role, User
from tfcollab.store.places import Places
from tfcollab.store.texts import checked_text
from tfcollab.store.wrapping import Key

LOST_UPDATE = "Somebody else changed this in the meantime: look at the new state, then make your change again."


#: tables in which a change is a row with the next number
_NUMBERED = ("result_version", "questionnaire", "report_version", "clinic_profile", "repeatability_limit")


@dataclass(frozen=True, slots=True)
class CurrentUser:
    """Who is logged in, as the database knows them."""

    id: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Access:
    """What opened an encrypted record: its files, and its key."""

    places: Places
    key: Key


class Unit:
    """One transaction. What `tell` is told gets into the audit trail with it, or not at all."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.events: list[Event] = []

    def tell(
        self, action: Action, entity: str, entity_id: str = "", old: Any = None, new: Any = None, reason: str = ""
    ) -> None:
        self.events.append(Event(action, entity, entity_id, old, new, checked_text(reason, "The reason")))


class Store:
    """Opened by tfcollab.store.opening; its methods and the functions of this room are the only ways to the data."""

    def __init__(self, engine: Engine, user: CurrentUser, anchor: Path, access: Access | None = None) -> None:
        self._engine = engine
        self._anchor = anchor
        self._access = access
        self.user = user
        #: a sentence while the newest entries could not be anchored (they are in the trail all the same)
        self.anchor_warning = ""
        self._anchor_begun = anchor.exists()
        with Session(engine) as session, session.begin():
            #: a sentence where the audit trail and its anchor do not fit together; the anchor then stays as it is
            self.audit_fault = self._outside_fault(session)

    def close(self) -> None:
        """Gives the file back; what was committed is on the disk already."""
        self._engine.dispose()

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def access(self) -> Access:
        """Raises UserError where the record is not an encrypted file of this computer."""
        if self._access is None:
            raise UserError("The users of a record on a server are managed by that server.")
        return self._access

    def derived_key(self, purpose: str) -> Key:
        """A key for another purpose (recordings), which does not give away the database's own."""
        return self.access.key.derived(purpose)

    def damaged_pages(self) -> list[str]:
        """One sentence for each page of the encrypted file whose seal is broken."""
        return damaged_pages(self._engine) if self._access else []

    @contextmanager
    def unit(self) -> Iterator[Unit]:
        """One transaction, whole or not at all, with its audit entries; on the disk when the block is left.

        Raises:
            UserError: what the block raised (the failure is entered in the trail), a lost update, a value that must be
                unique and is not, a full disk, a damaged file.
        """
        try:
            with Session(self._engine, expire_on_commit=False) as session, session.begin():
                self._check_access(session)
                unit = Unit(session)
                yield unit
                session.flush()
                end = audit.append(session, self.user.name, unit.events) if unit.events else None
        except UserError as error:
            self._tell_failure(str(error))
            raise
        except StaleDataError:
            self._tell_failure(LOST_UPDATE)
            raise UserError(LOST_UPDATE) from None
        except DBAPIError as error:
            # the driver's own text may hold a value
            sentence = in_words(error)
            self._tell_failure(sentence)
            raise UserError(sentence) from None
        if end is not None:
            self._anchor_at(end)

    def allow(self, *roles: Role) -> None:
        """Raises UserError, and enters it in the trail, unless the user has one of the roles."""
        if self.user.role not in roles:
            with self.unit():
                raise UserError(f"A {self.user.role} may not do this: ask an administrator of this exam record.")

    def tell_export(self, entity: str, entity_id: str, what: str) -> None:
        """Enters in the trail that something leaves the record (a report, a file); call it before it does."""
        with self.unit() as unit:
            unit.tell(Action.EXPORT, entity, entity_id, new={"exported": what})

    def verify_audit(self) -> Verdict:
        """Reads the whole trail and holds it against its anchor."""
        with self.unit() as unit:
            return audit.verify(unit.session, self._outside_fault(unit.session))

    def audit_entries(self, newest: int = 1000) -> list[dict[str, Any]]:
        """The newest entries, oldest of them first; administrators only."""
        self.allow(Role.ADMINISTRATOR)
        with self.unit() as unit:
            return audit.entries(unit.session, newest)

    def accept_audit_fault(self, reason: str) -> None:
        """Anchors the trail anew, with the fault and the reason in it (a restored backup); administrators only."""
        self.allow(Role.ADMINISTRATOR)
        if not reason.strip():
            raise UserError("Say why the audit trail is to be accepted as it is: the reason is kept in it.")
        with self.unit() as unit:
            unit.tell(Action.CHANGE, "audit trail", new={"accepted": self.audit_fault}, reason=reason)
        with Session(self._engine) as session, session.begin():
            set_anchor(self._anchor, audit.head(session))
        self.audit_fault = ""

    def current(self, session: Session) -> User:
        """The row of the user who is logged in."""
        return session.get_one(User, self.user.id)

    def _check_access(self, session: Session) -> None:
        row = session.get(User, self.user.id)
        if row is None or row.disabled or row.role != self.user.role:
            raise UserError("An administrator has changed your access to this exam record: log in again.")

    def _outside_fault(self, session: Session) -> str:
        try:
            return audit.anchor_fault(session, read_anchor(self._anchor))
        except UserError as error:
            return str(error)

    def _anchor_at(self, end: Head) -> None:
        if self._anchor_begun and not self._anchor.exists():
            # not made anew in silence: somebody took it away
            self.audit_fault = self.audit_fault or audit.NO_ANCHOR
        if self.audit_fault:
            return
        try:
            advance_anchor(self._anchor, end)
            self._anchor_begun, self.anchor_warning = True, ""
        except UserError as error:
            # the change is kept already; the next one moves the anchor past both
            self.anchor_warning = str(error)

    def _tell_failure(self, sentence: str) -> None:
        # a failure that cannot be entered must not hide the failure itself
        with suppress(Exception):
            with Session(self._engine) as session, session.begin():
                end = audit.append(session, self.user.name, [Event(Action.FAILURE, "", new=sentence)])
            self._anchor_at(end)


def in_words(error: DBAPIError) -> str:
    """What the database refused, as a sentence without any value."""
    text = str(error.orig).lower()
    if "never changed" in text:
        return "A result, a report or an audit entry is never changed: add a new version."
    if isinstance(error, IntegrityError):
        # two who add the next version at a time
        if any(table in text for table in _NUMBERED):
            return LOST_UPDATE
        return "This is in the exam record already, or names something that is not: look again."
    if "full" in text:
        return "The disk is full, nothing of this was kept: free some space, then try again."
    if "locked" in text or "busy" in text:
        return "The exam record is in use by another TF-Collab: close it there, or try again in a moment."
    if "readonly" in text or "read-only" in text:
        return "The exam record may not be written to: check the permissions of its folder."
    return "The exam record could not be read or written, nothing of this was kept: check its disk, then its backup."
