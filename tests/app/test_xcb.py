"""The window under X11, as most Linux computers draw it: some of the same tests, on a screen in memory (Xvfb).

All of them: `xvfb-run -a env QT_QPA_PLATFORM=xcb pytest tests/app` (docs/architecture.md).
"""

import ctypes.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import Driver
from PySide6.QtGui import QGuiApplication

HERE = Path(__file__).parent
#: what Qt's xcb plugin loads beside what its offscreen one does
LIBRARIES = (
    "xcb-cursor",
    "xcb-icccm",
    "xcb-image",
    "xcb-keysyms",
    "xcb-render-util",
    "xcb-xkb",
    "xkbcommon-x11",
)
SHORT_FORM = (
    "test_xcb.py::test_the_window_is_drawn_on_the_platform_that_was_asked_for",
    "test_window.py",
    "test_journey.py::test_a_paced_recording_of_two_eyes_becomes_a_signed_report",
)


@pytest.fixture
def screen() -> Iterator[str]:
    """The name of an X11 screen of its own; skips where one cannot be had, and says what is missing."""
    missing = [] if shutil.which("Xvfb") else ["Xvfb"]
    missing += [f"lib{name}" for name in LIBRARIES if ctypes.util.find_library(name) is None]
    if missing:
        pytest.skip(f"for the window under X11 there is no {', '.join(missing)}")
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1920x1080x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        assert number, "Xvfb did not start"
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(10)


def test_the_window_is_drawn_on_the_platform_that_was_asked_for(window: Driver) -> None:
    assert QGuiApplication.platformName() == os.environ["QT_QPA_PLATFORM"]
    assert window.quick.isExposed()


@pytest.mark.timeout(600)
@pytest.mark.skipif(sys.platform != "linux", reason="X11 is what most Linux computers draw by")
def test_the_window_holds_under_x11(screen: str, tmp_path: Path) -> None:
    environment = os.environ | {"DISPLAY": screen, "QT_QPA_PLATFORM": "xcb", "QT_QUICK_BACKEND": "software"}
    environment.pop("WAYLAND_DISPLAY", None)
    tests = [str(HERE / name) for name in SHORT_FORM]
    options = ["-q", "-p", "no:cacheprovider", "-p", "no:xdist", f"--basetemp={tmp_path / 'x11'}"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, *tests],
        env=environment,
        cwd=HERE.parents[1],
        capture_output=True,
        text=True,
        timeout=560,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "skipped" not in done.stdout
