"""Everything that the screens can reach: `app` in QML."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Property, QObject, Qt, Signal, Slot

from tfcollab.app.access_model import AccessModel
from tfcollab.app.backup_model import BackupModel
from tfcollab.app.camera_model import CameraModel
from tfcollab.app.compare_model import CompareModel
from tfcollab.app.exam_model import ExamModel
from tfcollab.app.exam_sources import demo_recording
from tfcollab.app.freed import leave_alone
from tfcollab.app.interrupted_model import InterruptedModel
from tfcollab.app.jobs import Jobs
from tfcollab.app.models_model import ModelsModel
from tfcollab.app.navigation import Navigation
from tfcollab.app.patient_data_model import PatientDataModel
from tfcollab.app.patient_model import PatientModel
from tfcollab.app.people_model import PeopleModel
from tfcollab.app.preferences import Preferences
from tfcollab.app.record_model import RecordModel
from tfcollab.app.report_model import ReportModel
from tfcollab.app.review_model import ReviewModel
from tfcollab.app.settings_model import SettingsModel
from tfcollab.app.visit_model import VisitModel
from tfcollab.runtime.contract import Task
from tfcollab.store.places import Places


class AppModel(QObject):
    """Holds the view-models; `told` and `failed` are sentences for the banner at the top of the window."""

    told = Signal(str)
    failed = Signal(str)
    #: what would be cut short or lost by what was asked for: "exam", "corrections", "text" or "backup"; see go_ahead
    asked = Signal(str)
    firstStepsChanged = Signal()

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
        self._models = ModelsModel(self._jobs, models, self)
        self._backup = BackupModel(self)
        self._interrupted = InterruptedModel(preferences, models, self._jobs, self)
        self._visit = VisitModel(self._jobs, self)
        self._patient_data = PatientDataModel(self._jobs, self)
        self._people = PeopleModel(self._jobs, self)
        self._access = AccessModel(places, self._jobs, self)
        self._forms = (self._visit, self._patient_data, self._people, self._access)
        self._then: Callable[[], None] | None = None
        self._first_steps = False
        for failing in (
            self._record,
            self._exam,
            self._review,
            self._patient,
            self._report,
            self._compare,
            self._backup,
            self._interrupted,
            *self._forms,
        ):
            failing.failed.connect(self.failed)
        self._record.created.connect(lambda: self._set_first_steps(True))
        self._settings.refused.connect(self.failed)
        self._record.opened.connect(self._opened)
        # what keeps the record is loaded for it, a fifth of the program, and stays until the end as well
        self._record.opened.connect(leave_alone, Qt.ConnectionType.SingleShotConnection)
        self._patient_data.renamed.connect(self._patient.rename)
        self._record.idle.nearly.connect(self._save_corrections)
        self._review.corrections.saved.connect(self._record.idle.settled)
        self._review.corrections.refused.connect(self._record.idle.settled)
        self._access.look()

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
    def models(self) -> QObject:
        return self._models

    @Property(QObject, constant=True)
    def backup(self) -> QObject:
        return self._backup

    @Property(QObject, constant=True)
    def interrupted(self) -> QObject:
        return self._interrupted

    @Property(QObject, constant=True)
    def visit(self) -> QObject:
        return self._visit

    @Property(QObject, constant=True)
    def patientData(self) -> QObject:
        return self._patient_data

    @Property(QObject, constant=True)
    def people(self) -> QObject:
        return self._people

    @Property(QObject, constant=True)
    def access(self) -> QObject:
        return self._access

    @Property(bool, notify=firstStepsChanged)
    def firstSteps(self) -> bool:
        """Whether a new record has just been made, and a camera and a test picture come next."""
        return self._first_steps

    @Slot()
    def finish_first_steps(self) -> None:
        self._exam.leave()
        self._set_first_steps(False)

    @Slot(str, str)
    @Slot(str, str, str)
    def open_patient(self, patient_id: str, name: str, page: str = "Patient") -> None:
        """Opens a patient's visits, or another screen about the patient."""
        if self._record.store is not None:
            self._patient.open(self._record.store, patient_id, name)
            self._report.open(self._record.store, patient_id)
            self._compare.open(self._record.store, patient_id)
            self._visit.open(self._record.store, patient_id)
            self._patient_data.open(self._record.store, patient_id)
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

        def begin() -> None:
            self._exam.examine(self._record.store if patient_id else None, patient_id or None, name)
            self._navigation.show("Exam")

        self._unless("exam" if self._exam.busy else "", begin)

    @Slot(str, str)
    def replay(self, path: str, eye: str) -> None:
        """Plays a recording on the exam screen; path may be a file URL."""

        def begin() -> None:
            self._navigation.show("Exam")
            self._exam.replay(path, eye)

        self._unless("exam" if self._exam.busy else "", begin)

    @Slot()
    def replay_sample(self) -> None:
        """The recording that comes with the program."""
        self.replay(str(demo_recording()), "OD")

    @Slot(str)
    def back_up(self, folder: str) -> None:
        """Makes a backup of the record in a new folder of this one."""
        if self._record.store is not None:
            self._backup.make(self._record.store, folder)

    @Slot()
    def lock(self) -> None:
        """Ends the exam, keeping what there is, and locks the record."""
        # a recording without a patient stays open
        self._unless(self._loss(self._review.unsaved and self._review.of_record), self._lock)

    @Slot(result=str)
    def why_not_close(self) -> str:
        """What would be cut short or lost by closing now: "exam", "corrections", "text", "backup", or nothing."""
        return self._loss(self._review.unsaved)

    @Slot()
    def go_ahead(self) -> None:
        """Does what was asked for, whatever is lost by it."""
        then, self._then = self._then, None
        if then is not None:
            then()

    @Slot()
    def think_better(self) -> None:
        """Leaves all as it is."""
        self._then = None

    def _loss(self, corrections: bool) -> str:
        if self._exam.busy:
            return "exam"
        if corrections:
            return "corrections"
        if self._visit.unsaved or self._patient_data.unsaved:
            return "text"
        return "backup" if self._backup.work == "making" else ""

    def _unless(self, loss: str, then: Callable[[], None]) -> None:
        """Does it; where something would be lost, once somebody has agreed."""
        if loss:
            self._then = then
            self.asked.emit(loss)
        else:
            then()

    def _lock(self) -> None:
        self._backup.stop()
        self._exam.examine(None, None, "")
        if self._review.of_record:
            self._review.leave()
        for model in (self._patient, self._report, self._compare, self._interrupted, *self._forms):
            model.close()
        self._set_first_steps(False)
        self._record.lock()
        self._navigation.home("Start")

    @Slot()
    def _opened(self) -> None:
        store = self._record.store
        assert store is not None
        for model in (self._interrupted, self._people, self._access):
            model.open(store)

    @Slot()
    def _save_corrections(self) -> None:
        """Keeps those of the record that nobody has saved, before it locks itself."""
        if self._review.of_record and self._review.unsaved:
            self._review.corrections.save()

    def _set_first_steps(self, wanted: bool) -> None:
        self._first_steps = wanted
        self.firstStepsChanged.emit()

    def close(self) -> None:
        """Saves what there is, and leaves no thread behind."""
        self._review.close()
        self._report.close()
        self._compare.close()
        self._models.close()
        self._backup.close()
        self._exam.close()
        self._interrupted.end()
        self._record.close()
        self._jobs.close()
