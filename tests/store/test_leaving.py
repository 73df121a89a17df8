"""What leaves the record, or is erased from it, is whole or undone after `kill -9`, and nothing plain is left."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest
from records import MONDAY, PASSPHRASE, recorded

from tfcollab.store import leaving
from tfcollab.store.backup_check import verify_backup
from tfcollab.store.exams import add_visit
from tfcollab.store.models import Patient, Recording
from tfcollab.store.opening import open_store
from tfcollab.store.patients import PatientData, add_patient
from tfcollab.store.places import Places
from tfcollab.store.recording_files import master_key, plain_sha256
from tfcollab.store.store import Store
from tfcollab.video import open_source

pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGKILL")

CHILD = Path(__file__).with_name("killed_child.py")
SHORT_AND_LONG = [pytest.param(2, id="short"), pytest.param(50, marks=pytest.mark.slow, id="long")]


def killed(places: Places, out: Path, what: str, way: str, wait_s: float = 0.0, dones: int = 0) -> list[str]:
    """What the child said was done until it was killed: wait_s after it had begun or had done `dones`, or at "half"."""
    command = [sys.executable, CHILD, places.folder, out, what, way]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = [process.stdout.readline()]
        while way != "free" and said[-1] not in ("half\n", ""):
            said.append(process.stdout.readline())
        while way == "free" and len(said) - said.count("begun\n") < dones and said[-1]:
            said.append(process.stdout.readline())
        time.sleep(wait_s)
        process.send_signal(signal.SIGKILL)
        said += process.stdout.readlines()
    assert said[0] == "begun\n"
    # the last line may be cut by the kill, and then it was not said
    return [line.strip() for line in said if line.endswith("\n") and line not in ("begun\n", "half\n")]


def filled(store: Store, patients: int = 1) -> None:
    """Patients with a visit each, of which both eyes were recorded."""
    for _ in range(patients):
        visit = add_visit(store, add_patient(store, PatientData("Anna")).id, MONDAY)
        for eye in ("OD", "OS"):
            recorded(store, visit, eye=eye)


def wholes(out: Path) -> list[Path]:
    return sorted(path for path in out.glob("*") if not path.name.startswith("."))


def is_whole(folder: Path, what: str, videos: list[str]) -> bool:
    """videos: SHA-256 of the recordings as they were measured."""
    if what == "backup":
        return (folder / "backup.json").exists() and verify_backup(folder, "Ada", PASSPHRASE).faults == ()
    found = sorted(folder.rglob("*.mkv"))
    if len(found) != len(videos):
        return False
    if what == "exam":
        json.loads((folder / "exam.json").read_text("utf-8"))
        return sorted(sha256(path.read_bytes()).hexdigest() for path in found) == videos
    for path in found:
        with open_source(path) as source:
            if len(list(source)) != 12:
                return False
    return (folder / "README.txt").exists() and (folder / "measurements.csv").exists()


def left_over(out: Path) -> list[Path]:
    """Files of what was not finished."""
    return [path for folder in out.glob(".*") for path in folder.rglob("*") if path.is_file()]


def videos_of(store: Store) -> list[str]:
    with store.unit() as unit:
        return sorted(row.sha256 for row in unit.session.query(Recording))


@pytest.mark.parametrize("kills", SHORT_AND_LONG)
@pytest.mark.parametrize("what", ["exam", "research", "backup"])
@pytest.mark.timeout(3600)
def test_what_leaves_is_whole_or_not_there_and_nothing_of_it_is_left(
    store: Store, places: Places, tmp_path: Path, what: str, kills: int
) -> None:
    filled(store)
    videos, out, draw = videos_of(store), tmp_path / "out", random.Random(5)
    store.close()
    said: list[str] = []
    for number in range(kills):
        # once for certain in the middle, and once when one at least was whole, however slow the machine
        way, dones = ("half", 0) if number == 0 else ("free", int(number == 1))
        said += killed(places, out / str(number), what, way, draw.uniform(0.1, 0.8), dones)
        if not number:
            assert left_over(out / "0")
        with open_store(places, "Ada", PASSPHRASE) as reopened:
            assert reopened.verify_audit().intact
        assert left_over(out / str(number)) == []
        assert list(places.folder.glob("leaving-*")) == []
    done = [path for folder in sorted(out.iterdir()) for path in wholes(folder)]
    assert len(done) >= len(said)
    assert done
    assert [path for path in done if not is_whole(path, what, videos)] == []


@pytest.mark.parametrize("what", ["exam", "research", "backup"])
def test_a_folder_filled_in_its_place_is_found_half_so_that_the_test_above_can_fail(
    store: Store, places: Places, tmp_path: Path, what: str
) -> None:
    filled(store)
    videos, out = videos_of(store), tmp_path / "out"
    store.close()
    killed(places, out, what, "unsafe")
    (half,) = wholes(out)
    assert not is_whole(half, what, videos)


def fates(store: Store) -> list[bool]:
    """Whether each patient is there, whole; fails where one is half there, or a file is nobody's."""
    with store.unit() as unit:
        rows = {row.file_name: row.sha256 for row in unit.session.query(Recording)}
        patients = unit.session.query(Patient).count()
    assert len(rows) == 2 * patients
    names = {path.name for path in store.access.places.recordings.iterdir()}
    assert names == {name + ending for name in rows for ending in ("", ".manifest.jsonl")}
    for name, expected in rows.items():
        assert plain_sha256(store.access.places.recordings / name, master_key(store)) == expected
    return [True] * patients


