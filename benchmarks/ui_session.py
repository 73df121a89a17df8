"""A session at the app, one exam after the other, as a clinic has it; `python -m benchmarks.ui` starts it.

Each exam is of a new patient: a few seconds of preview, a recorded measurement of each eye, and a signed report.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtQml import QQmlComponent
from PySide6.QtQuick import QQuickItem

from benchmarks.ui_watch import Watch
from tfcollab.app.window import Window, make_application
from tfcollab.store.places import Places

_PREVIEW_S = 6.0
_WITHIN_S = 600.0
_STEP_MS = 20
_PREVIEW, _MEASURING = ("ready", "judging", "resting"), ("armed", "running", "saving")
#: the window's own sign of being busy: it moves, and so asks for a frame at each refresh
_MOVING = b"import TfCollab.Controls\nAppBusy { objectName: 'moving'; running: true }"

Ready = Callable[[], object]


class Session(QObject):
    """Goes through the exams by the window's own timer, so that its thread is as free as a user's."""

    def __init__(self, window: Window, clip: Path, minutes: float, explain: bool) -> None:
        super().__init__()
        self._app = window.app
        self._clip = clip
        self._minutes = minutes
        self.exams = 0
        self.failure = ""
        self.watch = Watch(window, self._kind, explain)
        self._app.failed.connect(self._failed)
        _moving(window)
        self._steps = self._exams()
        self._ready: Ready = lambda: True
        self._asked_s = time.monotonic()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go)
        self._timer.start(_STEP_MS)

    def told(self) -> dict[str, Any]:
        first = [mib for at_s, mib in self.watch.memory if at_s <= 60.0]
        later = [mib for at_s, mib in self.watch.memory if at_s > 60.0]
        last_half = [mib for at_s, mib in self.watch.memory if at_s > self.watch.memory[-1][0] / 2]
        return {
            **{kind: phase.told() for kind, phase in sorted(self.watch.phases.items(), reverse=True)},
            "freezes_over_100_ms": [
                {"at_s": round(at_s, 1), "ms": round(ms), "while": kind} for at_s, ms, kind in self.watch.freezes
            ],
            "session": {
                "minutes": self.watch.memory[-1][0] / 60,
                "exams": self.exams,
                "peak_mib": max(mib for _, mib in self.watch.memory),
                "mib_by_minute": [round(mib) for mib in self._by_minute()],
                "growth_after_first_minute_mib": max(later) - max(first) if later else None,
                "growth_in_second_half_mib": max(last_half)
                - max(mib for at_s, mib in self.watch.memory if at_s <= self.watch.memory[-1][0] / 2),
            },
        }

    def _by_minute(self) -> list[float]:
        minutes: dict[int, float] = {}
        for at_s, mib in self.watch.memory:
            minutes[int(at_s // 60)] = max(mib, minutes.get(int(at_s // 60), 0.0))
        return list(minutes.values())

    def _kind(self) -> str:
        """preview, measuring (with the encrypting recorder), or other (screens, reports)."""
        stage = self._app.exam.stage
        if self._app.navigation.page != "Exam":
            return "other"
        return "preview" if stage in _PREVIEW else "measuring" if stage in _MEASURING else "other"

    def _exams(self) -> Iterator[Ready]:
        """Does one step after the other; each is followed by what has to be waited for."""
        app = self._app
        for name, value in (("measurements", 1), ("rest_s", 0.0)):
            app.settings.set("protocol", name, value)
        app.record.create("Ada Lovelace", "correct horse battery")
        yield lambda: app.record.state == "key"
        app.record.written_down()
        app.finish_first_steps()
        self.watch.begin()
        while self.watch.seconds < 60 * self._minutes:
            self.exams += 1
            app.record.add(f"Patient {self.exams}", "1970-01-01", "unknown", str(self.exams))
            yield lambda: app.record.found and app.record.found[0]["name"] == f"Patient {self.exams}"
            app.examine(app.record.found[0]["id"], app.record.found[0]["name"])
            app.exam.play_as_camera(str(self._clip))
            for _ in ("OD", "OS"):
                yield lambda: app.exam.stage == "ready"
                yield self._after(_PREVIEW_S)
                app.exam.measure()
                yield lambda: app.exam.stage == "judging"
                app.exam.accept()
            yield lambda: app.exam.stage == "finished"
            app.open_patient(app.exam.patient, app.exam.subject, "Report")
            yield self._idle()
            app.report.make()
            yield lambda: app.report.pages and app.report.work == ""
            app.report.sign()
            yield lambda: app.report.report["state"] == "signed" and app.report.work == ""
            yield self._idle()
            app.examine("", "")
            app.navigation.home("Start")
            yield self._idle()

    def _after(self, seconds: float) -> Ready:
        until_s = time.monotonic() + seconds
        return lambda: time.monotonic() >= until_s

    def _idle(self) -> Ready:
        least = self._after(0.3)
        return lambda: least() and not self._app.jobs.busy

    def _go(self) -> None:
        if self.failure or time.monotonic() - self._asked_s > _WITHIN_S:
            self._leave(self.failure or f"stands still at {self._app.navigation.page}, {self._app.exam.stage}")
            return
        try:
            if self._ready():
                self._ready, self._asked_s = next(self._steps), time.monotonic()
        except StopIteration:
            self._leave("")
        except Exception as error:  # one that is raised in a slot would only be printed
            self._leave(repr(error))

    def _failed(self, sentence: str) -> None:
        self.failure = sentence

    def _leave(self, failure: str) -> None:
        self.failure = failure
        self._timer.stop()
        self.watch.end()
        make_application().quit()


def _moving(window: Window) -> None:
    """Something that moves, at the window's lower edge."""
    assert window.quick is not None
    component = QQmlComponent(window.engine, window.quick)
    component.setData(_MOVING, QUrl())
    item = component.create(window.engine.rootContext())
    assert isinstance(item, QQuickItem), component.errorString()
    item.setParent(window.quick)
    item.setParentItem(window.quick.contentItem())
    item.setY(window.quick.height() - item.height())


def run(clip: Path, folder: Path, minutes: float, explain: bool) -> None:
    """Prints what was found as one line of JSON, the last one."""
    application = make_application()
    complaints: list[str] = []
    window = Window(folder / "settings.json", Places(folder / "records"), on_warning=complaints.append)
    session = Session(window, clip, minutes, explain)
    try:
        application.exec()
    finally:
        window.close()
    if session.failure or complaints:
        sys.exit("\n".join(filter(None, [session.failure, *complaints])))
    print(json.dumps(session.told()))


if __name__ == "__main__":
    run(Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3]), "explain" in sys.argv[4:])
