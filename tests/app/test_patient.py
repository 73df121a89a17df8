"""A patient's page, and the way from it and from the exam to the review and back."""

from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from driving import Driver, Open, choose_what
from PySide6.QtCore import Qt
from scenes import picture
from stored import FIRST, NAME, PASSPHRASE, Filled, keep, new_record, unlocked, with_patient_open

from tfcollab.exam.frame import Eye
from tfcollab.runtime.contract import Task
from tfcollab.store.exams import add_visit, exclude
from tfcollab.store.history import eye_history
from tfcollab.store.opening import open_store
from tfcollab.store.patients import PatientData, add_patient
from tfcollab.store.places import Places
from tfcollab.store.visit_recordings import recording_file, visit_recordings


@pytest.fixture
def patient(open_window: Open, filled: Filled) -> Driver:
    """The patient's page."""
    window = unlocked(open_window, filled.folder, width=1280, height=800)
    with_patient_open(window, filled.patient)
    return window


def with_later_visits(open_window: Open, filled: Filled, visits: int) -> Driver:
    """The patient's page, with so many visits more, of which none has a recording."""
    with open_store(Places(filled.folder), "Ada", PASSPHRASE) as store:
        for days in range(60, 60 + visits):
            add_visit(store, filled.patient, FIRST + timedelta(days=days))
    window = unlocked(open_window, filled.folder)
    with_patient_open(window, filled.patient)
    return window


def in_review(window: Driver) -> None:
    window.wait_for(lambda: window.app.review.state == "ready", 30)
    window.wait_for(lambda: window.app.review.picture is not None, 30)


def test_the_visits_are_listed_newest_first_with_their_times(patient: Driver) -> None:
    assert patient.find("patientTitle").property("text") == NAME
    assert [len(visit["recordings"]) for visit in patient.app.patient.visits] == [2, 2]
    assert patient.app.patient.visits[0]["at"] > patient.app.patient.visits[1]["at"]
    texts = patient.texts()
    assert texts.index("1.5 s") < texts.index("1.0 s")


def test_a_patient_without_a_visit_is_offered_an_exam(open_window: Open, filled: Filled) -> None:
    window = unlocked(open_window, filled.folder)
    window.write("search", "emp")
    window.wait_for(lambda: len(window.app.record.found) == 1 and not window.app.jobs.busy)
    window.click("patient0")
    window.find("noVisits")
    window.press(Qt.Key.Key_Return)
    window.wait_for(lambda: window.app.navigation.page == "Exam")
    assert window.app.exam.subject == "Empty"


def test_a_recording_opens_from_its_encrypted_file_and_the_way_leads_back(patient: Driver, filled: Filled) -> None:
    patient.click("recording0_1")
    in_review(patient)
    assert patient.app.review.recording["eye"] == "OS"
    assert patient.app.review.recording["stored"]
    assert NAME in patient.find("recordingName").property("text")
    (found,) = [one for one in patient.app.review.measurements if one["time"]["kind"] == "measured"]
    assert found["time"]["seconds"] == pytest.approx(2.0, abs=0.06)
    patient.app.review.show_breakup(found["number"])
    patient.wait_for(lambda: patient.app.review.shownFrame == found["breakupFrame"])
    image = patient.find("reviewVideo").property("picture").image
    shown = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    assert np.array_equal(shown[:, : image.width()], picture("broken"))
    patient.click("backFromReview")
    patient.wait_for_page("Patient")
    patient.find("recording0_1")


def test_a_correction_becomes_a_version_and_shows_on_the_patient_s_page(patient: Driver) -> None:
    patient.click("recording0_0")
    in_review(patient)
    number = patient.app.review.selected
    assert patient.app.review.corrections.judge(number, False, "lashes")
    patient.wait_for(lambda: patient.app.review.measurements[number - 1]["decision"] == "rejected")
    patient.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    patient.wait_for(lambda: not patient.app.review.corrections.unsaved)
    patient.click("backFromReview")
    patient.wait_for(lambda: patient.app.patient.state == "ready")
    recording = patient.app.patient.visits[0]["recordings"][0]
    assert recording["version"] == 2
    assert recording["excluded"] >= 1
    assert patient.shows("left out")


def test_unsaved_corrections_outlive_a_look_elsewhere_and_are_not_lost_unasked(patient: Driver) -> None:
    patient.click("recording0_0")
    in_review(patient)
    assert patient.app.review.corrections.judge(patient.app.review.selected, False, "lashes")
    patient.click("railSettings")
    patient.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    patient.wait_for_page("Review")
    assert patient.app.review.corrections.unsaved
    patient.click("backFromReview")
    patient.click("recording0_1")
    patient.click("stay")
    assert patient.app.review.recording["eye"] == "OD"
    patient.click("backFromReview")
    patient.click("recording0_1")
    patient.click("leaveAnyway")
    patient.wait_for(lambda: patient.app.review.recording.get("eye") == "OS")


