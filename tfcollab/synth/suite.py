"""The fixed test suite: of every held-out scene preset a data set and exams, always the same ones."""

import zlib
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from tfcollab.errors import UserError
from tfcollab.resources import data_dir
from tfcollab.synth.dataset import DatasetSpec, write_dataset
from tfcollab.synth.exam import ExamSpec, write_exam
from tfcollab.synth.scene import draw_scene, load_ranges

FRAMES, EXAMS = "frames", "exams"
DURATION_S = 7.0
FPS = (10.0, 15.0, 20.0, 25.0, 30.0)


@dataclass(frozen=True, slots=True)
class SuiteSpec:
    """presets: files of scene ranges. frames, exams: of each preset; more of them begin with the same ones."""

    presets: tuple[Path, ...]
    frames: int = 200
    exams: int = 6


@dataclass(frozen=True, slots=True)
class _Exam:
    spec: ExamSpec
    out: Path
    name: str


def held_out_presets(folder: Path | None = None) -> tuple[Path, ...]:
    """The presets (*.json) of a folder, by default data/scenes/held_out; UserError where it holds none."""
    folder = folder or data_dir() / "scenes" / "held_out"
    presets = tuple(sorted(folder.glob("*.json")))
    if not presets:
        raise UserError(f"{folder} holds no scene presets (*.json): give a folder that does with --presets.")
    return presets


def first_seed(preset: Path) -> int:
    """Of a preset's scenes, from its name alone, so that other presets beside it change nothing."""
    # five digits, as seeds of films and frames are made of it by multiplication
    return 10_000 + zlib.crc32(preset.stem.encode()) % 90_000


def exam_spec(preset: Path, number: int) -> ExamSpec:
    """The exam of this number, from 0; at the device's own frame size, for smaller ones would blur its rings away."""
    seed, ranges = first_seed(preset) + number, str(preset)
    view = draw_scene(load_ranges(ranges), np.random.default_rng(seed)).view
    # encoders want even sides
    size = (2 * round(view.width / 2), 2 * round(view.height / 2))
    return ExamSpec(seed=seed, ranges=ranges, fps=FPS[number % len(FPS)], duration_s=DURATION_S, size=size)


def write_suite(
    spec: SuiteSpec, out: Path, workers: int = 1, progress: Callable[[str, float], None] | None = None
) -> None:
    """Write out/PRESET/frames (TFM's layout, split `test`) and out/PRESET/exams; same spec, same bytes.

    progress is called with what is being made and the share of it done, 0-1. UserError where a preset is no scene.
    """
    report = progress or (lambda what, share: None)
    for preset in spec.presets:
        load_ranges(str(preset))
    for preset in spec.presets:
        data = DatasetSpec({"test": spec.frames}, {"test": str(preset)}, first_seed(preset))
        update = partial(report, f"{preset.stem}, {spec.frames} frames")
        write_dataset(data, out / preset.stem / FRAMES, workers, update)
    jobs = [
        _Exam(exam_spec(preset, number), out / preset.stem / EXAMS, f"exam-{number + 1:02d}")
        for preset in spec.presets
        for number in range(spec.exams)
    ]
    with ProcessPoolExecutor(workers) as pool:
        for done, _ in enumerate(pool.map(_write, jobs), start=1):
            report(f"{len(jobs)} exams", done / len(jobs))


def _write(job: _Exam) -> None:
    write_exam(job.spec, job.out, job.name)
