"""Everything that the screens can reach: `app` in QML."""

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, Signal, Slot

from tfcollab.app.jobs import Jobs
from tfcollab.app.navigation import Navigation
from tfcollab.app.preferences import Preferences
from tfcollab.app.review_model import ReviewModel
from tfcollab.app.settings_model import SettingsModel
from tfcollab.store.places import Places


class AppModel(QObject):
    """Holds the view-models; `told` and `failed` are sentences for the banner at the top of the window."""

    told = Signal(str)
    failed = Signal(str)

    def __init__(self, preferences: Preferences, places: Places, speak: Callable[[str], None]) -> None:
        super().__init__()
        self.places = places
        self._jobs = Jobs(self)
        self._navigation = Navigation(self)
        self._settings = SettingsModel(preferences, speak, self)
        self._settings.refused.connect(self.failed)
        self._review = ReviewModel(preferences, self)
        self._review.failed.connect(self.failed)

    @Property(QObject, constant=True)
    def jobs(self) -> QObject:
        return self._jobs

    @Property(QObject, constant=True)
    def navigation(self) -> QObject:
        return self._navigation

    @Property(QObject, constant=True)
    def settings(self) -> QObject:
        return self._settings

    @Property(QObject, constant=True)
    def review(self) -> QObject:
        return self._review

    @Slot(result=str)
    def why_not_close(self) -> str:
        """What would be lost by closing now, as a code for Words.qml; empty where nothing."""
        return ""

    def close(self) -> None:
        """Saves what there is, and leaves no thread behind."""
        self._review.close()
        self._jobs.close()
