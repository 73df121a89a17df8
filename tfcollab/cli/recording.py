"""One recording through the chain and out as files; what `analyze` and `demo` share."""

import json
import os
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import cv2

from tfcollab.chain.analyzer import Analyzer
from tfcollab.chain.recording import analyse_recording
from tfcollab.cli.outputs import check_same_recording, staged
from tfcollab.errors import UserError
from tfcollab.exam.frame import Eye, FrameResult
from tfcollab.exam.named_settings import with_named
from tfcollab.exam.provenance import Looks
from tfcollab.exam.result import Patient, RecordingResult
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.exam.timing import TimerState
from tfcollab.report.document import write_json
from tfcollab.report.tables import write_frames, write_measurements
from tfcollab.runtime.contract import Task
from tfcollab.video import open_source
from tfcollab.video.hashing import sha256_of

if TYPE_CHECKING:
    from tfcollab.report.fonts import FontShelf

REPORT, VIDEO, JSON, FRAMES, MEASUREMENTS = (
    "report.pdf",
    "annotated.mp4",
    "result.json",
    "frames.csv",
    "measurements.csv",
)
_ALL = (REPORT, VIDEO, JSON, FRAMES, MEASUREMENTS)
#: for recordings that do not announce a rate; only a hint to players, as every picture carries its own time
_USUAL_FPS = 30.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which outputs to write."""

    report: bool = False
    video: bool = False
    json: bool = True
    csv: bool = False

    def names(self) -> list[str]:
        """The names of the files, in the order in which they are told."""
        named = {REPORT: self.report, VIDEO: self.video, JSON: self.json, FRAMES: self.csv, MEASUREMENTS: self.csv}
        return [name for name, wanted in named.items() if wanted]


@dataclass(frozen=True, slots=True)
class Job:
    """What holds for every recording of one command. threads: as for prepare. fonts: given where a report is wanted."""

    analyzer: Analyzer
    settings: ClinicalSettings
    wanted: Wanted
    eye: Eye
    patient: Patient | None
    fps: float | None
    threads: int
    fonts: "FontShelf | None"


def read_settings(path: Path | None) -> ClinicalSettings:
    """The usual settings, but for those that a JSON file names: `{"cutoff_s": 5}`. Raises UserError for a bad one."""
    if path is None:
        return ClinicalSettings()
    try:
        changes = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise UserError(f"The settings {path} cannot be read as JSON: name an existing JSON file.") from error
    if not isinstance(changes, dict):
        raise UserError(f"The settings {path} are not a JSON object: write {{NAME: VALUE}}.")
    return with_named(ClinicalSettings(), changes, f"The settings {path}")


def prepare(
    models: Mapping[str, str],
    provider: str,
    precision: str,
    wanted: Wanted,
    eye: Eye,
    patient: Patient | None = None,
    fps: float | None = None,
    settings_file: Path | None = None,
    fonts_folder: Path | None = None,
    threads: int = 2,
    looks: Looks = Looks.ADAPTIVE,
) -> Job:
    """Opens the three nets: those named in models (task to name or folder), else the shipped ones.

    settings_file: see read_settings. fonts_folder: for letters that the report's own fonts lack.
    threads: of nets and of the pictures' sizes. looks: in which frames the class is read.
    """
    cv2.setNumThreads(threads)
    settings = read_settings(settings_file)
    fonts = None
    # loaded only when wanted: what makes a report would hold up the first frame
    if wanted.report or fonts_folder is not None:
        from tfcollab.report.fonts import FontShelf
        from tfcollab.report.pdf import check_patient

        fonts = FontShelf(fonts_folder)
        if wanted.report:
            check_patient(patient, fonts)
    chosen = {Task(task): model for task, model in models.items()}
    analyzer = Analyzer.open(
        settings, models=chosen, provider=provider, precision=precision, looks=looks, threads=threads, ahead=True
    )
    return Job(analyzer, settings, wanted, eye, patient, fps, threads, fonts)


def analyse_file(
    path: Path, folder: Path, job: Job, progress: Callable[[float | None], None] | None = None
) -> RecordingResult:
    """Analyses one recording and leaves the outputs in the folder, all of them or none.

    progress: called after every frame with the share done, 0 to 1, or None where nobody knows how much there is.
    Outputs of an earlier analysis of the same recording go, written anew or not, so that the folder is of one run.
    Raises UserError where the recording cannot be read or measured, an output cannot be written, or the folder holds
    outputs that may be another recording's.
    """
    wanted = job.wanted
    for name in _ALL:
        if (folder / name).exists() and (folder / name).samefile(path):
            raise UserError(f"The output {folder / name} would replace the recording itself; choose another --out.")
    with staged(folder, replaced=_ALL) as scratch:
        takers: list[Callable[[FrameResult, TimerState], None]] = []
        if wanted.report:
            from tfcollab.report.key_frames import KeyFrames

            pictures = KeyFrames()
            takers.append(pictures.push)
        # with one thread another recording has the other cores
        with open_source(path, job.fps, ahead=job.threads > 1) as source, ExitStack() as finishing:
            info = source.info
            sha256 = sha256_of(path)
            check_same_recording(folder, _ALL, JSON, sha256)
            if wanted.video:
                from tfcollab.report.annotated import AnnotatedVideo

                rate = info.frame_rate or _USUAL_FPS
                annotated = AnnotatedVideo(scratch / VIDEO, info.width, info.height, rate)
                takers.append(finishing.enter_context(annotated).push)

            def on_result(frame: FrameResult, state: TimerState) -> None:
                for take in takers:
                    take(frame, state)

            def on_frame(done: int, expected: int | None) -> None:
                if progress is not None:
                    progress(min(1.0, done / expected) if expected else None)

            result = analyse_recording(source, job.analyzer, job.eye, job.settings, sha256, on_result, on_frame)
        if wanted.report:
            from tfcollab.report.pdf import write_pdf

            assert job.fonts is not None
            write_pdf(result, pictures, job.patient, scratch / REPORT, _now(), job.fonts)
        if wanted.json:
            write_json(result, scratch / JSON)
        if wanted.csv:
            write_frames(result, scratch / FRAMES)
            write_measurements(result, scratch / MEASUREMENTS)
    return result


def _now() -> datetime:
    # the convention of reproducible-builds.org, so that the same recording can give the same report to the byte
    if epoch_s := os.environ.get("SOURCE_DATE_EPOCH"):
        return datetime.fromtimestamp(int(epoch_s), UTC)
    return datetime.now().astimezone().replace(microsecond=0)
