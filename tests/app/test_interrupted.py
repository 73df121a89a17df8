"""The start screen offers what a crash left of a recording."""

import pytest
from driving import Open
from PySide6.QtCore import Qt
from stored import NAME, PASSPHRASE, Filled, breaks_after, broken_off, unlocked

from tfcollab.exam.frame import Eye
from tfcollab.runtime.contract import Task
from tfcollab.store.history import eye_history
from tfcollab.store.models import Recording
from tfcollab.store.opening import open_store
from tfcollab.store.places import Places
from tfcollab.store.recording_files import taking_note


def test_it_is_measured_and_kept_with_the_patient_whose_it_is(
    open_window: Open, models: dict[Task, str], filled: Filled
) -> None:
    with open_store(Places(filled.folder), "Ada", PASSPHRASE) as store:
        broken_off(store, filled.patient, breaks_after(2.2))
    window = unlocked(open_window, filled.folder, models=models)
    window.find("interrupted0")
    assert window.shows(NAME)
    window.click("keepInterrupted0")
    window.wait_for(lambda: not window.app.interrupted.found, 60)
    assert window.seen("interrupted0") is None
    window.window.close()
    with open_store(Places(filled.folder), "Ada", PASSPHRASE) as store:
        history = eye_history(store, filled.patient, Eye.OD)
        assert len(history) == 3
        with store.unit() as unit:
            assert [row.interrupted for row in unit.session.query(Recording)].count(True) == 1
    assert [visit for visit in history if visit.times[0].seconds == pytest.approx(2.2, abs=0.1)] != []


def test_it_is_removed_with_a_reason(open_window: Open, models: dict[Task, str], filled: Filled) -> None:
    places = Places(filled.folder)
    with open_store(places, "Ada", PASSPHRASE) as store:
        name = broken_off(store, filled.patient)
        other = broken_off(store, filled.patient)
    taking_note(places.recordings / other).unlink()
    window = unlocked(open_window, filled.folder, models=models)
    window.wait_for(lambda: len(window.app.interrupted.found) == 2)
    ours = next(index for index, seen in enumerate(window.app.interrupted.found) if seen["number"] == name)
    # nobody knows whose the other one is
    assert not window.find(f"keepInterrupted{1 - ours}").isEnabled()
    window.click(f"discardInterrupted{ours}")
    window.wait_for(lambda: window.seen("whyRemove"))
    assert not window.find("removeNow").isEnabled()
    window.write("whyRemove", "moved")
    window.click("removeNow")
    window.wait_for(lambda: len(window.app.interrupted.found) == 1)
    assert not (places.recordings / name).exists()
    window.press(Qt.Key.Key_Escape)