@pytest.mark.parametrize("kills", SHORT_AND_LONG)
@pytest.mark.timeout(3600)
def test_an_erasure_is_done_or_not_begun_once_the_record_is_open_again(
    store: Store, places: Places, tmp_path: Path, kills: int
) -> None:
    draw, before, erased = random.Random(6), 0, 0
    store.close()
    for number in range(kills):
        with open_store(places, "Ada", PASSPHRASE) as opened:
            filled(opened, 4 - before)
        said = killed(places, tmp_path, "erase", "free" if number else "half", draw.uniform(0, 0.15))
        with open_store(places, "Ada", PASSPHRASE) as again:
            assert again.verify_audit().intact
            before = len(fates(again))
            with again.unit() as unit:
                assert {row.id for row in unit.session.query(Patient)} & set(said) == set()
        # the rows of the one that was killed in the middle were gone, and its recordings go with the opening
        assert number or before == 3
        assert before <= 4 - len(said)
        erased += 4 - before
    assert erased >= 1


def test_an_erasure_without_a_note_leaves_recordings_so_that_the_test_above_can_fail(
    store: Store, places: Places, tmp_path: Path
) -> None:
    filled(store)
    store.close()
    killed(places, tmp_path, "erase", "unsafe")
    with open_store(places, "Ada", PASSPHRASE) as again, pytest.raises(AssertionError):
        fates(again)


def test_what_lies_on_another_computer_or_a_disk_that_is_away_is_removed_when_it_can_be(
    store: Store, places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(store)
    store.close()
    killed(places, tmp_path / "disk", "exam", "half")
    assert left_over(tmp_path / "disk")
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(leaving.platform, "node", lambda: "another room")
        open_store(places, "Ada", PASSPHRASE).close()
    assert left_over(tmp_path / "disk")
    (tmp_path / "disk").rename(tmp_path / "away")
    open_store(places, "Ada", PASSPHRASE).close()
    (tmp_path / "away").rename(tmp_path / "disk")
    assert left_over(tmp_path / "disk")
    open_store(places, "Ada", PASSPHRASE).close()
    assert left_over(tmp_path / "disk") == []
    assert list(places.folder.glob("leaving-*")) == []


def test_a_note_of_somebody_else_has_nothing_removed(store: Store, places: Places, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.mkdir()
    told = json.dumps({"computer": leaving.platform.node(), "folder": str(victim)}).encode()
    for content in (told, b"", bytes(12) + told):
        (places.folder / "leaving-0.json").write_bytes(content)
        open_store(places, "Ada", PASSPHRASE).close()
        assert victim.exists()
        assert list(places.folder.glob("leaving-*")) == []


def test_what_another_process_is_writing_is_left_alone(store: Store, places: Places, tmp_path: Path) -> None:
    with leaving.leaving_folder(store, tmp_path / "out") as scratch:
        (scratch / "file").write_text("content")
        (note,) = places.folder.glob("leaving-*.json")
        assert b"out" not in note.read_bytes()
        open_store(places, "Ada", PASSPHRASE).close()
        assert (scratch / "file").exists()
    assert (tmp_path / "out" / "file").read_text() == "content"
    assert list(places.folder.glob("leaving-*")) == []
    shutil.rmtree(tmp_path / "out")
