"""Every screen with what it can hold: both themes, both languages, small and at twice the size of type."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import Driver, Open
from PySide6.QtCore import QObject, QPointF, QRectF, Qt, QUrl
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtQml import QQmlComponent
from PySide6.QtQuick import QQuickItem
from scenes import write_clip
from stored import NAME, PASSPHRASE, Filled
from watching import alive

from tfcollab.runtime.contract import Task

CONTROL = Qt.KeyboardModifier.ControlModifier
#: beyond the window's edge by no more than a rounding
_SLACK_PX = 1.5
#: gray levels at a spot that only the ground of the window covers
_DARK, _LIGHT = 60, 190


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_clip(tmp_path_factory.mktemp("clips") / "an eye with a rather long name, taken in the morning.mkv")


def before_the_record(window: Driver) -> Iterator[str]:
    """Opens one screen after the other, and names each."""
    yield "the first start"
    window.app.record.create("Ada Lovelace, head of the clinic", PASSPHRASE)
    window.wait_for(lambda: window.app.record.state == "key", 30)
    yield "the recovery key"
    window.app.record.written_down()
    window.wait_for(lambda: not window.app.jobs.busy)
    yield "the camera, and a test picture"
    window.app.finish_first_steps()
    window.wait_for(lambda: not window.app.jobs.busy)
    yield "no patient yet"


def of_the_record(window: Driver, filled: Filled, clip: Path) -> Iterator[str]:
    app = window.app
    yield "locked"
    app.failed.emit("Something could not be done, which is told in a sentence of some length: try again.")
    yield "the banner"
    window.press(Qt.Key.Key_F1)
    yield "the keys"
    window.press(Qt.Key.Key_Escape)
    app.navigation.show("Settings")
    yield "the settings"
    app.navigation.show("Start")
    app.record.unlock("Ada", PASSPHRASE)
    window.wait_for(lambda: app.record.found, 30)
    yield "the patients"
    window.click("newPatient")
    yield "a new patient"
    window.press(Qt.Key.Key_Escape)
    app.open_patient(filled.patient, NAME)
    window.wait_for(lambda: app.patient.visits and not app.jobs.busy, 30)
    yield "the visits"
    window.click("changePatient")
    window.wait_for(lambda: window.seen("dataName") and not app.jobs.busy, 30)
    yield "the patient's data"
    window.press(Qt.Key.Key_Escape)
    shown = app.patient.visits[0]
    app.navigation.show("Visit", {"patient": app.patient.id, "visit": shown["id"], "when": shown["at"]})
    window.wait_for(lambda: app.visit.ready and not app.jobs.busy, 30)
    app.visit.save_questionnaire("DEQ-5", [1, 4, 3, 0, 2], "", 0)
    window.wait_for(lambda: not app.jobs.busy, 30)
    app.visit.add_note(f"{NAME}: " + "Donaudampfschifffahrt" * 10)
    window.wait_for(lambda: app.visit.notes, 30)
    yield "what was said in a visit"
    window.find("fillDEQ-5").forceActiveFocus()
    window.find("fillDEQ-5").click()
    yield "a questionnaire that is corrected"
    window.press(Qt.Key.Key_Escape)
    window.find("newNote").click()
    yield "a note"
    window.press(Qt.Key.Key_Escape)
    app.navigation.show("Compare")
    window.wait_for(lambda: app.compare.left.picture and app.compare.right.picture and app.compare.rows, 30)
    for number, what in enumerate(("eyes", "visits", "trend")):
        buttons = [item for item in window.find("compareWhat").childItems() if item.property("text")]
        buttons[number].click()
        window.wait_for(lambda: not app.jobs.busy, 30)
        yield f"compared: {what}"
    app.navigation.show("Report")
    window.wait_for(lambda: not app.jobs.busy, 30)
    app.report.make()
    window.wait_for(lambda: app.report.pages and not app.jobs.busy, 30)
    yield "the report"
    window.press(Qt.Key.Key_Return, CONTROL)
    yield "the question before it is signed"
    window.press(Qt.Key.Key_Escape)
    recording = app.patient.visits[0]["recordings"][0]["id"]
    app.navigation.show("Review", {"recording": recording, "title": NAME})
    window.wait_for(lambda: app.review.state == "ready" and app.review.picture, 30)
    yield "the review"
    window.press(Qt.Key.Key_R)
    yield "why it is rejected"
    window.press(Qt.Key.Key_Escape)
    app.review.leave()
    yield "a recording to review is chosen"
    app.navigation.show("Settings")
    window.wait_for(lambda: app.people.found and app.access.keyring and not app.jobs.busy, 30)
    app.people.add(f"{NAME}, Oberärztin", "clinician", PASSPHRASE)
    window.wait_for(lambda: len(app.people.found) == 2, 30)
    yield "the users"
    for button in ("addUser", "role1", "shutOut1", "readmit1", "newRecoveryKey", "changePassphrase"):
        window.find(button).click()
        yield f"the form behind {button}"
        window.press(Qt.Key.Key_Escape)
    app.examine(filled.patient, NAME)
    window.wait_for(lambda: app.cameras.looked and not app.jobs.busy, 30)
    yield "the camera is chosen"
    app.exam.play_as_camera(str(clip))
    window.wait_for(lambda: app.exam.stage == "ready", 30)
    yield "the picture before a measurement"
    app.exam.measure()
    window.wait_for(lambda: app.exam.stage == "judging", 30)
    yield "a measurement to judge"
    window.press(Qt.Key.Key_Delete, CONTROL)
    yield "why a measurement is rejected"
    window.press(Qt.Key.Key_Escape)
    app.exam.accept()
    window.wait_for(lambda: app.exam.stage == "resting", 30)
    yield "the rest between two measurements"
    app.exam.leave()
    window.wait_for(lambda: not app.jobs.busy, 30)


@pytest.fixture(
    params=[("en", 1.0), ("en", 2.0), ("zh_CN", 1.0), ("zh_CN", 2.0)], ids=lambda held: f"{held[0]}-{held[1]:.0%}"
)
def look(request: pytest.FixtureRequest) -> tuple[str, float]:
    return request.param


def test_the_first_start_is_whole_in_every_look(open_window: Open, look: tuple[str, float]) -> None:
    window = looking(open_window(1280, 800), look)
    wrong = [fault for screen in before_the_record(window) for fault in faults(window, screen, look[0])]
    assert not wrong, "\n".join(wrong)


def test_every_screen_is_whole_in_every_look(
    open_window: Open, filled: Filled, models: dict[Task, str], clip: Path, look: tuple[str, float]
) -> None:
    window = looking(open_window(1280, 800, records=filled.folder, models=models), look)
    wrong = [fault for screen in of_the_record(window, filled, clip) for fault in faults(window, screen, look[0])]
    assert not wrong, "\n".join(wrong)


def test_a_screen_that_is_left_leaves_no_object_behind(open_window: Open, filled: Filled) -> None:
    window = open_window(1280, 800, records=filled.folder)
    window.app.record.unlock("Ada", PASSPHRASE)
    window.wait_for(lambda: window.app.record.found, 30)
    window.app.open_patient(filled.patient, NAME)
    pages = ("Patient", "Visit", "Compare", "Report", "Review", "Exam", "Settings", "Start")
    held: list[QObject] = []
    for page in pages:
        window.app.navigation.show(page)
        window.wait_for(lambda: not window.app.jobs.busy, 30)
        window.run(0.05)
        assert alive(held, window.window.engine) == []
        root = window.find("page").property("item")
        held = [root, *root.findChildren(QObject), *below(root)]
        assert len(held) > 20


def test_what_reaches_beyond_the_window_or_has_no_name_is_found(window: Driver) -> None:
    assert (outside(window), nameless(window)) == ([], [])
    item = window.find("railSettings")
    item.setX(window.quick.width() - 10)
    assert any("railSettings" in fault for fault in outside(window))
    component = QQmlComponent(window.window.engine, window.quick)
    component.setData(b"import QtQuick.Controls.Basic\nButton { objectName: 'nobody' }", QUrl())
    made = component.create()
    made.setParent(window.quick)
    made.setParentItem(window.quick.contentItem())
    assert [fault for fault in nameless(window) if "nobody" in fault]


def looking(window: Driver, look: tuple[str, float]) -> Driver:
    language, scale = look
    window.app.settings.set("interface", "language", language)
    window.app.settings.set("interface", "text_scale", scale)
    window.run(0.05)
    return window


def faults(window: Driver, screen: str, language: str) -> list[str]:
    """What is wrong with the screen that is shown, in one theme and then in the other."""
    window.run(0.05)
    grounds, wrong = [], []
    for theme in ("light", "dark"):
        window.app.settings.set("interface", "theme", theme)
        image = window.picture()
        grounds.append(image.pixelColor(2, image.height() - 2).lightness())
        if len(colours(image)) <= 8:
            wrong.append(f"nothing is drawn in {theme}")
    # behind a question all is dimmed
    if grounds[1] > _DARK or grounds[0] < (_LIGHT if modal(window) is None else 2 * grounds[1]):
        wrong.append(f"the grounds are {grounds}")
    if language == "zh_CN" and not re.search("[一-鿿]", "".join(window.texts())):
        wrong.append("it is not in Chinese")
    return [f"{screen}: {fault}" for fault in (*wrong, *outside(window), *nameless(window))]


def colours(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}


def below(item: QQuickItem) -> list[QQuickItem]:
    """The item's visible descendants."""
    return [found for child in item.childItems() if child.isVisible() for found in (child, *below(child))]


