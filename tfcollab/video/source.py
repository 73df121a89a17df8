"""What every source of recorded frames offers."""

from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from tfcollab.exam.frame import Frame


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """What is known of a recording before it is read.

    width, height: pixels of the frames as they are given out, after any turn that the metadata asks for.
    frame_rate: nominal frames a second; frames carry their own times.
    expected_frames: how many the container announces, for progress; with a variable frame rate an estimate.
    duration_s: announced duration in seconds.
    """

    name: str
    width: int
    height: int
    codec: str
    frame_rate: float | None
    expected_frames: int | None
    duration_s: float | None


@dataclass(frozen=True, slots=True)
class DecodeReport:
    """What was found while reading.

    frames: given out. missing_frames: in the file but not decodable, or announced and not there.
    gaps: (start_s, end_s), times of the frames before and after each hole. warnings: one sentence each.
    """

    frames: int
    missing_frames: int
    gaps: tuple[tuple[float, float], ...]
    warnings: tuple[str, ...]


class VideoSource(Protocol):
    """A recording: iterate once over its frames, then ask for the report.

    Iterating raises UserError at the first frame that makes the recording unusable.
    """

    info: SourceInfo

    def __iter__(self) -> Iterator[Frame]: ...

    def decode_report(self) -> DecodeReport:
        """What was found; complete when the iteration has come to its end."""
        ...

    def close(self) -> None: ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
