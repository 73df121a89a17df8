"""The audit trail: what gets into it, and that whatever is done to it is found."""

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from records import ANNA, CHEAP, PASSPHRASE, filled
from sqlalchemy import Connection, text

from tfcollab.errors import UserError
from tfcollab.store.anchor import read_anchor
from tfcollab.store.audit import Action
from tfcollab.store.cipher import encrypted_engine
from tfcollab.store.models import Role
from tfcollab.store.opening import open_store
from tfcollab.store.patients import add_patient, change_patient, patient
from tfcollab.store.people import add_user
from tfcollab.store.places import Places
from tfcollab.store.store import Access, Store
from tfcollab.store.visit_texts import add_note


def trail(store: Store) -> list[dict]:
    return store.audit_entries()


def actions(store: Store) -> list[tuple[str, str]]:
    return [(entry["action"], entry["entity"]) for entry in trail(store)]


def test_every_view_change_login_and_failure_is_entered(store: Store, places: Places) -> None:
    anna = add_patient(store, ANNA)
    patient(store, anna.id)
    store.tell_export("patient", anna.id, "report.pdf")
    change_patient(store, anna.id, anna.version, ANNA, "name checked")
    with pytest.raises(UserError, match="in the meantime"):
        change_patient(store, anna.id, 99, ANNA)
    with pytest.raises(UserError, match="is wrong"):
        open_store(places, "Ada", "not the passphrase")
    open_store(places, "Ada", PASSPHRASE).close()
    assert actions(store) == [
        ("create", "user"),
        ("create", "patient"),
        ("view", "patient"),
        ("export", "patient"),
        ("change", "patient"),
        ("failure", ""),
        ("failure", "login"),
        ("login", "user"),
    ]
    changed = trail(store)[4]
    assert changed["who"] == "Ada"
    assert changed["reason"] == "name checked"
    assert json.loads(changed["old"])["name"] == ANNA.name
    assert json.loads(trail(store)[6]["new"])["who"] == "Ada"


def test_a_change_that_fails_leaves_neither_itself_nor_its_entry(store: Store) -> None:
    def broken_off() -> None:
        with store.unit() as unit:
            unit.tell(Action.CHANGE, "patient", "x")
            raise RuntimeError("power")

    with pytest.raises(RuntimeError):
        broken_off()
    assert actions(store) == [("create", "user")]
    assert store.verify_audit().intact


def test_what_is_refused_by_role_is_entered(store: Store, places: Places) -> None:
    add_user(store, "Rex", Role.RESEARCHER, PASSPHRASE, CHEAP)
    with open_store(places, "Rex", PASSPHRASE) as researcher, pytest.raises(UserError, match="A researcher may not"):
        add_patient(researcher, ANNA)
    last = trail(store)[-1]
    assert (last["who"], last["action"]) == ("Rex", "failure")


def test_the_program_itself_cannot_change_an_entry_or_a_result(station) -> None:
    store = station(Role.CLINICIAN)
    filled(store)
    for sql in (
        "UPDATE audit_entry SET who = 'Eve'",
        "DELETE FROM audit_entry",
        "UPDATE measurement SET seconds = 20",
        "UPDATE result_version SET reason = ''",
        "UPDATE analysis SET provider = ''",
    ):
        with pytest.raises(UserError, match="never changed"), store.unit() as unit:
            unit.session.execute(text(sql))


def edit(connection: Connection, draw: random.Random, entries: int) -> None:
    column = draw.choice(
        ["at", "who", "action", "entity", "entity_id", "old", "new", "reason", "previous_hash", "hash"]
    )
    sequence = draw.randint(1, entries)
    connection.execute(text(f"UPDATE audit_entry SET {column} = {column} || 'x' WHERE sequence = {sequence}"))


def delete(connection: Connection, draw: random.Random, entries: int) -> None:
    connection.execute(text(f"DELETE FROM audit_entry WHERE sequence = {draw.randint(1, entries)}"))


def reorder(connection: Connection, draw: random.Random, entries: int) -> None:
    one, other = draw.sample(range(1, entries + 1), 2)
    for before, after in ((one, 0), (other, one), (0, other)):
        connection.execute(text(f"UPDATE audit_entry SET sequence = {after} WHERE sequence = {before}"))


def truncate(connection: Connection, draw: random.Random, entries: int) -> None:
    """As somebody would who knows of the noted end: it is moved as well."""
    kept = draw.randint(1, entries - 1)
    connection.execute(text(f"DELETE FROM audit_entry WHERE sequence > {kept}"))
    connection.execute(
        text(f"UPDATE audit_head SET sequence = {kept}, hash = (SELECT hash FROM audit_entry WHERE sequence = {kept})")
    )


def tampered_with(
    access: Access, change: Callable[[Connection, random.Random, int], None], draw: random.Random, entries: int
) -> None:
    """Changes the real database as somebody who has its key, and knows how to take the triggers off."""
    engine = encrypted_engine(access.places.database, access.key)
    with engine.begin() as connection:
        for event in ("update", "delete"):
            connection.execute(text(f"DROP TRIGGER IF EXISTS no_{event}_of_audit_entry"))
        change(connection, draw, entries)
    engine.dispose()


