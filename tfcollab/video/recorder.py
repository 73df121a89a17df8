"""Records what a camera gives: on its own thread, into a file that a crash leaves readable."""

import math
import queue
import shutil
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import TracebackType

from tfcollab.errors import UserError
from tfcollab.exam.frame import Frame
from tfcollab.video.append_file import AppendFile, RecordingSink
from tfcollab.video.encoder import EncoderSettings
from tfcollab.video.recording_file import RecordingFile

_MIB = 1 << 20
#: with the tenth of a second that a cluster takes, less than a quarter second is not yet safe on the disk
SYNC_EVERY_S = 0.125


@dataclass(frozen=True, slots=True)
class RecorderSettings:
    """codec: h264, or ffv1 (lossless). crf: quality of h264, 0 (best) to 51. preset: speed of h264.

    queue_mib: memory for frames that wait for the encoder. warn_free_mib, reserve_mib: free space on the disk at which
    the recorder warns, and at which it stops.
    """

    codec: str = "h264"
    crf: int = 18
    preset: str = "ultrafast"
    queue_mib: int = 256
    warn_free_mib: int = 4096
    reserve_mib: int = 512

    def __post_init__(self) -> None:
        if self.codec not in ("h264", "ffv1"):
            raise UserError(f"A recording cannot be made in {self.codec!r}: choose h264, or ffv1 (lossless).")


class RecorderState(StrEnum):
    RECORDING = "recording"
    #: by itself; RecorderStatus.stop_reason says why
    STOPPED = "stopped"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class RecorderStatus:
    """A moment of a recording.

    frames_recorded: encoded. frames_dropped: given and not recorded while recording. frames_refused: given after the
    end, or still waiting when it stopped by itself. frames_waiting: for the encoder. free_bytes: on the disk, when it
    was last looked at. warnings: sentences, true now. stop_reason: a sentence; None unless it stopped by itself.
    """

    state: RecorderState
    frames_recorded: int
    frames_dropped: int
    frames_refused: int
    frames_waiting: int
    free_bytes: int
    warnings: tuple[str, ...]
    stop_reason: str | None


