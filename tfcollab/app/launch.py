"""Starts the app and runs it until its window is closed."""

import signal
import sys
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QTimer

from tfcollab import faults
from tfcollab.app.window import Window, make_application
from tfcollab.resources import user_settings_file
from tfcollab.runtime.contract import Task
from tfcollab.store.places import Places, default_places


def run(records: Path | None = None, settings_file: Path | None = None, models: Mapping[str, str] | None = None) -> int:
    """Gives the exit status. records: folder of the exam record. settings_file: the user's, unless given.

    models: by task, names or folders of those that are not the shipped ones.
    """
    faults.tell_no_values()
    sys.excepthook = faults.hook
    application = make_application()
    chosen = {Task(task): model for task, model in (models or {}).items()}
    places = Places(records) if records else default_places()
    window = Window(settings_file or user_settings_file(), places, chosen)
    # Python sees a signal only between two of its own instructions, of which an idle window runs none
    signal.signal(signal.SIGINT, lambda *_: application.quit())
    awake = QTimer()
    awake.timeout.connect(lambda: None)
    awake.start(250)
    try:
        return application.exec()
    finally:
        window.close()
