"""What the review screen opens and keeps: a recording alone, or one of the exam record. No Qt; runs in a thread."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from tfcollab.chain.analyzer import Analyzer
from tfcollab.chain.recording import analyse_recording
from tfcollab.errors import UserError
from tfcollab.exam.corrections import Correction, Decision, Judge
from tfcollab.exam.corrections_apply import corrected
from tfcollab.exam.frame import Eye, FrameResult
from tfcollab.exam.result import RecordingResult
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.exam.timing import TimerState
from tfcollab.report.document import to_document, write_json
from tfcollab.report.document_reader import measured_again
from tfcollab.store.corrections import save_corrections
from tfcollab.store.recording_files import master_key
from tfcollab.store.recordings import open_plain
from tfcollab.store.results import VersionView, result_document, versions
from tfcollab.store.store import Store
from tfcollab.store.visit_recordings import recording_file
from tfcollab.video import open_source
from tfcollab.video.hashing import sha256_of
from tfcollab.video.seekable import SeekableRecording

#: in place of who and why, for a researcher
WITHHELD = "withheld"
#: told after every frame: share done, 0-1, or None where the recording does not say how long it is
Progress = Callable[[float | None], None]


class Stopped(Exception):
    """The person who waited gave it up."""


@dataclass(frozen=True, slots=True)
class StoredExam:
    """A recording of the exam record. path: of its file; master: the key it was made with (store.recordings)."""

    store: Store
    recording_id: str
    path: Path
    master: bytes
    title: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """A recording with what is known of it. version: of the stored result, to hand back with a change."""

    path: Path
    result: RecordingResult
    title: str
    fps: float | None = None
    exam: StoredExam | None = None
    version: int = 0

    def open_video(self) -> SeekableRecording:
        times_s = [record.time_s for record in self.result.frames]
        if self.exam is None:
            return SeekableRecording(self.path, times_s, self.fps)
        path, master = self.exam.path, self.exam.master
        return SeekableRecording(path, times_s, content=lambda: cast(BinaryIO, open_plain(path, master)))

    @property
    def who(self) -> str:
        """Who corrects here; empty outside of the exam record, which alone knows people."""
        return "" if self.exam is None else self.exam.store.user.name


def result_file(recording: Path) -> Path:
    """Where the result of a recording without a patient is kept: beside it."""
    return recording.with_name(f"{recording.stem}.result.json")


def open_recording(
    path: Path,
    eye: Eye,
    settings: ClinicalSettings,
    provider: str,
    progress: Progress,
    stopped: Callable[[], bool],
    fps: float | None = None,
    anew: bool = False,
) -> Opened:
    """A recording without a patient: with the result kept beside it, if it is of these very bytes, or analysed now.

    anew: analysed whatever is kept.

    Raises:
        UserError: the recording cannot be read or measured. Stopped: stopped() was true.
    """
    with open_source(path, fps) as source:
        sha256 = sha256_of(path)
        kept = None if anew else _kept(result_file(path), sha256)
        if kept is not None:
            return Opened(path, kept, path.name, fps)
        analyzer = Analyzer.open(settings, provider=provider)
        expected = source.info.expected_frames

        def on_result(result: FrameResult, state: TimerState) -> None:
            if stopped():
                raise Stopped
            progress(min(1.0, (result.frame.index + 1) / expected) if expected else None)

        result = analyse_recording(source, analyzer, eye, settings, sha256, on_result)
    return Opened(path, result, path.name, fps)


def stored_exam(store: Store, recording_id: str, title: str = "") -> StoredExam:
    """A recording of the record, to be opened; raises UserError where there is none."""
    return StoredExam(store, recording_id, recording_file(store, recording_id), master_key(store), title)


def open_stored(exam: StoredExam) -> Opened:
    """The current version of a stored exam; raises UserError where it cannot be read.

    A measurement that was left out during the exam is a rejected one here, so that saving corrections keeps it out.
    """
    held = versions(exam.store, exam.recording_id)
    result = measured_again(result_document(exam.store, exam.recording_id, held[-1].number))
    left_out = _left_out(result, held)
    if left_out:
        result = corrected(result, (*result.corrections, *left_out))
    return Opened(exam.path, result, exam.title or result.source.name, exam=exam, version=held[-1].number)


def save(opened: Opened, corrections: tuple[Correction, ...]) -> Opened:
    """Keeps the corrected result: a new version in the exam record, or the file beside the recording.

    opened: with these corrections in its result. Raises UserError where it could not be kept.
    """
    if opened.exam is None:
        write_json(opened.result, result_file(opened.path))
        return opened
    reason = "; ".join(dict.fromkeys(f"{each.change.text()}: {each.why}" for each in corrections))
    saved = save_corrections(
        opened.exam.store,
        opened.exam.recording_id,
        opened.version,
        to_document(opened.result),
        reason or "corrections taken back",
    )
    return Opened(opened.path, opened.result, opened.title, opened.fps, opened.exam, saved.version)


def _left_out(result: RecordingResult, held: Sequence[VersionView]) -> list[Correction]:
    """The exclusions that only the versions know of, with who and why."""
    rejected = {found.number for found in result.measurements if found.decision is Decision.REJECTED}
    corrections = []
    for row in held[-1].measurements:
        if row.excluded and row.number not in rejected:
            out = held[-1]
            for version in reversed(held):
                if not any(one.number == row.number and one.excluded for one in version.measurements):
                    break
                out = version
            who, why = out.author or WITHHELD, out.reason or WITHHELD
            corrections.append(Correction(Judge(row.number, Decision.REJECTED), who, why))
    return corrections


def _kept(path: Path, sha256: str) -> RecordingResult | None:
    """The result in a file beside the recording; None where there is none of these bytes that can be read."""
    try:
        document = json.loads(path.read_bytes())
        if document["source"]["sha256"] != sha256:
            return None
        return measured_again(document)
    except (OSError, ValueError, KeyError, TypeError, RecursionError, UserError):
        return None
