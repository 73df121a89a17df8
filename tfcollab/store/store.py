"""An open exam record, in the hands of one user: transactions that carry their own audit entries."""

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from tfcollab.errors import UserError
from tfcollab.store import audit
from tfcollab.store.anchor import Head, advance_anchor, read_anchor, set_anchor
from tfcollab.store.audit import Action, Event, Verdict
from tfcollab.store.cipher import damaged_pages
from tfcollab.store.copying import read_snapshot
from tfcollab.store.idle import IdleTimer
from tfcollab.store.models import Role, User
from tfcollab.store.places import Places
from tfcollab.store.refusals import LOST_UPDATE, in_words
from tfcollab.store.texts import checked_text
from tfcollab.store.wrapping import Key

#: seconds without use after which a record locks itself, unless its administrator chose others
LOCK_AFTER_S = 600.0
LOCKED = "The exam record is locked, because nobody used it for a while: unlock it with your passphrase."


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

    def __init__(
        self,
        engine: Engine,
        user: CurrentUser,
        anchor: Path,
        access: Access | None = None,
        lock_after_s: float = LOCK_AFTER_S,
    ) -> None:
        self._idle = IdleTimer(lock_after_s)
        # None, both of them, while it is locked
        self._opened: Engine | None = engine
        self._access = access
        self._anchor = anchor
        self.places = None if access is None else access.places
        self.user = user
        #: a sentence while the newest entries could not be anchored (they are in the trail all the same)
        self.anchor_warning = ""
        self._anchor_begun = anchor.exists()
        with Session(engine) as session, session.begin():
            #: a sentence where the audit trail and its anchor do not fit together; the anchor then stays as it is
            self.audit_fault = self._outside_fault(session)

    def close(self) -> None:
        """Gives the file back; what was committed is on the disk already."""
        if self._opened is not None:
            self._opened.dispose()

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def is_locked(self) -> bool:
        return self._opened is None

    @property
    def lock_after_s(self) -> float:
        """Seconds without use after which it locks itself."""
        return self._idle.limit_s

    @lock_after_s.setter
    def lock_after_s(self, seconds: float) -> None:
        self._idle.limit_s = seconds

    def lock(self) -> None:
        """Lets go of the key; every call is refused until tfcollab.store.opening.unlock.

        Raises:
            UserError: something is being recorded or written.
        """
        if self._idle.is_used:
            raise UserError("The exam record is in use just now: wait until the recording is finished, then lock it.")
        self._forget()

    def lock_if_idle(self) -> bool:
        """Locks it if it is due; whether it is locked. Every call asks; a window asks every few seconds, too."""
        if self._opened is not None and self._idle.is_due:
            self._forget()
        return self.is_locked

    @property
    def idle_left_s(self) -> float:
        """Seconds until it locks itself, infinite while it is in use."""
        return self._idle.left_s

    def used(self) -> None:
        """Somebody is there, who moves and types without asking anything of the record; nothing where it is due."""
        if not self.lock_if_idle():
            with self._idle.in_use():
                pass

    @contextmanager
    def kept_open(self) -> Iterator[None]:
        """Nothing locks it within the block: for a recording, which takes no calls of it for minutes."""
        self._check_open()
        with self._idle.in_use():
            yield

    def unlocked(self, engine: Engine, access: Access) -> None:
        """For tfcollab.store.opening, which has checked the passphrase."""
        with self._idle.in_use():
            self._opened, self._access = engine, access

    @property
    def access(self) -> Access:
        """Raises UserError where it is locked, or was opened without a key."""
        self._check_open()
        if self._access is None:
            raise UserError("This exam record was opened without its key: log in.")
        return self._access

    def derived_key(self, purpose: str) -> Key:
        """A key for another purpose (recordings), which does not give away the database's own."""
        return self.access.key.derived(purpose)

    def damaged_pages(self) -> list[str]:
        """One sentence for each page of the encrypted file whose seal is broken."""
        return damaged_pages(self._engine) if self._engine.dialect.name == "sqlite" else []

    @property
    def _engine(self) -> Engine:
        self._check_open()
        assert self._opened is not None
        return self._opened

    def _check_open(self) -> None:
        if self.lock_if_idle():
            raise UserError(LOCKED)

    def _forget(self) -> None:
        self.close()
        self._opened = self._access = None

    @contextmanager
    def unit(self) -> Iterator[Unit]:
        """One transaction, whole or not at all, with its audit entries; on the disk when the block is left.

        Raises:
            UserError: it is locked; what the block raised (the failure is entered in the trail), a lost update, a
                value that must be unique and is not, a full disk, a damaged file.
        """
        engine = self._engine
        try:
            with self._idle.in_use(), Session(engine, expire_on_commit=False) as session, session.begin():
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

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """The tables as they are at one moment, for reading; whoever writes meanwhile is not kept waiting."""
        engine = self._engine
        with self._idle.in_use(), read_snapshot(engine) as connection:
            yield connection

    def settle(self) -> None:
        """Moves the write-ahead log into the file, so that nothing of what was deleted stays in it."""
        if self._engine.dialect.name == "sqlite":
            # outside of any transaction; where another station is at it, it is done when that closes
            with closing(self._engine.raw_connection()) as connection:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

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
            found = audit.entries(unit.session, newest)
            unit.tell(Action.VIEW, "audit trail", new={"entries": len(found)})
            return found

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
