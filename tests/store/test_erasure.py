"""An erased patient is gone from rows, recordings and the trail's texts; what stays is pseudonymous, and verifies."""

import os
from pathlib import Path

import pytest
from failing_disk import failing_disk
from records import ANNA, MONDAY, PASSPHRASE, filled, recorded
from sqlalchemy import select, text

from tfcollab.errors import UserError
from tfcollab.store import pending
from tfcollab.store.cipher import encrypted_engine
from tfcollab.store.erasure import erase_patient
from tfcollab.store.exams import add_visit
from tfcollab.store.models import AuditEntry, Base, Role, User
from tfcollab.store.opening import open_store
from tfcollab.store.patients import PatientData, add_patient, change_patient, find_patients, patient
from tfcollab.store.places import Places
from tfcollab.store.recording_files import master_key
from tfcollab.store.recordings import open_recording
from tfcollab.store.store import Store
from tfcollab.store.visit_texts import add_note, save_questionnaire

PLANTED = ("Planted-Zeta", "H-9999", "planted note", "planted reason", "planted search", "date(1931")


def planted(store: Store) -> tuple[str, Path]:
    """A patient with everything that a record can hold of one, and the file of the recording."""
    data = PatientData("Planted-Zeta Anna", MONDAY.date().replace(year=1931), external_ids={"hospital": "H-9999"})
    view = add_patient(store, data)
    change_patient(store, view.id, view.version, data, "planted reason")
    visit = add_visit(store, view.id, MONDAY)
    path, _ = recorded(store, visit)
    add_note(store, visit, "planted note")
    save_questionnaire(store, visit, "DEQ-5", (1, 1, 1, 1, 1))
    find_patients(store, "Planted-Zeta")
    find_patients(store, "planted search for nobody")
    return view.id, path


def everything(store: Store) -> str:
    """Every value of every row."""
    with store.unit() as unit:
        return "\n".join(
            repr(tuple(row)) for table in Base.metadata.sorted_tables for row in unit.session.execute(select(table))
        )


def test_nothing_of_an_erased_patient_is_left_and_the_others_stay(station) -> None:
    store = station(Role.ADMINISTRATOR)
    filled(store)
    patient_id, path = planted(store)
    pseudonym = patient(store, patient_id).pseudonym
    assert all(word in everything(store) for word in PLANTED)
    copy = path.read_bytes()
    erased = erase_patient(store, patient_id, "asked for it in writing")
    assert (erased.pseudonym, erased.visits, erased.recordings) == (pseudonym, 1, 1)
    left = everything(store)
    assert [word for word in PLANTED if word in left] == []
    assert list(store.access.places.recordings.iterdir()) == []
    assert len(copy) > 1000
    verdict = store.verify_audit()
    assert verdict.intact
    assert f"erased the contents of {erased.entries} entries" in " ".join(verdict.remarks)
    last = next(entry for entry in store.audit_entries() if entry["action"] == "erase")
    assert pseudonym in last["new"]
    assert last["reason"] == "asked for it in writing"
    # who did what, when, and to which id
    assert [entry["action"] for entry in store.audit_entries() if entry["entity_id"] == patient_id] == [
        "create",
        "change",
        "view",
        "erase",
    ]
    (anna,) = find_patients(store, "anna")
    assert anna.data == ANNA
    with pytest.raises(UserError, match="is not in the exam record"):
        erase_patient(store, patient_id, "again")
    # what refuses changes of the trail is back
    with pytest.raises(UserError, match="never changed"), store.unit() as unit:
        unit.session.execute(text("UPDATE audit_entry SET who = 'Eve'"))


def test_file_and_log_hold_nothing_of_the_patient_either_for_whoever_has_the_key(store: Store, places: Places) -> None:
    patient_id, _ = planted(store)
    erase_patient(store, patient_id, "asked for it")
    store.close()
    assert not places.database.with_name("exams.db-wal").exists()
    plain = places.folder / "plain.db"
    connection = encrypted_engine(places.database, store.access.key).raw_connection()
    # all pages as they are, free ones too, without the cipher
    connection.execute(f"ATTACH DATABASE '{plain}' AS plain KEY ''")
    connection.execute("SELECT sqlcipher_export('plain')")
    connection.close()
    freed = encrypted_engine(places.database, store.access.key)
    with freed.connect() as reading:
        assert reading.exec_driver_sql("PRAGMA secure_delete").scalar_one() == 1
    content = plain.read_bytes()
    assert b"asked for it" in content
    assert [word for word in PLANTED if word.encode() in content] == []


