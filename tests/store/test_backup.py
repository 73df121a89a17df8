"""A backup is made while the record is in use, holds everything, and is whole or not there."""

import json
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from failing_disk import failing_everywhere
from records import ANNA, PASSPHRASE, filled, recorded

from tfcollab.errors import UserError
from tfcollab.store.backup import create_backup
from tfcollab.store.backup_check import verify_backup
from tfcollab.store.history import eye_history
from tfcollab.store.models import Role
from tfcollab.store.opening import open_store
from tfcollab.store.patients import add_patient, find_patients
from tfcollab.store.places import Places
from tfcollab.store.record_settings import set_lock_after
from tfcollab.store.restore import restore_backup
from tfcollab.store.store import Store
from tfcollab.store.visit_texts import add_note

HERE = Path(__file__).parent


def test_a_backup_comes_back_as_the_record_was(station, tmp_path: Path) -> None:
    store = station(Role.ADMINISTRATOR)
    visit, _ = filled(store)
    path, saved = recorded(store, visit)
    add_note(store, visit, "<b>dry</b> =1+1 \u202e\x1b[31m")
    set_lock_after(store, 90)
    patient_id = find_patients(store, "anna")[0].id
    history = eye_history(store, patient_id, "OD")
    told: list[tuple[int, int]] = []
    index = create_backup(store, tmp_path / "backup", lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] > path.stat().st_size
    assert index.missing == ("rec-1.tfv",)
    verdict = verify_backup(tmp_path / "backup", store.user.name, PASSPHRASE)
    assert (verdict.faults, verdict.results, verdict.recordings) == ((), 2, 1)
    assert verdict.remarks == ("rec-1.tfv was not there when the backup was made.",)
    add_patient(store, ANNA.__class__("Born later"))

    there = Places(tmp_path / "restored")
    assert restore_backup(tmp_path / "backup", there, store.user.name, PASSPHRASE).set_aside is None
    with open_store(there, store.user.name, PASSPHRASE) as again:
        assert eye_history(again, patient_id, "OD") == history
        assert find_patients(again, "born") == ()
        assert again.lock_after_s == 90
        assert again.verify_audit().intact
        assert again.damaged_pages() == []
    assert (there.recordings / path.name).read_bytes() == path.read_bytes()
    assert saved.recording_id


def test_a_record_moves_from_a_file_to_a_server(server_url: str, backup: Path, tmp_path: Path) -> None:
    from records import new_database

    url, there = new_database(server_url), Places(tmp_path / "shared")
    restore_backup(backup, there, "Ada", PASSPHRASE, server_url=url)
    assert not there.database.exists()
    with open_store(there, "Ada", PASSPHRASE) as again:
        (anna,) = find_patients(again, "anna")
        assert len(eye_history(again, anna.id, "OD")[0].recording_ids) == 2
        assert again.verify_audit().intact
    with pytest.raises(UserError, match="holds an exam record already"):
        restore_backup(backup, Places(tmp_path / "second"), "Ada", PASSPHRASE, server_url=url)
    assert not (tmp_path / "second").exists()


def test_nothing_in_a_backup_can_be_read_without_the_key(backup: Path) -> None:
    content = b"".join(path.read_bytes() for path in backup.rglob("*") if path.is_file())
    assert len(content) > 100_000
    assert [word for word in ("Müster", "H-4711", "Muster_Anna", "matroska", "FFV1") if word.encode() in content] == []


def test_writers_are_not_kept_waiting_and_a_backup_holds_one_moment(store: Store, tmp_path: Path) -> None:
    visit, _ = filled(store)
    with store.snapshot() as moment:
        before = moment.exec_driver_sql("SELECT count(*) FROM note").scalar_one()
        add_note(store, visit, "while it is being read")
        assert moment.exec_driver_sql("SELECT count(*) FROM note").scalar_one() == before == 0


