"""A long session takes no more memory than a short one: what an exam, a picture or a page took is given back."""

import ctypes
import gc
import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import psutil
import pytest
from driving import Driver, Open
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QImage
from scenes import write_clip
from stored import PASSPHRASE
from watching import dead_weight

from tfcollab.app.exam_sources import recording
from tfcollab.app.picture import Picture
from tfcollab.exam.frame import Frame
from tfcollab.runtime.contract import Task

#: one that the window shows, one on its way, and the newest ones of the pipeline and of the model
_PICTURES_AT_ONCE = 8
#: of any kind, with their images and layers; each exam left ten behind once
_PICTURES_AFTERWARDS = 12
#: what a report's pages take, which stayed behind once, is 39 MiB
_EXAM_MAY_LEAVE_BYTES = 16 * 2**20


def alive(*kinds: type) -> list[object]:
    return [held for held in gc.get_objects() if type(held) in kinds]


def let_go(window: Driver) -> None:
    """Deletes what is to be deleted, as the application's own loop does."""
    window.run(0.3)
    window.window.engine.collectGarbage()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    window.run(0.05)


def in_use_bytes() -> int:
    """What the C library has handed out and not got back; freed memory that it keeps does not count."""

    class Info(ctypes.Structure):
        _fields_ = [
            (name, ctypes.c_size_t) for name in ("arena", "n", "s", "h", "mapped", "u", "f", "used", "free", "k")
        ]

    ask = ctypes.CDLL(None).mallinfo2
    ask.restype = Info
    found = ask()
    return int(found.mapped + found.used)


@contextmanager
def holes(count: int, size_bytes: int) -> Iterator[int]:
    """Freed memory, in pieces between which others stay meanwhile; gives its size in bytes."""
    library = ctypes.CDLL(None)
    library.malloc.restype = ctypes.c_void_p
    library.free.argtypes = (ctypes.c_void_p,)
    pieces = [library.malloc(ctypes.c_size_t(size_bytes)) for _ in range(2 * count)]
    for piece in pieces:
        ctypes.memset(piece, 1, size_bytes)
    for piece in pieces[::2]:
        library.free(piece)
    try:
        yield count * size_bytes
    finally:
        for piece in pieces[1::2]:
            library.free(piece)


@pytest.fixture
def short_protocol(tmp_path: Path) -> Path:
    """Settings with one measurement an eye and no rest."""
    path = tmp_path / "short.json"
    path.write_text(json.dumps({"version": 1, "protocol": {"measurements": 1, "rest_s": 0.0}}), "utf-8")
    return path


def examine(window: Driver, clip: Path, name: str) -> None:
    """A new patient, a measurement of each eye, and a signed report."""
    app = window.app

    def idle() -> bool:
        return not app.jobs.busy

    app.record.add(name, "1970-01-01", "unknown", name)
    window.wait_for(lambda: app.record.found and app.record.found[0]["name"] == name, 30)
    app.examine(app.record.found[0]["id"], name)
    app.exam.play_as_camera(str(clip))
    for _ in range(2):
        window.wait_for(lambda: app.exam.stage == "ready", 60)
        app.exam.measure()
        window.wait_for(lambda: app.exam.stage == "judging", 60)
        app.exam.accept()
    app.open_patient(app.exam.patient, app.exam.subject, "Report")
    window.wait_for(idle, 60)
    app.report.make()
    window.wait_for(lambda: app.report.pages and app.report.work == "", 60)
    window.find("pageView0")
    app.report.sign()
    window.wait_for(lambda: app.report.report["state"] == "signed" and app.report.work == "", 60)
    app.examine("", "")
    app.navigation.home("Start")
    window.wait_for(idle, 60)


@pytest.mark.skipif(sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "mallinfo2"), reason="glibc's count")
def test_an_exam_leaves_neither_pictures_nor_threads_nor_memory(
    open_window: Open, models: dict[Task, str], short_protocol: Path, tmp_path: Path
) -> None:
    window = open_window(1280, 800, models=models, settings_file=short_protocol)
    window.app.record.create("Ada", PASSPHRASE)
    window.wait_for(lambda: window.app.record.state == "key", 60)
    window.app.record.written_down()
    window.app.finish_first_steps()
    clip = write_clip(tmp_path / "an eye.mkv")

    def counted() -> tuple[int, int, list[str]]:
        let_go(window)
        gc.collect()
        return in_use_bytes(), len(alive(QImage, Picture, Frame)), sorted(t.name for t in threading.enumerate())

    # the first ones load what all of them use, and fill the typesetter's cache
    for name in ("First", "Second"):
        examine(window, clip, name)
    used_bytes, pictures, threads = counted()
    examine(window, clip, "Third")
    used_later_bytes, pictures_later, threads_later = counted()
    # the newest of the last exam
    assert max(pictures, pictures_later) <= _PICTURES_AFTERWARDS
    assert threads_later == threads
    assert used_later_bytes - used_bytes < _EXAM_MAY_LEAVE_BYTES


def test_of_the_pictures_of_a_preview_only_the_newest_are_kept_and_none_afterwards(
    window: Driver, models: dict[Task, str], tmp_path: Path
) -> None:
    exam = window.app.exam
    window.app.navigation.show("Exam")
    exam.play_as_camera(str(write_clip(tmp_path / "an eye.mkv")))
    shown: list[int] = []
    exam.live.pictureChanged.connect(lambda: shown.append(len(alive(Picture))))
    window.wait_for(lambda: len(shown) > 40, 60)
    assert max(shown) <= _PICTURES_AT_ONCE
    window.app.navigation.home("Start")
    let_go(window)
    # the view is gone, and hears no more of its feed
    exam.live.pictureChanged.emit()
    window.run(0.05)
    assert dead_weight() == []


@pytest.mark.skipif(sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="glibc's trim")
def test_a_recording_in_place_of_a_camera_leaves_nothing_of_one_round_in_the_next(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "an eye.mkv", [("clear", 0.2)])
    memory = psutil.Process().memory_info
    # as decoders of large pictures leave them, with 100 KiB as with 10 MiB
    with recording(clip, loop=True)() as source, holes(640, 100 * 1024) as freed_bytes:
        before_bytes = memory().rss
        first, *_, last = islice(source, 9)
        assert last.index == first.index + 8
        assert before_bytes - memory().rss > 0.8 * freed_bytes