def test_a_recording_whose_head_is_overwritten_cannot_be_read_with_the_master_key(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As somebody finds it who gets the file's blocks back from the disk."""
    patient_id, path = planted(store)
    blocks = os.open(path, os.O_RDONLY)
    try:
        with open_recording(path, master_key(store)) as source:
            assert len(list(source)) == 12
        erase_patient(store, patient_id, "asked for it")
        assert not path.exists()
        found = path.with_name("found.vault")
        found.write_bytes(os.pread(blocks, 10_000_000, 0))
    finally:
        os.close(blocks)
    assert found.stat().st_size > 1000
    with pytest.raises(UserError, match="is not an encrypted recording"):
        open_recording(found, master_key(store))


def test_only_an_administrator_erases_and_says_why(station) -> None:
    clinician = station(Role.CLINICIAN)
    anna = add_patient(clinician, ANNA)
    with pytest.raises(UserError, match="A clinician may not"):
        erase_patient(clinician, anna.id, "why")
    administrator = station(Role.ADMINISTRATOR)
    with pytest.raises(UserError, match="Say why"):
        erase_patient(administrator, anna.id, " ")
    assert patient(clinician, anna.id).data == ANNA


def test_a_crash_between_rows_and_recordings_is_made_good_at_the_next_opening(
    store: Store, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    patient_id, path = planted(store)

    class Killed(BaseException):
        pass

    def killed(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as dying:
        dying.setattr(pending, "_decide", killed)
        with pytest.raises(Killed):
            erase_patient(store, patient_id, "asked for it")
    assert path.exists()
    store.close()
    with open_store(places, "Ada", PASSPHRASE) as again:
        assert not path.exists()
        assert list(places.recordings.iterdir()) == []
        assert again.verify_audit().intact


def test_a_crash_before_the_rows_are_gone_keeps_the_recording(
    store: Store, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    patient_id, path = planted(store)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tfcollab.store.erasure._erase", killed)
    with pytest.raises(KeyboardInterrupt):
        erase_patient(store, patient_id, "asked for it")
    assert path.exists()
    assert patient(store, patient_id).data is not None
    assert sorted(found.name for found in places.recordings.iterdir()) == [path.name, f"{path.name}.manifest.jsonl"]


def test_a_disk_that_fails_tells_so_and_the_next_opening_goes_on(store: Store, places: Places) -> None:
    patient_id, path = planted(store)
    seen = set()
    for moment in range(1, 20):
        with failing_disk(moment):
            try:
                erase_patient(store, patient_id, "asked for it")
            except UserError as error:
                seen.add(str(error).partition("(")[0])
            except OSError:
                raise AssertionError("not a sentence") from None
        with store.unit() as unit:
            is_there = unit.session.scalars(text("SELECT count(*) FROM patient")).one()
        assert path.exists() or not is_there
        if not is_there:
            break
    store.close()
    with open_store(places, "Ada", PASSPHRASE) as again:
        assert not path.exists()
        assert again.verify_audit().intact
    assert seen


@pytest.mark.parametrize("column", ["old", "new", "reason"])
def test_an_entry_that_was_emptied_by_somebody_else_is_found(store: Store, column: str) -> None:
    planted(store)
    with store._engine.begin() as connection:
        connection.execute(text("DROP TRIGGER no_update_of_audit_entry"))
        value, sequence = connection.execute(
            text(f"SELECT {column}, sequence FROM audit_entry WHERE {column} != '' ORDER BY sequence DESC")
        ).first()
        from tfcollab.store.audit import _digest

        connection.execute(
            text(f"UPDATE audit_entry SET {column} = 'erased {_digest(value)}' WHERE sequence = {sequence}")
        )
    assert store.verify_audit().faults == (f"Entry {sequence} was emptied, and no entry tells of it.",)


def test_an_erased_entry_that_is_altered_afterwards_is_found(store: Store) -> None:
    patient_id, _ = planted(store)
    erase_patient(store, patient_id, "asked for it")
    for change in ("who = 'Eve'", "at = '2020'", "new = 'erased ' || hex(zeroblob(32))"):
        with store._engine.begin() as connection:
            connection.execute(text("DROP TRIGGER IF EXISTS no_update_of_audit_entry"))
            old = connection.execute(text("SELECT who, at, new FROM audit_entry WHERE sequence = 2")).one()
            connection.execute(text(f"UPDATE audit_entry SET {change} WHERE sequence = 2"))
        assert "Entry 2 was edited." in store.verify_audit().faults
        with store._engine.begin() as connection:
            restored = dict(zip(("who", "at", "new"), old, strict=True))
            connection.execute(
                text("UPDATE audit_entry SET who = :who, at = :at, new = :new WHERE sequence = 2"), restored
            )
    assert store.verify_audit().intact


def test_the_same_text_twice_leaves_different_hashes(store: Store) -> None:
    """What was erased cannot be found by trying likely names."""
    add_patient(store, PatientData("Same Name"))
    with store.unit() as unit:
        unit.tell("view", "patient", new={"name": "x"})
        unit.tell("view", "patient", new={"name": "x"})
    with store.unit() as unit:
        rows = unit.session.scalars(select(AuditEntry.new).order_by(AuditEntry.sequence.desc()).limit(2)).all()
        assert unit.session.query(User).count() == 1
    assert rows[0] != rows[1]
    assert rows[0][33:] == rows[1][33:]
