"""Everything that the screens can reach: `app` in QML."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Property, QObject, Signal, Slot

from tfcollab.app.camera_model import CameraModel
from tfcollab.app.compare_model import CompareModel
from tfcollab.app.exam_model import ExamModel
from tfcollab.app.idle_watch import IdleWatch
from tfcollab.app.interrupted_model import InterruptedModel
from tfcollab.app.jobs import Jobs
from tfcollab.app.navigation import Navigation
from tfcollab.app.patient_model import PatientModel
from tfcollab.app.preferences import Preferences
from tfcollab.app.record_model import RecordModel
from tfcollab.app.report_model import ReportModel
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
        self._review = ReviewModel(preferences, self._jobs, self)
        self._patient = PatientModel(self._jobs, self)
        self._report = ReportModel(self._jobs, self)
        self._compare = CompareModel(self._jobs, self)
        self._interrupted = InterruptedModel(preferences, models, self._jobs, self)
        self._idle = IdleWatch(lambda: self._record.store, self)
        for failing in (
            self._record,
            self._exam,
            self._review,
            self._patient,
            self._report,
            self._compare,
            self._interrupted,
        ):
            failing.failed.connect(self.failed)
        self._settings.refused.connect(self.failed)
        self._record.opened.connect(lambda: self._interrupted.open(self._record.store))
        self._idle.due.connect(self._lock_idle)
        self._is_locking = False
        self._review.corrections.saved.connect(self._lock_now)
        self._review.corrections.refused.connect(lambda _: self._lock_now())

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

    @Property(QObject, constant=True)
    def patient(self) -> QObject:
        return self._patient

    @Property(QObject, constant=True)
    def report(self) -> QObject:
        return self._report

    @Property(QObject, constant=True)
    def compare(self) -> QObject:
        return self._compare

    @Property(QObject, constant=True)
    def interrupted(self) -> QObject:
        return self._interrupted

    def watch(self, window: QObject) -> None:
        """The window in which somebody has to move or type, lest the record is locked."""
        self._idle.watch(window)

    @Slot(str, str)
    @Slot(str, str, str)
    def open_patient(self, patient_id: str, name: str, page: str = "Patient") -> None:
        """Opens a patient's visits, or another screen about the patient."""
        if self._record.store is not None:
            self._patient.open(self._record.store, patient_id, name)
            self._report.open(self._record.store, patient_id)
            self._compare.open(self._record.store, patient_id)
            self._navigation.show(page)

    @Slot(str, str, int)
    def open_stored(self, recording_id: str, title: str, measurement: int) -> None:
        """Opens a recording of the exam record in the review, which shows it; what is not saved there is lost."""
        if self._record.store is not None:
            self._review.open_stored(self._record.store, recording_id, title, measurement)

    @Slot()
    def review_replayed(self) -> None:
        """Opens the recording that was replayed in the review, with the result that the exam screen shows."""
        kept, take = self._exam.result, self._exam.replayed
        if kept is not None and take is not None:
            self._review.open_result(take, kept.result)

    @Slot(str, str)
    def examine(self, patient_id: str, name: str) -> None:
        """Opens the exam screen for a patient of the record; nobody's exam with empty texts."""
        self._exam.examine(self._record.store if patient_id else None, patient_id or None, name)
        self._navigation.show("Exam")

    @Slot()
    def lock(self) -> None:
        """Ends the exam, keeping what there is, and locks the record."""
        self._exam.examine(None, None, "")
        if self._review.of_record:
            self._review.leave()
        for model in (self._patient, self._report, self._compare, self._interrupted):
            model.close()
        self._record.lock()
        self._navigation.home("Start")

    def _lock_idle(self, idle_s: float) -> None:
        """Saves corrections of the record that nobody has saved, and locks it."""
        self._is_locking = True
        self._record.note_idle(idle_s)
        if self._review.of_record and self._review.unsaved:
            self._review.corrections.save()
        else:
            self._lock_now()

    def _lock_now(self) -> None:
        if self._is_locking:
            self._is_locking = False
            self.lock()

    @Slot(result=str)
    def why_not_close(self) -> str:
        """What would be cut short or lost by closing now: "exam", "corrections", or nothing."""
        if self._exam.busy:
            return "exam"
        return "corrections" if self._review.unsaved else ""

    def close(self) -> None:
        """Saves what there is, and leaves no thread behind."""
        self._review.close()
        self._report.close()
        self._compare.close()
        self._exam.leave()
        self._interrupted.end()
        self._record.close()
        self._jobs.close()
