"""`tfcollab exam` on a real record: list, show, import, export, delete."""

import json
import shutil
from pathlib import Path

import pytest
from on_record import on_record
from records import CHEAP, MONDAY, PASSPHRASE, filled

from tfcollab.exam.frame import Eye
from tfcollab.store.exams import add_visit
from tfcollab.store.history import eye_history
from tfcollab.store.interrupted import Begun, being_made
from tfcollab.store.models import Role
from tfcollab.store.opening import create_store, open_store
from tfcollab.store.overview import exams
from tfcollab.store.patients import PatientData, add_patient, find_patients
from tfcollab.store.people import add_user
from tfcollab.store.places import Places
from tfcollab.store.recording_files import master_key, new_recording_path
from tfcollab.store.recordings import record
from tfcollab.store.results import result_document
from tfcollab.store.visit_texts import add_note, save_questionnaire
from tfcollab.video import open_source


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with create_store(Places(tmp_path / "records"), "Ada", PASSPHRASE, CHEAP).store as store:
        visit, _ = filled(store)
        add_note(store, visit, "note\x1b[2J")
        save_questionnaire(store, visit, "DEQ-5", (1, 2, 0, 1, 0))
        other = add_patient(store, PatientData("[red]\x1b]0;owned\x07 \u202e=1+1"))
        add_visit(store, other.id, MONDAY)
        add_user(store, "Rex", Role.RESEARCHER, PASSPHRASE, CHEAP)
    return tmp_path / "records"


def number(folder: Path, name: str) -> str:
    """The number of the patient's exam, as the list shows it."""
    line = next(line for line in on_record(folder, "exam", "list").out.splitlines() if name in line)
    return line.split()[0]


def test_a_list_and_a_page_obey_no_text_and_lose_none(folder: Path) -> None:
    listed = on_record(folder, "exam", "list")
    assert listed.status == 0, listed.err
    assert r"[red]\x1b]0;owned\x07 \u202e=1+1" in listed.out
    assert listed.out.endswith("2 exams\n")
    assert "Anna" in on_record(folder, "exam", "list", "--patient", "müs").out
    assert on_record(folder, "exam", "list", "--patient", "nobody").out == "0 exams\n"
    shown = on_record(folder, "exam", "show", number(folder, "Anna"))
    assert shown.status == 0, shown.err
    for part in ("birth date 1970-02-03", "hospital H-4711", "1: 5.0 s", "3: > 9.0 s", r"note\x1b[2J", "DEQ-5 (1): 4"):
        assert part in shown.out
    assert "\x1b" not in listed.out + shown.out


def test_a_researcher_sees_no_name_and_no_date(folder: Path) -> None:
    seen = on_record(folder, "exam", "list", user="Rex").out
    seen += on_record(folder, "exam", "show", number(folder, "Anna"), user="Rex").out
    assert "3: > 9.0 s" in seen
    assert [word for word in ("Anna", "1970", "2026-", "4711", "note", "DEQ") if word in seen] == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("abc", "first 6 characters"), ("00000000", "No exam of this number"), ("../../x", "first 6")],
)
def test_an_exam_that_is_not_there_is_a_sentence(folder: Path, typed: str, sentence: str) -> None:
    ended = on_record(folder, "exam", "show", typed)
    assert ended.status == 2
    assert sentence in ended.err


def test_export_of_one_exam_and_for_research(folder: Path, tmp_path: Path) -> None:
    one = on_record(folder, "exam", "export", number(folder, "Anna"), "--out", tmp_path / "one")
    assert one.status == 0, one.err
    assert "say who the patient is" in one.out
    assert json.loads((tmp_path / "one" / "exam.json").read_text("utf-8"))["patient"]["external_ids"] == {
        "hospital": "H-4711"
    }
    for_all = on_record(folder, "exam", "export", "--research", "dry eye", "--video", "--out", tmp_path / "all")
    assert for_all.status == 0, for_all.err
    assert "Video of an eye is itself identifying" in for_all.out
    assert "1 recordings were not there" in for_all.out
    again = on_record(folder, "exam", "export", "--research", "dry eye", "--out", tmp_path / "all")
    assert "not empty" in again.err
    for wrong in ([], ["000000", "--research", "x"], ["000000", "--parquet"]):
        ended = on_record(folder, "exam", "export", *wrong, "--out", tmp_path / "none")
        assert ended.status == 2
        assert "Name one exam, or --research" in ended.err
    assert not (tmp_path / "none").exists()


