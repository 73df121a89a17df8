"""Everything that the screens can reach: `app` in QML."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Property, QObject, Signal, Slot

from tfcollab.app.camera_model import CameraModel
from tfcollab.app.exam_model import ExamModel
from tfcollab.app.jobs import Jobs
from tfcollab.app.navigation import Navigation
from tfcollab.app.preferences import Preferences
from tfcollab.app.record_model import RecordModel
from tfcollab.app.review_model import ReviewModel
from tfcollab.app.settings_model import SettingsModel
from tfcollab.runtime.contract import Task
from tfcollab.store.places import Places


class AppModel(QObject):
    """Holds the view-models; `told` and `failed` are sentences for the banner at the top of the window."""

    told = Signal(str)
    failed = Signal(str)

    def __init__(
        self, preferences: Preferences, places: Places, models: Mapping[Task, str], speak: Callable[[str], None]
    ) -> None:
        super().__init__()
        self._jobs = Jobs(self)
        self._navigation = Navigation(self)
        self._settings = SettingsModel(preferences, speak, self)
        self._record = RecordModel(places, self._jobs, self)
        self._exam = ExamModel(preferences, self._jobs, models, self)
        self._cameras = CameraModel(self._jobs, self)
        self._review = ReviewModel(preferences, self)
        for failed in (self._settings.refused, self._record.failed, self._exam.failed, self._review.failed):
            failed.connect(self.failed)

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

    @Property(QObject, constant=True)
    def record(self) -> QObject:
        return self._record

    @Property(QObject, constant=True)
    def exam(self) -> QObject:
        return self._exam

    @Property(QObject, constant=True)
    def cameras(self) -> QObject:
        return self._cameras

    @Slot(str, str)
    def examine(self, patient_id: str, name: str) -> None:
        """Opens the exam screen for a patient of the record; nobody's exam with empty texts."""
        self._exam.examine(self._record.store if patient_id else None, patient_id or None, name)
        self._navigation.show("Exam")

    @Slot()
    def lock(self) -> None:
        """Ends the exam, keeping what there is, and locks the record."""
        self._exam.examine(None, None, "")
        self._review.leave()
        self._record.lock()
        self._navigation.home("Start")

    @Slot(result=str)
    def why_not_close(self) -> str:
        """What would be cut short or lost by closing now: "exam", "corrections", or nothing."""
        if self._exam.busy:
            return "exam"
        return "corrections" if self._review.unsaved else ""

    def close(self) -> None:
        """Saves what there is, and leaves no thread behind."""
        self._review.close()
        self._exam.leave()
        self._record.close()
        self._jobs.close()