def test_backups_while_another_process_saves_without_a_pause_are_each_of_one_moment(
    store: Store, places: Places, tmp_path: Path
) -> None:
    visit, _ = filled(store)
    command = [sys.executable, HERE / "crash_writer.py", places.folder, store.access.key.raw.hex(), "record"]
    with subprocess.Popen([*command, store.user.id, visit], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        ends = [create_backup(store, tmp_path / str(number)).audit_end.sequence for number in range(2)]
        writer.stdout.readline()
        writer.kill()
    assert ends[1] > ends[0] + 3
    for number in range(2):
        verdict = verify_backup(tmp_path / str(number), "Ada", PASSPHRASE)
        assert verdict.faults == ()
        assert verdict.results > 1


def test_a_recording_that_is_being_made_is_backed_up_as_far_as_it_is(store: Store, tmp_path: Path) -> None:
    from recorded import SIZE, frame

    from tfcollab.store.recording_files import master_key, new_recording_path
    from tfcollab.store.recordings import record, recover_recording
    from tfcollab.video.recovery import RecordingState

    path = new_recording_path(store.access.places)
    with record(path, master_key(store), *SIZE, 60) as recorder:
        for index in range(60):
            recorder.put(frame(index))
        while recorder.status().frames_recorded < 60:
            time.sleep(0.01)
        time.sleep(0.3)
        create_backup(store, tmp_path / "backup")
    check = recover_recording(tmp_path / "backup" / "recordings" / path.name, master_key(store))
    assert check.state is RecordingState.INTERRUPTED
    assert check.frames >= 40
    assert verify_backup(tmp_path / "backup", "Ada", PASSPHRASE).faults == ()


@pytest.mark.parametrize("flips", [pytest.param(12, id="short"), pytest.param(300, marks=pytest.mark.slow, id="long")])
def test_every_altered_bit_of_a_backup_is_found(backup: Path, tmp_path: Path, flips: int) -> None:
    files = sorted(path for path in backup.rglob("*") if path.is_file() and path.name != "exams.keys.json.lock")
    draw, found = random.Random(5), 0
    for number in range(flips):
        path = files[number % len(files)]
        whole = path.read_bytes()
        altered = bytearray(whole)
        altered[draw.randrange(len(whole))] ^= 1 << draw.randrange(8)
        path.write_bytes(altered)
        try:
            found += bool(verify_backup(backup, "Ada", PASSPHRASE).faults)
        except UserError:
            found += 1
        with pytest.raises(UserError):
            restore_backup(backup, Places(tmp_path / "restored"), "Ada", PASSPHRASE)
        assert not (tmp_path / "restored").exists()
        path.write_bytes(whole)
    assert found == flips
    assert verify_backup(backup, "Ada", PASSPHRASE).faults == ()


def test_what_is_missing_or_does_not_belong_there_is_told(backup: Path) -> None:
    (backup / "Thumbs.db").write_bytes(b"x")
    verdict = verify_backup(backup, "Ada", PASSPHRASE)
    assert verdict.faults == ()
    assert "Thumbs.db is no part of the backup." in verdict.remarks
    (vault,) = backup.glob("recordings/*.vault")
    vault.unlink()
    assert f"recordings/{vault.name} cannot be read" in verify_backup(backup, "Ada", PASSPHRASE).faults[0]


def test_a_wrong_passphrase_a_newer_backup_and_no_backup_are_one_sentence_each(backup: Path, tmp_path: Path) -> None:
    places = Places(tmp_path / "restored")
    with pytest.raises(UserError, match="wrong: give those that opened the record"):
        restore_backup(backup, places, "Ada", "not this passphrase")
    with pytest.raises(UserError, match="There is no"):
        verify_backup(tmp_path, "Ada", PASSPHRASE)
    held = json.loads((backup / "backup.json").read_text())
    (backup / "backup.json").write_text(json.dumps(held | {"format": 2}))
    with pytest.raises(UserError, match="newer TF-Collab"):
        verify_backup(backup, "Ada", PASSPHRASE)
    (backup / "backup.json").unlink()
    with pytest.raises(UserError, match="There is no backup"):
        restore_backup(backup, places, "Ada", PASSPHRASE)
    assert not places.folder.exists()


def test_a_backup_is_never_made_over_anything_nor_into_the_record(store: Store, backup: Path, places: Places) -> None:
    before = sorted(backup.iterdir())
    with pytest.raises(UserError, match="not empty"):
        create_backup(store, backup)
    assert sorted(backup.iterdir()) == before
    with pytest.raises(UserError, match="lies in the exam record itself"):
        create_backup(store, places.folder / "backup")


def test_a_researcher_makes_no_backup(station, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="A researcher may not"):
        create_backup(station(Role.RESEARCHER), tmp_path / "backup")


def test_a_disk_that_fails_at_any_moment_leaves_no_backup(store: Store, places: Places, tmp_path: Path) -> None:
    visit, _ = filled(store)
    recorded(store, visit)
    target = tmp_path / "backups" / "one"

    def look(is_done: bool) -> None:
        assert target.exists() == is_done
        if is_done:
            assert len(list(target.rglob("*"))) == 7
            shutil.rmtree(target)
        assert list(target.parent.glob("*")) == []

    refused, went_on = failing_everywhere(lambda: create_backup(store, target), look)
    assert refused >= 8
    # of the anchor of the audit trail alone, whose failure is a warning
    assert went_on <= 6