def test_a_patient_is_erased_after_asking(folder: Path) -> None:
    with open_store(Places(folder), "Ada", PASSPHRASE) as store:
        (anna,) = find_patients(store, "anna")
    asked = on_record(folder, "exam", "delete", anna.pseudonym, "--reason", "wish", typed=f"{PASSPHRASE}\nn")
    assert asked.status == 2
    assert "Nothing was erased" in asked.err
    assert on_record(folder, "exam", "delete", "P-NOBODY", "--reason", "wish", "--yes").status == 2
    refused = on_record(folder, "exam", "delete", anna.pseudonym, "--reason", "wish", "--yes", user="Rex")
    assert "A researcher may not" in refused.err
    erased = on_record(folder, "exam", "delete", anna.pseudonym, "--reason", "wish", "--yes")
    assert erased.status == 0, erased.err
    assert "Backups and exports that were made before still hold this patient" in erased.out
    assert "Anna" not in on_record(folder, "exam", "list").out
    assert on_record(folder, "audit", "verify").status == 0


def test_one_exam_is_erased_and_the_patient_s_others_stay(folder: Path) -> None:
    with open_store(Places(folder), "Ada", PASSPHRASE) as store:
        (anna,) = find_patients(store, "anna")
        other = add_visit(store, anna.id, MONDAY.replace(year=2027))
    wrong = number(folder, "Anna")
    erased = on_record(folder, "exam", "delete", wrong, "--reason", "filed under the wrong patient", "--yes")
    assert erased.status == 0, erased.err
    assert erased.out.startswith(f"{anna.pseudonym}: 1 exams, 1 recordings and 0 reports are erased.")
    assert number(folder, "Anna") == other[:12]
    assert on_record(folder, "audit", "verify").status == 0


def test_a_folder_of_recordings_is_measured_and_kept(
    folder: Path, tmp_path: Path, exam_clip: Path, model_options: list[str]
) -> None:
    from clips import write_clip

    brought = tmp_path / "brought"
    brought.mkdir()
    shutil.copy(exam_clip, brought / "first.mkv")
    write_clip(brought / "asleep.mkv", [("closed", 1.0)])
    (brought / "readme\x1b.txt").write_text("x")
    (brought / "exams.csv").write_text(
        "file,patient,eye,name,at\nfirst.mkv,77,OS,New Person,2026-03-02T09:30\nasleep.mkv,78,OD,Asleep,2026-03-02\n"
    )
    made = on_record(folder, "exam", "import", brought, *model_options)
    assert made.status == 0, made.err
    assert "imported 1 recordings in 1 exams; 1 new patients" in made.out
    assert "skipped  asleep.mkv: " in made.out
    assert r"skipped  readme\x1b.txt: not in exams.csv." in made.out
    shown = on_record(folder, "exam", "show", number(folder, "New Person"))
    assert "OS, 76 frames" in shown.out
    assert "Asleep" not in on_record(folder, "exam", "list").out
    again = on_record(folder, "exam", "import", brought, *model_options)
    assert "in the record already" in again.out
    assert "imported 0 recordings" in again.out


def broken_off(folder: Path, clip: Path) -> str:
    """A recording of Anna's that a crash broke off: its last bytes, and the end of its list, are not there."""
    with open_store(Places(folder), "Ada", PASSPHRASE) as store:
        (anna,) = find_patients(store, "anna")
        path = new_recording_path(store.access.places)
        begun = Begun(anna.id, None, Eye.OS, "Camera 1", MONDAY)
        with being_made(store, path, begun), open_source(clip) as source:
            with record(path, master_key(store), source.info.width, source.info.height, 20) as recorder:
                for frame in source:
                    assert recorder.put(frame)
            manifest = path.with_name(path.name + ".manifest.jsonl")
            manifest.write_text("".join(manifest.read_text().splitlines(keepends=True)[:-2]))
            path.write_bytes(path.read_bytes()[:-40])
    return path.name


def test_a_recording_that_broke_off_is_listed_measured_and_kept(
    folder: Path, exam_clip: Path, model_options: list[str]
) -> None:
    name = broken_off(folder, exam_clip)
    listed = on_record(folder, "exam", "list").out.splitlines()
    (line,) = (line for line in listed if line.startswith("broke off"))
    assert name[:12] in line
    assert "Anna" in line
    assert "OS" in line
    assert "tfcollab exam recover" in listed[-1]
    assert "broke off" not in on_record(folder, "exam", "list", user="Rex").out
    done = on_record(folder, "exam", "recover", *model_options)
    assert (done.status, done.out) == (0, "1 recordings are kept as exams\n"), done.err
    assert "broke off" not in on_record(folder, "exam", "list").out
    with open_store(Places(folder), "Ada", PASSPHRASE) as store:
        (visit,) = eye_history(store, find_patients(store, "anna")[0].id, Eye.OS)
    shown = on_record(folder, "exam", "show", visit.visit_id)
    assert "OS, " in shown.out
    assert ", broke off" in shown.out
    assert on_record(folder, "exam", "recover", name[:12]).status == 2


