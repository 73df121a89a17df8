"""What a test of the window must neither hear nor leave behind: complaints of Qt and QML, objects, windows, threads."""

import gc
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlEngine
from shiboken6 import getAllValidWrappers, isValid

from tfcollab.app.painted import PaintedItem

#: complaints of the platform below Qt that say nothing of the program
_NOT_OURS = ("propagateSizeHints", "This plugin does not support")
#: what stands in a complaint of a binding that asks for itself, or of a layout that never comes to rest
LOOPS = ("Binding loop", "recursive rearrange")


@contextmanager
def no_complaints() -> Iterator[list[str]]:
    """Gives the list of every warning of Qt or QML; fails at the end unless it was emptied."""
    found: list[str] = []

    def heard(kind: QtMsgType, _: Any, message: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and kind is not QtMsgType.QtInfoMsg:
            found.append(message)

    before = qInstallMessageHandler(heard)
    try:
        yield found
    finally:
        qInstallMessageHandler(before)
    wrong = [message for message in found if not any(part in message for part in _NOT_OURS)]
    assert not wrong, "\n".join(wrong)


@contextmanager
def nothing_left() -> Iterator[None]:
    """Fails at the end where an object that Python knows, a window or a thread is there that was not before."""
    before, threads = {id(held) for held in _objects()}, set(threading.enumerate())
    windows = len(QGuiApplication.allWindows())
    yield
    running = set(threading.enumerate()) - threads
    assert not running, f"threads were left behind: {running}"
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(QGuiApplication.allWindows()) == windows, "a window was left behind"

    def left() -> list[QObject]:
        return [held for held in _objects() if id(held) not in before and not _of_the_application(held)]

    if left():
        # what only holds itself is not left behind
        gc.collect()
    assert not left(), f"objects were left behind: {left()}"
    assert not dead_weight(), f"deleted items that still hold something: {dead_weight()}"


def dead_weight() -> list[str]:
    """Painting items that QML has deleted, and that hold anything still: what they are, and what that is."""
    # all of its kinds, by the type itself: some objects answer isinstance in ways of their own
    items = [held for held in gc.get_objects() if issubclass(type(held), PaintedItem)]
    return [f"{type(held).__name__} {list(vars(held))}" for held in items if not isValid(held) and vars(held)]


def alive(objects: Iterable[QObject], engine: QQmlEngine) -> list[str]:
    """Those of them that are still there once all that was to be deleted is deleted; what they are, and their names."""
    engine.collectGarbage()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()
    return [f"{held.metaObject().className()} {held.objectName()}".strip() for held in objects if isValid(held)]


def own_meta_objects() -> list[str]:
    """Classes of the objects for which PySide made a meta-object of their own, as it does where a signal is connected
    to a method that is not a Slot. It ends with its object, but QML remembers it by its place in memory: what is made
    there later, QML may take for the former, and see none of its properties.
    """
    return sorted({type(one).__name__ for one in _objects() if "__METAOBJECT__" in vars(one)})


def _objects() -> list[QObject]:
    return [held for held in getAllValidWrappers() if isinstance(held, QObject) and isValid(held)]


def _of_the_application(held: QObject) -> bool:
    """Qt's own, made once for the application and kept by it: style hints, clipboard, screens."""
    while (above := held.parent()) is not None:
        held = above
    return held is QCoreApplication.instance() or type(held).__module__ == "PySide6.QtGui"
