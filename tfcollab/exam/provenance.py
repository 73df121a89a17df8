"""Where a result comes from: the recording, the program and its models."""

from dataclasses import dataclass
from enum import StrEnum


class Looks(StrEnum):
    """Which frames of an open eye were looked at.

    ADAPTIVE: the class is read at once after a change, and again within 0.15 s; rings and break-up are looked for in
    every frame, but of 30 frames a second and more in every other one while a film is quiet. EVERY: all in each.
    """

    ADAPTIVE = "adaptive"
    EVERY = "every"


@dataclass(frozen=True, slots=True)
class ModelStamp:
    """Which model was used, and with what its contract adds to the graph.

    sha256: of the ONNX file. thresholds: by name, 0-1. crop_margin: side of the segmenter's crop over the longer side
    of the outside box; None for other tasks. training_data: what the weights learned from, in words. precision: of
    the form that computed, fp32, int8 or fp16; sha256 is that form's.
    """

    task: str
    name: str
    version: str
    sha256: str
    thresholds: dict[str, float]
    crop_margin: float | None
    training_data: str
    precision: str = "fp32"


@dataclass(frozen=True, slots=True)
class Source:
    """The recording that was analysed.

    sha256: of the file; of the sorted frame files' bytes for a folder. gaps: (start_s, end_s) of each hole in the
    time stamps. missing_frames: frames that the container announces and that did not decode.
    """

    name: str
    sha256: str
    width: int
    height: int
    frames: int
    duration_s: float
    codec: str
    gaps: tuple[tuple[float, float], ...] = ()
    missing_frames: int = 0


@dataclass(frozen=True, slots=True)
class Provenance:
    """What produced the numbers; no clock in it, so that the same input gives the same bytes."""

    program_version: str
    models: tuple[ModelStamp, ...]
    provider: str
    provider_note: str
    looks: Looks = Looks.EVERY
