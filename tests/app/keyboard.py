"""A person at the keyboard alone."""

from driving import Driver
from PySide6.QtCore import Qt
from PySide6.QtQuick import QQuickItem

#: more presses than any screen has controls
_MOST = 80


def focused(window: Driver) -> QQuickItem:
    """What has the keyboard."""
    return window.wait_for(window.quick.activeFocusItem)


def wait_for_focus(window: Driver, name: str) -> None:
    window.wait_for(lambda: focused(window).objectName() == name, what=f"{name} did not get the keyboard")


def tab_to(window: Driver, name: str) -> None:
    """Presses Tab until the item of that name has the keyboard, which it has to show."""
    window.find(name)
    for _ in range(_MOST):
        if focused(window).objectName() == name:
            break
        window.press(Qt.Key.Key_Tab)
    item = focused(window)
    assert item.objectName() == name, f"{name} is not reached by Tab; it ended at {item}"
    assert _ringed(item), f"{name} has the keyboard and does not show it"


def type_in(window: Driver, text: str) -> None:
    """Types into whatever has the keyboard."""
    from PySide6.QtTest import QTest

    for letter in text:
        QTest.keyClick(window.quick, letter)
    window.run(0.02)


def _ringed(item: QQuickItem) -> bool:
    """Whether the ring that shows the keyboard's place is drawn in or below the item."""
    return any(
        child.isVisible() and (child.metaObject().className().startswith("FocusRing") or _ringed(child))
        for child in item.childItems()
    )
