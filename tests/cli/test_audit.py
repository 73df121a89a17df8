"""`tfcollab audit verify` on real records."""

import sys
from pathlib import Path
from subprocess import CompletedProcess, run

import pytest
from sqlalchemy import text

sys.path.insert(0, str(Path(__file__).parents[1] / "store"))

from records import CHEAP, PASSPHRASE, filled

from tfcollab.store.opening import create_store
from tfcollab.store.places import Places
from tfcollab.store.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = create_store(Places(tmp_path / "records"), "Ada", PASSPHRASE, CHEAP).store
    filled(made)
    made.close()
    return made


def verify(store: Store, passphrase: str = PASSPHRASE) -> CompletedProcess[str]:
    command = [sys.executable, "-c", "from tfcollab.cli.main import main; main()", "audit", "verify"]
    options = ["--user", "Ada", "--folder", str(store.access.places.folder)]
    return run(command + options, input=f"{passphrase}\n", capture_output=True, text=True, check=False)


def test_a_whole_trail_is_good(store: Store) -> None:
    done = verify(store)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "good  6 entries, none edited, deleted, reordered or cut off\n"


def test_an_edited_entry_is_named(store: Store) -> None:
    with store._engine.begin() as connection:
        connection.execute(text("DROP TRIGGER no_update_of_audit_entry"))
        connection.execute(text("UPDATE audit_entry SET who = 'Eve' WHERE sequence = 3"))
    store.close()
    done = verify(store)
    assert done.returncode == 2
    assert done.stdout == "BAD   Entry 3 was edited.\n"
    assert "tampered with or damaged" in done.stderr


def test_a_wrong_passphrase_is_one_sentence(store: Store) -> None:
    done = verify(store, "not this passphrase")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "tfcollab: The name or the passphrase is wrong: check it, and try again.\n"
