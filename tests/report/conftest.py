"""Results as the chain would give them, made by the real timer from scripted frames."""

import math
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from tfcollab.exam.frame import FULLY_BROKEN, NOT_SEEN, Box, Breakup, Eye, Frame, FrameClass, FrameResult, Rings
from tfcollab.exam.provenance import ModelStamp, Provenance, Source
from tfcollab.exam.repeats import summarise
from tfcollab.exam.result import RecordingResult
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.exam.timing import BreakupTimer, TimerState
from tfcollab.report.document import to_document
from tfcollab.store.exams import add_visit, save_exam
from tfcollab.store.opening import create_store
from tfcollab.store.patients import PatientData, add_patient
from tfcollab.store.places import Places
from tfcollab.store.store import Store
from tfcollab.store.visit_texts import save_questionnaire

# helpers of these tests, and those that tests/store and tests/video share with them
for folder in (Path(__file__).parent, Path(__file__).parents[1] / "store", Path(__file__).parents[1] / "video"):
    sys.path.insert(0, str(folder))

FPS = 20
WIDTH, HEIGHT = 480, 360
RINGS = Rings(Box(140, 80, 340, 280, 0.97), Box(198, 138, 282, 222, 0.9), Box(227, 167, 253, 193, 0.88), 9.5)
SETTINGS = ClinicalSettings()

#: (class, seconds) one after the other; `broken` grows from nothing
Script = Sequence[tuple[str, float]]


@dataclass(frozen=True)
class Reading:
    """A whole recording, frame by frame with the timer's state, and what came of it."""

    pairs: tuple[tuple[FrameResult, TimerState], ...]
    result: RecordingResult


def read(script: Script, eye: Eye = Eye.OD, name: str = "OD_visit1.mkv", warnings: tuple[str, ...] = ()) -> Reading:
    """Runs the real timer over the scripted frames."""
    timer = BreakupTimer(SETTINGS, eye, (WIDTH, HEIGHT))
    pairs = []
    for result in frames(script):
        pairs.append((result, timer.push(result.record())))
    timeline = timer.finish()
    records = tuple(result.record() for result, _ in pairs)
    source = Source(name, "ab" * 32, WIDTH, HEIGHT, len(records), records[-1].time_s, "h264")
    models = tuple(
        ModelStamp(task, f"{task}-synthetic", "1.0", digit * 64, thresholds, margin, "Synthetic eye only.")
        for task, digit, thresholds, margin in (
            ("classify", "1", {}, None),
            ("detect", "2", {"confidence": 0.5}, None),
            ("segment", "3", {"probability": 0.45}, 1.2),
        )
    )
    return Reading(
        tuple(pairs),
        RecordingResult(
            source=source,
            eye=eye,
            settings=SETTINGS,
            provenance=Provenance("0.1.0", models, "CPUExecutionProvider", "no CUDA device found"),
            frames=records,
            blinks=timeline.blinks,
            measurements=timeline.measurements,
            repeats=summarise(timeline.measurements),
            warnings=warnings,
        ),
    )


def frames(script: Script) -> list[FrameResult]:
    results: list[FrameResult] = []
    for name, seconds in script:
        for step in range(round(seconds * FPS)):
            results.append(_frame(len(results), FrameClass(name), step / FPS))
    return results


def _frame(index: int, frame_class: FrameClass, since_s: float) -> FrameResult:
    gray = _EYE if frame_class is not FrameClass.CLOSED else np.full_like(_EYE, 215)
    gray.setflags(write=False)
    probabilities = tuple(0.94 if frame_class is other else 0.02 for other in FrameClass)
    frame = Frame(index, index / FPS, gray)
    if frame_class in (FrameClass.CLOSED, FrameClass.BLUR):
        return FrameResult(frame, frame_class, probabilities)
    share = 0.35 + 0.12 * since_s if frame_class is FrameClass.BROKEN else 0.0
    return FrameResult(frame, frame_class, probabilities, RINGS, _breakup(min(1.0, share)))


