"""The list beside a recording of what was safely stored: JSON lines, each sealed together with all before it."""

import hashlib
import hmac
import json
from dataclasses import dataclass
from pathlib import Path

from tfcollab.errors import UserError
from tfcollab.video.append_file import AppendFile, StoredRange

VERSION = 1
MANIFEST_ENDING = ".manifest.jsonl"


def manifest_path(recording: Path) -> Path:
    """Where the manifest of a recording lies."""
    return recording.with_name(recording.name + MANIFEST_ENDING)


@dataclass(frozen=True, slots=True)
class Segment:
    """Pictures that went to the disk together.

    stored: their place in the file. frames: how many, 0 or more. first_ms, last_ms: their first and last time in the
    recording, in ms; None without frames. dropped_frames: dropped until then, since the start of the recording.
    """

    stored: StoredRange
    frames: int
    first_ms: int | None
    last_ms: int | None
    dropped_frames: int


@dataclass(frozen=True, slots=True)
class ManifestStart:
    """width, height: pixels. codec: as in EncoderSettings."""

    width: int
    height: int
    codec: str


@dataclass(frozen=True, slots=True)
class ManifestEnd:
    """Written last, when the recording is complete in the file. reason: one sentence, why it ended there."""

    frames: int
    dropped_frames: int
    bytes: int
    reason: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a manifest says. problems: of a line that is not as it was written; what stands after it is not believed."""

    start: ManifestStart | None
    segments: tuple[Segment, ...]
    end: ManifestEnd | None
    problems: tuple[str, ...]

    @property
    def frames(self) -> int:
        return sum(segment.frames for segment in self.segments)

    @property
    def stored_bytes(self) -> int:
        """The recording's bytes up to here were safe against a power cut."""
        return self.segments[-1].stored.end_byte if self.segments else 0

    @property
    def dropped_frames(self) -> int:
        return self.end.dropped_frames if self.end else self.segments[-1].dropped_frames if self.segments else 0


class ManifestWriter:
    """Appends to the manifest of a recording; every line is on the disk when its method returns.

    key: seals the lines (HMAC-SHA-256), so that nobody without it can write others; empty where there is none, and then
    the seals show damage, not intent. Raises UserError where the manifest exists or cannot be made; later OSError.
    """

    def __init__(self, recording: Path, key: bytes, start: ManifestStart) -> None:
        self.path = manifest_path(recording)
        self._file = AppendFile(self.path)
        self._key = key
        self._seal = ""
        record = {"width": start.width, "height": start.height, "codec": start.codec}
        try:
            self._append({"kind": "start", "version": VERSION, **record})
        except BaseException:
            self._file.abort()
            self.path.unlink(missing_ok=True)
            raise

    def add(self, segment: Segment) -> None:
        stored = segment.stored
        self._append(
            {
                "kind": "segment",
                "start_byte": stored.start_byte,
                "end_byte": stored.end_byte,
                "sha256": stored.sha256,
                "frames": segment.frames,
                "first_ms": segment.first_ms,
                "last_ms": segment.last_ms,
                "dropped_frames": segment.dropped_frames,
            }
        )

    def finish(self, end: ManifestEnd) -> None:
        record = {"frames": end.frames, "dropped_frames": end.dropped_frames, "bytes": end.bytes, "reason": end.reason}
        self._append({"kind": "end", **record})
        self._file.finish()

    def abort(self) -> None:
        self._file.abort()

    def _append(self, record: dict[str, object]) -> None:
        self._seal = _seal(self._key, self._seal, record)
        self._file.write(json.dumps(record | {"seal": self._seal}).encode() + b"\n")
        self._file.sync()


def read_manifest(recording: Path, key: bytes) -> Manifest:
    """What the manifest of this recording says, as far as it is sound; raises UserError where it cannot be read."""
    path = manifest_path(recording)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Manifest(None, (), None, (f"the list of its segments, {path.name}, is missing",))
    except OSError as error:
        raise UserError(f"{path} cannot be read ({error.strerror}): check its permissions.") from None
    lines = content.split(b"\n")
    # a line that was being written when the program died is its beginning, and has no closing brace
    torn = lines.pop()
    if torn and b"}" in torn:
        lines.append(torn)
    start: ManifestStart | None = None
    segments: list[Segment] = []
    end: ManifestEnd | None = None
    seal = ""
    for number, line in enumerate(lines, 1):
        try:
            record = json.loads(line)
            said = record.pop("seal")
            seal = _seal(key, seal, record)
            if end or not hmac.compare_digest(said, seal) or line != json.dumps(record | {"seal": said}).encode():
                raise ValueError
            if number == 1:
                if record["kind"] != "start" or record["version"] != VERSION:
                    raise ValueError
                start = ManifestStart(record["width"], record["height"], record["codec"])
            elif record["kind"] == "segment":
                segments.append(_segment(record))
            else:
                end = ManifestEnd(record["frames"], record["dropped_frames"], record["bytes"], record["reason"])
        except (ValueError, KeyError, TypeError, AttributeError):
            problem = f"line {number} of {path.name} is not as it was written"
            return Manifest(start, tuple(segments), None, (problem,))
    return Manifest(start, tuple(segments), end, ())


def _segment(record: dict[str, object]) -> Segment:
    values: dict[str, object] = {**record}
    stored = StoredRange(*(values[name] for name in ("start_byte", "end_byte", "sha256")))  # type: ignore[arg-type]
    names = ("frames", "first_ms", "last_ms", "dropped_frames")
    return Segment(stored, *(values[name] for name in names))  # type: ignore[arg-type]


def _seal(key: bytes, previous: str, record: dict[str, object]) -> str:
    return hmac.new(key, previous.encode() + json.dumps(record).encode(), hashlib.sha256).hexdigest()
