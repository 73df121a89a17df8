"""Questionnaires and notes of a visit: filled in by keys and by mouse, scored, corrected, and never lost unasked."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import Driver, Open
from keyboard import tab_to, type_in, wait_for_focus
from PySide6.QtCore import Qt
from scenes import write_clip
from stored import FIRST, NAME, PASSPHRASE, new_record, unlocked, with_patient_open

from tfcollab.exam.questionnaires import DEQ_5, INSTRUMENTS, score
from tfcollab.runtime.contract import Task
from tfcollab.store.exams import add_visit
from tfcollab.store.models import Role
from tfcollab.store.opening import open_store
from tfcollab.store.patients import PatientData, add_patient
from tfcollab.store.people import add_user
from tfcollab.store.places import Places
from tfcollab.store.store import LOST_UPDATE, Store
from tfcollab.store.visit_sheets import note_versions
from tfcollab.store.visit_texts import add_note, change_note, notes, questionnaires, save_questionnaire
from tfcollab.store.wrapping import Cost


@pytest.fixture
def visited(tmp_path: Path) -> tuple[Path, str, str]:
    """A record's folder with a patient of one visit, in which nothing was recorded; their ids."""
    with new_record(tmp_path / "records") as store:
        patient_id = add_patient(store, PatientData(NAME)).id
        return tmp_path / "records", patient_id, add_visit(store, patient_id, FIRST)


@pytest.fixture
def visit(open_window: Open, visited: tuple[Path, str, str]) -> Driver:
    """The patient's page."""
    folder, patient_id, _ = visited
    window = unlocked(open_window, folder, width=1280, height=800)
    with_patient_open(window, patient_id)
    return window


@pytest.fixture
def other(visited: tuple[Path, str, str]) -> Iterator[Store]:
    """Another station with the same record open."""
    with open_store(Places(visited[0]), "Ada", PASSPHRASE) as store:
        yield store


def opened(window: Driver) -> None:
    window.click("said0")
    window.wait_for(lambda: window.app.visit.ready and not window.app.jobs.busy, 30)


def kept(window: Driver) -> None:
    window.wait_for(lambda: not window.app.visit.working and window.seen("leaveForm") is None, 30)


def told(window: Driver) -> str:
    return window.find("formTold").property("text")


def test_a_questionnaire_is_filled_in_by_keys_alone_and_its_band_is_shown(
    visit: Driver, visited: tuple[Path, str, str], other: Store
) -> None:
    tab_to(visit, "said0")
    visit.press(Qt.Key.Key_Return)
    visit.wait_for(lambda: visit.app.visit.ready)
    tab_to(visit, "fillDEQ-5")
    visit.press(Qt.Key.Key_Return)
    wait_for_focus(visit, "answer1")
    type_in(visit, "143")
    assert told(visit) == "no score: answers are missing"
    # mistyped, gone back to, and put right by the arrows
    type_in(visit, "2")
    visit.press(Qt.Key.Key_Up)
    visit.press(Qt.Key.Key_Right)
    visit.press(Qt.Key.Key_Right)
    visit.press(Qt.Key.Key_Down)
    type_in(visit, "2")
    assert told(visit) == "14 of 22: above 12: suggests Sjögren testing"
    wait_for_focus(visit, "keepQuestionnaire")
    visit.press(Qt.Key.Key_Return)
    kept(visit)
    assert visit.find("scoreDEQ-5").property("text") == "14 of 22: above 12: suggests Sjögren testing"
    (found,) = questionnaires(other, visited[2])
    assert found.answers == (1, 4, 3, 4, 2)
    assert found.score == score(DEQ_5, (1, 4, 3, 4, 2))
    # as `tfcollab exam questionnaire` leaves it
    (entry,) = [one for one in other.audit_entries() if one["entity"] == "questionnaire"]
    assert (entry["who"], entry["action"]) == ("Ada", "create")
    assert entry["new"] == '{"answers": [1, 4, 3, 4, 2], "instrument": "DEQ-5", "score": 14.0}'
    tab_to(visit, "tabPatient")
    visit.press(Qt.Key.Key_Return)
    visit.wait_for(lambda: visit.shows("DEQ-5 14 (above 12: suggests Sjögren testing)"))


@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_every_questionnaire_is_filled_in_by_the_mouse(
    visit: Driver, visited: tuple[Path, str, str], other: Store, instrument: str
) -> None:
    opened(visit)
    visit.click(f"fill{instrument}")
    highest = INSTRUMENTS[instrument].highest
    for number, most in enumerate(highest, start=1):
        visit.find(f"answer{number}").forceActiveFocus()
        visit.click(f"answer{number}_{most}")
    found = score(INSTRUMENTS[instrument], highest)
    assert told(visit) == f"{found.score:g} of {found.score:g}: {found.band}"
    visit.click("keepQuestionnaire")
    kept(visit)
    (held,) = questionnaires(other, visited[2])
    assert (held.instrument, held.answers, held.score) == (instrument, highest, found)
    visit.wait_for(lambda: visit.shows(found.source))