def test_what_was_left_out_in_the_exam_stays_out_when_corrections_are_saved(
    open_window: Open, models: dict[Task, str], tmp_path: Path
) -> None:
    folder = tmp_path / "records"
    with new_record(folder) as store:
        patient_id = add_patient(store, PatientData("Bo")).id
        two = (("closed", 0.3), ("clear", 1.0), ("broken", 0.5), ("closed", 0.3), ("clear", 1.5), ("broken", 0.5))
        saved = keep(store, add_visit(store, patient_id, FIRST), Eye.OD, models, (*two, ("closed", 0.3)))
        exclude(store, saved.recording_id, 1, 2, "eye moved")
    window = unlocked(open_window, folder)
    with_patient_open(window, patient_id, name="Bo")
    window.click("recording0_0")
    in_review(window)
    assert window.app.review.measurements[1]["decision"] == "rejected"
    (said,) = window.app.review.corrections.done
    assert (said["who"], said["why"]) == ("Ada", "eye moved")
    assert not window.app.review.corrections.unsaved
    assert window.app.review.corrections.judge(1, True, "looked at")
    window.app.review.corrections.save()
    window.wait_for(lambda: not window.app.review.corrections.unsaved)
    window.window.close()
    with open_store(Places(folder), "Ada", PASSPHRASE) as store:
        (visit,) = eye_history(store, patient_id, Eye.OD)
        assert [time.seconds for time in visit.times] == [pytest.approx(1.0, abs=0.06)]
        assert visit.excluded == 1


def test_a_recording_that_is_gone_is_told_and_the_result_is_shown(patient: Driver, filled: Filled) -> None:
    for path in (filled.folder / "recordings").glob("*.vault"):
        path.unlink()
    patient.click("recording0_0")
    patient.wait_for(lambda: patient.app.review.state == "ready")
    patient.wait_for(lambda: patient.shows("cannot be read"))
    assert patient.app.review.measurements


def test_a_researcher_s_view_and_the_files_are_those_of_the_store(filled: Filled) -> None:
    with open_store(Places(filled.folder), "Ada", PASSPHRASE) as store:
        first, second = visit_recordings(store, filled.patient)
        assert [recording.eye for recording in first.recordings] == [Eye.OD, Eye.OS]
        assert (first.day, second.day) == (0, 30)
        assert first.recordings[0].duration_s == pytest.approx(2.55)
        assert recording_file(store, first.recordings[0].id).exists()


@pytest.mark.parametrize(("size", "scale"), [((640, 400), 1.0), ((1280, 800), 2.0), ((3840, 2160), 1.0)])
def test_the_page_fits_every_size(patient: Driver, size: tuple[int, int], scale: float) -> None:
    patient.app.settings.set("interface", "text_scale", scale)
    patient.quick.resize(*size)
    patient.run(0.1)
    for name in ("newExam", "tabReport", "recording0_0"):
        item = patient.find(name)
        assert item.mapToScene(item.boundingRect().topRight()).x() <= size[0]


def test_a_long_history_is_all_there_and_stays_where_nothing_is_new(open_window: Open, filled: Filled) -> None:
    window = with_later_visits(open_window, filled, 12)
    window.find("visit13")
    window.find("recording13_0")
    newest = window.find("visit0")
    window.app.patient.refresh()
    window.wait_for(lambda: window.app.patient.state == "ready" and not window.app.jobs.busy)
    assert window.find("visit0") is newest
    window.app.navigation.show("Report")
    window.app.navigation.back()
    window.find("visit13")


def test_of_a_very_long_history_the_newest_are_shown_and_more_by_the_keyboard(
    open_window: Open, filled: Filled
) -> None:
    window = with_later_visits(open_window, filled, 21)
    window.find("visit19")
    assert window.seen("visit20") is None
    newest = window.find("visit0")
    window.find("earlierVisits").forceActiveFocus(Qt.FocusReason.TabFocusReason)
    assert window.shows("Show 3 earlier visits")
    window.press(Qt.Key.Key_Space)
    window.find("recording22_0")
    assert window.seen("earlierVisits") is None
    assert window.find("visit0") is newest
    assert window.quick.activeFocusItem().objectName() == "said19"
    window.app.navigation.show("Compare")
    window.wait_for(lambda: window.app.compare.rows)
    choose_what(window, 2)
    window.find("trendRow7")
    assert window.seen("trendRow8") is None
    window.find("earlierRows").click()
    window.find("trendRow15")
    assert window.seen("trendRow16") is None
