"""A walk through every screen with the shipped models; each is announced by its name, to be looked at."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtQuick import QQuickItem, QQuickWindow

from benchmarks.tour_record import NAME, PATIENTS, fill
from tfcollab.app.window import Window, make_application
from tfcollab.resources import data_dir
from tfcollab.store.places import Places

_WITHIN_S = 1800.0


class Guide:
    """Leads through one window. show: called with the name of each screen, once it stands."""

    def __init__(self, window: Window, show: Callable[[str], None]) -> None:
        assert window.quick is not None
        self.app = window.app
        self.quick: QQuickWindow = window.quick
        self.show = show

    def run(self, seconds: float) -> None:
        # a loop of its own: without one nothing that was to be deleted later ever is
        loop = QEventLoop()
        QTimer.singleShot(round(1000 * seconds), loop.quit)
        loop.exec()

    def wait(self, ready: Callable[[], object]) -> None:
        """Raises TimeoutError where it never comes to that."""
        until_s = time.monotonic() + _WITHIN_S
        while not ready():
            if time.monotonic() > until_s:
                raise TimeoutError(f"the walk stands still at {self.app.navigation.page}")
            self.run(0.02)

    def idle(self) -> None:
        self.run(0.1)
        self.wait(lambda: not self.app.jobs.busy)
        self.run(0.1)

    def find(self, name: str) -> QQuickItem:
        """The visible item of that name, which is there."""
        return next(item for item in _below(self.quick.contentItem()) if item.objectName() == name)

    def press(self, name: str) -> None:
        self.find(name).click()
        self.run(0.2)

    def compare(self, number: int) -> None:
        """Presses one of the buttons that say what is compared: 0 eyes, 1 visits, 2 the trend."""
        [item for item in self.find("compareWhat").childItems() if item.property("text")][number].click()
        self.idle()
        self.run(0.5)


def walk(home: Path, show: Callable[[Window, str], None], also: Sequence[Callable[[Guide], None]] = ()) -> None:
    """Opens every screen of a window with a record of its own in `home`; complaints of QML are printed.

    also: what else is done while the record is open.
    """
    make_application()
    window = Window(home / "settings.json", Places(home / "records"), on_warning=print)
    try:
        guide = Guide(window, lambda name: show(window, name))
        for part in (_record, _exam, *also, _patient, _alone):
            part(guide)
    finally:
        window.close()


def _record(guide: Guide) -> None:
    app = guide.app
    guide.run(0.3)
    guide.show("start-first")
    app.record.create("Ada Lovelace", "correct horse battery")
    guide.wait(lambda: app.record.state == "key")
    guide.show("start-key")
    app.record.written_down()
    guide.idle()
    guide.show("start-camera")
    app.exam.play_sample_as_camera()
    guide.wait(lambda: app.exam.stage == "ready")
    guide.run(0.5)
    guide.show("start-test-picture")
    app.finish_first_steps()
    guide.idle()
    guide.show("start-empty")
    for patient in PATIENTS:
        app.record.add(*patient)
        guide.idle()
    patient_id, store = app.record.found[0]["id"], app.record.store
    assert store is not None
    app.jobs.run(lambda: fill(store, patient_id), lambda _: None, print)
    guide.idle()
    app.record.search("")
    guide.idle()
    guide.show("start-patients")
    app.open_patient(patient_id, NAME)
    guide.idle()
    guide.show("patient")
    _said(guide)
    _people(guide)


def _said(guide: Guide) -> None:
    """The forms of a patient and of a visit: empty, filled in, and about to be lost."""
    app = guide.app
    guide.press("changePatient")
    guide.idle()
    guide.show("patient-data")
    guide.press("leaveForm")
    shown = app.patient.visits[0]
    app.navigation.show("Visit", {"patient": app.patient.id, "visit": shown["id"], "when": shown["at"]})
    guide.idle()
    guide.show("visit-empty")
    guide.press("fillOSDI")
    guide.show("visit-form-empty")
    for number, answer in enumerate((2, 3, 1, 2, 1, 0, 2, 1, 1, 3, 2, 1), start=1):
        guide.find(f"answer{number}_{answer}").click()
    guide.run(0.2)
    guide.show("visit-form")
    guide.press("leaveForm")
    guide.show("visit-form-loss")
    guide.press("leaveForm")
    guide.press("keepQuestionnaire")
    guide.idle()
    app.visit.save_questionnaire("SPEED", [0, 1, 1, 0, 2, 1, 1, 0], "", 0)
    guide.idle()
    app.visit.add_note("Burning in the evening, worse in heated rooms. Contact lenses since 2009.")
    guide.idle()
    guide.show("visit")
    guide.press("newNote")
    guide.show("visit-note")
    guide.press("leaveForm")


def _people(guide: Guide) -> None:
    """The users of the record, and one's own passphrase."""
    app = guide.app
    app.navigation.show("Settings")
    guide.idle()
    guide.wait(lambda: app.models.state == "ready")
    for user in (("Grace Hopper", "clinician"), ("Rosalind Franklin", "researcher")):
        app.people.add(*user, "correct horse battery")
        guide.idle()
    guide.press("section6")
    # what the window told of is read
    app.told.emit("")
    guide.show("settings-users")
    guide.press("addUser")
    guide.show("settings-new-user")
    guide.press("leaveForm")
    guide.press("changePassphrase")
    guide.show("settings-passphrase")
    guide.press("leaveForm")


