"""Nothing that was typed or measured of a patient is in plain in any file the program wrote, but for exports."""

import logging
import shutil
import tempfile
from pathlib import Path

import pytest
from clips import Ended
from on_record import on_record
from records import CHEAP, MONDAY, PASSPHRASE

from tfcollab.exam.clinic import Clinic
from tfcollab.exam.frame import Eye
from tfcollab.report.filed import draft_report
from tfcollab.report.fonts import FontShelf
from tfcollab.store import overview
from tfcollab.store.backup_check import verify_backup
from tfcollab.store.clinic import set_clinic
from tfcollab.store.interrupted import Begun, being_made
from tfcollab.store.opening import create_store, open_store
from tfcollab.store.patients import find_patients
from tfcollab.store.places import Places
from tfcollab.store.recording_files import master_key, new_recording_path
from tfcollab.store.recordings import record
from tfcollab.store.report_views import Subject
from tfcollab.video import open_source

#: twenty, each found nowhere else
PLANTED = [
    "Zyxwabella",
    "Qvistgårdsson",
    "1931-07-19",
    "Kn-4711-0815",
    "hospital-of-planting",
    "planted_file_name",
    "note-of-the-lids",
    "reason-it-was-misread",
    "reason-of-other-nets",
    "clinic-by-the-harbour",
    "street-of-the-clinic",
    "camera-at-window",
    "fourth correct horse",
    "fifth battery staple",
    "typed-in-the-wrong-field",
    "searched-for-in-vain",
    "text-of-the-crash",
    "ImportedPersson",
    "number-88-of-clinic",
    "reason-to-leave-out",
]


def test_no_planted_word_is_in_plain_in_any_file_but_those_that_were_exported(
    tmp_path: Path,
    exam_clip: Path,
    model_options: list[str],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    word = dict(enumerate(PLANTED))
    written, brought, exported = tmp_path / "written", tmp_path / "brought", tmp_path / "exported"
    folder = written / "records"
    for made in (written / "temporary", brought):
        made.mkdir(parents=True)
    monkeypatch.setattr(tempfile, "tempdir", str(written / "temporary"))
    caplog.set_level(logging.DEBUG)
    said: list[str] = []

    def run(*arguments: str | Path, status: int = 0, typed: str = PASSPHRASE, user: str = "Ada") -> Ended:
        ended = on_record(folder, *arguments, typed=typed, user=user)
        assert ended.status == status, ended.err
        said.append(ended.err)
        return ended

    created = create_store(Places(folder), "Ada", PASSPHRASE, CHEAP)
    name = f"{word[0]} {word[1]}"
    pseudonym = run("patient", "add", "--name", name, "--born", word[2], "--id", f"{word[4]}={word[3]}").out.split()[0]
    shutil.copy(exam_clip, brought / f"{word[5]}.mkv")
    (brought / "exams.csv").write_text(f"file,patient,eye,name\n{word[5]}.mkv,{word[18]},OS,{word[17]}\n", "utf-8")
    run("exam", "import", brought, *model_options)
    line = next(line for line in run("exam", "list").out.splitlines() if word[17] in line)
    exam = line.split()[0]
    run("exam", "note", exam, "--text", word[6])
    answers = ["1", "2", "0", "1", "0"]
    run("exam", "questionnaire", exam, "DEQ-5", *answers)
    run("exam", "questionnaire", exam, "DEQ-5", *answers, "--reason", word[7])
    settings = tmp_path / "settings.json"
    settings.write_text('{"persistence_s": 0.3}')
    run("exam", "recompute", exam, "--settings", settings, "--reason", word[8], *model_options)
    run("user", "add", "Bo", "--role", "clinician", typed=f"{PASSPHRASE}\n{word[12]}")
    run("user", "passphrase", user="Bo", typed=f"{word[12]}\n{word[13]}")
    run("exam", "list", user=word[14], status=2)
    run("patient", "list", word[15])
    run("patient", "change", pseudonym, "--reason", word[19], "--sex", "female")
    with open_store(Places(folder), "Ada", PASSPHRASE) as store:
        set_clinic(store, 0, Clinic(word[9], word[10]))
        (patient,) = find_patients(store, word[17])
        (seen,) = overview.exams(store, word[17])
        draft_report(store, Subject(patient.id, seen.visit_id, Eye.OS), FontShelf(system=False))
        path = new_recording_path(store.access.places)
        with (
            being_made(store, path, Begun(patient.id, None, Eye.OD, word[11], MONDAY)),
            open_source(exam_clip) as source,
            record(path, master_key(store), source.info.width, source.info.height, 20) as recorder,
        ):
            recorder.put(next(iter(source)))
    run("backup", "create", written / "backup")
    assert verify_backup(written / "backup", "Ada", PASSPHRASE).faults == ()
    run("exam", "export", exam, "--out", exported / "one", "--video")

    def crash(*_: object) -> None:
        raise KeyError(word[16], name)

    with monkeypatch.context() as patch:
        patch.setattr(overview, "exams", crash)
        run("exam", "list", status=1)
    assert list((written / "temporary").glob("tfcollab-fault-*")) != []

    # with the write-ahead log as it is in use, and after closing
    assert (folder / "exams.db-wal").stat().st_size > 0
    contents = contents_of(written)
    created.store.close()
    contents |= contents_of(written)
    contents |= {"log": caplog.text.encode(), "stderr": "".join(said).encode()}
    secrets = [*PLANTED, PASSPHRASE, created.recovery_key, created.store.access.key.raw.hex()]
    assert hits(secrets, contents) == []
    # the search finds what is there: in what the user brought, and had written
    assert {found for found, _ in hits(PLANTED, contents_of(exported))} >= {word[number] for number in (5, 6, 7, 8, 17)}
    assert {found for found, _ in hits(PLANTED, contents_of(brought))} == {word[number] for number in (5, 17, 18)}


def contents_of(folder: Path) -> dict[str, bytes]:
    """Of every file, with its name, which says something, too."""
    return {str(path): path.name.encode() + path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def hits(words: list[str], contents: dict[str, bytes]) -> list[tuple[str, str]]:
    """(word, where) in any of the ways in which text is written, whole words' upper and lower case included."""
    forms = {word: {form.encode(code) for form in (word, word.upper()) for code in CODES} for word in words}
    return [
        (word, where)
        for where, content in contents.items()
        for word, written in forms.items()
        if any(form in content for form in written)
    ]


CODES = ("utf-8", "utf-16-le", "utf-16-be")
