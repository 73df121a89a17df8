"""Measuring what lies in the exam record: a recording that broke off, or an old one again, with other models."""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from tfcollab.chain.analyzer import Analyzer
from tfcollab.chain.recording import analyse_recording
from tfcollab.errors import UserError
from tfcollab.exam.frame import Eye
from tfcollab.exam.named_settings import with_named
from tfcollab.exam.result import RecordingResult
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.report.document import to_document
from tfcollab.store.exams import NewRecording, save_reanalysis
from tfcollab.store.interrupted import Begun, Interrupted, keep_interrupted
from tfcollab.store.measured_video import measured_video
from tfcollab.store.recording_files import master_key, plain_sha256
from tfcollab.store.recordings import open_recording
from tfcollab.store.results import VersionView, result_document, versions
from tfcollab.store.store import Store

#: told the frames done, and those that there are, if that is known
Progress = Callable[[int, int | None], None]
#: gives the nets, made for these settings
Nets = Callable[[ClinicalSettings], Analyzer]


@dataclass(frozen=True, slots=True)
class MeasuredPart:
    """A recording that broke off, as far as it is, with its result document."""

    recording: NewRecording
    document: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Again:
    """The versions of a result before and after it was measured again; the same one where nothing would differ."""

    before: VersionView
    after: VersionView

    @property
    def is_new(self) -> bool:
        return self.after.number != self.before.number


def measure_part(
    path: Path, master: bytes, begun: Begun, analyzer: Analyzer, settings: ClinicalSettings, progress: Progress | None
) -> MeasuredPart:
    """Measures an encrypted recording that broke off. master: as in tfcollab.store.recordings.

    Raises:
        UserError: it cannot be read, or nothing in it can be measured.
    """
    sha256 = plain_sha256(path, master)
    with open_recording(path, master) as source:
        result = analyse_recording(source, analyzer, begun.eye, settings, sha256, progress=progress)
    recording = NewRecording(
        eye=str(begun.eye),
        file_name=path.name,
        sha256=sha256,
        frame_count=len(result.frames),
        first_pts_s=result.frames[0].time_s,
        last_pts_s=result.frames[-1].time_s,
        camera=begun.camera,
        settings={"width": result.source.width, "height": result.source.height},
        interrupted=True,
    )
    return MeasuredPart(recording, to_document(result))


def keep_part(store: Store, seen: Interrupted, part: MeasuredPart, patient_id: str = "") -> None:
    """As tfcollab.store.interrupted.keep_interrupted."""
    keep_interrupted(store, seen, part.recording, part.document, patient_id)


def measure_again(
    store: Store,
    recording_id: str,
    nets: Nets,
    reason: str,
    settings: ClinicalSettings | None = None,
    progress: Progress | None = None,
) -> Again:
    """Measures a recording of the record with other models, or by other settings, as a new version beside the old ones.

    settings: by default those of the current version. Where program, models and settings are the very ones of the
    current version nothing is done.

    Raises:
        UserError: not allowed, no reason, the recording is not there or is not the one that was measured, or nothing
            in it can be measured.
    """
    held = versions(store, recording_id)[-1]
    document = result_document(store, recording_id, held.number)
    before = _settings(document)
    settings = settings or before
    analyzer = nets(settings)
    if settings == before and _is_same(analyzer, document):
        return Again(held, held)
    with store.kept_open():
        video = measured_video(store, recording_id)
        if video is None:
            raise UserError("The recording is not there: restore it from a backup.")
        sha256, eye = document["source"]["sha256"], Eye(document["eye"])
        with open_recording(video.path, master_key(store)) as source:
            result = analyse_recording(source, analyzer, eye, settings, sha256, progress=progress)
        named = _as_named(result, document["source"]["name"])
        save_reanalysis(store, recording_id, held.number, to_document(named), reason)
    return Again(held, versions(store, recording_id)[-1])


def _settings(document: dict[str, Any]) -> ClinicalSettings:
    """What this program does not know any more is left out, and what the old one did not know is as usual."""
    names = {each.name for each in fields(ClinicalSettings)}
    told = {name: value for name, value in document["settings"].items() if name in names}
    return with_named(ClinicalSettings(), told, "The settings of the old result")


def _is_same(analyzer: Analyzer, document: dict[str, Any]) -> bool:
    now, then = analyzer.provenance(), document["provenance"]
    models = [(model["task"], model["sha256"]) for model in then["models"]]
    return now.program_version == then["program_version"] and models == [
        (str(model.task), model.sha256) for model in now.models
    ]


def _as_named(result: RecordingResult, name: str) -> RecordingResult:
    """Under the name that the recording came with, not that of its encrypted file."""
    return replace(result, source=replace(result.source, name=name))