def _exam(guide: Guide) -> None:
    app = guide.app
    for name, value in (("measurements", 1), ("rest_s", 0.0)):
        app.settings.set("protocol", name, value)
    app.examine(app.patient.id, NAME)
    guide.run(1.0)
    guide.show("exam-source")
    app.exam.play_sample_as_camera()
    for eye in ("OD", "OS"):
        guide.wait(lambda: app.exam.stage == "ready")
        guide.run(2.5)
        if eye == "OD":
            guide.show("exam-ready")
        app.exam.measure()
        if eye == "OD":
            guide.run(0.2)
            guide.show("exam-armed")
            guide.wait(lambda: app.exam.stage == "judging" or app.exam.live.clock["kind"] == "measured")
            guide.run(0.3)
            guide.show("exam-broken")
        guide.wait(lambda: app.exam.stage == "judging")
        if eye == "OD":
            guide.show("exam-judging")
        app.exam.accept()
    guide.wait(lambda: app.exam.stage == "finished")
    guide.idle()
    guide.show("exam-finished")


def _patient(guide: Guide) -> None:
    app = guide.app
    app.open_patient(app.exam.patient, app.exam.subject, "Report")
    guide.idle()
    app.report.make()
    guide.wait(lambda: app.report.pages and app.report.work == "")
    guide.show("report-draft")
    guide.press("signReport")
    guide.show("report-question")
    guide.press("signNow")
    guide.wait(lambda: app.report.report["state"] == "signed" and app.report.work == "")
    guide.show("report-signed")
    # what the window told of is read
    app.told.emit("")
    app.navigation.show("Compare")
    guide.wait(lambda: app.compare.left.picture and app.compare.right.picture and app.compare.rows)
    app.compare.player.seek_time(4.0)
    guide.idle()
    guide.show("compare-eyes")
    for number, name in ((1, "compare-visits"), (2, "compare-trend")):
        guide.compare(number)
        guide.show(name)
    recording = app.patient.visits[0]["recordings"][0]
    app.navigation.show("Review", {"recording": recording["id"], "title": NAME, "measurement": 0})
    _reviewed(guide)
    guide.show("review-stored")
    app.lock()
    guide.idle()
    guide.show("start-locked")


def _alone(guide: Guide) -> None:
    app = guide.app
    app.navigation.show("Exam")
    app.exam.replay(str(data_dir() / "README.md"), "OD")
    guide.run(1.0)
    guide.show("exam-error")
    app.exam.demo()
    guide.wait(lambda: app.exam.stage == "replay" and app.exam.live.picture is not None)
    guide.run(4.0)
    guide.show("replay")
    guide.wait(lambda: app.exam.stage == "finished")
    guide.show("replay-finished")
    app.navigation.show("Review", {"replayed": True})
    _reviewed(guide)
    guide.press("showWitness")
    guide.show("review")
    timed = [one["number"] for one in app.review.measurements if one["time"]["kind"] == "measured"]
    app.review.show_breakup(timed[-1])
    guide.run(0.5)
    guide.press("rejectMeasurement")
    guide.show("review-why")
    app.review.leave()
    app.navigation.show("Settings")
    guide.run(0.3)
    guide.show("settings")


def _reviewed(guide: Guide) -> None:
    """Waits until a recording is open, its pictures are there, and goes to its first break-up."""
    review = guide.app.review
    guide.wait(lambda: review.state == "ready" and review.picture is not None)
    timed = [one["number"] for one in review.measurements if one["time"]["kind"] == "measured"]
    if timed:
        review.show_breakup(timed[0])
    guide.run(1.5)


def _below(item: QQuickItem) -> list[QQuickItem]:
    return [found for child in item.childItems() if child.isVisible() for found in (child, *_below(child))]
