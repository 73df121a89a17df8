"""A patient's visits and recordings as the screens see them: `app.patient` in QML."""

from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot

from tfcollab.app.jobs import Jobs
from tfcollab.app.review_views import time_view
from tfcollab.store.store import Store
from tfcollab.store.visit_recordings import PatientRecording, PatientVisit, visit_recordings


class PatientModel(QObject):
    """state: "none", "busy" (being read), "ready" or "failed". visits: newest first; see visit_view."""

    changed = Signal()
    #: apart, so that a page makes its cards anew only where there is something new on them
    visitsChanged = Signal()
    failed = Signal(str)

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._state = "none"
        self.store: Store | None = None
        self._id, self._name = "", ""
        self._visits: tuple[PatientVisit, ...] = ()
        self._views: list[dict[str, Any]] = []

    @Property(str, notify=changed)
    def state(self) -> str:
        return self._state

    @Property(str, notify=changed)
    def id(self) -> str:
        return self._id

    @Property(str, notify=changed)
    def name(self) -> str:
        return self._name

    @Property("QVariantList", notify=visitsChanged)
    def visits(self) -> list[dict[str, Any]]:
        return self._views

    def open(self, store: Store, patient_id: str, name: str) -> None:
        """Whose visits are looked at from now on."""
        if patient_id != self._id:
            self._set_visits(())
        self.store, self._id, self._name = store, patient_id, name
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Reads them anew: an exam or a review may have added to them."""
        store, patient_id = self.store, self._id
        if store is None:
            return
        self._go("busy")
        self._jobs.run(
            lambda: visit_recordings(store, patient_id),
            lambda visits: self._show(patient_id, visits),
            self._refused,
        )

    @Slot(str, str)
    def rename(self, patient_id: str, name: str) -> None:
        """The patient's name was changed."""
        if patient_id == self._id:
            self._name = name
            self.changed.emit()

    def close(self) -> None:
        """Forgets the patient: the record is being locked."""
        self.store = None
        self._id, self._name = "", ""
        self._set_visits(())
        self._go("none")

    def _show(self, patient_id: str, visits: tuple[PatientVisit, ...]) -> None:
        if patient_id == self._id:
            self._set_visits(visits)
            self._go("ready")

    def _refused(self, sentence: str) -> None:
        if self.store is not None:
            self._go("failed")
            self.failed.emit(sentence)

    def _set_visits(self, visits: tuple[PatientVisit, ...]) -> None:
        if visits != self._visits:
            self._visits = visits
            self._views = [visit_view(visit) for visit in reversed(visits)]
            self.visitsChanged.emit()

    def _go(self, state: str) -> None:
        self._state = state
        self.changed.emit()


def visit_view(visit: PatientVisit) -> dict[str, Any]:
    """at: local date and time, empty for a researcher. eyes: codes of those that were recorded."""
    return {
        "id": visit.id,
        "at": "" if visit.at is None else visit.at.astimezone().strftime("%Y-%m-%d %H:%M"),
        "day": visit.day,
        "eyes": sorted({str(recording.eye) for recording in visit.recordings}),
        "recordings": [recording_view(recording) for recording in visit.recordings],
    }


def recording_view(recording: PatientRecording) -> dict[str, Any]:
    """times: of the measurements that count; excluded: how many do not. corrected: whether a person set one of them."""
    counted = [found for found in recording.measurements if not found.excluded]
    return {
        "id": recording.id,
        "eye": str(recording.eye),
        "number": recording.number,
        "durationS": recording.duration_s,
        "interrupted": recording.interrupted,
        "version": recording.version,
        "times": [time_view(found.time) for found in counted],
        "acceptable": all(found.acceptable for found in counted),
        "excluded": len(recording.measurements) - len(counted),
        "corrected": any(found.corrected for found in recording.measurements),
    }
