"""Encrypted recordings: made, played back and checked."""

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, cast

from tfcollab.errors import UserError
from tfcollab.store.vault import VaultWriter
from tfcollab.store.vault_format import FILE_HEAD_BYTES, file_id_of, manifest_key, recording_key
from tfcollab.store.vault_reader import VaultReader
from tfcollab.video.file import VideoFile
from tfcollab.video.manifest import read_manifest
from tfcollab.video.recorder import Recorder, RecorderSettings
from tfcollab.video.recovery import RecordingCheck, RecordingState, recover
from tfcollab.video.recovery import unfinished as unfinished_of
from tfcollab.video.source import VideoSource


def record(
    path: str | Path,
    master: bytes,
    width: int,
    height: int,
    fps: float,
    settings: RecorderSettings | None = None,
    free_bytes: Callable[[Path], int] | None = None,
) -> Recorder:
    """A Recorder into an encrypted file, which is never on the disk in plain; arguments as there. master: 32 bytes."""
    sink = VaultWriter(path, master)
    return Recorder(sink, width, height, fps, settings, manifest_key(sink.key), free_bytes)


def open_recording(path: str | Path, master: bytes) -> VideoSource:
    """An encrypted recording, whole or interrupted, as a source of frames; nothing is written to the disk.

    Raises UserError where it cannot be read, has another key, or is altered; iterating raises it at the altered place.
    """
    path = Path(path)
    content = open_plain(path, master)
    try:
        return VideoFile(path, None, cast(BinaryIO, content))
    except BaseException:
        content.close()
        raise


def open_plain(path: Path, master: bytes) -> VaultReader:
    """The plain bytes of an encrypted recording (MKV), to be read and sought; raises UserError."""
    return VaultReader(path, master, read_manifest(path, _manifest_key(path, master)).stored_bytes)


def recover_recording(path: str | Path, master: bytes) -> RecordingCheck:
    """What an encrypted recording holds, checked; raises UserError where it cannot be read or has another key."""
    path = Path(path)
    if path.is_file() and path.stat().st_size < FILE_HEAD_BYTES:
        return RecordingCheck(RecordingState.INTERRUPTED, 0, None, 0, None, ())
    return recover(
        path,
        _manifest_key(path, master),
        lambda synced_bytes: cast(BinaryIO, VaultReader(path, master, synced_bytes)),
    )


def unfinished(folder: str | Path, master: bytes) -> list[Path]:
    """The recordings of a folder that were interrupted or are being made, in order of their names."""
    return unfinished_of(folder, lambda path: _manifest_key(path, master))


def _manifest_key(path: Path, master: bytes) -> bytes:
    try:
        with path.open("rb") as file:
            file_id = file_id_of(file.read(FILE_HEAD_BYTES))
    except OSError as error:
        raise UserError(f"{path} cannot be read ({error.strerror}): check the path and its permissions.") from None
    if file_id is None:
        raise UserError(f"{path} is not an encrypted recording of this program, or its beginning is damaged.")
    return manifest_key(recording_key(master, file_id))
