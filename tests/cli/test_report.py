"""`tfcollab report` on a real record."""

import sys
from pathlib import Path
from subprocess import CompletedProcess, run

import pypdf
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "store"))

from records import ANNA, CHEAP, MONDAY, PASSPHRASE, document, recording

from tfcollab.exam.frame import Eye
from tfcollab.store.exams import add_visit, save_exam
from tfcollab.store.opening import create_store
from tfcollab.store.patients import PatientData, add_patient
from tfcollab.store.places import Places


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with create_store(Places(tmp_path / "records"), "Ada", PASSPHRASE, CHEAP).store as store:
        bert = add_patient(store, PatientData("Bert Beispiel", external_ids={"hospital": "B-1"}))
        save_exam(store, add_visit(store, bert.id, MONDAY), recording(Eye.OD), document(("measured", 5.0)))
        add_patient(store, ANNA)
    return tmp_path / "records"


def report(folder: Path, *arguments: str | Path) -> CompletedProcess[str]:
    command = [sys.executable, "-c", "from tfcollab.cli.main import main; main()", "report", *map(str, arguments)]
    command += ["--user", "Ada", "--folder", str(folder)]
    return run(command, input=f"{PASSPHRASE}\n", capture_output=True, text=True, check=False)


def test_a_report_is_drafted_signed_listed_and_saved(folder: Path, tmp_path: Path) -> None:
    done = report(folder, "clinic", "--name", "Eye Clinic", "--paper", "us-letter")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0::2] == ["name     Eye Clinic", "paper    us-letter", "logo     –"]
    done = report(folder, "follow-up", "B-1", "--out", tmp_path / "draft.pdf")
    assert (done.returncode, done.stderr) == (0, "")
    number = done.stdout.split()[1]
    assert report(folder, "sign", number, "1").returncode == 0
    listed = report(folder, "list", "B-1").stdout.splitlines()
    assert [line.split("  ")[:4] for line in listed[:2]] == [
        [number, "follow-up", "version 1", "draft"],
        [number, "follow-up", "version 2", "signed"],
    ]
    assert listed[2] == "1 reports"
    assert report(folder, "save", number, "--out", tmp_path / "signed.pdf").returncode == 0
    pages = pypdf.PdfReader(tmp_path / "signed.pdf").pages
    assert "Signed by Ada" in pages[0].extract_text()
    again = report(folder, "sign", number, "2")
    assert (again.returncode, "signed already" in again.stderr) == (2, True)


def test_a_limit_is_set_with_its_source_and_reason(folder: Path) -> None:
    refused = report(folder, "limit", "--by-repeats", "3", "2", "1")
    assert (refused.returncode, refused.stderr) == (2, "tfcollab: A repeatability limit names its source.\n")
    done = report(folder, "limit", "--by-repeats", "3", "2", "1", "--source", "own retest", "--reason", "measured")
    assert done.stdout.splitlines()[:2] == ["limit    no. 1, by Ada", "seconds  3, 2, 1"]


def test_what_is_there_already_is_not_replaced_and_who_is_meant_must_be_clear(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "there.pdf").write_bytes(b"mine")
    done = report(folder, "follow-up", "B-1", "--out", tmp_path / "there.pdf")
    assert (done.returncode, (tmp_path / "there.pdf").read_bytes()) == (2, b"mine")
    assert "More than one patient" in report(folder, "follow-up", "").stderr
