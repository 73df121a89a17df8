"""The audit trail: entries that are only ever added, each sealed with the hash of the one before.

An entry's hash is the SHA-256 of the JSON array of its fields and the previous hash, in the order of `_sealed_fields`.
Whoever can write the database can make a new chain; the anchor outside the database gives that away.

Old, new and reason enter the hash by their own hashes, and hold a random salt: the law may want them gone. What was
erased leaves its hash, so that the chain still proves all the rest (who, when, what was done to what), and nobody can
find the text by trying. It must be named in an entry of its own, which says who erased it and why.
"""

import json
import re
import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tfcollab.store.anchor import FIRST_HASH, Head
from tfcollab.store.models import AuditEntry, AuditHead, utc_now

#: fields that may hold what is personal, each after a salt or, once erased, as its hash
_CONTENTS = ("old", "new", "reason")
_SHOWN = ("sequence", "at", "who", "action", "entity", "entity_id", *_CONTENTS)
_SALT = re.compile("[0-9a-f]{32} ")
_ERASED = "erased "
_ID = re.compile("[0-9a-f]{32}")
NO_ANCHOR = "The file with the end of the audit trail is missing."


class Action(StrEnum):
    LOGIN = "login"
    VIEW = "view"
    CREATE = "create"
    CHANGE = "change"
    EXPORT = "export"
    ERASE = "erase"
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
            old=_salted(_json(event.old)),
            new=_salted(_json(event.new)),
            reason=_salted(event.reason),
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
    erasures = _erasures(session)
    faults, remarks = list(_chain_faults(session, set(erasures))), [*_erasure_remarks(erasures), *_odd_clocks(session)]
    return Verdict(head(session).sequence, (*faults, *([outside] if outside else [])), tuple(remarks))


def entries(session: Session, newest: int) -> list[dict[str, Any]]:
    """The newest entries as plain values, oldest of them first."""
    rows = session.scalars(select(AuditEntry).order_by(AuditEntry.sequence.desc()).limit(newest)).all()
    return [{name: _shown(getattr(row, name)) for name in _SHOWN} for row in reversed(rows)]


def entries_of(session: Session, entity: str, entity_id: str) -> list[dict[str, Any]]:
    """All entries on one thing as plain values, oldest first; what was erased is empty."""
    query = select(AuditEntry).where(AuditEntry.entity == entity, AuditEntry.entity_id == entity_id)
    rows = session.scalars(query.order_by(AuditEntry.sequence)).all()
    return [{name: _shown(getattr(row, name)) for name in _SHOWN} for row in rows]


def erase_contents(session: Session, personal: frozenset[str]) -> list[int]:
    """Erases old, new and reason of every entry that speaks of one of these ids; gives the entries' numbers.

    So it does for searches that found nobody: what was typed may be a name. The caller tells of it in the trail.
    """
    erased = []
    for entry in session.scalars(_in_order()):
        texts = {name: getattr(entry, name) for name in _CONTENTS}
        ids = {entry.entity_id, *(found for text in texts.values() for found in _ID.findall(text))}
        is_vain_search = entry.entity == "patients" and '"found": []' in entry.new
        kept = {name: _ERASED + _digest(text) for name, text in texts.items() if text and not _is_erased(text)}
        if kept and entry.action != Action.ERASE and (is_vain_search or ids & personal):
            session.execute(update(AuditEntry).where(AuditEntry.sequence == entry.sequence).values(kept))
            erased.append(entry.sequence)
    return erased


def _erasures(session: Session) -> dict[int, AuditEntry]:
    """By number of an erased entry, the one that tells of it."""
    found = {}
    for entry in session.scalars(_in_order().where(AuditEntry.action == Action.ERASE)):
        # one that was edited tells of nothing, and is found by its hash
        with suppress(ValueError, KeyError, TypeError):
            found.update(dict.fromkeys(json.loads(_shown(entry.new))["entries"], entry))
    return found


def _erasure_remarks(erasures: dict[int, AuditEntry]) -> Iterator[str]:
    told = {entry.sequence: entry for entry in erasures.values()}
    for entry in told.values():
        count = sum(held is entry for held in erasures.values())
        yield f"Entry {entry.sequence} of {entry.who} erased the contents of {count} entries before it."


def _chain_faults(session: Session, told_erased: set[int]) -> Iterator[str]:
    expected, before = 1, FIRST_HASH
    for entry in session.scalars(_in_order()):
        if entry.sequence > expected:
            missing = f"Entry {expected} is" if entry.sequence == expected + 1 else _several(expected, entry.sequence)
            yield f"{missing} missing."
        elif entry.previous_hash != before:
            yield f"Entry {entry.sequence} does not follow the one before it."
        if entry.hash != _hash(entry):
            yield f"Entry {entry.sequence} was edited."
        if entry.sequence not in told_erased and any(_is_erased(getattr(entry, name)) for name in _CONTENTS):
            yield f"Entry {entry.sequence} was emptied, and no entry tells of it."
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
        *(_digest(getattr(entry, name)) for name in _CONTENTS),
        entry.previous_hash,
    ]


def _salted(text: str) -> str:
    return f"{secrets.token_hex(16)} {text}" if text else ""


def _shown(value: Any) -> Any:
    """A field as it was told, without its salt; nothing for what was erased."""
    if not isinstance(value, str) or not _SALT.match(value):
        return "" if _is_erased(value) else value
    return _SALT.sub("", value, count=1)


def _is_erased(value: Any) -> bool:
    return isinstance(value, str) and value.startswith(_ERASED)


def _digest(text: str) -> str:
    return text.removeprefix(_ERASED) if _is_erased(text) else sha256(text.encode()).hexdigest()


def _json(value: Any) -> str:
    return "" if value is None else json.dumps(value, sort_keys=True)
