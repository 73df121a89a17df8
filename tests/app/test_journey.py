"""From the start to the signed report of both eyes: by the mouse, and by the keyboard alone."""

import io
import json
from pathlib import Path

import pypdf
import pytest
from driving import Driver, Open
from keyboard import tab_to, type_in, wait_for_focus
from PySide6.QtCore import Qt
from scenes import write_clip
from stored import PASSPHRASE, Filled

from tfcollab.exam.frame import Eye
from tfcollab.runtime.contract import Task
from tfcollab.store.history import eye_history
from tfcollab.store.opening import open_store
from tfcollab.store.patients import find_patients
from tfcollab.store.places import Places
from tfcollab.store.report_models import ReportState
from tfcollab.store.reports import report_pdf, reports
from tfcollab.store.visit_recordings import visit_recordings

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def short_protocol(tmp_path: Path) -> Path:
    """Settings with one measurement an eye and no rest."""
    path = tmp_path / "short.json"
    path.write_text(json.dumps({"version": 1, "protocol": {"measurements": 1, "rest_s": 0.0}}), "utf-8")
    return path


def stage(window: Driver, *wanted: str, within_s: float = 30.0) -> None:
    window.wait_for(lambda: window.app.exam.stage in wanted, within_s)


def shown(window: Driver) -> float:
    """Seconds of the measurement that is to be judged, which the large clock shows."""
    found = window.app.exam.measurements[0]["time"]
    assert found["kind"] == "measured"
    assert window.find("clock").property("text") == f"{found['seconds']:.1f}"
    return found["seconds"]


def check_signed(records: Path, patient: str, times_s: dict[str, float]) -> None:
    """The record holds a signed report on the newest visit, with each eye's time as it was shown."""
    with open_store(Places(records), "Ada", PASSPHRASE) as store:
        (found,) = find_patients(store, patient)
        for eye, time_s in times_s.items():
            visit = eye_history(store, found.id, Eye(eye))[-1]
            assert visit.repeats.measured == 1
            assert visit.repeats.median_s == pytest.approx(time_s)
        (report,) = reports(store, found.id)
        assert report.subject.visit_id == visit_recordings(store, found.id)[-1].id
        assert (report.last.state, report.last.author) == (ReportState.SIGNED, "Ada")
        pages = pypdf.PdfReader(io.BytesIO(report_pdf(store, report.id, report.last.number))).pages
        written = "".join(page.extract_text() for page in pages)
        for part in ("OD", "OS", *(f"{time_s:.1f}" for time_s in times_s.values())):
            assert part in written


def test_a_paced_recording_of_two_eyes_becomes_a_signed_report(
    open_window: Open, models: dict[Task, str], short_protocol: Path, tmp_path: Path
) -> None:
    window = open_window(1280, 800, models=models, settings_file=short_protocol)
    for name in ("firstPassphrase", "firstAgain"):
        window.write(name, PASSPHRASE)
    window.write("firstName", "Ada")
    window.click("create")
    window.click("written")
    window.click("goOnFromKey")
    window.click("testLater")
    window.click("newPatient")
    window.write("patientName", "Bo Ek")
    window.click("addPatient")
    window.click("patient0")
    window.click("newExam")
    window.app.exam.play_as_camera(str(write_clip(tmp_path / "an eye.mkv")))
    times_s = {}
    for eye in ("OD", "OS"):
        window.click("measure")
        stage(window, "judging")
        times_s[eye] = shown(window)
        window.click("accept")
    stage(window, "finished")
    window.click("toReport")
    window.wait_for(lambda: window.find("makeReport").isEnabled())
    window.click("makeReport")
    window.wait_for(lambda: window.app.report.pages, 90)
    window.click("signReport")
    window.click("signNow")
    window.wait_for(lambda: window.app.report.report["state"] == "signed", 30)
    window.wait_for(lambda: not window.app.jobs.busy, 30)
    window.window.close()
    # it breaks after 1.5 s; fewer frames a second see it later
    assert all(1.4 < time_s < 2.1 for time_s in times_s.values())
    check_signed(tmp_path / "records", "bo", times_s)


def test_an_exam_is_done_by_the_keyboard_alone_from_unlocking_to_the_signed_report(
    open_window: Open, short_protocol: Path, filled: Filled
) -> None:
    """With the models that ship, on the sample recording as the camera; the patient has been here before."""
    window = open_window(1280, 800, settings_file=short_protocol, records=filled.folder)
    wait_for_focus(window, "name")
    type_in(window, "Ada")
    window.press(Qt.Key.Key_Return)
    wait_for_focus(window, "passphrase")
    type_in(window, PASSPHRASE)
    window.press(Qt.Key.Key_Return)
    window.wait_for(lambda: window.app.record.state == "open", 30)
    wait_for_focus(window, "search")
    type_in(window, "annegret")
    window.wait_for(lambda: len(window.app.record.found) == 1 and not window.app.jobs.busy)
    tab_to(window, "patient0")
    window.press(Qt.Key.Key_Return)
    window.wait_for(lambda: window.app.patient.state == "ready")
    wait_for_focus(window, "newExam")
    window.press(Qt.Key.Key_Return)
    tab_to(window, "playSample")
    window.press(Qt.Key.Key_Space)
    times_s = {}
    for eye in ("OD", "OS"):
        stage(window, "ready")
        assert window.app.exam.eye == eye
        window.press(Qt.Key.Key_F5)
        stage(window, "judging", within_s=90.0)
        while window.app.exam.measurements[0]["time"]["kind"] == "censored":
            # in the third of the recording's open-eye intervals the film holds
            window.press(Qt.Key.Key_R, CONTROL)
            stage(window, "ready", "resting")
            window.press(Qt.Key.Key_F5)
            stage(window, "judging", within_s=90.0)
        times_s[eye] = shown(window)
        window.press(Qt.Key.Key_Return, CONTROL)
    stage(window, "finished")
    tab_to(window, "toReport")
    window.press(Qt.Key.Key_Return)
    window.wait_for(lambda: window.app.patient.visits and window.find("makeReport").isEnabled(), 30)
    window.press(Qt.Key.Key_D, CONTROL)
    window.wait_for(lambda: window.app.report.pages and window.app.report.work == "", 60)
    window.press(Qt.Key.Key_Return, CONTROL)
    wait_for_focus(window, "signNow")
    window.press(Qt.Key.Key_Return)
    window.wait_for(lambda: window.app.report.report["state"] == "signed", 30)
    window.wait_for(lambda: not window.app.jobs.busy, 30)
    window.window.close()
    check_signed(filled.folder, "annegret", times_s)
