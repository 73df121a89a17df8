"""The window locks the record where nobody is, never in mid-recording, and loses nothing by it."""

import json
from pathlib import Path

from driving import Open
from PySide6.QtCore import Qt
from scenes import write_clip
from stored import PASSPHRASE, Filled, unlocked, with_patient_open

from tfcollab.app import idle_watch
from tfcollab.exam.frame import Eye
from tfcollab.runtime.contract import Task
from tfcollab.store.history import eye_history
from tfcollab.store.models import Change
from tfcollab.store.opening import open_store
from tfcollab.store.places import Places
from tfcollab.store.results import versions

#: locks after so many seconds without use: the window sees to it a little before the record does
SOON_S = idle_watch._BEFORE_S + 1.5


def test_it_locks_when_nobody_moves_or_types_and_says_why(open_window: Open, filled: Filled) -> None:
    window = unlocked(open_window, filled.folder)
    with_patient_open(window, filled.patient)
    store = window.app.record.store
    store.lock_after_s = SOON_S
    for _ in range(12):
        window.press(Qt.Key.Key_Shift)
        window.run(0.4)
    assert window.app.record.state == "open"
    window.wait_for(lambda: window.app.record.state == "locked", 30)
    assert window.app.navigation.page == "Start"
    assert window.app.patient.visits == []
    window.wait_for(lambda: window.shows("nobody used it for 0.1 min"))
    window.app.jobs.run(lambda: None, lambda _: None, lambda _: None)
    window.wait_for(lambda: not window.app.jobs.busy)
    window.write("name", "Ada")
    window.write("passphrase", PASSPHRASE)
    window.click("unlock")
    window.wait_for(lambda: window.app.record.state == "open", 30)


def test_it_never_locks_in_the_middle_of_a_recording(
    open_window: Open, models: dict[Task, str], filled: Filled, tmp_path: Path
) -> None:
    clip = write_clip(tmp_path / "an eye.mkv", [("closed", 1.0), ("clear", 6.0)])
    settings = tmp_path / "short.json"
    settings.write_text(json.dumps({"version": 1, "protocol": {"measurements": 1, "rest_s": 0.0}}), "utf-8")
    window = unlocked(open_window, filled.folder, models=models, settings_file=settings)
    window.app.examine(filled.empty, "Empty")
    window.app.exam.play_as_camera(str(clip))
    window.wait_for(lambda: window.app.exam.stage == "ready", 30)
    store = window.app.record.store
    window.press(Qt.Key.Key_F5)
    window.wait_for(lambda: window.app.exam.stage == "running", 30)
    store.lock_after_s = SOON_S
    window.run(SOON_S + 1.5)
    assert window.app.record.state == "open"
    assert not store.is_locked
    window.app.exam.stop()
    window.wait_for(lambda: window.app.exam.stage == "judging", 30)
    window.wait_for(lambda: window.app.record.state == "locked", 30)
    window.window.close()
    with open_store(Places(filled.folder), "Ada", PASSPHRASE) as again:
        (visit,) = eye_history(again, filled.empty, Eye.OD)
        assert len(visit.recording_ids) == 1


def test_corrections_that_nobody_saved_are_saved_before_it_locks(open_window: Open, filled: Filled) -> None:
    with open_store(Places(filled.folder), "Ada", PASSPHRASE) as store:
        recording = eye_history(store, filled.patient, Eye.OD)[0].recording_ids[0]
    window = unlocked(open_window, filled.folder)
    window.app.navigation.show("Review")
    window.app.open_stored(recording, "", 1)
    window.wait_for(lambda: window.app.review.state == "ready", 30)
    assert window.app.review.corrections.judge(1, False, "a lash")
    window.app.record.store.lock_after_s = SOON_S
    window.wait_for(lambda: window.app.record.state == "locked", 30)
    assert window.app.review.state == "empty"
    window.window.close()
    with open_store(Places(filled.folder), "Ada", PASSPHRASE) as store:
        newest = versions(store, recording)[-1]
        assert newest.change is Change.CORRECTED
        assert "a lash" in newest.reason
