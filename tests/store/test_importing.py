"""A folder of recordings into the record: all or nothing, what is left out is said, nothing comes in twice."""

import csv
import hashlib
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from failing_disk import failing_everywhere
from recorded import SIZE, picture
from records import PASSPHRASE, THREE, document, filled

from tfcollab.errors import UserError
from tfcollab.exam.frame import Eye
from tfcollab.store.import_list import read_list
from tfcollab.store.importing import Measured, Plan, carry_out, plan_import
from tfcollab.store.models import Recording, Role
from tfcollab.store.opening import open_store
from tfcollab.store.overview import exams
from tfcollab.store.patients import find_patients
from tfcollab.store.places import Places
from tfcollab.store.recording_files import master_key, plain_sha256, recording_path
from tfcollab.store.recordings import open_recording, recover_recording
from tfcollab.store.store import Store
from tfcollab.video import open_source
from tfcollab.video.recovery import RecordingState
from tfcollab.video.writer import VideoWriter

FRAMES = 10


def video(path: Path, first: int) -> Path:
    with VideoWriter(path, *SIZE, 30, codec="h264") as writer:
        for index in range(FRAMES):
            writer.write(picture(first + index), index / 30)
    return path


def listed(folder: Path, *rows: dict[str, str]) -> Path:
    path = folder / "exams.csv"
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        names = list(dict.fromkeys(name for row in rows for name in row))
        table = csv.DictWriter(file, names)
        table.writeheader()
        table.writerows(rows)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two recordings of one exam, one of another patient, and what is no recording."""
    folder = tmp_path / "brought"
    folder.mkdir()
    video(folder / "a.mkv", 0)
    video(folder / "b.mp4", 100)
    video(folder / "c.mkv", 200)
    (folder / "again.mkv").write_bytes((folder / "a.mkv").read_bytes())
    (folder / "notes.txt").write_text("x")
    (folder / "sub").mkdir()
    anna = {"patient": "4711", "name": '<b>=Anna "Ä"', "birth_date": "1970-02-03", "at": "2026-03-02T09:30+00:00"}
    listed(
        folder,
        anna | {"file": "a.mkv", "eye": "OD", "sha256": hashlib.sha256((folder / "a.mkv").read_bytes()).hexdigest()},
        anna | {"file": "b.mp4", "eye": "OS"},
        anna | {"file": "again.mkv", "eye": "OD"},
        {"file": "c.mkv", "patient": "0815", "sex": "male", "at": "2026-03-03"},
    )
    return folder


def measured(plan: Plan) -> list[Measured]:
    """With a result document as the analysis would give it."""
    found = []
    for planned in plan.recordings:
        with open_source(planned.path) as source:
            frames = [{"index": frame.index, "time_s": frame.time_s} for frame in source]
        made = document(*THREE, eye=planned.listed.eye, sha256=planned.sha256)
        made["source"] |= {"width": SIZE[0], "height": SIZE[1], "codec": "h264"}
        found.append(Measured.of(planned, made | {"frames": frames}))
    return found


def planned(store: Store, folder: Path) -> Plan:
    return plan_import(store, folder, read_list(folder / "exams.csv"))


def test_recordings_become_exams_and_are_kept_encrypted_byte_by_byte(station, folder: Path) -> None:
    store = station(Role.CLINICIAN)
    plan = planned(store, folder)
    assert [(skipped.name, skipped.why) for skipped in plan.skipped] == [
        ("again.mkv", "the same recording as a.mkv."),
        ("notes.txt", "not in exams.csv."),
        ("sub", "a folder."),
    ] or {skipped.name for skipped in plan.skipped} == {"a.mkv", "notes.txt", "sub"}
    made = carry_out(store, measured(plan))
    assert (made.patients, made.visits, made.recordings) == (2, 2, 3)
    (anna,) = [found for found in find_patients(store, "anna") if found.data]
    assert anna.data is not None
    assert (anna.data.name, anna.data.birth_date) == ('<b>=Anna "Ä"', date(1970, 2, 3))
    both = next(seen for seen in exams(store) if seen.patient_id == anna.id)
    assert both.at == datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    assert sorted(recording.eye for recording in both.recordings) == [Eye.OD, Eye.OS]
    with store.unit() as unit:
        rows = unit.session.query(Recording).all()
    for row in rows:
        path = recording_path(store.access.places, row.file_name)
        check = recover_recording(path, master_key(store))
        assert (check.state, check.frames, check.problems) == (RecordingState.COMPLETE, FRAMES, ())
        assert plain_sha256(path, master_key(store)) == row.sha256
        assert (folder / row.settings["imported"]).exists()
        with open_recording(path, master_key(store)) as source:
            assert len(list(source)) == FRAMES
        assert b"ftyp" not in path.read_bytes()[:200]


def test_what_is_in_the_record_already_is_left_out(store: Store, folder: Path) -> None:
    carry_out(store, measured(planned(store, folder)))
    again = planned(store, folder)
    assert again.recordings == ()
    assert sum("in the record already, in exam" in skipped.why for skipped in again.skipped) == 4
    made = carry_out(store, measured(again))
    assert (made.patients, made.visits, made.recordings) == (0, 0, 0)


def test_a_patient_of_the_record_is_found_by_number_and_by_pseudonym(store: Store, folder: Path) -> None:
    carry_out(store, measured(planned(store, folder)))
    (anna,) = find_patients(store, "anna")
    video(folder / "d.mkv", 300)
    video(folder / "e.mkv", 400)
    listed(folder, {"file": "d.mkv", "patient": "4711"}, {"file": "e.mkv", "patient": anna.pseudonym})
    made = carry_out(store, measured(planned(store, folder)))
    assert (made.patients, made.recordings) == (0, 2)
    assert sum(seen.patient_id == anna.id for seen in exams(store)) == 3


def test_another_name_for_a_number_imports_nothing(store: Store, folder: Path, places: Places) -> None:
    carry_out(store, measured(planned(store, folder)))
    before = sorted(places.recordings.iterdir())
    video(folder / "d.mkv", 300)
    video(folder / "e.mkv", 400)
    listed(
        folder,
        {"file": "d.mkv", "patient": "new", "name": "New"},
        {"file": "e.mkv", "patient": "4711", "name": "Bertha"},
    )
    with pytest.raises(UserError, match="has another name in the record"):
        carry_out(store, measured(planned(store, folder)))
    assert sorted(places.recordings.iterdir()) == before
    assert find_patients(store, "new") == ()


@pytest.mark.parametrize(
    ("rows", "sentences"),
    [
        ([{"file": "gone.mkv", "patient": "1"}], ["gone.mkv is listed, and not in the folder"]),
        ([{"file": "notes.txt", "patient": "1"}], ["notes.txt is not a video"]),
        ([{"file": "a.mkv", "patient": "1", "sha256": "0" * 64}], ["a.mkv is not as its hash"]),
        (
            [{"file": "gone.mkv", "patient": "1"}, {"file": "a.mkv", "patient": "1", "sha256": "0" * 64}],
            ["gone.mkv", "a.mkv is not as its hash"],
        ),
    ],
)
def test_what_is_wrong_with_a_listed_recording_stops_all_of_it(
    store: Store, folder: Path, rows: list[dict[str, str]], sentences: list[str]
) -> None:
    listed(folder, *rows)
    with pytest.raises(UserError) as refused:
        planned(store, folder)
    assert all(sentence in str(refused.value) for sentence in sentences)
    assert exams(store) == ()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "file and patient are needed"),
        (b"file,eye\na.mkv,OD\n", "file and patient are needed"),
        (b"file,patient,diagnosis\n", "and not diagnosis"),
        (b"file,patient\na.mkv,\n", "row 2: file and patient must not be empty"),
        (b"file,patient\n../a.mkv,1\n", "leads out of the folder"),
        (b"file,patient\n..\\a.mkv,1\n", "leads out of the folder"),
        (b"file,patient,eye\na.mkv,1,left\n", "row 2: 'left' is not a valid Eye"),
        (b"file,patient,birth_date\na.mkv,1,3.2.1970\n", "row 2: Invalid isoformat"),
        (b"file,patient,sha256\na.mkv,1,abc\n", "64 hexadecimal digits"),
        (b"file,patient\na.mkv,1\na.mkv,1\n", "listed more than once"),
        (b"file,patient\na.mkv,1,more\n", "more cells than there are columns"),
        (b"file,patient\n\xff\xfe,1\n", "no CSV table in UTF-8"),
        (b'file,patient\n"a.mkv,1\n', "no CSV table"),
    ],
)
def test_a_list_that_cannot_be_used_is_told_row_by_row(tmp_path: Path, content: bytes, sentence: str) -> None:
    (tmp_path / "exams.csv").write_bytes(content)
    with pytest.raises(UserError, match=sentence.replace("(", r"\(")):
        read_list(tmp_path / "exams.csv")


def test_a_recording_that_changes_meanwhile_imports_nothing(store: Store, folder: Path, places: Places) -> None:
    ready = measured(planned(store, folder))
    with (folder / "c.mkv").open("ab") as file:
        file.write(b"more")
    with pytest.raises(UserError, match="changed while it was imported"):
        carry_out(store, ready)
    assert exams(store) == ()
    assert list(places.recordings.iterdir()) == []


def test_a_disk_that_fails_at_any_moment_imports_nothing(store: Store, folder: Path, places: Places) -> None:
    ready = measured(planned(store, folder))[:1]
    before = 0

    def look(is_done: bool) -> None:
        nonlocal before
        with store.unit() as unit:
            rows = unit.session.query(Recording).count()
        assert rows == before + is_done
        before = rows

    refused, _ = failing_everywhere(lambda: carry_out(store, ready), look)
    assert refused >= 5
    # what could not be removed at the time goes at the next opening
    store.close()
    with open_store(places, "Ada", PASSPHRASE):
        names = {path.name for path in places.recordings.iterdir()}
    assert len(names) == 2 * before


#: imports the same recordings under new numbers until it is killed
IMPORTER = """
import sys
from pathlib import Path
sys.path[:0] = sys.argv[1:3]
from test_importing import measured
from records import PASSPHRASE
from tfcollab.store.import_list import read_list
from tfcollab.store.importing import Plan, Planned, carry_out
from tfcollab.video.hashing import sha256_of
from tfcollab.store.opening import open_store
from tfcollab.store.places import Places
with open_store(Places(Path(sys.argv[3])), "Ada", PASSPHRASE) as store:
    folder = Path(sys.argv[4])
    rows = read_list(folder / "exams.csv")
    ready = measured(Plan(tuple(Planned(folder / row.file, row, sha256_of(folder / row.file)) for row in rows[:3]), ()))
    while True:
        carry_out(store, ready)
        print("done", flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
@pytest.mark.parametrize("kills", [pytest.param(2, id="short"), pytest.param(50, marks=pytest.mark.slow, id="long")])
def test_a_killed_import_leaves_no_recording_without_its_exam(
    store: Store, folder: Path, places: Places, kills: int
) -> None:
    import random
    import signal
    import time

    filled(store)
    store.close()
    draw, said = random.Random(4), 0
    here = Path(__file__).parent
    for _ in range(kills):
        command = [sys.executable, "-c", IMPORTER, here, here.parent / "video", places.folder, folder]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            said += process.stdout.readline() == "done\n"
            time.sleep(draw.uniform(0, 0.2))
            process.send_signal(signal.SIGKILL)
            said += sum(line == "done\n" for line in process.stdout)
        with open_store(places, "Ada", PASSPHRASE) as again:
            with again.unit() as unit:
                named = {row.file_name for row in unit.session.query(Recording) if row.file_name != "rec-1.tfv"}
            assert {path.name for path in places.recordings.glob("*.vault")} == named
            assert len(named) % 3 == 0
            assert len(named) >= 3 * said
            assert again.verify_audit().intact
    assert said >= kills
