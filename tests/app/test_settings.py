"""The settings screen: thresholds with their source, camera, models, lock, backup, tones."""

import os
import shutil
import stat
import sys
from pathlib import Path

import pytest
from driving import Driver, Open
from PySide6.QtCore import QMetaObject, Qt
from stored import PASSPHRASE, Filled, unlocked

from tfcollab.app.preferences import Preferences
from tfcollab.app.sounds import TONES, Sounds, samples
from tfcollab.runtime.contract import Task
from tfcollab.store.record_settings import lock_after_s


@pytest.fixture
def screen(window: Driver) -> Driver:
    window.app.navigation.show("Settings")
    window.run(0.05)
    return window


def enter(window: Driver, name: str, text: str) -> None:
    window.press_on(name)
    window.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    window.press(Qt.Key.Key_Delete)
    for letter in text:
        window.press(Qt.Key(ord(letter.upper())))
    window.press(Qt.Key.Key_Return)


def choose(window: Driver, name: str, number: int) -> None:
    """One of a row of segments."""
    row = window.find(name)
    buttons = window.wait_for(lambda: [item for item in row.childItems() if item.property("text")])
    QMetaObject.invokeMethod(buttons[number], "click")
    window.run(0.05)


def kept(tmp_path: Path) -> Preferences:
    return Preferences(tmp_path / "settings.json")


def test_a_cut_off_is_changed_with_its_source_and_both_travel_with_the_result(screen: Driver, tmp_path: Path) -> None:
    enter(screen, "cutoff_s", "5")
    enter(screen, "cutoff_source", "OURS")
    found = kept(tmp_path).clinical()
    assert (found.cutoff_s, found.cutoff_source) == (5, "ours")
    assert screen.shows("Usually 10")
    assert screen.shows("Usually TFOS DEWS II 2017")


def test_a_threshold_out_of_its_range_is_refused_and_put_back(screen: Driver, tmp_path: Path) -> None:
    enter(screen, "time_limit_s", "9999")
    screen.wait_for(lambda: screen.shows("time_limit_s is 9999; choose from 1 to 600"))
    assert screen.find("time_limit_s").property("text") == "24"
    assert not (tmp_path / "settings.json").exists()


def test_the_exposure_can_be_made_automatic_again(screen: Driver, tmp_path: Path) -> None:
    enter(screen, "exposure", "120")
    assert kept(tmp_path).capture.exposure == 120
    enter(screen, "exposure", "")
    assert kept(tmp_path).capture.exposure is None


def test_every_section_is_one_press_away(screen: Driver) -> None:
    for number, name in ((7, "resetKeys"), (3, "verifyModels"), (0, "theme")):
        screen.find("sections").forceActiveFocus()
        QMetaObject.invokeMethod(screen.find(f"section{number}"), "click")
        screen.run(0.05)
        item = screen.find(name)
        top = item.mapToScene(item.boundingRect().topLeft()).y()
        assert 0 < top < screen.quick.height() or number == 7


def test_the_models_are_listed_with_a_verified_hash_and_their_card(
    open_window: Open, models: dict[Task, str], tmp_path: Path
) -> None:
    altered = Path(shutil.copytree(models[Task.DETECT], tmp_path / "altered"))
    with (altered / "model.onnx").open("ab") as file:
        file.write(b"x")
    window = open_window(models={Task.DETECT: str(altered)})
    window.app.navigation.show("Settings")
    window.wait_for(lambda: window.app.models.state == "ready", 60)
    window.run(0.05)
    found = window.app.models.found
    assert {one["task"] for one in found} == {"classify", "detect", "segment"}
    shipped = [one for one in found if one["shipped"]]
    assert all(one["good"] for one in shipped)
    assert all(len(one["sha256"]) == 64 and one["card"] for one in shipped)
    # the shipped detector is not the one that this window's exams use
    assert {one["task"] for one in found if one["used"] and one["shipped"]} == {"classify", "segment"}
    number = next(place for place, one in enumerate(found) if not one["good"])
    assert found[number]["path"] == str(altered)
    assert "SHA-256 differs" in window.find(f"modelFault{number}").property("text")
    assert window.find(f"modelState{number}").property("text") == "Not usable"
    assert window.find("modelState0").property("text") == "Hash verified"
    window.press_on("modelCard0")
    assert found[0]["sha256"] in window.find("modelHash").property("text")
    assert "not a cleared medical device" in window.find("modelCardText").property("text")
    window.press(Qt.Key.Key_Escape)
    window.wait_for(lambda: window.seen("modelHash") is None)


def test_a_record_locks_itself_after_what_its_administrator_chose(open_window: Open, filled: Filled) -> None:
    window = unlocked(open_window, filled.folder)
    window.app.navigation.show("Settings")
    window.run(0.05)
    choose(window, "lockAfter", 1)
    window.wait_for(lambda: window.app.record.lockAfterMin == 5)
    access = window.app.record.store.access
    assert lock_after_s(access.places, access.key) == 300


def test_a_backup_is_made_and_checked(open_window: Open, filled: Filled, tmp_path: Path) -> None:
    window = unlocked(open_window, filled.folder)
    window.app.navigation.show("Settings")
    window.run(0.05)
    assert window.find("makeBackup").isEnabled()
    window.app.back_up(str(tmp_path / "disk"))
    window.wait_for(lambda: window.seen("backupProgress") or window.app.backup.work == "")
    window.wait_for(lambda: window.app.backup.work == "", 60)
    (folder,) = (tmp_path / "disk").iterdir()
    assert window.shows(f"The backup is in {folder}.")
    window.app.backup.check(str(folder), "Ada", "wrong words entirely")
    window.wait_for(lambda: window.shows("The name or the passphrase is wrong"), 30)
    window.app.backup.check(str(folder), "Ada", PASSPHRASE)
    window.wait_for(lambda: window.app.backup.verdict, 60)
    assert window.app.backup.verdict["faults"] == []
    assert "4 results and 4 recordings are as they were saved" in window.find("backupVerdict").property("text")
    next(folder.glob("recordings/*.vault")).write_bytes(b"")
    window.app.backup.check(str(folder), "Ada", PASSPHRASE)
    window.wait_for(lambda: window.app.backup.verdict, 60)
    assert window.find("backupVerdict").property("kind") == "error"
    assert "is not as it was backed up" in window.find("backupVerdict").property("text")


def test_a_backup_that_is_given_up_leaves_nothing(open_window: Open, filled: Filled, tmp_path: Path) -> None:
    window = unlocked(open_window, filled.folder)
    window.app.back_up(str(tmp_path / "disk"))
    window.app.backup.stop()
    window.wait_for(lambda: window.app.backup.work == "", 60)
    assert list((tmp_path / "disk").iterdir()) == []
    # and neither does closing the window
    window.app.back_up(str(tmp_path / "disk"))
    assert window.app.why_not_close() == "backup"
    window.window.close()
    assert list((tmp_path / "disk").iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows plays by its own")
def test_tones_are_played_by_what_the_computer_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / ("afplay" if sys.platform == "darwin" else "aplay")
    script.write_text(f'#!/bin/sh\nfor last; do :; done\ncat "$last" > "{tmp_path}/heard.wav"\n', "utf-8")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin{os.pathsep}/usr/bin")
    sounds = Sounds()
    sounds.play("blink")
    sounds.close()
    heard = (tmp_path / "heard.wav").read_bytes()
    assert heard.endswith(samples(TONES["blink"]))
    assert heard[:4] == b"RIFF"
    monkeypatch.setenv("PATH", "")
    silent = Sounds()
    silent.play("done")
    silent.close()
