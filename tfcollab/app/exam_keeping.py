"""What becomes of a take that has ended: its recording is finished, it is measured, and kept with a patient."""

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from tfcollab.app.inference import EndedTake
from tfcollab.errors import UserError
from tfcollab.exam.frame import Eye
from tfcollab.exam.protocol import Protocol, counts
from tfcollab.exam.result import Measurement, RecordingResult
from tfcollab.report.document import to_document
from tfcollab.store.exams import NewRecording, Saved, exclude, save_exam
from tfcollab.store.interrupted import Begun, being_made
from tfcollab.store.recording_files import master_key, new_recording_path, plain_sha256
from tfcollab.store.recordings import record
from tfcollab.store.store import Store
from tfcollab.store.visit_sheets import begin_visit
from tfcollab.video.hashing import sha256_of
from tfcollab.video.manifest import manifest_path
from tfcollab.video.recorder import Recorder
from tfcollab.video.source import DecodeReport, SourceInfo

#: kept with the open-eye intervals of a take before the one that was asked for
BEFORE = "Before the measurement, between the blinks that the patient was asked for."
#: where nothing is recorded there is no file to take a hash of
_NO_FILE = "0" * 64
_NO_FRAME = "The measurement ended before its first frame: measure again."
_NOT_ANALYSED = "The measurement was recorded and could not be analysed: the start screen offers it."


@dataclass(frozen=True, slots=True)
class Kept:
    """A measured take. measurement: that was asked for, None where there is none. saved: None without a patient."""

    result: RecordingResult
    measurement: Measurement | None
    saved: Saved | None


class Keeper:
    """Keeps one visit's takes; for the jobs' thread. patient_id: None where nothing is kept.

    From the beginning of a recording until it is kept the record does not lock itself, and it is noted whose it is.
    """

    def __init__(self, store: Store | None = None, patient_id: str | None = None) -> None:
        self._store = store if patient_id is not None else None
        self._patient_id = patient_id
        self._visit_id: str | None = None
        #: by file name, what is held of a recording that is being made
        self._held: dict[str, tuple[Recorder, ExitStack]] = {}
        self._settings: dict[str, dict[str, Any]] = {}

    @property
    def visit_id(self) -> str | None:
        """The visit, once something was kept in it."""
        return self._visit_id

    def recorder(
        self, info: SourceInfo, eye: Eye, camera: str, asked: Mapping[str, Any] | None = None
    ) -> Recorder | None:
        """An encrypted recording, begun; None without a patient. Hand it to `keep`, or to `drop`.

        asked: what was asked of the camera, as JSON values; it is kept with the recording.

        Raises UserError where it cannot be written.
        """
        store, patient_id = self._store, self._patient_id
        if store is None or patient_id is None:
            return None
        places = store.access.places
        try:
            path = new_recording_path(places)
        except OSError as error:
            raise UserError(
                f"Cannot write in {places.recordings} ({error.strerror}): check its permissions."
            ) from error
        begun = Begun(patient_id, self._visit_id, eye, camera, datetime.now().astimezone())
        with ExitStack() as holding:
            holding.enter_context(store.kept_open())
            holding.enter_context(being_made(store, path, begun))
            recorder = record(path, master_key(store), info.width, info.height, info.frame_rate or 30.0)
            self._held[path.name] = (recorder, holding.pop_all())
            given = {"width": info.width, "height": info.height, "frame_rate": info.frame_rate, "codec": info.codec}
            self._settings[path.name] = given | ({"asked": dict(asked)} if asked else {})
        return recorder

    def drop(self, recorder: Recorder) -> None:
        """Ends a recording of which no frame was wanted."""
        recorder.close()
        self._release(recorder)

    def give_up(self) -> None:
        """Ends whatever recording was not kept; what is there of it is offered as an interrupted one."""
        for recorder, _ in tuple(self._held.values()):
            self.drop(recorder)

    def keep(self, ended: EndedTake, protocol: Protocol, camera: str) -> Kept:
        """Finishes, measures and saves a take.

        Raises UserError where nothing in it can be measured; or where it cannot be kept now, and is offered as an
        interrupted one when the record is opened again.
        """
        recorder = ended.take.recorder
        if recorder is None:
            return self._keep(ended, None, protocol, camera)
        try:
            recorder.close()
            return self._keep(ended, recorder.path, protocol, camera)
        finally:
            self._release(recorder)

    def _release(self, recorder: Recorder) -> None:
        held = self._held.pop(recorder.path.name, None)
        if held is not None:
            held[1].close()

    def _keep(self, ended: EndedTake, path: Path | None, protocol: Protocol, camera: str) -> Kept:
        take, run = ended.take, ended.run
        if run is None or take.info is None or (path is not None and not path.exists()):
            # what was recorded nevertheless stays, and is offered
            raise UserError(_NOT_ANALYSED if path is not None and path.exists() else _NO_FRAME)
        sha256 = self._sha256(path, take.replayed)
        report = take.report(len(run))
        try:
            result = run.finish(take.info, report, sha256)
        except UserError:
            if path is not None:
                # nothing can be measured in it
                path.unlink(missing_ok=True)
                manifest_path(path).unlink(missing_ok=True)
            raise
        asked_for = [found for found in result.measurements if counts(found, protocol)] or result.measurements
        measurement = asked_for[-1] if asked_for else None
        stopped = take.recorder is not None and take.recorder.status().stop_reason is not None
        recording = None
        if path is not None:
            settings = self._settings.pop(path.name, {})
            recording = _describe(path, result, report, camera, settings, bool(take.broken_off) or stopped)
        saved = None if recording is None else self._save(recording, result, measurement)
        return Kept(result, measurement, saved)

    def reject(self, saved: Saved, number: int, reason: str) -> Saved:
        """Leaves the measurement out of medians, with the reason; it stays on record."""
        assert self._store is not None
        return exclude(self._store, saved.recording_id, saved.version, number, reason)

    def _sha256(self, recorded: Path | None, replayed: Path | None) -> str:
        """Of the video itself, encrypted or not: what an export gives out and a backup is checked against."""
        if recorded is not None and self._store is not None:
            return plain_sha256(recorded, master_key(self._store))
        return _NO_FILE if replayed is None or not replayed.exists() else sha256_of(replayed)

    def _save(self, recording: NewRecording, result: RecordingResult, asked_for: Measurement | None) -> Saved:
        store, patient_id = self._store, self._patient_id
        assert store is not None
        assert patient_id is not None
        if self._visit_id is None:
            self._visit_id = begin_visit(store, patient_id, datetime.now().astimezone())
        saved = save_exam(store, self._visit_id, recording, to_document(result))
        for extra in result.measurements:
            if extra is not asked_for:
                saved = exclude(store, saved.recording_id, saved.version, extra.number, BEFORE)
        return saved


def _describe(
    path: Path,
    result: RecordingResult,
    report: DecodeReport,
    camera: str,
    settings: Mapping[str, Any],
    interrupted: bool,
) -> NewRecording:
    return NewRecording(
        eye=str(result.eye),
        file_name=path.name,
        sha256=result.source.sha256,
        frame_count=report.frames,
        first_pts_s=result.frames[0].time_s,
        last_pts_s=result.frames[-1].time_s,
        camera=camera,
        settings=settings,
        interrupted=interrupted,
    )
