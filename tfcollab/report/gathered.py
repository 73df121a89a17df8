"""Everything that the exam record holds for one report, read anew each time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from tfcollab.errors import UserError
from tfcollab.exam.cutoff import below_cutoff
from tfcollab.exam.frame import Eye
from tfcollab.exam.repeatability import Difference
from tfcollab.exam.result import Measurement, RecordingResult
from tfcollab.report.from_document import as_told
from tfcollab.report.recorded_pictures import RecordedPictures, recorded_pictures
from tfcollab.store.clinic import ClinicView, LimitView, clinic, repeatability_limit
from tfcollab.store.history import EyeAtVisit, VisitView, compare_eyes, eye_history, visits
from tfcollab.store.patients import PatientView, patient
from tfcollab.store.report_views import Subject
from tfcollab.store.results import MeasurementView, VersionView, result_document, versions
from tfcollab.store.store import Store
from tfcollab.store.visit_texts import FilledIn, questionnaires

BOTH = (Eye.OD, Eye.OS)
#: told before each recording how many were read, and how many there are; what it raises gives the report up
Progress = Callable[[int, int], None]


def no_progress(done: int, total: int) -> None:
    """For whoever does not wait."""


@dataclass(frozen=True, slots=True)
class HeldMeasurement:
    """measurement: as the current version has it. original: the program's time, where a clinician corrected it."""

    measurement: Measurement
    excluded: bool
    original: str | None


@dataclass(frozen=True, slots=True)
class HeldRecording:
    """One recording with the current version of its result; number: 1-based among the eye's recordings of the visit.

    shown: its key frames, of measurements that are not excluded."""

    recording_id: str
    number: int
    result: RecordingResult
    version: VersionView
    measurements: tuple[HeldMeasurement, ...]
    shown: RecordedPictures


@dataclass(frozen=True, slots=True)
class EyeFindings:
    """One eye at the visit of a report on an exam."""

    at_visit: EyeAtVisit
    recordings: tuple[HeldRecording, ...]


@dataclass(frozen=True, slots=True)
class Gathered:
    """histories: of the eyes that the report is on and that were recorded, each oldest first, one entry a visit.

    visit, exam: of a report on one exam; None and empty for a follow-up. between_eyes: only where both are in it.
    questionnaires: of each visit of the report, the last filling-in of each instrument.
    """

    subject: Subject
    patient: PatientView
    clinic: ClinicView
    limit: LimitView
    visits: tuple[VisitView, ...]
    visit: VisitView | None
    histories: dict[Eye, tuple[EyeAtVisit, ...]]
    exam: dict[Eye, EyeFindings]
    between_eyes: Difference | None
    questionnaires: dict[str, tuple[FilledIn, ...]]

    @property
    def result_ids(self) -> tuple[str, ...]:
        """Of all result versions that are in the report."""
        shown = (
            [found.at_visit for found in self.exam.values()]
            if self.visit
            else [visit for history in self.histories.values() for visit in history]
        )
        return tuple(result_id for visit in shown for result_id in visit.result_ids)


def gather(store: Store, subject: Subject, progress: Progress = no_progress) -> Gathered:
    """Raises UserError: not allowed, no such patient or visit, or nothing was recorded that the report could be on."""
    found = visits(store, subject.patient_id)
    chosen = [visit for visit in found if visit.id == subject.visit_id]
    if subject.visit_id is not None and not chosen:
        raise UserError("This visit is not one of the patient's: look at the patient's visits again.")
    shown = chosen or list(found)
    recorded = {eye for visit in shown for eye in visit.eyes}
    eyes = [eye for eye in (*BOTH, Eye.UNKNOWN) if eye in recorded and subject.eye in (None, eye)]
    if not eyes:
        what = "recording" if subject.eye is None else f"recording of {subject.eye}"
        raise UserError(f"There is no {what} that this report could be on: record or analyse one first.")
    histories = {eye: eye_history(store, subject.patient_id, eye) for eye in eyes}
    filled = {visit.id: tuple(_last(questionnaires(store, visit.id))) for visit in shown}
    reported = {
        eye: visit for eye, history in histories.items() for visit in history if visit.visit_id == subject.visit_id
    }
    total, done = sum(len(visit.recording_ids) for visit in reported.values()), 0
    exam = {}
    for eye, visit in reported.items():
        recordings = []
        progress(done, total)
        for recording in _recordings(store, visit):
            recordings.append(recording)
            done += 1
            progress(done, total)
        exam[eye] = EyeFindings(visit, tuple(recordings))
    both = subject.visit_id is not None and all(eye in exam for eye in BOTH)
    return Gathered(
        subject=subject,
        patient=patient(store, subject.patient_id),
        clinic=clinic(store),
        limit=repeatability_limit(store),
        visits=found,
        visit=chosen[0] if chosen else None,
        histories=histories,
        exam=exam,
        between_eyes=compare_eyes(store, chosen[0].id) if both else None,
        questionnaires={visit_id: held for visit_id, held in filled.items() if held},
    )


def _last(filled: tuple[FilledIn, ...]) -> Iterator[FilledIn]:
    newest = {held.instrument: held for held in sorted(filled, key=lambda held: held.number)}
    yield from newest.values()


def _recordings(store: Store, visit: EyeAtVisit) -> Iterator[HeldRecording]:
    for number, recording_id in enumerate(visit.recording_ids, start=1):
        version = versions(store, recording_id)[-1]
        result = as_told(result_document(store, recording_id, version.number))
        held = {row.number: row for row in version.measurements}
        measurements = tuple(
            _held(measurement, held[measurement.number], result) for measurement in result.measurements
        )
        counted = [row.measurement for row in measurements if not row.excluded]
        shown = recorded_pictures(store, recording_id, result, counted)
        yield HeldRecording(recording_id, number, result, version, measurements, shown)


def _held(measurement: Measurement, row: MeasurementView, result: RecordingResult) -> HeldMeasurement:
    if not row.corrected:
        return HeldMeasurement(measurement, row.excluded, None)
    corrected = replace(
        measurement,
        first_breakup=row.time,
        below_cutoff=below_cutoff(row.time, result.settings),
        # it held the program's time
        breakup_interval=None,
    )
    return HeldMeasurement(corrected, row.excluded, measurement.first_breakup.text())
