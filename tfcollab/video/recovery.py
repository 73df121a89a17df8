"""What a recording on the disk holds: whole, interrupted, or damaged, and as far as when."""

import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from av.error import FFmpegError

from tfcollab.errors import UserError
from tfcollab.video.container import open_container
from tfcollab.video.manifest import MANIFEST_ENDING, Manifest, Segment, read_manifest

_CHUNK_BYTES = 1 << 20


class RecordingState(StrEnum):
    COMPLETE = "complete"
    #: it ends where the program or the machine did; what is there is as it was recorded
    INTERRUPTED = "interrupted"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class RecordingCheck:
    """frames: that can be read, from the first on. last_frame_s: time of the last of them in the recording, in seconds;
    None without frames. dropped_frames: known to be missing, as the recorder counted. end_reason: why a complete one
    ended. problems: sentences; at least one if damaged.
    """

    state: RecordingState
    frames: int
    last_frame_s: float | None
    dropped_frames: int
    end_reason: str | None
    problems: tuple[str, ...]


def recover(
    path: str | Path,
    manifest_key: bytes = b"",
    open_plain: Callable[[int], AbstractContextManager[BinaryIO]] | None = None,
) -> RecordingCheck:
    """Checks a recording against its manifest, without changing anything; raises UserError where it cannot be read.

    open_plain: gives the plain bytes of an encrypted recording, of which as many bytes as it is given were synced.
    """
    path = Path(path)
    manifest = read_manifest(path, manifest_key)
    problems = list(manifest.problems)
    good, problem = _matching_segments(path, manifest)
    if problem:
        problems.append(problem)
    last_ms = next((s.last_ms for s in reversed(good) if s.last_ms is not None), None)
    frames, last_s = sum(s.frames for s in good), None if last_ms is None else last_ms / 1000
    if not manifest.end and not problem:
        # the disk may have come further than the list
        try:
            seen, seen_s = _count_frames(path, open_plain, manifest.stored_bytes)
        except UserError as error:
            problems.append(str(error).rstrip("."))
            seen, seen_s = 0, None
        if seen >= frames:
            frames, last_s = seen, seen_s
        else:
            problems.append(f"{path.name} holds {seen} frames where {frames} were recorded")
    complete = RecordingState.COMPLETE if manifest.end else RecordingState.INTERRUPTED
    return RecordingCheck(
        RecordingState.DAMAGED if problems else complete,
        frames,
        last_s,
        manifest.dropped_frames,
        manifest.end.reason if manifest.end else None,
        tuple(f"{problem}: restore the recording from a backup." for problem in problems),
    )


def unfinished(folder: str | Path, manifest_key_of: Callable[[Path], bytes] = lambda _: b"") -> list[Path]:
    """The recordings of a folder whose manifest has no end, in order of their names: to be offered as interrupted.

    manifest_key_of: gives the key of a recording's manifest.
    """
    names = (path.name.removesuffix(MANIFEST_ENDING) for path in Path(folder).glob("*" + MANIFEST_ENDING))
    paths = sorted(path for name in names if (path := Path(folder) / name).exists())
    return [path for path in paths if not _has_end(path, manifest_key_of)]


def _has_end(path: Path, manifest_key_of: Callable[[Path], bytes]) -> bool:
    try:
        return read_manifest(path, manifest_key_of(path)).end is not None
    except UserError:
        # to be offered too, so that somebody reads why
        return False


def _matching_segments(path: Path, manifest: Manifest) -> tuple[list[Segment], str | None]:
    """The segments, from the first on, whose bytes are as they were stored; and what is wrong with the next."""
    good: list[Segment] = []
    try:
        with path.open("rb") as file:
            at = 0
            for segment in manifest.segments:
                stored = segment.stored
                if stored.start_byte != at or _sha256(file, stored.end_byte - at) != stored.sha256:
                    after = "" if segment.first_ms is None else f", from {segment.first_ms / 1000:.3f} s on"
                    return good, f"{path.name} is not as it was stored{after}"
                good.append(segment)
                at = stored.end_byte
            if manifest.end and file.read(1):
                return good, f"{path.name} goes on behind its end"
    except OSError as error:
        raise UserError(f"{path} cannot be read ({error.strerror}): check the path and its permissions.") from None
    if manifest.end and (manifest.end.bytes != at or manifest.end.frames != manifest.frames):
        return good, f"the list of the segments of {path.name} has a gap"
    return good, None


def _sha256(file: BinaryIO, length: int) -> str:
    digest = hashlib.sha256()
    while length > 0 and (chunk := file.read(min(length, _CHUNK_BYTES))):
        digest.update(chunk)
        length -= len(chunk)
    return digest.hexdigest()


def _count_frames(
    path: Path, open_plain: Callable[[int], AbstractContextManager[BinaryIO]] | None, synced_bytes: int
) -> tuple[int, float | None]:
    if open_plain is None:
        return _count_packets(path, None)
    with open_plain(synced_bytes) as plain:
        return _count_packets(path, plain)


def _count_packets(path: Path, plain: BinaryIO | None) -> tuple[int, float | None]:
    try:
        container, stream = open_container(path, plain)
    except UserError:
        # nothing of the first cluster had come to the disk yet
        return 0, None
    frames, last_s = 0, None
    with container:
        try:
            for packet in container.demux(stream):
                if packet.size and not packet.is_corrupt and packet.pts is not None and packet.time_base:
                    frames, last_s = frames + 1, float(packet.pts * packet.time_base)
        except (FFmpegError, OSError):
            pass
    return frames, last_s
