"""Drives the real window as a person does: by mouse and keyboard, waiting for what they would wait for."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QMetaObject, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from tfcollab.app.app_model import AppModel
from tfcollab.app.window import Window

T = TypeVar("T")

#: the settings' buttons to go to a card; without a text until it is made
_CARDS = tuple(f"section{number}" for number in range(8))


class Driver:
    """An open window, and hands on it. Items are named by their objectName in QML."""

    def __init__(self, window: Window) -> None:
        self.window = window
        assert window.quick is not None
        self.quick: QQuickWindow = window.quick
        self.app: AppModel = window.app
        self.wait_for(self.quick.isExposed, what="the window was not drawn")
        # a screen without a window manager makes no window active by itself, and shortcuts reach the active one alone
        self.quick.requestActivate()
        self.wait_for(self._active, what="the window was not made active, so that keys would not reach it")

    def wait_for(self, ready: Callable[[], T], within_s: float = 10.0, what: str = "") -> T:
        """Lets the window run until ready() is true; gives what it returned. Fails after within_s seconds, by what."""
        until_s = time.monotonic() + within_s
        while not (found := ready()):
            assert time.monotonic() < until_s, f"{what or 'not so'} within {within_s} s"
            self.run(0.005)
        return found

    def wait_for_page(self, page: str) -> None:
        self.wait_for(lambda: self.app.navigation.page == page, what=f"{page} was not opened")

    def _active(self) -> bool:
        return self.quick.isActive() and QGuiApplication.focusWindow() is self.quick

    def run(self, seconds: float) -> None:
        """Lets the window run."""
        until_s = time.monotonic() + seconds
        while True:
            QCoreApplication.processEvents()
            if time.monotonic() >= until_s:
                return
            time.sleep(0.002)

    def find(self, name: str) -> Any:
        """The visible item of that name; waits for it."""
        return self.wait_for(lambda: self.seen(name))

    def seen(self, name: str) -> Any:
        """The visible item of that name, or None."""
        for item in self.quick.contentItem().findChildren(QObject, name):
            if isinstance(item, QQuickItem) and item.isVisible():
                return item
        # what is made by a Repeater or a Loader has no QObject parent in the window
        return next((item for item in _below(self.quick.contentItem()) if item.objectName() == name), None)

    def click(self, name: str) -> None:
        """Clicks the middle of an item, which has to be enabled and within the window."""
        item = self.find(name)
        self.wait_for(item.isEnabled, what=f"{name} was not enabled")
        middle = self.wait_for(lambda: self._standing(item), what=f"{name} did not come to rest")
        assert self.quick.contentItem().contains(middle), f"{name} lies outside the window"
        QTest.mouseClick(
            self.quick, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(*map(round, middle.toTuple()))
        )
        self.run(0.02)

    def _standing(self, item: QQuickItem) -> QPointF | None:
        """The middle of an item in the window, once it stays where it is while the window runs."""
        before = item.mapToScene(QPointF(item.width() / 2, item.height() / 2))
        self.run(0.02)
        after = item.mapToScene(QPointF(item.width() / 2, item.height() / 2))
        return after if after == before else None

    def press_on(self, name: str) -> None:
        """As click, once all cards of the settings are there and the keyboard has brought it into sight."""
        item = self.find(name)
        self.wait_for(lambda: all(card.property("text") for card in map(self.seen, _CARDS) if card is not None))
        item.forceActiveFocus(Qt.FocusReason.TabFocusReason)
        self.run(0.05)
        self.click(name)

    def write(self, name: str, text: str) -> None:
        """Clicks a field and types into it."""
        self.click(name)
        for letter in text:
            QTest.keyClick(self.quick, letter)
        self.run(0.02)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.quick, key, modifier)
        self.run(0.02)

    def texts(self) -> list[str]:
        """Every text that can be seen, from the top of the item tree down."""
        found = (item.property("text") for item in _below(self.quick.contentItem()))
        return [text for text in found if isinstance(text, str) and text]

    def shows(self, part: str) -> bool:
        """Whether a visible text holds this part."""
        return any(part in text for text in self.texts())

    def picture(self, path: Path | None = None) -> Any:
        """What the window shows now, as a QImage; also written to path."""
        self.run(0.05)
        image = self.quick.grabWindow()
        if path is not None:
            image.save(str(path))
        return image


#: open_window of conftest.py
Open = Callable[..., Driver]


def _below(item: QQuickItem) -> list[QQuickItem]:
    """The item's visible descendants."""
    found: list[QQuickItem] = []
    for child in item.childItems():
        if child.isVisible():
            found += [child, *_below(child)]
    return found


def choose_what(window: Driver, number: int) -> None:
    """Which comparison, on its page: 0 the eyes, 1 visits, 2 the trend."""
    buttons = [item for item in window.find("compareWhat").childItems() if item.property("text")]
    QMetaObject.invokeMethod(buttons[number], "click")
    window.run(0.1)
