"""The window: the QML engine with the view-models in it, and their end."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow
from PySide6.QtQuickControls2 import QQuickStyle

from tfcollab.app import video_view
from tfcollab.app.app_model import AppModel
from tfcollab.app.freed import hold_together, leave_alone
from tfcollab.app.preferences import Preferences
from tfcollab.app.translation import Speaker
from tfcollab.resources import ui_dir
from tfcollab.runtime.contract import Task
from tfcollab.runtime.providers import load_packages
from tfcollab.store.places import Places

#: how long a thread that computes in Python may keep the window's waiting at each of its calls into Python, of which a
#: screen that is being made has dozens; Python's own is ten times that, which came to a tenth of a second a screen
_PYTHON_TURN_S = 0.0005

#: registers its item with QML when it is imported
__all__ = ["Window", "make_application", "video_view"]


def make_application() -> QGuiApplication:
    """The one application of this process; made at the first call, which settles how the process keeps its memory."""
    found = QGuiApplication.instance()
    if isinstance(found, QGuiApplication):
        return found
    hold_together()
    load_packages()
    leave_alone()
    sys.setswitchinterval(_PYTHON_TURN_S)
    # the one style that is drawn by plain rectangles, and so the same on every platform and without a GPU
    QQuickStyle.setStyle("Basic")
    application = QGuiApplication(["tfcollab"])
    application.setApplicationName("tfcollab")
    application.setApplicationDisplayName("TF-Collab")
    return application


class Window:
    """An open window. Close it: that saves what there is, and ends every thread.

    settings_file: made when a setting is changed. places: of the exam record. models: names or folders of those
    that are not the shipped ones. on_warning: called with each complaint of QML.
    """

    def __init__(
        self,
        settings_file: Path,
        places: Places,
        models: Mapping[Task, str] | None = None,
        on_warning: Callable[[str], None] | None = None,
    ) -> None:
        self._speaker = Speaker()
        self.engine = QQmlApplicationEngine()
        if on_warning is not None:
            self.engine.warnings.connect(lambda found: [on_warning(error.toString()) for error in found])
        self.app = AppModel(Preferences(settings_file), places, models or {}, self._speak)
        self._speaker.speak(self.app.settings.language)
        self.engine.rootContext().setContextProperty("app", self.app)
        self.engine.addImportPath(str(ui_dir() / "qml"))
        self.engine.load(QUrl.fromLocalFile(str(ui_dir() / "qml" / "Main.qml")))
        roots = self.engine.rootObjects()
        if not roots:
            raise RuntimeError("Main.qml could not be loaded")
        window = roots[0]
        assert isinstance(window, QQuickWindow)
        self.quick: QQuickWindow | None = window
        self.app.exam.painted_delay = self._painted_delay
        self.app.record.idle.watch(window)

    def _speak(self, language: str) -> None:
        self._speaker.speak(language)
        self.engine.retranslate()

    def _painted_delay(self) -> float | None:
        """From capture to paint, of the live picture painted last."""
        view = None if self.quick is None else self.quick.findChild(video_view.VideoView, "video")
        return None if view is None else view.delay_s

    def close(self) -> None:
        """Saves what there is, and leaves no thread and no object behind. More than once does no harm."""
        if self.quick is None:
            return
        self.app.close()
        self.quick.close()
        self.quick = None
        self.engine.deleteLater()
        self.app.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self._speaker.fall_silent()
