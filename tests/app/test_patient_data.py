"""What the record says of a patient is changed in the window, with a reason."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from driving import Driver, Open
from keyboard import focused, tab_to, type_in
from PySide6.QtCore import QMetaObject, Qt
from stored import PASSPHRASE, new_record, unlocked, with_patient_open

from tfcollab.store.models import Sex
from tfcollab.store.opening import open_store
from tfcollab.store.patients import PatientData, PatientView, add_patient, change_patient, patient
from tfcollab.store.places import Places
from tfcollab.store.store import LOST_UPDATE, Store

CONTROL = Qt.KeyboardModifier.ControlModifier
DATA = PatientData("Bo Ek", None, Sex.UNKNOWN, {"hospital": "H-1"})


@pytest.fixture
def bo(tmp_path: Path) -> str:
    with new_record(tmp_path / "records") as store:
        add_patient(store, PatientData("Al", None, Sex.MALE, {"hospital": "H-2"}))
        return add_patient(store, DATA).id


@pytest.fixture
def page(open_window: Open, bo: str, tmp_path: Path) -> Driver:
    window = unlocked(open_window, tmp_path / "records", width=1280, height=800)
    with_patient_open(window, bo, name="Bo Ek")
    window.wait_for(lambda: window.app.patientData.held and not window.app.jobs.busy, 30)
    return window


@pytest.fixture
def other(bo: str, tmp_path: Path) -> Iterator[Store]:
    """Another station with the same record open."""
    with open_store(Places(tmp_path / "records"), "Ada", PASSPHRASE) as store:
        yield store


def opened(window: Driver) -> None:
    window.click("changePatient")
    window.wait_for(lambda: window.seen("dataName") and focused(window).objectName() == "dataName", 30)


def retype(window: Driver, name: str, text: str) -> None:
    window.find(name).forceActiveFocus(Qt.FocusReason.TabFocusReason)
    window.press(Qt.Key.Key_A, CONTROL)
    window.press(Qt.Key.Key_Delete)
    type_in(window, text)


def kept(window: Driver) -> None:
    window.wait_for(lambda: not window.app.patientData.working and window.seen("dataName") is None, 30)


def held(store: Store, patient_id: str) -> PatientView:
    return patient(store, patient_id)


def test_all_of_it_is_changed_by_the_keyboard_and_shown_wherever_the_patient_is(
    page: Driver, bo: str, other: Store
) -> None:
    tab_to(page, "changePatient")
    page.press(Qt.Key.Key_Return)
    page.wait_for(lambda: page.seen("dataName") and focused(page).objectName() == "dataName", 30)
    retype(page, "dataName", "Bo Ekstrom")
    tab_to(page, "dataBorn")
    type_in(page, "1970-02-03")
    female = next(item for item in page.find("dataSex").childItems() if item.property("text") == "Female")
    female.forceActiveFocus(Qt.FocusReason.TabFocusReason)
    page.press(Qt.Key.Key_Space)
    tab_to(page, "addId")
    page.press(Qt.Key.Key_Return)
    retype(page, "idSystem1", "insurance")
    retype(page, "idNumber1", "A-17")
    assert not page.find("keepPatient").isEnabled()
    tab_to(page, "usualReason1")
    page.press(Qt.Key.Key_Return)
    tab_to(page, "keepPatient")
    page.press(Qt.Key.Key_Return)
    kept(page)
    ids = {"hospital": "H-1", "insurance": "A-17"}
    assert held(other, bo).data == PatientData("Bo Ekstrom", date(1970, 2, 3), Sex.FEMALE, ids)
    assert page.find("patientTitle").property("text") == "Bo Ekstrom"
    line = page.find("patientData").property("text").replace("\u2011", "-")
    assert line.startswith("1970-02-03  ·  female  ·  H-1  ·  insurance A-17")
    page.click("railStart")
    page.wait_for(lambda: not page.app.jobs.busy)
    page.write("search", "a-17")
    page.wait_for(lambda: [one["name"] for one in page.app.record.found] == ["Bo Ekstrom"], 30)
    (entry,) = [one for one in other.audit_entries() if (one["action"], one["entity"]) == ("change", "patient")]
    assert (entry["who"], entry["reason"]) == ("Ada", "was missing")
    assert json.loads(entry["old"])["name"] == "Bo Ek"
    assert json.loads(entry["new"])["external_ids"] == ids


def test_a_number_that_is_emptied_is_taken_away(page: Driver, bo: str, other: Store) -> None:
    opened(page)
    retype(page, "idNumber0", "")
    retype(page, "dataReason", "of somebody else")
    page.press(Qt.Key.Key_Return)
    kept(page)
    found = held(other, bo).data
    assert found is not None
    assert found.external_ids == {}


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("dataBorn", "3.2.1970", "The birth date 3.2.1970 cannot be read: write it as YYYY-MM-DD."),
        ("dataBorn", "2999-01-01", "The birth date is yet to come: check it."),
        ("idNumber0", "H-2", "Another patient has this external id already: search for it."),
        ("idSystem0", "", "Say whose number H-1 is: the hospital's, for instance."),
    ],
)
def test_what_cannot_be_kept_is_told_in_the_form_and_can_be_put_right(
    page: Driver, bo: str, other: Store, field: str, typed: str, sentence: str
) -> None:
    opened(page)
    retype(page, field, typed)
    retype(page, "dataReason", "x")
    page.press(Qt.Key.Key_Return)
    page.wait_for(lambda: page.seen("formTrouble"), 30)
    assert page.find("formTrouble").property("text") == sentence
    assert held(other, bo).data == DATA
    assert page.find(field).property("text") == typed
    retype(page, "dataBorn", "")
    retype(page, "idSystem0", "hospital")
    retype(page, "idNumber0", "H-3")
    retype(page, "dataReason", "x")
    page.press(Qt.Key.Key_Return)
    kept(page)
    found = held(other, bo).data
    assert found is not None
    assert found.external_ids == {"hospital": "H-3"}


def test_two_numbers_of_one_name_are_not_merged(page: Driver, bo: str, other: Store) -> None:
    opened(page)
    QMetaObject.invokeMethod(page.find("addId"), "click")
    retype(page, "idSystem1", "hospital")
    retype(page, "idNumber1", "H-9")
    retype(page, "dataReason", "x")
    page.press(Qt.Key.Key_Return)
    page.wait_for(lambda: page.seen("formTrouble"), 30)
    assert "two numbers of hospital" in page.find("formTrouble").property("text")
    assert held(other, bo).data == DATA
    page.press(Qt.Key.Key_Escape)
    page.click("discardForm")


def test_what_another_station_changed_is_not_overwritten(page: Driver, bo: str, other: Store) -> None:
    opened(page)
    theirs = PatientData("Bo Eklund", None, Sex.UNKNOWN, {"hospital": "H-1"})
    change_patient(other, bo, held(other, bo).version, theirs, "married")
    retype(page, "dataName", "Bo Ekdal")
    retype(page, "dataReason", "x")
    page.press(Qt.Key.Key_Return)
    page.wait_for(lambda: page.seen("formTrouble"), 30)
    assert page.find("formTrouble").property("text") == LOST_UPDATE
    assert held(other, bo).data == theirs
    page.press(Qt.Key.Key_Escape)
    page.click("discardForm")
    # opened anew, it shows what the record holds
    opened(page)
    assert page.find("dataName").property("text") == "Bo Eklund"
    page.press(Qt.Key.Key_Escape)
    kept(page)


def test_what_is_changed_is_not_lost_unasked(page: Driver) -> None:
    opened(page)
    type_in(page, "x")
    assert page.app.why_not_close() == "text"
    page.press(Qt.Key.Key_Escape)
    assert page.seen("dataName")
    page.click("discardForm")
    assert page.app.why_not_close() == ""
