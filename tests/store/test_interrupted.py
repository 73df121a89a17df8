"""What a crash leaves of a recording is offered to whoever opens the record, with whose it is; nothing else is."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from records import ANNA, MONDAY, PASSPHRASE, THREE, document, filled, recorded, recording

from tfcollab.errors import UserError
from tfcollab.exam.frame import Eye
from tfcollab.store.backup import create_backup
from tfcollab.store.backup_check import verify_backup
from tfcollab.store.erasure import erase_patient
from tfcollab.store.exams import add_visit
from tfcollab.store.history import eye_history, visits
from tfcollab.store.interrupted import (
    Begun,
    Interrupted,
    being_made,
    discard_interrupted,
    interrupted,
    keep_interrupted,
)
from tfcollab.store.models import Role
from tfcollab.store.opening import open_store
from tfcollab.store.patients import PatientData, add_patient
from tfcollab.store.places import Places
from tfcollab.store.recording_files import master_key, plain_sha256, recording_path, taking_note
from tfcollab.store.restore import restore_backup
from tfcollab.store.store import Store

pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGKILL")


@contextmanager
def recording_process(store: Store, patient_id: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A process that records this patient's left eye, and the name of its file."""
    access = store.access
    command = [sys.executable, Path(__file__).with_name("interrupted_child.py"), access.places.folder]
    paths = os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parents[1] / "video")])
    with subprocess.Popen(
        [*command, access.key.raw.hex(), store.user.id, patient_id],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": paths},
    ) as process:
        assert process.stdout is not None
        try:
            yield process, process.stdout.readline().strip()
        finally:
            process.send_signal(signal.SIGKILL)


def broken_off(store: Store, patient_id: str) -> Interrupted:
    """A recording of the patient's that a kill broke off."""
    before = {seen.file_name for seen in interrupted(store)}
    with recording_process(store, patient_id) as (_, name):
        pass
    (seen,) = (seen for seen in interrupted(store) if seen.file_name not in before)
    assert seen.file_name == name
    return seen


def kept(store: Store, seen: Interrupted, patient_id: str = "") -> str:
    """Keeps it with some result; gives the recording's id."""
    sha256 = plain_sha256(recording_path(store.access.places, seen.file_name), master_key(store))
    new = replace(recording("OS", sha256), file_name=seen.file_name, interrupted=True)
    return keep_interrupted(store, seen, new, document(*THREE, eye="OS", sha256=sha256), patient_id).recording_id


def test_a_killed_recording_is_offered_with_whose_it_is_and_becomes_an_exam(station) -> None:
    store = station(Role.CLINICIAN)
    anna = add_patient(store, ANNA).id
    with recording_process(store, anna) as (process, name):
        # somebody is at it
        assert process.poll() is None
        assert interrupted(store) == ()
        assert ANNA.name.encode() not in taking_note(recording_path(store.access.places, name)).read_bytes()
    (seen,) = interrupted(store)
    assert seen.begun == Begun(anna, None, Eye.OS, "Camera 1", MONDAY)
    assert (seen.file_name, seen.name) == (name, ANNA.name)
    # sixty frames at sixty a second were given, and the last quarter second may be missing
    assert seen.frames >= 44
    assert seen.last_s == pytest.approx((seen.frames - 1) / 60, abs=0.002)
    assert seen.problems == ()
    kept(store, seen)
    assert interrupted(store) == ()
    assert not taking_note(recording_path(store.access.places, name)).exists()
    (visit,) = eye_history(store, anna, Eye.OS)
    assert visit.at == MONDAY
    with pytest.raises(UserError, match="in the meantime"):
        kept(store, seen)
    assert len(visits(store, anna)) == 1


def test_one_that_is_discarded_is_gone_and_the_trail_says_why(store: Store) -> None:
    seen = broken_off(store, add_patient(store, ANNA).id)
    with pytest.raises(UserError, match="Say why"):
        discard_interrupted(store, seen, " ")
    discard_interrupted(store, seen, "wrong patient in the chair")
    assert list(store.access.places.recordings.iterdir()) == []
    assert interrupted(store) == ()
    last = next(entry for entry in reversed(store.audit_entries()) if entry["action"] == "change")
    assert last["reason"] == "wrong patient in the chair"
    with pytest.raises(UserError, match="in the meantime"):
        discard_interrupted(store, seen, "again")


