"""Before anything is cut short or lost the window asks, once."""

from pathlib import Path

from driving import Driver, Open
from scenes import write_clip
from stored import Filled, unlocked, with_patient_open

from tfcollab.runtime.contract import Task


def in_mid_exam(window: Driver, tmp_path: Path) -> None:
    window.app.navigation.show("Exam")
    window.app.exam.play_as_camera(str(write_clip(tmp_path / "eye.mkv")))
    window.wait_for(lambda: window.app.exam.stage == "ready", 30)
    window.app.exam.measure()
    window.wait_for(lambda: window.app.exam.stage == "running", 30)


def test_another_exam_is_not_begun_over_one_that_runs_unasked(
    open_window: Open, models: dict[Task, str], filled: Filled, tmp_path: Path
) -> None:
    window = unlocked(open_window, filled.folder, models=models)
    in_mid_exam(window, tmp_path)
    with_patient_open(window, filled.empty, name="Empty")
    window.click("newExam")
    window.click("goOn")
    assert window.app.exam.stage != "off"
    assert window.app.exam.subject == ""
    window.click("newExam")
    window.click("closeAnyway")
    window.wait_for(lambda: window.app.exam.subject == "Empty")
    assert window.app.exam.stage == "off"
    assert window.app.navigation.page == "Exam"


def test_nor_is_a_recording_replayed_over_it(open_window: Open, models: dict[Task, str], tmp_path: Path) -> None:
    window = open_window(models=models)
    in_mid_exam(window, tmp_path)
    window.click("railStart")
    window.click("demo")
    window.click("goOn")
    assert not window.app.exam.isReplay
    window.click("demo")
    window.click("closeAnyway")
    window.wait_for(lambda: window.app.exam.isReplay)
    window.app.exam.leave()


def test_locking_with_corrections_that_are_not_saved_asks(open_window: Open, filled: Filled) -> None:
    window = unlocked(open_window, filled.folder)
    with_patient_open(window, filled.patient)
    window.click("recording0_0")
    window.wait_for(lambda: window.app.review.state == "ready", 30)
    assert window.app.review.corrections.judge(window.app.review.selected, False, "lashes")
    window.click("railStart")
    window.click("lock")
    window.click("goOn")
    assert window.app.record.state == "open"
    assert window.app.review.corrections.unsaved
    window.click("lock")
    window.click("closeAnyway")
    window.wait_for(lambda: window.app.record.state == "locked")
    assert not window.app.review.unsaved


def test_a_passphrase_that_was_forgotten_is_replaced_by_the_recovery_key(open_window: Open) -> None:
    window = open_window()
    window.app.record.create("Ada", "correct horse battery")
    window.wait_for(lambda: window.app.record.state == "key", 30)
    key = window.app.record.recoveryKey
    window.app.record.written_down()
    window.app.lock()
    window.click("forgotten")
    window.write("recoverName", "Ada")
    window.write("recoverKey", key)
    window.write("recoverPassphrase", "another horse battery")
    assert not window.find("recoverNow").isEnabled()
    window.write("recoverAgain", "another horse battery")
    window.click("recoverNow")
    window.wait_for(lambda: window.app.record.state == "key", 30)
    assert window.app.record.recoveryKey not in ("", key)
    window.app.record.written_down()
    # nothing but the passphrase is new
    window.find("search")
    window.app.lock()
    window.wait_for(lambda: window.app.record.state == "locked")
    window.app.record.unlock("Ada", "another horse battery")
    window.wait_for(lambda: window.app.record.state == "open", 30)


def test_the_first_steps_can_be_left_for_later(open_window: Open) -> None:
    window = open_window()
    window.app.record.create("Ada", "correct horse battery")
    window.wait_for(lambda: window.app.record.state == "key", 30)
    window.app.record.written_down()
    window.wait_for(lambda: window.seen("noCamera") or window.seen("camera0"))
    window.click("testLater")
    window.find("search")
    # and do not come again
    window.app.lock()
    window.wait_for(lambda: window.app.record.state == "locked")
    window.app.record.unlock("Ada", "correct horse battery")
    window.wait_for(lambda: window.app.record.state == "open", 30)
    window.find("search")
