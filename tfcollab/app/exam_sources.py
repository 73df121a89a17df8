"""Where an exam's frames come from: a camera, or a recording in its place."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QUrl

from tfcollab.app.capture import LiveSource
from tfcollab.app.freed import give_back
from tfcollab.resources import data_dir
from tfcollab.video import open_source
from tfcollab.video.camera import CameraRequest, CameraSource, number_of
from tfcollab.video.paced import PacedSource
from tfcollab.video.source import VideoSource


def camera(request: CameraRequest, name: str) -> Callable[[], LiveSource]:
    """Opens the camera, again after it was unplugged; then it is looked for by its name."""
    opened = False

    def again() -> CameraSource:
        nonlocal opened
        number = number_of(name, request.number) if opened else request.number
        opened = True
        return CameraSource(replace(request, number=number))

    return again


def recording(path: Path, loop: bool) -> Callable[[], LiveSource]:
    """Plays a recording in true time."""

    def opened() -> VideoSource:
        # each round has a decoder of its own, and what those before held would stay with the program
        give_back()
        return open_source(path)

    return lambda: PacedSource(opened, loop)


def local_path(chosen: str) -> Path:
    """A path as it was typed, or as the file dialog gives it (a URL)."""
    return Path(QUrl(chosen).toLocalFile() if chosen.startswith("file:") else chosen)


def demo_recording() -> Path:
    return data_dir() / "sample.mkv"