def test_an_osdi_goes_without_an_answer_and_another_questionnaire_has_no_score(
    visit: Driver, visited: tuple[Path, str, str], other: Store
) -> None:
    opened(visit)
    visit.click("fillOSDI")
    type_in(visit, "22222222222.")
    assert told(visit) == "50 of 100: severe"
    visit.press(Qt.Key.Key_Return)
    kept(visit)
    visit.click("fillOSDI-6")
    type_in(visit, "11111-")
    assert told(visit) == "no score: answers are missing"
    visit.press(Qt.Key.Key_Return)
    kept(visit)
    assert [held.answers[-1] for held in questionnaires(other, visited[2])] == [None, None]


def test_answers_that_contradict_each_other_are_told(visit: Driver) -> None:
    opened(visit)
    visit.click("fillSPEED")
    type_in(visit, "01102110")
    assert visit.find("contradiction").property("text") == (
        "Questions 1 and 5 contradict each other: ask the patient again."
    )


def test_a_correction_needs_a_reason_and_the_one_before_stays_listed(
    visit: Driver, visited: tuple[Path, str, str], other: Store
) -> None:
    save_questionnaire(other, visited[2], "OSDI", [2] * 12)
    opened(visit)
    visit.click("fillOSDI")
    assert not visit.find("keepQuestionnaire").isEnabled()
    type_in(visit, "1" * 12)
    assert told(visit) == "25 of 100: moderate"
    assert not visit.find("keepQuestionnaire").isEnabled()
    wait_for_focus(visit, "correctionReason")
    type_in(visit, "mistyped")
    visit.press(Qt.Key.Key_Return)
    kept(visit)
    assert visit.find("scoreOSDI").property("text") == "25 of 100: moderate"
    assert visit.shows("before: 50 of 100: severe")
    assert [(held.number, held.reason) for held in questionnaires(other, visited[2])] == [(1, ""), (2, "mistyped")]


def test_what_another_station_filled_in_meanwhile_is_not_passed_over(
    visit: Driver, visited: tuple[Path, str, str], other: Store
) -> None:
    opened(visit)
    visit.click("fillOSDI-6")
    type_in(visit, "111111")
    save_questionnaire(other, visited[2], "OSDI-6", [4] * 6)
    visit.press(Qt.Key.Key_Return)
    visit.wait_for(lambda: visit.seen("formTrouble"), 30)
    assert visit.find("formTrouble").property("text") == LOST_UPDATE
    # what was typed is still there
    assert told(visit) == "6 of 24: at or above the cut-off"
    (held,) = questionnaires(other, visited[2])
    assert held.answers == (4,) * 6
    visit.press(Qt.Key.Key_Escape)
    visit.click("discardForm")


def test_a_questionnaire_before_the_exam_begins_the_visit_that_the_exam_joins(
    open_window: Open, visited: tuple[Path, str, str], models: dict[Task, str], other: Store, tmp_path: Path
) -> None:
    folder, patient_id, _ = visited
    window = unlocked(open_window, folder, models=models)
    with_patient_open(window, patient_id)
    window.click("beforeExam")
    # looking alone begins nothing
    assert len(window.app.patient.visits) == 1
    window.click("fillDEQ-5")
    type_in(window, "00000")
    window.press(Qt.Key.Key_Return)
    kept(window)
    begun = window.app.visit.visit
    window.app.examine(patient_id, NAME)
    window.app.exam.play_as_camera(str(write_clip(tmp_path / "eye.mkv")))
    window.wait_for(lambda: window.app.exam.stage == "ready", 30)
    window.app.exam.measure()
    window.wait_for(lambda: window.app.exam.stage == "judging", 30)
    window.app.exam.accept()
    window.wait_for(lambda: not window.app.jobs.busy, 30)
    window.app.open_patient(patient_id, NAME)
    window.wait_for(lambda: len(window.app.patient.visits) == 2, 30)
    newest = window.app.patient.visits[0]
    assert newest["id"] == begun
    assert len(newest["recordings"]) == 1
    window.wait_for(lambda: window.seen("said0") and window.seen("beforeExam") is None)
    assert [held.score.score for held in questionnaires(other, begun)] == [0.0]


def test_the_way_back_never_shows_a_visit_under_another_patient_s_name(
    visit: Driver, visited: tuple[Path, str, str], other: Store
) -> None:
    add_note(other, visited[2], "blinks often")
    somebody = add_patient(other, PatientData("Bo")).id
    opened(visit)
    visit.wait_for(lambda: visit.shows("blinks often"))
    visit.app.navigation.show("Start")
    with_patient_open(visit, somebody, name="Bo")
    for _ in range(2):
        visit.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    visit.wait_for_page("Visit")
    visit.wait_for(lambda: not visit.app.jobs.busy)
    assert visit.find("patientTitle").property("text") == "Bo"
    visit.find("otherPatient")
    assert not visit.shows("blinks often")
    assert visit.seen("fillOSDI") is None
    assert visit.seen("newNote") is None


