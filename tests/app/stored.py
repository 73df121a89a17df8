"""A record with a patient, visits and encrypted recordings, made without a window; and a window that has it open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from driving import Driver, Open
from scenes import BLINK_AND_BREAK, FPS, HEIGHT, WIDTH, picture

from tfcollab.chain.analyzer import Analyzer
from tfcollab.chain.recording import analyse_recording
from tfcollab.exam.frame import Eye, Frame
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.report.document import to_document
from tfcollab.runtime.contract import Task
from tfcollab.store.exams import NewRecording, Saved, add_visit, save_exam
from tfcollab.store.interrupted import Begun, being_made
from tfcollab.store.opening import create_store
from tfcollab.store.patients import PatientData, add_patient
from tfcollab.store.places import Places
from tfcollab.store.recording_files import master_key, new_recording_path, plain_sha256
from tfcollab.store.recordings import open_recording, record
from tfcollab.store.store import Store
from tfcollab.store.wrapping import Cost
from tfcollab.video.manifest import manifest_path
from tfcollab.video.recorder import RecorderSettings

PASSPHRASE = "correct horse battery"
NAME = "Müller-Lüdenscheidt-Oppermann, Annegret Wilhelmine Theodora von und zu"
FIRST = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
#: phases of a recording in which the film breaks after so many seconds
Phases = Sequence[tuple[str, float]]


@dataclass(frozen=True)
class Filled:
    """A record with the patient NAME, of two visits, both eyes; and with one without a visit."""

    folder: Path
    patient: str
    empty: str


def breaks_after(seconds: float) -> Phases:
    return (("closed", 0.3), ("clear", seconds), ("broken", 0.6), ("closed", 0.3), ("clear", 0.4))


def new_record(folder: Path) -> Store:
    return create_store(Places(folder), "Ada", PASSPHRASE, Cost(1, 64, 1)).store


def keep(store: Store, visit_id: str, eye: Eye, models: dict[Task, str], phases: Phases = BLINK_AND_BREAK) -> Saved:
    """A real encrypted recording of an eye with what the models read in it."""
    path, master = new_recording_path(store.access.places), master_key(store)
    pictures = [picture(kind) for kind, seconds in phases for _ in range(round(seconds * FPS))]
    with record(path, master, WIDTH, HEIGHT, FPS, RecorderSettings("ffv1")) as recorder:
        for index, image in enumerate(pictures):
            assert recorder.put(Frame(index, index / FPS, image))
    settings, sha256 = ClinicalSettings(), plain_sha256(path, master)
    with open_recording(path, master) as source:
        result = analyse_recording(source, Analyzer.open(settings, models=models), eye, settings, sha256)
    new = NewRecording(str(eye), path.name, sha256, len(result.frames), 0.0, result.frames[-1].time_s, "Sample camera")
    return save_exam(store, visit_id, new, to_document(result))


def with_visits(store: Store, models: dict[Task, str], visits: int = 2, name: str = NAME) -> str:
    """A patient with both eyes recorded at each visit, thirty days apart, each time breaking later; gives the id."""
    patient_id = add_patient(store, PatientData(name)).id
    for number in range(visits):
        visit = add_visit(store, patient_id, FIRST + timedelta(days=30 * number))
        keep(store, visit, Eye.OD, models, breaks_after(1.0 + 0.5 * number))
        keep(store, visit, Eye.OS, models, breaks_after(1.5 + 0.5 * number))
    return patient_id


def unlocked(open_window: Open, folder: Path, **options: object) -> Driver:
    """A window with the record in the folder open."""
    window = open_window(records=folder, **options)
    window.app.record.unlock("Ada", PASSPHRASE)
    window.wait_for(lambda: window.app.record.state == "open", 30)
    return window


def with_patient_open(window: Driver, patient_id: str, page: str = "Patient", name: str = NAME) -> None:
    window.app.open_patient(patient_id, name, page)
    window.wait_for(lambda: window.app.patient.state == "ready", 30)
    window.run(0.05)


def broken_off(store: Store, patient_id: str, phases: Phases = BLINK_AND_BREAK) -> str:
    """A recording of the patient's right eye that a crash broke off, near its end; gives its number."""
    path, master = new_recording_path(store.access.places), master_key(store)
    pictures = [picture(kind) for kind, seconds in phases for _ in range(round(seconds * FPS))]
    with being_made(store, path, Begun(patient_id, None, Eye.OD, "Sample camera", FIRST)):
        with record(path, master, WIDTH, HEIGHT, FPS, RecorderSettings("ffv1")) as recorder:
            for index, image in enumerate(pictures):
                assert recorder.put(Frame(index, index / FPS, image))
        manifest = manifest_path(path)
        manifest.write_text("".join(manifest.read_text().splitlines(keepends=True)[:-2]))
        path.write_bytes(path.read_bytes()[:-40])
    return path.name