@cache
def _breakup(share: float) -> Breakup:
    """Two patches below and beside the centre that grow with `share` (0-1), under a lid that hides the top."""
    rows, columns = np.mgrid[0:128, 0:128] / 64 - 1
    radius, turn = np.hypot(rows, columns), np.arctan2(columns, -rows) / math.tau % 1
    patches = np.zeros(radius.shape)
    for y, x, size in ((0.45, 0.1, 0.32), (0.05, -0.55, 0.26)):
        patches = np.maximum(
            patches, np.clip(3 * (1 - np.hypot((rows - y) * 1.5, columns - x) / (size * share + 1e-9)), 0, 1)
        )
    if share == 0:
        patches[:] = 0
    annulus = np.clip((radius * SETTINGS.annuli).astype(int), 0, SETTINGS.annuli - 1)
    sector = (turn * SETTINGS.sectors).astype(int) % SETTINGS.sectors
    cells = np.zeros((SETTINGS.annuli, SETTINGS.sectors), np.uint8)
    for a in range(SETTINGS.annuli):
        for s in range(SETTINGS.sectors):
            inside = (annulus == a) & (sector == s) & (radius < 1)
            cells[a, s] = round(FULLY_BROKEN * float((patches[inside] > 0.5).mean())) if inside.any() else NOT_SEEN
    cells[5:, [0, 1, 2, 21, 22, 23]] = NOT_SEEN
    area_pct = 100 * float((patches[radius < 1] > 0.5).mean())
    return Breakup(Box(130, 70, 350, 290), (255 * patches).astype(np.uint8), cells, area_pct)


def _eye() -> np.ndarray:
    rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH]
    radius = np.hypot(rows - 180, columns - 240)
    rings = 70 + 60 * np.cos(radius * math.tau / 9)
    return np.where(radius < 100, rings * np.exp(-radius / 220), np.where(radius < 150, 110, 170)).astype(np.uint8)


_EYE = _eye()

TYPICAL: Script = (
    ("clear", 2.0),
    ("closed", 0.2),
    ("clear", 5.2),
    ("broken", 4.0),
    ("closed", 0.15),
    ("clear", 6.0),
    ("blur", 0.4),
    ("clear", 2.0),
    ("closed", 0.6),
    ("clear", 3.1),
    ("broken", 2.5),
)


@pytest.fixture(scope="session")
def reader() -> Callable[..., Reading]:
    """read(script, eye, name, warnings): a recording made from (class, seconds) pairs."""
    return read


@pytest.fixture(scope="session")
def typical() -> Reading:
    """Start not seen, 5.2 s, censored, 3.1 s."""
    return read(TYPICAL)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    from records import CHEAP, PASSPHRASE

    with create_store(Places(tmp_path / "records"), "Dr. Ada", PASSPHRASE, CHEAP).store as opened:
        yield opened


@pytest.fixture
def examined(store: Store, typical, reader) -> tuple[str, str]:
    """Patient and visit, with both eyes (OD 5.2 s, > 8.3 s, 3.1 s; OS 7.0 s, > 7.9 s) and a questionnaire."""
    from records import MONDAY, recording

    anna = add_patient(store, PatientData("Łukasz Παππάς", date(1961, 4, 30), external_ids={"hospital": "H-4711"}))
    visit = add_visit(store, anna.id, MONDAY)
    save_exam(store, visit, recording(), to_document(typical.result))
    script = [("closed", 0.2), ("clear", 7.0), ("broken", 3.0), ("closed", 0.2), ("clear", 8.0)]
    other = reader(script, Eye.OS, "OS_visit1.mkv", ("A gap from 3.2 s.",)).result
    save_exam(store, visit, recording("OS"), to_document(other))
    save_questionnaire(store, visit, "OSDI", [2, 1, 3, None, 2, 1, 0, None, 2, 1, 1, 0])
    return anna.id, visit