def test_today_s_questionnaires_are_found_again_before_the_exam(visit: Driver, other: Store) -> None:
    visit.click("beforeExam")
    visit.click("fillDEQ-5")
    type_in(visit, "00000")
    visit.press(Qt.Key.Key_Return)
    kept(visit)
    visit.app.navigation.show("Start")
    visit.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    visit.wait_for(lambda: visit.app.visit.ready)
    assert visit.find("scoreDEQ-5").property("text") == "0 of 22: not above 6"


def test_a_note_is_written_amended_and_its_versions_looked_up(
    visit: Driver, visited: tuple[Path, str, str], other: Store
) -> None:
    opened(visit)
    visit.find("newNote").forceActiveFocus()
    visit.click("newNote")
    type_in(visit, "blinks often")
    visit.press(Qt.Key.Key_Return)
    type_in(visit, "<b>burns</b>")
    visit.press(Qt.Key.Key_Tab)
    tab_to(visit, "keepNote")
    visit.press(Qt.Key.Key_Return)
    kept(visit)
    assert visit.find("note0").property("text") == "blinks often\n<b>burns</b>"
    visit.find("amendNote0").forceActiveFocus()
    visit.click("amendNote0")
    assert not visit.find("keepNote").isEnabled()
    type_in(visit, " at night")
    visit.click("keepNote")
    kept(visit)
    wait_for_focus(visit, "newNote")
    (held,) = notes(other, visited[2])
    assert (held.text, held.author, held.version) == ("blinks often\n<b>burns</b> at night", "Ada", 2)
    visit.find("noteVersions0").forceActiveFocus()
    visit.click("noteVersions0")
    visit.wait_for(lambda: visit.seen("noteVersion1"), 30)
    shown = [visit.find(f"noteVersion{number}").property("text") for number in (0, 1)]
    assert shown == [version.text for version in note_versions(other, held.id)]
    assert shown[0] == "blinks often\n<b>burns</b>"


def test_a_note_that_another_station_amended_is_not_overwritten(
    visit: Driver, visited: tuple[Path, str, str], other: Store
) -> None:
    note = add_note(other, visited[2], "blinks often")
    opened(visit)
    visit.find("amendNote0").forceActiveFocus()
    visit.click("amendNote0")
    type_in(visit, "!")
    change_note(other, note.id, note.version, "blinks rarely")
    visit.click("keepNote")
    visit.wait_for(lambda: visit.seen("formTrouble"), 30)
    assert visit.find("formTrouble").property("text") == LOST_UPDATE
    assert visit.find("noteAreaText").property("text") == "blinks often!"
    assert [held.text for held in notes(other, visited[2])] == ["blinks rarely"]
    visit.click("leaveForm")
    visit.click("discardForm")


def test_what_is_written_is_not_lost_unasked(visit: Driver) -> None:
    opened(visit)
    visit.click("fillOSDI")
    visit.press(Qt.Key.Key_Escape)
    assert visit.seen("leaveForm") is None
    visit.click("fillOSDI")
    type_in(visit, "123")
    assert visit.app.why_not_close() == "text"
    visit.press(Qt.Key.Key_Escape)
    assert "would be lost" in visit.find("formLoss").property("text")
    visit.press(Qt.Key.Key_Escape)
    assert visit.seen("formLoss") is None
    assert told(visit) == "50 of 100: severe"
    # nor by somebody else who wants in while the record has locked itself
    visit.app.record.store.lock_after_s = 0.05
    visit.run(0.1)
    visit.app.record.idle.look()
    visit.click("anotherUser")
    visit.click("goOn")
    assert visit.app.record.asleep
    visit.app.record.wake(PASSPHRASE)
    visit.wait_for(lambda: not visit.app.record.asleep, 30)
    visit.app.record.store.lock_after_s = 600
    visit.wait_for(lambda: visit.seen("wakePassphrase") is None)
    assert told(visit) == "50 of 100: severe"
    visit.click("leaveForm")
    visit.click("discardForm")
    assert visit.app.why_not_close() == ""


def test_a_researcher_is_offered_none_of_it_and_refused_in_a_sentence(
    open_window: Open, visited: tuple[Path, str, str], other: Store
) -> None:
    folder, patient_id, visit_id = visited
    add_note(other, visit_id, "blinks often")
    add_user(other, "Rex", Role.RESEARCHER, PASSPHRASE, Cost(1, 64, 1))
    window = open_window(records=folder)
    window.app.record.unlock("Rex", PASSPHRASE)
    window.wait_for(lambda: window.app.record.state == "open", 30)
    with_patient_open(window, patient_id, name="P-1")
    window.wait_for(lambda: not window.app.jobs.busy)
    for name in ("said0", "beforeExam", "changePatient", "patientData"):
        assert window.seen(name) is None
    assert NAME not in str(window.app.patientData.held)
    window.app.navigation.show("Visit", {"patient": patient_id, "visit": visit_id, "when": ""})
    window.wait_for(lambda: window.shows("A researcher may not do this"), 30)
    assert not window.shows("blinks often")
    assert not window.find("fillOSDI").isEnabled()
