"""Restoring never overwrites without being told, and is all or nothing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from failing_disk import failing_everywhere
from records import PASSPHRASE
from sqlalchemy import text

from tfcollab.errors import UserError
from tfcollab.store.backup_index import BackupIndex, read_index
from tfcollab.store.cipher import encrypted_engine
from tfcollab.store.opening import open_store
from tfcollab.store.patients import PatientData, add_patient, find_patients
from tfcollab.store.places import Places
from tfcollab.store.restore import restore_backup
from tfcollab.store.store import Store


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_record_that_is_there_stays_unless_it_is_said(store: Store, places: Places, backup: Path) -> None:
    add_patient(store, PatientData("Born later"))
    store.close()
    before = contents(places.folder)
    with pytest.raises(UserError, match="--replace"):
        restore_backup(backup, places, "Ada", PASSPHRASE)
    assert contents(places.folder) == before
    restored = restore_backup(backup, places, "Ada", PASSPHRASE, replace=True)
    assert restored.set_aside is not None
    assert contents(restored.set_aside) == before
    with open_store(places, "Ada", PASSPHRASE) as again:
        assert find_patients(again, "born") == ()
        assert len(find_patients(again, "anna")) == 1
        entry = next(entry for entry in again.audit_entries() if entry["entity"] == "record" and entry["new"])
        assert "backup" in entry["new"]
    with open_store(Places(restored.set_aside), "Ada", PASSPHRASE) as old:
        assert len(find_patients(old, "born")) == 1


def test_a_record_that_is_open_is_not_replaced(store: Store, places: Places, backup: Path) -> None:
    find_patients(store, "anna")
    with pytest.raises(UserError, match="is open, or a crash left it so"):
        restore_backup(backup, places, "Ada", PASSPHRASE, replace=True)
    store.close()
    restore_backup(backup, places, "Ada", PASSPHRASE, replace=True)


def test_a_disk_that_fails_at_any_moment_leaves_the_old_record(
    store: Store, places: Places, backup: Path, tmp_path: Path
) -> None:
    add_patient(store, PatientData("Born later"))
    store.close()
    before = contents(places.folder)

    def look(is_done: bool) -> None:
        (aside,) = tmp_path.glob("records.replaced*") if is_done else [None]
        assert contents(aside or places.folder) == before
        assert len(list(tmp_path.iterdir())) == (3 if is_done else 2)
        if aside is not None:
            shutil.rmtree(places.folder)
            aside.rename(places.folder)

    refused, _ = failing_everywhere(lambda: restore_backup(backup, places, "Ada", PASSPHRASE, replace=True), look)
    assert refused >= 10


#: restores with room for so many bytes in a file, as on a full disk
RESTORER = """
import resource, signal, sys
from pathlib import Path
sys.path[:0] = sys.argv[1:2]
from records import PASSPHRASE
from tfcollab.errors import UserError
from tfcollab.store.places import Places
from tfcollab.store.restore import restore_backup
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[4]), resource.RLIM_INFINITY))
try:
    restore_backup(Path(sys.argv[2]), Places(Path(sys.argv[3])), "Ada", PASSPHRASE)
except UserError as error:
    print(error)
"""


@pytest.mark.skipif(os.name != "posix", reason="RLIMIT_FSIZE")
@pytest.mark.parametrize("room_bytes", [2_000, 120_000])
def test_a_disk_that_is_really_full_leaves_nothing(backup: Path, tmp_path: Path, room_bytes: int) -> None:
    command = [sys.executable, "-c", RESTORER, Path(__file__).parent, backup, tmp_path / "new", str(room_bytes)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "large" in done.stdout or "full" in done.stdout
    assert not (tmp_path / "new").exists()
    assert list(tmp_path.glob(".part-*")) == []


def altered_database(backup: Path, store: Store, sql: str) -> None:
    """Changes the backed-up database and the list, as somebody with the key could, or as another program made it."""
    key = store.access.key
    index = read_index(backup, key)
    engine = encrypted_engine(backup / "exams.db", key)
    with engine.begin() as connection:
        for statement in sql.split(";"):
            connection.execute(text(statement))
    engine.dispose()
    from tfcollab.store.backup_index import listed

    files = tuple(listed(backup / file.name, file.name) for file in index.files)
    BackupIndex(index.made_at, index.program_version, index.record_id, index.audit_end, files, index.missing).write(
        backup, key
    )


def test_a_backup_of_a_newer_program_is_refused(store: Store, backup: Path, tmp_path: Path) -> None:
    altered_database(backup, store, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(UserError, match="newer TF-Collab"):
        restore_backup(backup, Places(tmp_path / "new"), "Ada", PASSPHRASE)
    assert not (tmp_path / "new").exists()


def test_a_backup_whose_trail_was_cut_is_refused(store: Store, backup: Path, tmp_path: Path) -> None:
    altered_database(backup, store, "DROP TRIGGER no_delete_of_audit_entry; DELETE FROM audit_entry WHERE sequence > 2")
    with pytest.raises(UserError, match="Nothing was restored"):
        restore_backup(backup, Places(tmp_path / "new"), "Ada", PASSPHRASE)
    assert not (tmp_path / "new").exists()
