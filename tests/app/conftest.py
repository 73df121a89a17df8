"""A real window, drawn into memory; any complaint of QML, any thread and any object that is left fails the test."""

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

# before anything of Qt is loaded
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")
for folder in (Path(__file__).parent, Path(__file__).parents[1] / "runtime", Path(__file__).parents[1] / "store"):
    sys.path.insert(0, str(folder))

from driving import Driver, Open  # noqa: E402
from recordings import Analysed  # noqa: E402
from recordings import analysed as analysed_sample  # noqa: E402
from reviewing import open_review  # noqa: E402
from scenes import tiny_folders  # noqa: E402
from shiboken6 import isValid  # noqa: E402
from stored import Filled, new_record, with_visits  # noqa: E402
from watching import no_complaints, nothing_left, own_meta_objects  # noqa: E402

from tfcollab.app.window import Window, make_application  # noqa: E402
from tfcollab.runtime.contract import Task  # noqa: E402
from tfcollab.store.patients import PatientData, add_patient  # noqa: E402
from tfcollab.store.places import Places  # noqa: E402


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """Every warning of Qt or QML during the test; the test fails unless it has emptied the list."""
    with no_complaints() as found:
        yield found


@pytest.fixture
def open_window(tmp_path: Path, complaints: list[str]) -> Iterator[Open]:
    """Opens windows: open_window(width=1360, height=860, settings_file=…, records=…), and closes them afterwards."""
    make_application()
    opened: list[Window] = []
    objects: list[Any] = []

    def opener(width: int = 1360, height: int = 860, settings_file: Path | None = None, **options: Any) -> Driver:
        records = options.pop("records", tmp_path / "records")
        window = Window(settings_file or tmp_path / "settings.json", Places(records), **options)
        opened.append(window)
        objects.extend((window.app, window.engine, window.quick))
        assert window.quick is not None
        window.quick.resize(width, height)
        return Driver(window)

    with nothing_left():
        yield opener
        assert own_meta_objects() == []
        for window in opened:
            window.close()
        assert [held for held in objects if isValid(held)] == []
        opened.clear()
        objects.clear()


@pytest.fixture
def window(open_window: Open) -> Driver:
    return open_window()


@pytest.fixture(scope="session")
def analysed(tmp_path_factory: pytest.TempPathFactory) -> Analysed:
    """A recording through the real models, once for all tests."""
    return analysed_sample(tmp_path_factory.mktemp("recording"))


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> dict[Task, str]:
    """Models that read the scenes."""
    return tiny_folders(tmp_path_factory.mktemp("models"))


@pytest.fixture(scope="session")
def filled_once(tmp_path_factory: pytest.TempPathFactory, models: dict[Task, str]) -> Filled:
    folder = tmp_path_factory.mktemp("filled") / "records"
    with new_record(folder) as store:
        return Filled(folder, with_visits(store, models), add_patient(store, PatientData("Empty")).id)


@pytest.fixture
def filled(filled_once: Filled, tmp_path: Path) -> Filled:
    """A record of one's own."""
    return replace(filled_once, folder=Path(shutil.copytree(filled_once.folder, tmp_path / "records")))


@pytest.fixture
def review(open_window: Open, analysed: Analysed, tmp_path: Path) -> Driver:
    """The review screen with the recording, as it is when somebody opens it the second time."""
    window = open_window(1280, 800)
    open_review(window, analysed.copied(tmp_path / "videos"))
    return window
