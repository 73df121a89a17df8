"""An exam record to be looked at: patients with long names, and visits of one of them, from the synthetic eye."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from tfcollab.chain.analyzer import Analyzer
from tfcollab.chain.recording import analyse_recording
from tfcollab.exam.frame import Eye, Frame
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.report.document import to_document
from tfcollab.store.exams import NewRecording, add_visit, save_exam
from tfcollab.store.recording_files import master_key, new_recording_path, plain_sha256
from tfcollab.store.recordings import open_recording, record
from tfcollab.store.store import Store
from tfcollab.synth.exam import ExamSpec, render_exam

NAME = "Müller-Lüdenscheidt-Oppermann, Annegret Wilhelmine Theodora von und zu"
#: name, birth date, sex, number in the hospital; the last one is found first
PATIENTS = (
    ("O'Brien, Sean", "2001-07-14", "male", ""),
    ("王小明", "1988-11-03", "male", "A-17"),
    (NAME, "1950-02-28", "female", "4711-0815-2026"),
)
#: before today; of each visit the scenes of OD and of OS
_VISITS_DAYS_AGO = (84, 42)
_SEEDS = ((23, 18), (35, 22))
_FPS, _SIZE, _SECONDS = 12.0, (640, 480), 8.0


def fill(store: Store, patient_id: str) -> None:
    """Adds the visits, each with an encrypted recording of both eyes that the shipped models have read."""
    for days, seeds in zip(_VISITS_DAYS_AGO, _SEEDS, strict=True):
        visit = add_visit(store, patient_id, datetime.now().astimezone() - timedelta(days=days))
        for eye, seed in zip((Eye.OD, Eye.OS), seeds, strict=True):
            _keep(store, visit, eye, seed)


def _keep(store: Store, visit_id: str, eye: Eye, seed: int) -> None:
    path, master = new_recording_path(store.access.places), master_key(store)
    with record(path, master, *_SIZE, _FPS) as recorder:
        for frame in _frames(seed):
            recorder.put(frame)
    settings, sha256 = ClinicalSettings(), plain_sha256(path, master)
    with open_recording(path, master) as source:
        result = analyse_recording(source, Analyzer.open(settings), eye, settings, sha256)
    last_s = result.frames[-1].time_s
    new = NewRecording(str(eye), path.name, sha256, len(result.frames), 0.0, last_s, "Synthetic eye")
    save_exam(store, visit_id, new, to_document(result))


def _frames(seed: int) -> Iterator[Frame]:
    spec = ExamSpec(seed, "train", _FPS, _SECONDS, _SIZE)
    return (frame for frame, _ in render_exam(spec))
