"""The window as such: screens, keys, themes, sizes."""

import re
import sys

import pytest
from driving import Driver, Open
from PySide6.QtCore import QCoreApplication, Qt

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_it_opens_at_the_start_and_every_screen_of_the_rail_can_be_opened(window: Driver) -> None:
    assert window.app.navigation.page == "Start"
    rail = [item.objectName() for item in window.find("rail").childItems() if item.objectName()]
    assert "railSettings" in rail
    for name in rail:
        window.click(name)
        window.wait_for_page(name.removeprefix("rail"))
        window.run(0.1)


def test_screens_are_opened_and_left_by_keys_alone(window: Driver) -> None:
    window.press(Qt.Key.Key_Comma, CONTROL)
    window.wait_for_page("Settings")
    window.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    window.wait_for_page("Start")
    window.press(Qt.Key.Key_F1)
    window.wait_for(lambda: window.shows("Full screen"), what="F1 showed no shortcuts")
    window.press(Qt.Key.Key_Escape)
    window.wait_for(lambda: not window.shows("Full screen"))


def test_a_key_that_the_user_chose_works_in_place_of_the_usual_one(window: Driver) -> None:
    assert window.app.settings.shortcuts.change("app.settings", "Ctrl+1") == "app.start"
    assert window.app.settings.shortcuts.change("app.settings", "Ctrl+U") == ""
    window.press(Qt.Key.Key_Comma, CONTROL)
    assert window.app.navigation.page == "Start"
    window.press(Qt.Key.Key_U, CONTROL)
    window.wait_for_page("Settings")


def test_the_theme_changes_at_once_and_is_kept(open_window: Open) -> None:
    window = open_window()
    dark = window.picture().pixelColor(5, 200).lightness()
    window.press(Qt.Key.Key_T, CONTROL)
    light = window.picture().pixelColor(5, 200).lightness()
    assert dark < 40
    assert light > 200
    again = open_window()
    assert again.picture().pixelColor(5, 200).lightness() == light


@pytest.mark.parametrize("size", [(640, 400), (1280, 800), (3840, 2160)])
def test_no_size_of_the_window_makes_qml_complain(open_window: Open, size: tuple[int, int]) -> None:
    window = open_window(*size)
    for page in ("Settings", "Start"):
        window.app.navigation.show(page)
        window.run(0.1)


def test_chinese_is_spoken_at_once_without_opening_anew(window: Driver) -> None:
    window.click("railSettings")
    window.app.settings.set("interface", "language", "zh_CN")
    window.wait_for(lambda: re.search("[一-鿿]", window.find("railSettings").property("text")))
    window.app.settings.set("interface", "language", "en")
    window.wait_for(lambda: window.find("railSettings").property("text") == "Settings")


def test_a_screen_may_be_left_while_it_is_still_being_made(open_window: Open) -> None:
    for turns in (0, 1, 4):
        window = open_window()
        window.app.navigation.show("Settings")
        for _ in range(turns):
            QCoreApplication.processEvents()
        window.app.navigation.back()
        QCoreApplication.processEvents()
        window.window.close()


@pytest.mark.usefixtures("window")
def test_a_thread_that_computes_in_python_lets_the_window_on_within_a_thousandth_of_a_second() -> None:
    # at Python's own 5 ms, a screen that was opened beside one took up to a tenth of a second longer to be there
    assert sys.getswitchinterval() < 0.001
