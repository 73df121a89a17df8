"""Every control of every screen has a name for those who do not see it, and room for a finger."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from driving import Driver, Open
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem
from recordings import Analysed
from stored import FIRST, PASSPHRASE, Filled, unlocked, with_patient_open

from tfcollab.runtime.contract import Task
from tfcollab.store.models import Role
from tfcollab.store.opening import open_store
from tfcollab.store.people import add_user, disable_user
from tfcollab.store.places import Places
from tfcollab.store.visit_sheets import begin_visit
from tfcollab.store.visit_texts import add_note, change_note, save_questionnaire
from tfcollab.store.wrapping import Cost

#: what a person presses, types into or moves
CONTROLS = {
    QAccessible.Role.Button,
    QAccessible.Role.CheckBox,
    QAccessible.Role.ComboBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.RadioButton,
    QAccessible.Role.ScrollBar,
    QAccessible.Role.Slider,
    QAccessible.Role.SpinBox,
}
#: as wide and high as this a finger meets it, in pixels of a screen at 100 %
FINGER_PX = 40
_WORD = re.compile("[A-Za-z]{3}")
#: names, keys, and words that are the same in every language
_AS_THEY_ARE = re.compile(
    r"TF-Collab|TFOS DEWS II|DEWS III|DEWS|NIBUT|CUDA|TensorRT|OpenVINO|Ada|English|sample\.mkv|Placido|YYYY-MM-DD"
    r"|tiny-\w+|segment-s\d|classify|detect"
    r"|(Ctrl|Alt|Shift|Return|Delete|Left|Right)\b"
    r"|[0-9A-Z]{4,}(-[0-9A-Z]{4,})+"
    r"|OSDI(-6)?|DEQ-5|SPEED|P.[0-9A-Z]{10}|hospital"
    # a source, but for what was found in it
    r"|[A-Z][\w&,. ]+ \d{4};[\d:]+|Am J Ophthalmol"
)


def below(found, path: str = "") -> Iterator[tuple[str, object]]:
    """The visible accessible items with where each is."""
    for place in range(found.childCount()):
        child = found.child(place)
        if child is None or child.state().invisible:
            continue
        item = child.object()
        name = "" if item is None else item.objectName() or item.metaObject().className().split("_QML")[0]
        yield f"{path}/{name}", child
        yield from below(child, f"{path}/{name}")


def unnamed(window: Driver) -> list[str]:
    root = QAccessible.queryAccessibleInterface(window.quick)
    missing = []
    for path, found in below(root):
        wanted = found.role() in CONTROLS or found.state().focusable
        if wanted and found.role() != QAccessible.Role.StaticText:
            # Qt hides the name of a field for a passphrase; its description says it
            said = found.text(QAccessible.Text.Name) or found.text(QAccessible.Text.Description)
            if not said.strip():
                missing.append(path)
    return missing


def too_small(window: Driver) -> list[str]:
    root = QAccessible.queryAccessibleInterface(window.quick)
    found = []
    for path, one in below(root):
        item = one.object()
        # what is only read is not pressed
        pressed = one.role() in CONTROLS - {QAccessible.Role.ScrollBar} and not one.state().readOnly
        if pressed and isinstance(item, QQuickItem) and min(item.width(), item.height()) < FINGER_PX:
            found.append(f"{path} {item.width():.0f}×{item.height():.0f}")
    return found


def english(window: Driver) -> list[str]:
    """What stays English in the Chinese window."""
    return [text for text in window.texts() if "/" not in text and _WORD.search(_AS_THEY_ARE.sub("", text))]


def checked(window: Driver, wait: Callable[[], object] = lambda: True) -> None:
    window.wait_for(wait, 60)
    window.run(0.1)
    if window.app.settings.language == "zh_CN":
        assert english(window) == []
    assert unnamed(window) == []
    assert too_small(window) == []


@pytest.fixture(autouse=True)
def listening() -> Iterator[None]:
    """As if a screen reader were there."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_first_screens_and_the_exam(open_window: Open, models: dict[Task, str], language: str) -> None:
    window = open_window(models=models)
    window.app.settings.set("interface", "language", language)
    checked(window)
    window.app.record.create("Ada", "correct horse battery")
    checked(window, lambda: window.app.record.state == "key")
    window.app.record.written_down()
    checked(window, lambda: window.app.cameras.looked)
    window.app.exam.play_sample_as_camera()
    checked(window, lambda: window.app.exam.stage == "ready")
    window.app.finish_first_steps()
    checked(window)
    window.click("newPatient")
    checked(window)
    window.app.examine("", "")
    checked(window)
    window.app.exam.play_sample_as_camera()
    checked(window, lambda: window.app.exam.stage == "ready")
    window.app.exam.leave()
    window.app.navigation.show("Settings")
    checked(window, lambda: window.app.models.state == "ready")


