"""A record that nobody uses locks itself: nothing is to be seen, nothing is lost, and no recording is cut short."""

from pathlib import Path

import pytest
from driving import Driver, Open
from PySide6.QtCore import Qt
from scenes import write_clip
from stored import NAME, PASSPHRASE, Filled, unlocked, with_patient_open

from tfcollab.app import idle_lock
from tfcollab.exam.frame import Eye
from tfcollab.runtime.contract import Task
from tfcollab.store.history import eye_history
from tfcollab.store.models import Change
from tfcollab.store.results import versions

CONTROL = Qt.KeyboardModifier.ControlModifier


def asleep_after(window: Driver, seconds: float) -> None:
    """As if that long had been set, and the time between two looks were as short."""
    window.app.record.store.lock_after_s = seconds


def fall_asleep(window: Driver) -> None:
    asleep_after(window, 0.05)
    window.run(0.1)
    window.app.record.idle.look()
    window.wait_for(lambda: window.seen("wakePassphrase"))


def test_the_lock_hides_everything_and_what_was_open_is_still_there(open_window: Open, filled: Filled) -> None:
    window = unlocked(open_window, filled.folder)
    with_patient_open(window, filled.patient)
    window.click("recording0_0")
    window.wait_for(lambda: window.app.review.state == "ready", 30)
    assert window.app.review.corrections.judge(window.app.review.selected, False, "lashes")
    fall_asleep(window)
    # nothing of a patient shows through
    image = window.picture()
    corner = image.pixelColor(3, 3)
    assert all(image.pixelColor(x, 3) == corner for x in range(0, image.width(), 7))
    assert image.pixelColor(40, 120) == corner
    window.press(Qt.Key.Key_Comma, CONTROL)
    window.press(Qt.Key.Key_S, CONTROL)
    window.press(Qt.Key.Key_Escape)
    assert window.app.navigation.page == "Review"
    assert window.seen("wakePassphrase")
    window.write("wakePassphrase", "wrong words")
    window.click("wake")
    window.wait_for(lambda: window.seen("wakeTrouble"), 30)
    assert "wrong" in window.find("wakeTrouble").property("text")
    window.write("wakePassphrase", PASSPHRASE)
    window.press(Qt.Key.Key_Return)
    window.wait_for(lambda: not window.app.record.asleep, 30)
    asleep_after(window, 600)
    window.wait_for(lambda: window.seen("wakePassphrase") is None)
    assert window.app.review.corrections.unsaved
    window.app.review.corrections.save()
    window.wait_for(lambda: not window.app.review.corrections.unsaved, 30)


def test_somebody_else_is_asked_before_what_is_not_saved_is_lost(open_window: Open, filled: Filled) -> None:
    window = unlocked(open_window, filled.folder)
    with_patient_open(window, filled.patient)
    window.click("recording0_0")
    window.wait_for(lambda: window.app.review.state == "ready", 30)
    assert window.app.review.corrections.judge(window.app.review.selected, False, "lashes")
    fall_asleep(window)
    window.click("anotherUser")
    window.click("goOn")
    assert window.app.record.asleep
    window.click("anotherUser")
    window.click("closeAnyway")
    window.wait_for(lambda: window.app.record.state == "locked")
    assert not window.app.record.asleep
    window.wait_for(lambda: window.seen("wakePassphrase") is None)
    assert not window.shows(NAME)


def test_corrections_that_nobody_saved_are_saved_before_it_locks(open_window: Open, filled: Filled) -> None:
    window = unlocked(open_window, filled.folder)
    with_patient_open(window, filled.patient)
    window.click("recording0_0")
    window.wait_for(lambda: window.app.review.state == "ready", 30)
    assert window.app.review.corrections.judge(window.app.review.selected, False, "a lash")
    asleep_after(window, idle_lock._BEFORE_S + 0.3)
    window.run(0.4)
    window.app.record.idle.look()
    window.wait_for(lambda: window.app.record.asleep, 30)
    assert not window.app.review.corrections.unsaved
    window.app.record.wake(PASSPHRASE)
    window.wait_for(lambda: not window.app.record.asleep, 30)
    asleep_after(window, 600)
    recording = eye_history(window.app.record.store, filled.patient, Eye.OD)[-1].recording_ids[0]
    newest = versions(window.app.record.store, recording)[-1]
    assert newest.change is Change.CORRECTED
    assert "a lash" in newest.reason


def test_keys_and_pointer_count_as_use(open_window: Open, filled: Filled) -> None:
    window = unlocked(open_window, filled.folder)
    asleep_after(window, 1.5)
    for _ in range(8):
        window.press(Qt.Key.Key_Tab)
        window.app.record.idle.look()
        window.run(0.3)
    assert not window.app.record.store.is_locked
    window.run(1.5)
    window.app.record.idle.look()
    assert window.app.record.asleep


def test_it_looks_by_itself(open_window: Open, filled: Filled, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tfcollab.app.idle_lock._LOOK_MS", 50)
    window = unlocked(open_window, filled.folder)
    asleep_after(window, 0.2)
    window.wait_for(lambda: window.app.record.asleep)


def test_a_measurement_is_recorded_and_kept_however_long_nobody_touched_anything(
    open_window: Open, models: dict[Task, str], filled: Filled, tmp_path: Path
) -> None:
    window = unlocked(open_window, filled.folder, models=models)
    window.app.examine(filled.empty, "Empty")
    window.app.exam.play_as_camera(str(write_clip(tmp_path / "eye.mkv")))
    window.wait_for(lambda: window.app.exam.stage == "ready", 30)
    window.app.exam.measure()
    window.wait_for(lambda: window.app.exam.stage == "running", 30)
    asleep_after(window, 0.2)
    while window.app.exam.stage in ("armed", "running"):
        window.app.record.idle.look()
        assert not window.app.record.asleep
        window.run(0.05)
    asleep_after(window, 600)
    window.wait_for(lambda: window.app.exam.stage == "judging", 30)
    asleep_after(window, 0.2)
    window.run(0.3)
    window.app.record.idle.look()
    assert window.app.record.asleep
    window.app.record.wake(PASSPHRASE)
    window.wait_for(lambda: not window.app.record.asleep, 30)
    asleep_after(window, 600)
    (visit,) = eye_history(window.app.record.store, filled.empty, Eye.OD)
    assert visit.repeats.measured == 1
    window.app.exam.accept()