class Recorder:
    """Writes every frame with its own time, and says of each one that it could not.

    sink: where the bytes go; a plain file (AppendFile) or an encrypted one. width, height: pixels of every frame. fps:
    nominal frames a second. manifest_key: seals the manifest. free_bytes: the free space of a folder's disk, in bytes.

    The time of the first frame becomes 0; times are kept to 1 ms, Matroska's clock. Whatever happens, what was recorded
    until a quarter second before can be read (`recovery.recover`). A recording without a frame leaves nothing. Raises
    UserError where the disk is below its reserve, or the manifest exists already; closes the sink then.
    """

    def __init__(
        self,
        sink: RecordingSink,
        width: int,
        height: int,
        fps: float,
        settings: RecorderSettings | None = None,
        manifest_key: bytes = b"",
        free_bytes: Callable[[Path], int] | None = None,
    ) -> None:
        self._settings = settings = settings or RecorderSettings()
        self._size = width, height
        self._free_bytes_of = free_bytes or _free_bytes
        self.path = sink.path
        self._folder = sink.path.parent
        self._queue: queue.Queue[Frame | None] = queue.Queue(max(4, settings.queue_mib * _MIB // (width * height)))
        self._lock = threading.Lock()
        self._state = RecorderState.RECORDING
        self._stop_reason: str | None = None
        self._recorded = self._refused = 0
        self._too_slow = self._unfit = 0
        self._origin_s: float | None = None
        self._last_ms = -1
        self._is_drained = False
        self._synced_at_s = time.monotonic()
        try:
            self._free_bytes = self._free_bytes_of(self._folder)
            if self._free_bytes < settings.reserve_mib * _MIB:
                raise UserError(f"{self._folder}: {self._space_left()}; free some space before recording.")
            encoder = EncoderSettings(settings.codec, settings.crf, preset=settings.preset, live=True)
            self._file = RecordingFile(sink, width, height, fps, encoder, manifest_key)
        except BaseException as error:
            sink.abort()
            sink.path.unlink(missing_ok=True)
            if not isinstance(error, OSError):
                raise
            raise UserError(f"{sink.path} cannot be written ({error.strerror}): free some space.") from None
        self._thread = threading.Thread(target=self._run, name="recorder", daemon=True)
        self._thread.start()

    def put(self, frame: Frame) -> bool:
        """Takes a frame without ever waiting; False where it will not be in the recording (it is counted)."""
        with self._lock:
            if self._state is not RecorderState.RECORDING:
                self._refused += 1
                return False
            if frame.gray.shape != self._size[::-1] or not math.isfinite(frame.time_s):
                self._unfit += 1
                return False
            try:
                self._queue.put_nowait(frame)
            except queue.Full:
                self._too_slow += 1
                return False
            return True

    def status(self) -> RecorderStatus:
        with self._lock:
            return RecorderStatus(
                self._state,
                self._recorded,
                self._too_slow + self._unfit,
                self._refused,
                self._queue.qsize(),
                self._free_bytes,
                tuple(self._warnings()),
                self._stop_reason,
            )

    def close(self) -> RecorderStatus:
        """Records what waits, finishes the file and gives the last status; more than once does no harm."""
        with self._lock:
            if self._state is RecorderState.RECORDING:
                self._state = RecorderState.CLOSED
        if self._thread.is_alive():
            self._queue.put(None)
            self._thread.join()
        return self.status()

    def __enter__(self) -> "Recorder":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _run(self) -> None:
        try:
            while self._stop_reason is None and (frame := self._next()) is not None:
                self._record(frame)
            if self._stop_reason is None:
                self._file.finish(self._dropped(), "closed")
        except Exception as error:
            # a thread that died unseen would lose every frame that follows
            self._file.abort()
            reason = error.strerror or str(error) if isinstance(error, OSError) else repr(error)
            self._stop(f"The recording stopped, because it cannot be written ({reason}); what came before is kept.")
        # what had been waiting when it stopped by itself
        while not self._is_drained and self._queue.get() is not None:
            with self._lock:
                self._refused += 1

    def _next(self) -> Frame | None:
        while self._stop_reason is None:
            try:
                frame = self._queue.get(timeout=SYNC_EVERY_S)
                self._is_drained = frame is None
                return frame
            except queue.Empty:
                # a camera that pauses leaves nothing unsafe behind
                self._sync()
        return None

    def _record(self, frame: Frame) -> None:
        if self._origin_s is None:
            self._origin_s = frame.time_s
        time_ms = round((frame.time_s - self._origin_s) * 1000)
        if time_ms <= self._last_ms:
            with self._lock:
                self._unfit += 1
            return
        self._last_ms = time_ms
        self._file.write(frame.gray, time_ms)
        with self._lock:
            self._recorded += 1
        if time.monotonic() - self._synced_at_s >= SYNC_EVERY_S:
            self._sync()

    def _sync(self) -> None:
        self._file.sync(self._dropped())
        self._synced_at_s = time.monotonic()
        free_bytes = self._free_bytes_of(self._folder)
        with self._lock:
            self._free_bytes = free_bytes
        if free_bytes < self._settings.reserve_mib * _MIB:
            reason = f"The recording stopped, because {self._space_left()}; what came before is kept."
            self._file.finish(self._dropped(), reason)
            self._stop(reason)

    def _stop(self, reason: str) -> None:
        with self._lock:
            self._stop_reason = reason
            self._state = RecorderState.STOPPED

    def _dropped(self) -> int:
        with self._lock:
            return self._too_slow + self._unfit

    def _warnings(self) -> list[str]:
        found: list[str] = []
        if self._too_slow:
            found.append(f"{self._too_slow} frames were not recorded, because disk or encoder could not keep up.")
        if self._unfit:
            found.append(f"{self._unfit} frames were not recorded, because their size or their time did not fit.")
        if self._free_bytes < self._settings.warn_free_mib * _MIB:
            left, reserve = self._free_bytes // _MIB, self._settings.reserve_mib
            found.append(f"Only {left} MiB are left on the disk; the recording stops at {reserve} MiB.")
        return found

    def _space_left(self) -> str:
        return f"only {self._free_bytes // _MIB} MiB are left on the disk"


def record_plain(path: str | Path, width: int, height: int, fps: float, settings: RecorderSettings) -> Recorder:
    """A Recorder into a plain MKV file, for work without a store; raises UserError."""
    return Recorder(AppendFile(path), width, height, fps, settings)


def _free_bytes(folder: Path) -> int:
    return shutil.disk_usage(folder).free