def test_the_screens_of_a_patient(open_window: Open, filled: Filled) -> None:
    window = unlocked(open_window, filled.folder)
    checked(window)
    with_patient_open(window, filled.patient)
    checked(window)
    window.click("changePatient")
    checked(window, lambda: window.seen("dataName"))
    window.press(Qt.Key.Key_Escape)
    window.app.navigation.show("Compare")
    sides = window.app.compare.left, window.app.compare.right
    checked(window, lambda: all(side.state == "ready" for side in sides))
    window.app.navigation.show("Report")
    window.wait_for(lambda: window.find("makeReport").isEnabled() and not window.app.jobs.busy, 30)
    window.app.report.make()
    checked(window, lambda: window.app.report.pages)
    window.app.record.store.lock_after_s = 0.05
    window.run(0.1)
    window.app.record.idle.look()
    checked(window, lambda: window.seen("wakePassphrase"))


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_forms_of_a_visit(open_window: Open, filled: Filled, language: str) -> None:
    with open_store(Places(filled.folder), "Ada", PASSPHRASE) as store:
        visit = begin_visit(store, filled.empty, FIRST)
        save_questionnaire(store, visit, "SPEED", [0, 1, 1, 0, 2, 1, 1, 0])
        for instrument, answers in (("OSDI", [1] * 12), ("OSDI-6", [1] * 6), ("DEQ-5", [1] * 5)):
            save_questionnaire(store, visit, instrument, answers)
        note = add_note(store, visit, "1")
        change_note(store, note.id, note.version, "2")
    window = unlocked(open_window, filled.folder)
    window.app.settings.set("interface", "language", language)
    with_patient_open(window, filled.empty, name="王")
    window.wait_for(lambda: window.app.visit.said, 30)
    checked(window)
    window.click("said0")
    checked(window, lambda: window.app.visit.ready and window.app.visit.notes)
    for button, one in (("fillOSDI", "answer1"), ("fillDEQ-5", "answer5"), ("fillSPEED", "answer8")):
        window.click(button)
        checked(window, lambda one=one: window.seen(one))
        window.press(Qt.Key.Key_1)
        window.press(Qt.Key.Key_Escape)
        if window.seen("discardForm"):
            checked(window)
            window.click("discardForm")
    for button, one in (("amendNote0", "noteArea"), ("noteVersions0", "noteVersion1")):
        window.find(button).forceActiveFocus()
        window.click(button)
        checked(window, lambda one=one: window.seen(one))
        window.press(Qt.Key.Key_Escape)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_users_and_the_way_in(open_window: Open, filled: Filled, language: str) -> None:
    with open_store(Places(filled.folder), "Ada", PASSPHRASE) as store:
        add_user(store, "王", Role.RESEARCHER, PASSPHRASE, Cost(1, 64, 1))
        add_user(store, "李", Role.CLINICIAN, PASSPHRASE, Cost(1, 64, 1))
        disable_user(store, "李")
    window = unlocked(open_window, filled.folder)
    window.app.settings.set("interface", "language", language)
    window.app.navigation.show("Settings")
    checked(window, lambda: len(window.app.people.found) == 3 and window.app.models.state == "ready")
    buttons = ("addUser", "readmit1", "role2", "readmit2", "shutOut2", "newRecoveryKey", "changePassphrase")
    for button in buttons:
        window.find(button).forceActiveFocus()
        window.click(button)
        checked(window, lambda: window.seen("leaveForm"))
        window.press(Qt.Key.Key_Escape)
    window.app.people.replace_recovery_key()
    checked(window, lambda: window.seen("freshRecoveryKey"))
    window.click("recoverySure")
    window.click("recoveryWritten")


def test_the_review(open_window: Open, analysed: Analysed, tmp_path: Path) -> None:
    window = open_window()
    window.app.navigation.show("Review")
    checked(window)
    window.app.review.open_file(str(analysed.copied(tmp_path)), "OD")
    checked(window, lambda: window.app.review.state == "ready")
    window.click("rejectMeasurement")
    checked(window, lambda: window.seen("why"))