@pytest.mark.parametrize("change", [edit, delete, reorder, truncate])
@pytest.mark.parametrize("times", [pytest.param(10, id="short"), pytest.param(100, marks=pytest.mark.slow, id="long")])
def test_tampering_is_found(store: Store, change: Callable[[Connection, random.Random, int], None], times: int) -> None:
    visit, _ = filled(store)
    for number in range(8):
        add_note(store, visit, f"note {number}")
    entries = store.verify_audit().entries
    assert store.verify_audit().intact
    store.close()
    access = store.access
    whole = access.places.database.read_bytes()
    draw, found = random.Random(f"{change.__name__}"), 0
    for _ in range(times):
        access.places.database.write_bytes(whole)
        tampered_with(access, change, draw, entries)
        engine = encrypted_engine(access.places.database, access.key)
        reread = Store(engine, store.user, access.places.anchor, access)
        found += not reread.verify_audit().intact
        reread.close()
    assert found == times


def test_a_trail_made_anew_is_found_by_the_anchor(store: Store, places: Places) -> None:
    """The chain is whole in itself: only what is kept outside gives it away."""
    filled(store)
    store.close()
    other = places.folder.parent / "other"
    places.folder.rename(other)
    from tfcollab.store.opening import create_store

    fresh = create_store(places, "Ada", PASSPHRASE, CHEAP).store
    for _ in range(10):
        filled(fresh) if not trail(fresh)[1:] else trail(fresh)
        with fresh.unit() as unit:
            unit.tell(Action.VIEW, "patient")
    fresh.close()
    (other / "exams.audit.json").replace(places.anchor)
    verdict = open_store(places, "Ada", PASSPHRASE).verify_audit()
    assert len(verdict.faults) == 1
    assert "is not the one that was written" in verdict.faults[0]


def test_a_broken_trail_is_not_anchored_anew_until_an_administrator_accepts_it(store: Store, places: Places) -> None:
    filled(store)
    entries = store.verify_audit().entries
    store.close()
    tampered_with(store.access, truncate, random.Random(1), entries)
    anchor = read_anchor(places.anchor)
    reopened = open_store(places, "Ada", PASSPHRASE)
    assert reopened.audit_fault
    for _ in range(20):
        patients_viewed(reopened)
    assert read_anchor(places.anchor) == anchor
    assert not reopened.verify_audit().intact
    with pytest.raises(UserError, match="Say why"):
        reopened.accept_audit_fault(" ")
    reopened.accept_audit_fault("restored from Friday's backup")
    assert reopened.verify_audit().intact
    assert trail(reopened)[-1]["reason"] == "restored from Friday's backup"
    reopened.close()


def patients_viewed(store: Store) -> None:
    with store.unit() as unit:
        unit.tell(Action.VIEW, "patient")


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        (lambda path: path.unlink(), "The file with the end of the audit trail is missing."),
        (lambda path: path.write_text("{}"), "does not hold the end of an audit trail"),
    ],
)
@pytest.mark.parametrize("while_open", [True, False])
def test_a_missing_or_damaged_anchor_is_a_fault_that_stays_and_locks_nobody_out(
    store: Store, places: Places, damage: Callable[[Path], None], fault: str, while_open: bool
) -> None:
    filled(store)
    if not while_open:
        store.close()
    damage(places.anchor)
    with store if while_open else open_store(places, "Ada", PASSPHRASE) as opened:
        patients_viewed(opened)
        (found,) = opened.verify_audit().faults
        assert fault in found
        opened.accept_audit_fault("the file was deleted by mistake")
        assert opened.verify_audit().intact


def test_a_change_stands_where_its_anchor_cannot_be_moved(store: Store, places: Places) -> None:
    lock = places.anchor.with_name("exams.audit.json.lock")
    lock.unlink(missing_ok=True)
    lock.mkdir()
    anna = add_patient(store, ANNA)
    assert "Cannot write" in store.anchor_warning
    lock.rmdir()
    assert patient(store, anna.id).data == ANNA
    assert store.anchor_warning == ""
    assert store.verify_audit().intact


def test_a_clock_that_went_back_is_told_and_is_no_fault(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tfcollab.store.audit.utc_now", lambda: "1999-12-31T23:59:59.000000Z")
    patients_viewed(store)
    verdict = store.verify_audit()
    assert verdict.intact
    assert "clock went back at entry 2" in verdict.remarks[0]


def test_a_record_that_another_program_holds_is_told_and_not_called_damaged(
    store: Store, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tfcollab.store.cipher._BUSY_TIMEOUT_S", 0.1)
    with store._engine.begin(), pytest.raises(UserError, match="in use by another TF-Collab"):
        open_store(places, "Ada", PASSPHRASE)
    open_store(places, "Ada", PASSPHRASE).close()


def test_two_at_a_time_make_one_chain(store: Store, places: Places) -> None:
    with open_store(places, "Ada", PASSPHRASE) as other:
        for _ in range(5):
            patients_viewed(store)
            patients_viewed(other)
        assert other.verify_audit().intact
        head = read_anchor(places.anchor)
        assert head is not None
        assert head.sequence == other.verify_audit().entries


def test_folder_holds_no_other_files(store: Store, places: Places) -> None:
    filled(store)
    store.close()
    assert sorted(path.name for path in Path(places.folder).iterdir()) == [
        "exams.audit.json",
        "exams.audit.json.lock",
        "exams.db",
        "exams.keys.json",
    ]