def test_a_recording_that_broke_off_is_removed_with_a_reason_or_given_to_a_patient(
    folder: Path, exam_clip: Path, model_options: list[str]
) -> None:
    first, second = broken_off(folder, exam_clip), broken_off(folder, exam_clip)
    assert "Name one recording" in on_record(folder, "exam", "recover", "--discard", "no eye in it").err
    removed = on_record(folder, "exam", "recover", first[:12], "--discard", "no eye in it")
    assert removed.status == 0, removed.err
    places = Places(folder)
    assert [path.name for path in places.recordings.glob("*.vault")] == [second]
    (places.recordings / f"taking-{second}.json").unlink()
    refused = on_record(folder, "exam", "recover", *model_options)
    assert refused.status == 2
    assert "nobody knows whose it is" in refused.err
    with open_store(places, "Ada", PASSPHRASE) as store:
        (anna,) = find_patients(store, "anna")
    given = on_record(folder, "exam", "recover", second, "--patient", anna.pseudonym, "--eye", "OD", *model_options)
    assert given.status == 0, given.err
    with open_store(places, "Ada", PASSPHRASE) as store:
        assert len(eye_history(store, anna.id, Eye.OD)) == 2


def test_an_exam_is_measured_again_beside_the_old_result(
    folder: Path, tmp_path: Path, exam_clip: Path, model_options: list[str]
) -> None:
    brought = tmp_path / "brought"
    brought.mkdir()
    shutil.copy(exam_clip, brought / "first.mkv")
    (brought / "exams.csv").write_text("file,patient,eye,name\nfirst.mkv,77,OS,New Person\n")
    assert on_record(folder, "exam", "import", brought, *model_options).status == 0
    exam = number(folder, "New Person")
    same = on_record(folder, "exam", "recompute", exam, "--reason", "new nets", *model_options)
    assert same.status == 0, same.err
    assert "version 1 is of these models and settings already" in same.out
    stricter = tmp_path / "settings.json"
    stricter.write_text(json.dumps({"persistence_s": 0.5}))
    options = ["--reason", "slower rule", "--settings", stricter, *model_options]
    again = on_record(folder, "exam", "recompute", exam, *options)
    assert again.status == 0, again.err
    assert "version 1, analysed: TF-Collab" in again.out
    assert "version 2, reanalysed: TF-Collab" in again.out
    shown = on_record(folder, "exam", "show", exam).out
    assert "version 1, analysed: TF-Collab" in shown
    assert "slower rule" in shown
    with open_store(Places(folder), "Ada", PASSPHRASE) as store:
        recording = next(held.id for seen in exams(store) if seen.visit_id.startswith(exam) for held in seen.recordings)
        old, new = (result_document(store, recording, version) for version in (1, 2))
        assert (old["settings"]["persistence_s"], new["settings"]["persistence_s"]) == (0.2, 0.5)
        assert new["source"] == old["source"]
        assert new["source"]["name"] == "first.mkv"
    # the other exam's recording is not there, which stops nothing
    everything = on_record(
        folder, "exam", "recompute", "--all", "--reason", "all", "--settings", stricter, *model_options
    )
    assert everything.status == 2
    assert "1 recordings were not measured again" in everything.err
    assert "is not there" in everything.err
    assert "version 2 is of these models and settings already" in everything.out
    for wrong in ([], [exam, "--all"]):
        assert "Name exams, or say --all" in on_record(folder, "exam", "recompute", *wrong, "--reason", "x").err


def test_notes_and_questionnaires_are_kept_and_scored(folder: Path) -> None:
    exam = number(folder, "Anna")
    assert on_record(folder, "exam", "note", exam, "--text", "lids inflamed").status == 0
    kept = on_record(
        folder, "exam", "questionnaire", exam, "OSDI", *["4", "3", "2", "1", "0", ".", "1", "2", ".", ".", "0", "1"]
    )
    assert kept.status == 0, kept.err
    assert kept.out.startswith("OSDI: 38.8889, severe\n  Schiffman et al.")
    again = on_record(folder, "exam", "questionnaire", exam, "OSDI", *["0"] * 12)
    assert "needs a reason" in again.err
    odd = on_record(folder, "exam", "questionnaire", exam, "SPEED", "0", "x")
    assert "is no answer" in odd.err
    assert "has 8 questions, not 2" in on_record(folder, "exam", "questionnaire", exam, "SPEED", "0", "1").err
    shown = on_record(folder, "exam", "show", exam).out
    assert "lids inflamed" in shown
    assert "OSDI (1): 38.8889, severe" in shown
