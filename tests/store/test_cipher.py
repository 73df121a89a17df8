"""The database file is encrypted, or there is none; damage is found."""

import builtins
import random
import sqlite3
from pathlib import Path

import pytest
from records import PASSPHRASE, SHA256, THREE, document, filled, recording
from sqlalchemy import text

from tfcollab.errors import UserError
from tfcollab.store.cipher import cipher_driver, damaged_pages, encrypted_engine
from tfcollab.store.exams import save_exam
from tfcollab.store.opening import create_store, open_store
from tfcollab.store.places import Places
from tfcollab.store.store import Store
from tfcollab.store.wrapping import Key


def test_the_file_is_kept_as_safely_as_it_says(store: Store) -> None:
    with store._engine.connect() as connection:
        asked = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "temp_store")
        }
    assert asked == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "temp_store": 2}


def test_stock_sqlite_cannot_read_it(store: Store, places: Places) -> None:
    filled(store)
    store.close()
    with pytest.raises(sqlite3.DatabaseError, match="not a database"), sqlite3.connect(places.database) as plain:
        plain.execute("SELECT * FROM patient")


def test_an_unencrypted_file_is_neither_opened_nor_changed(store: Store, places: Places) -> None:
    store.close()
    places.database.unlink()
    with sqlite3.connect(places.database) as plain:
        plain.execute("CREATE TABLE patient (name TEXT)")
    before = places.database.read_bytes()
    with pytest.raises(UserError, match="is not encrypted, so it is not opened"):
        open_store(places, "Ada", PASSPHRASE)
    assert places.database.read_bytes() == before


def test_without_the_cipher_nothing_is_created(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: object, **more: object) -> object:
        if name.startswith("sqlcipher3"):
            raise ImportError(name)
        return real(name, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UserError, match="SQLCipher is missing"):
        create_store(places, "Ada", PASSPHRASE)
    assert not places.folder.exists()


def test_a_driver_that_ignores_the_key_is_refused_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tfcollab.store.cipher.cipher_driver", lambda: sqlite3)
    engine = encrypted_engine(tmp_path / "exams.db", Key.new())
    with pytest.raises(UserError, match="has no cipher"):
        engine.connect()
    assert not (tmp_path / "exams.db").exists() or (tmp_path / "exams.db").stat().st_size == 0


def test_another_key_is_refused_in_a_sentence(tmp_path: Path) -> None:
    engine = encrypted_engine(tmp_path / "exams.db", Key.new())
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE one (id INTEGER)"))
    engine.dispose()
    with pytest.raises(UserError, match="cannot be decrypted"):
        encrypted_engine(tmp_path / "exams.db", Key.new()).connect()


@pytest.mark.parametrize("flips", [pytest.param(30, id="short"), pytest.param(300, marks=pytest.mark.slow, id="long")])
def test_every_flipped_bit_of_the_database_is_found(
    store: Store, places: Places, capfd: pytest.CaptureFixture, flips: int
) -> None:
    visit, _ = filled(store)
    for number in range(5):
        save_exam(store, visit, recording(), document(*THREE * 20, sha256=SHA256) | {"noise": random.random() * number})
    access = store.access
    store.close()
    whole = places.database.read_bytes()
    engine = encrypted_engine(places.database, access.key)
    assert damaged_pages(engine) == []
    engine.dispose()
    draw = random.Random(4)
    found = 0
    for position in [draw.randrange(len(whole) * 8) for _ in range(flips)]:
        flipped = bytearray(whole)
        flipped[position // 8] ^= 1 << position % 8
        places.database.write_bytes(flipped)
        engine = encrypted_engine(places.database, access.key)
        try:
            found += bool(damaged_pages(engine))
        except UserError:
            found += 1
        engine.dispose()
    assert found == flips
    assert capfd.readouterr().err == ""


def test_the_driver_is_new_enough_for_safe_logs() -> None:
    version = tuple(int(part) for part in cipher_driver().sqlite_version.split("."))
    assert version >= (3, 51, 3)