def test_one_whose_note_is_lost_or_damaged_is_nobody_s_and_can_be_given_to_a_patient(store: Store) -> None:
    anna = add_patient(store, ANNA).id
    seen = broken_off(store, anna)
    note = taking_note(recording_path(store.access.places, seen.file_name))
    for content in (b"", b"\x00" * 60, b"cut", note.read_bytes()[:-1]):
        note.write_bytes(content)
        assert interrupted(store) == (replace(seen, begun=None, pseudonym="", name=""),)
    note.unlink()
    (lost,) = interrupted(store)
    with pytest.raises(UserError, match="not in the exam record"):
        kept(store, lost)
    kept(store, lost, anna)
    assert len(eye_history(store, anna, Eye.OS)) == 1
    assert interrupted(store) == ()


def test_what_is_in_the_record_is_never_offered(store: Store) -> None:
    visit, _ = filled(store)
    path, _ = recorded(store, visit)
    # a crash between the transaction and the end of the note
    taking_note(path).write_bytes(b"whatever")
    assert interrupted(store) == ()
    assert not taking_note(path).exists()


def test_a_recording_that_could_not_be_kept_is_offered_and_one_that_was_is_not(store: Store) -> None:
    anna = add_patient(store, ANNA).id
    visit = add_visit(store, anna, MONDAY)
    begun = Begun(anna, visit, Eye.OD, "Camera 1", MONDAY)
    path, _ = recorded(store, visit)
    with being_made(store, path, begun):
        assert taking_note(path).exists()
    assert not taking_note(path).exists()
    other = path.with_name("0" * 32 + ".vault")
    other.write_bytes(path.read_bytes())
    other.with_name(other.name + ".manifest.jsonl").write_bytes(
        path.with_name(path.name + ".manifest.jsonl").read_bytes()
    )
    with pytest.raises(RuntimeError), being_made(store, other, begun):
        raise RuntimeError("the disk is full")
    (seen,) = interrupted(store)
    assert seen.begun == begun
    assert seen.frames == 12


def test_an_erased_patient_takes_what_broke_off_along(store: Store) -> None:
    anna, other = add_patient(store, ANNA).id, add_patient(store, PatientData("Bo")).id
    broken_off(store, anna)
    stays = broken_off(store, other)
    erase_patient(store, anna, "asked for it")
    assert [seen.file_name for seen in interrupted(store)] == [stays.file_name]
    assert len(list(store.access.places.recordings.glob("*.vault"))) == 1
    assert len(list(store.access.places.recordings.glob("taking-*"))) == 1


def test_a_backup_holds_it_with_whose_it_is(store: Store, tmp_path: Path) -> None:
    anna = add_patient(store, ANNA).id
    seen = broken_off(store, anna)
    create_backup(store, tmp_path / "backup")
    assert verify_backup(tmp_path / "backup", "Ada", PASSPHRASE).faults == ()
    restored = Places(tmp_path / "again" / "records")
    restore_backup(tmp_path / "backup", restored, "Ada", PASSPHRASE)
    with open_store(restored, "Ada", PASSPHRASE) as again:
        assert interrupted(again) == (seen,)


def test_a_damaged_one_says_so_and_does_not_hide_the_others(store: Store) -> None:
    anna = add_patient(store, ANNA).id
    first, second = broken_off(store, anna), broken_off(store, anna)
    path = recording_path(store.access.places, first.file_name)
    path.write_bytes(b"x" * 200)
    found = {seen.file_name: seen for seen in interrupted(store)}
    assert found[second.file_name] == second
    assert found[first.file_name].frames == 0
    assert "not an encrypted recording" in found[first.file_name].problems[0]


def test_a_researcher_is_not_offered_any(station) -> None:
    with pytest.raises(UserError, match="A researcher may not"):
        interrupted(station(Role.RESEARCHER))