def modal(window: Driver) -> QQuickItem | None:
    """The question that is open."""
    return next((item for item in below(window.quick.contentItem()) if role(item) is QAccessible.Role.Dialog), None)


def role(item: QQuickItem) -> QAccessible.Role | None:
    found = QAccessible.queryAccessibleInterface(item)
    return None if found is None or not found.isValid() else found.role()


def controls(window: Driver) -> list[QQuickItem]:
    """All that can be reached by Tab."""
    top = modal(window) or window.quick.contentItem()
    return [item for item in below(top) if item.activeFocusOnTab() and item.isEnabled()]


def outside(window: Driver) -> list[str]:
    """Controls and texts that reach beyond the window's sides; what lies above or below can be scrolled to."""
    edge = window.quick.width() + _SLACK_PX
    found = []
    for item in (*controls(window), *(item for item in below(window.quick.contentItem()) if said(item))):
        area = item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))
        wide = item.property("contentWidth")
        right = area.right()
        if item.inherits("QQuickText") and not item.property("truncated"):
            # what is written, where it is wider than its item
            right = max(right, item.mapToScene(QPointF(wide, 0)).x())
        if area.left() < -_SLACK_PX or right > edge:
            found.append(f"{described(item)} goes from {area.left():.0f} to {right:.0f}")
    return found


def described(item: QQuickItem) -> str:
    return f"{item.metaObject().className()} {item.objectName()} {said(item)!r}"


def said(item: QQuickItem) -> str:
    text = item.property("text")
    return text if isinstance(text, str) else ""


def nameless(window: Driver) -> list[str]:
    """Controls that a screen reader cannot name."""
    found = []
    for item in controls(window):
        interface = QAccessible.queryAccessibleInterface(item)
        if interface is None or not interface.isValid() or not interface.text(QAccessible.Text.Name).strip():
            found.append(f"{described(item)} has no name")
    return found
