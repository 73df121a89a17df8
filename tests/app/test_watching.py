"""The tests of the window fail on what they have to fail on: each fault is provoked here, in the real window."""

import gc
import threading

import pytest
from driving import Driver
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QUrl, Signal
from PySide6.QtQml import QQmlComponent
from PySide6.QtQuick import QQuickWindow
from watching import LOOPS, alive, no_complaints, nothing_left, own_meta_objects

from tfcollab.app.video_view import VideoView

FAULTS = {
    "a name that nothing has": ("Item { width: nobody.width }", "ReferenceError"),
    "a value of another kind": ("Item { property var nothing; property int count: nothing }", "Unable to assign"),
    "a binding that asks for itself": ("Item { width: height + 1; height: width + 1 }", LOOPS[0]),
    "a property that is not there": ("Item { Component.onCompleted: app.exam.measurement.time }", "TypeError"),
    "a warning of a script": ("Item { Component.onCompleted: console.warn('beware') }", "beware"),
}


def make(window: Driver, qml: str) -> QObject:
    """Made in the window's engine, which owns it."""
    component = QQmlComponent(window.window.engine, window.quick)
    component.setData(f"import QtQuick\n{qml}".encode(), QUrl("provoked.qml"))
    item = component.create(window.window.engine.rootContext())
    assert item is not None, component.errorString()
    item.setParent(window.quick)
    return item


def unheard(window: Driver, qml: str) -> None:
    """Makes it, and lets the window run, as a test does."""
    with no_complaints():
        make(window, qml)
        window.run(0.02)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_complaint_of_qml_fails_the_test(window: Driver, fault: str) -> None:
    qml, words = FAULTS[fault]
    with pytest.raises(AssertionError, match=words):
        unheard(window, qml)


def test_what_was_expected_and_taken_out_of_the_list_does_not(window: Driver) -> None:
    with no_complaints() as found:
        make(window, FAULTS["a warning of a script"][0])
        assert len(found) == 1
        found.clear()


def test_an_object_that_is_left_behind_fails_the_test(window: Driver) -> None:
    kept = []
    with pytest.raises(AssertionError, match="objects were left behind"), nothing_left():
        kept.append(QObject())
    with nothing_left():
        QObject().deleteLater()


def test_a_deleted_item_that_still_holds_something_fails_the_test(window: Driver) -> None:
    view = make(window, "import TfCollab.Video\nVideoView {}")
    assert isinstance(view, VideoView)
    view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert vars(view) == {}
    vars(view)["kept"] = object()
    with pytest.raises(AssertionError, match=r"VideoView .*kept"), nothing_left():
        pass
    vars(view).clear()


def test_a_window_that_is_left_open_fails_the_test(window: Driver) -> None:
    other = []
    with pytest.raises(AssertionError, match="a window was left behind"), nothing_left():
        other.append(QQuickWindow())
    other.clear()


def test_a_thread_that_is_left_running_fails_the_test(window: Driver) -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    with pytest.raises(AssertionError, match="threads were left behind"), nothing_left():
        thread.start()
    stop.set()
    thread.join()


def test_an_object_of_a_screen_that_outlives_it_is_named(window: Driver) -> None:
    item = make(window, "Item { objectName: 'survivor' }")
    assert alive([item], window.window.engine) == ["QQuickItem survivor"]
    item.deleteLater()
    assert alive([item], window.window.engine) == []


def test_an_object_whose_method_is_connected_without_being_a_slot_is_named(window: Driver) -> None:
    class Careless(QObject):
        heard = Signal()

        def hear(self) -> None:
            pass

    careless = Careless()
    careless.heard.connect(careless.hear)
    assert own_meta_objects() == ["Careless"]
    del careless
    gc.collect()
