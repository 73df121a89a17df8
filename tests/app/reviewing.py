"""Hands on the review screen."""

from pathlib import Path

import numpy as np
from driving import Driver
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from recordings import Analysed

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def open_review(window: Driver, path: Path) -> None:
    window.app.navigation.show("Review", {"path": str(path), "eye": "OD"})
    window.wait_for(lambda: window.app.review.state == "ready")
    window.wait_for(lambda: window.app.review.picture is not None)


def player(window: Driver):
    return window.app.review.player


def number_of_breakup(analysed: Analysed) -> int:
    return next(one.number for one in analysed.result.measurements if one.first_breakup_frame is not None)


def shown_gray(window: Driver) -> np.ndarray:
    """The frame that is painted, without its layers."""
    image = window.find("reviewVideo").property("picture").image
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width()].copy()


def settled(window: Driver, corrections: int) -> None:
    """Waits until the recording was measured again with so many corrections."""
    window.wait_for(lambda: len(window.app.review._opened.result.corrections) == corrections)
    window.run(0.05)


def press_at(window: Driver, name: str, share: float, modifier=Qt.KeyboardModifier.NoModifier, move_to=None) -> None:
    """Presses at a share of an item's width, drags to another one and lets go."""
    item = window.find(name)

    def point(at: float) -> QPoint:
        return QPoint(*map(round, item.mapToScene(QPointF(item.width() * at, item.height() / 2)).toTuple()))

    left = Qt.MouseButton.LeftButton
    QTest.mousePress(window.quick, left, modifier, point(share))
    if move_to is not None:
        for step in (0.3, 0.7, 1.0):
            QTest.mouseMove(window.quick, point(share + (move_to - share) * step))
    QTest.mouseRelease(window.quick, left, modifier, point(share if move_to is None else move_to))
    window.run(0.05)
