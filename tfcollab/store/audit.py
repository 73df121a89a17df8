"""The audit trail: entries that are only ever added, each sealed with the hash of the one before.

An entry's hash is the SHA-256 of the JSON array of its fields and the previous hash, in the order of `_sealed_fields`.
Whoever can write the database can make a new chain; the anchor outside the database gives that away.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tfcollab.store.anchor import FIRST_HASH, Head
from tfcollab.store.models import AuditEntry, AuditHead, utc_now

NO_ANCHOR = "The file with the end of the audit trail is missing."


class Action(StrEnum):
    LOGIN = "login"
    VIEW = "view"
    CREATE = "create"
    CHANGE = "change"
    EXPORT = "export"
    FAILURE = "failure"


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to what; old and new are JSON values, None where there is none."""

    action: Action
    entity: str
    entity_id: str = ""
    old: Any = None
    new: Any = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """faults: one sentence each, empty where the trail is whole. remarks: what is odd and no fault."""

    entries: int
    faults: tuple[str, ...]
    remarks: tuple[str, ...] = field(default=())

    @property
    def intact(self) -> bool:
        return not self.faults


def append(session: Session, who: str, events: list[Event]) -> Head:
    """Adds entries at the end of the trail, in the transaction of the change that they tell of."""
    end = session.scalars(select(AuditHead).where(AuditHead.id == 1).with_for_update()).one()
    for event in events:
        entry = AuditEntry(
            sequence=end.sequence + 1,
            at=utc_now(),
            who=who,
            action=str(event.action),
            entity=event.entity,
            entity_id=event.entity_id,
            old=_json(event.old),
            new=_json(event.new),
            reason=event.reason,
            previous_hash=end.hash,
        )
        entry.hash = _hash(entry)
        session.add(entry)
        end.sequence, end.hash = entry.sequence, entry.hash
    session.flush()
    return Head(end.sequence, end.hash)


def head(session: Session) -> Head:
    """Where the database says that the trail ends."""
    end = session.scalars(select(AuditHead).where(AuditHead.id == 1)).one()
    return Head(end.sequence, end.hash)


def anchor_fault(session: Session, anchor: Head | None) -> str:
    """Why trail and anchor do not belong together, or nothing; quick, for every opening."""
    end = head(session)
    if anchor is None:
        return "" if end.sequence == 0 else NO_ANCHOR
    if anchor.sequence == 0:
        return ""
    entry = session.get(AuditEntry, anchor.sequence)
    if entry is None:
        return f"The trail ends before entry {anchor.sequence}, which was once written: entries were cut off."
    if entry.hash != anchor.hash:
        return f"Entry {anchor.sequence} is not the one that was written at the time."
    return ""


def verify(session: Session, outside: str) -> Verdict:
    """Reads the whole trail; finds entries that were edited, deleted, reordered, cut off or put in.

    outside: what is wrong with the anchor (see anchor_fault), or nothing.
    """
    faults, remarks = list(_chain_faults(session)), list(_odd_clocks(session))
    return Verdict(head(session).sequence, (*faults, *([outside] if outside else [])), tuple(remarks))


def entries(session: Session, newest: int) -> list[dict[str, Any]]:
    """The newest entries as plain values, oldest of them first."""
    rows = session.scalars(select(AuditEntry).order_by(AuditEntry.sequence.desc()).limit(newest)).all()
    names = ("sequence", "at", "who", "action", "entity", "entity_id", "old", "new", "reason")
    return [{name: getattr(row, name) for name in names} for row in reversed(rows)]


def _chain_faults(session: Session) -> Iterator[str]:
    expected, before = 1, FIRST_HASH
    for entry in session.scalars(_in_order()):
        if entry.sequence > expected:
            missing = f"Entry {expected} is" if entry.sequence == expected + 1 else _several(expected, entry.sequence)
            yield f"{missing} missing."
        elif entry.previous_hash != before:
            yield f"Entry {entry.sequence} does not follow the one before it."
        if entry.hash != _hash(entry):
            yield f"Entry {entry.sequence} was edited."
        expected, before = entry.sequence + 1, entry.hash
    end = head(session)
    if end.sequence >= expected:
        yield f"Entries from {expected} to {end.sequence} were cut off."
    elif (end.sequence, end.hash) != (expected - 1, before):
        yield f"The trail ends at entry {expected - 1}, which is not the end that was noted."


def _odd_clocks(session: Session) -> Iterator[str]:
    before = ""
    for entry in session.scalars(_in_order()):
        if entry.at < before:
            yield f"The clock went back at entry {entry.sequence} ({entry.at}); the order of the entries holds."
        before = entry.at


def _several(first: int, after: int) -> str:
    return f"Entries {first} to {after - 1} are"


def _in_order() -> Any:
    return select(AuditEntry).order_by(AuditEntry.sequence).execution_options(yield_per=1000, populate_existing=True)


def _hash(entry: AuditEntry) -> str:
    return sha256(json.dumps(_sealed_fields(entry), ensure_ascii=True).encode()).hexdigest()


def _sealed_fields(entry: AuditEntry) -> list[str | int]:
    return [
        entry.sequence,
        entry.at,
        entry.who,
        entry.action,
        entry.entity,
        entry.entity_id,
        entry.old,
        entry.new,
        entry.reason,
        entry.previous_hash,
    ]


def _json(value: Any) -> str:
    return "" if value is None else json.dumps(value, sort_keys=True)
