"""Pictures of every screen, in memory, with the shipped models: `python -m benchmarks.screenshots FOLDER [NAME…]`.

Each picture is SCREEN-THEME-SIZE.png; NAME leaves out all pictures in whose name it is not.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from tfcollab.app.window import Window, make_application
from tfcollab.resources import data_dir
from tfcollab.store.places import Places

_PATIENTS = (
    (
        "Müller-Lüdenscheidt-Oppermann, Annegret Wilhelmine Theodora von und zu",
        "1950-02-28",
        "female",
        "4711-0815-2026",
    ),
    ("王小明", "1988-11-03", "male", "A-17"),
    ("O'Brien, Sean", "2001-07-14", "male", ""),
)
_LOOKS = (
    ("dark", "en", 1.0, (1280, 800)),
    ("light", "en", 1.0, (1280, 800)),
    ("light", "zh_CN", 1.0, (1280, 800)),
    ("dark", "en", 2.0, (1280, 800)),
    ("dark", "en", 1.0, (640, 400)),
    ("dark", "en", 1.0, (2560, 1440)),
)


class _Camera:
    """Takes the pictures of one window in every look."""

    def __init__(self, window: Window, folder: Path, wanted: list[str]) -> None:
        self._window = window
        self._folder = folder
        self._wanted = wanted
        self.app = window.app

    def run(self, seconds: float) -> None:
        until_s = time.monotonic() + seconds
        while time.monotonic() < until_s:
            make_application().processEvents()
            time.sleep(0.002)

    def wait(self, ready: Callable[[], object]) -> None:
        while not ready():
            self.run(0.02)

    def take(self, screen: str) -> None:
        quick = self._window.quick
        assert quick is not None
        for theme, language, scale, (width, height) in _LOOKS:
            name = f"{screen}-{theme}-{language}-{scale * 100:.0f}pct-{width}x{height}"
            if self._wanted and not any(part in name for part in self._wanted):
                continue
            for key, value in (("theme", theme), ("language", language), ("text_scale", scale)):
                self.app.settings.set("interface", key, value)
            quick.resize(width, height)
            self.run(0.15)
            quick.grabWindow().save(str(self._folder / f"{name}.png"))


def _take_all(camera: _Camera) -> None:
    app = camera.app
    camera.take("start-first")
    app.record.create("Ada Lovelace", "correct horse battery")
    camera.wait(lambda: app.record.state == "key")
    camera.take("start-key")
    app.record.written_down()
    camera.take("start-empty")
    for patient in _PATIENTS:
        app.record.add(*patient)
        camera.wait(lambda: not app.jobs.busy)
    app.record.search(_PATIENTS[0][0])
    camera.wait(lambda: not app.jobs.busy)
    app.settings.set("protocol", "rest_s", 600.0)
    found = app.record.found[0]
    app.examine(found["id"], _PATIENTS[0][0])
    camera.run(1.0)
    camera.take("exam-source")
    app.exam.play_sample_as_camera()
    camera.wait(lambda: app.exam.stage == "ready")
    camera.run(1.0)
    camera.take("exam-ready")
    app.exam.measure()
    camera.take("exam-armed")
    camera.wait(lambda: app.exam.stage == "judging" or app.exam.live.clock["kind"] == "measured")
    camera.take("exam-broken")
    camera.wait(lambda: app.exam.stage == "judging")
    camera.take("exam-judging")
    app.exam.accept()
    camera.run(0.1)
    camera.take("exam-resting")
    app.exam.leave()
    app.navigation.show("Start")
    app.record.search("")
    camera.run(0.5)
    camera.take("start-patients")
    app.lock()
    camera.take("start-locked")
    app.navigation.show("Exam")
    app.exam.replay(str(data_dir() / "README.md"), "OD")
    camera.run(1.0)
    camera.take("exam-error")
    app.exam.demo()
    camera.wait(lambda: app.exam.stage == "finished")
    camera.take("replay-finished")
    app.exam.leave()
    app.navigation.show("Settings")
    camera.take("settings")


def main() -> None:
    folder, wanted = Path(sys.argv[1]), sys.argv[2:]
    folder.mkdir(parents=True, exist_ok=True)
    make_application()
    with tempfile.TemporaryDirectory() as home:
        window = Window(Path(home) / "settings.json", Places(Path(home) / "records"), on_warning=print)
        try:
            _take_all(_Camera(window, folder, wanted))
        finally:
            window.close()


if __name__ == "__main__":
    main()
