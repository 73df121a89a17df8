"""A folder of numbered pictures as a recording."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import cv2
import numpy as np
from numpy.typing import NDArray

from tfcollab.errors import UserError
from tfcollab.exam.frame import Frame
from tfcollab.video.clock import FrameClock
from tfcollab.video.luma import scale_to_8_bits
from tfcollab.video.source import DecodeReport, SourceInfo

_CODECS = {".png": "png", ".tif": "tiff", ".tiff": "tiff", ".jpg": "jpeg", ".jpeg": "jpeg"}
#: marks that end a whole file; decoders fill up what a cut file lacks without saying so
_END_MARKS = {"png": b"IEND", "jpeg": b"\xff\xd9"}
_END_BYTES = 4096


@dataclass(frozen=True, slots=True)
class FrameFile:
    """One picture of the folder and its number: the last digits in its name."""

    number: int
    path: Path


def list_frames(folder: Path) -> list[FrameFile]:
    """The folder's PNG, TIFF and JPEG files in the order of their numbers.

    Raises UserError where the folder cannot be read, holds no numbered picture, or a number twice.
    """
    try:
        paths = sorted(p for p in folder.iterdir() if p.suffix.lower() in _CODECS and not p.name.startswith("."))
    except OSError as error:
        raise UserError(f"The folder {folder} cannot be read ({error.strerror}): check its permissions.") from None
    found: dict[int, Path] = {}
    for path in paths:
        digits = re.findall(r"\d+", path.stem)
        if not digits:
            continue
        number = int(digits[-1])
        if number in found:
            raise UserError(
                f"The folder {folder} holds frame {number} twice ({found[number].name} and {path.name}): "
                "keep one recording in a folder."
            )
        found[number] = path
    if not found:
        raise UserError(
            f"The folder {folder} holds no frames: give one with numbered PNG, TIFF or JPEG files, "
            "such as frame_0001.png."
        )
    return [FrameFile(number, found[number]) for number in sorted(found)]


class FrameFolder:
    """A VideoSource over the numbered pictures of a folder, (number - first number) / fps apart."""

    def __init__(self, folder: Path, fps: float | None) -> None:
        files = list_frames(folder)
        if fps is None:
            raise UserError(f"The folder {folder} holds pictures without times: give their frame rate with --fps.")
        self._folder = folder
        self._files = files
        self._fps = fps
        self._clock = FrameClock(folder.name)
        self._damaged: list[str] = []
        self._started = False
        first = next((gray for file in files if (gray := read_gray(file.path)) is not None), None)
        if first is None:
            raise UserError(f"No picture in the folder {folder} can be decoded: export the frames again.")
        self.info = SourceInfo(
            name=folder.name,
            width=first.shape[1],
            height=first.shape[0],
            codec=_CODECS[files[0].path.suffix.lower()],
            frame_rate=fps,
            expected_frames=len(files),
            duration_s=(files[-1].number - files[0].number + 1) / fps,
        )

    def __iter__(self) -> Iterator[Frame]:
        if self._started:
            raise RuntimeError("a source is iterated once")
        self._started = True
        for file in self._files:
            gray = read_gray(file.path)
            if gray is None:
                self._damaged.append(file.path.name)
                continue
            height, width = gray.shape
            if (width, height) != (self.info.width, self.info.height):
                raise UserError(
                    f"{file.path} is {width}×{height} pixels, the frames before it {self.info.width}×"
                    f"{self.info.height}: keep pictures of one size in a folder."
                )
            gray.flags.writeable = False
            yield Frame(len(self._clock), self._clock.stamp(file.number / self._fps), gray)

    def decode_report(self) -> DecodeReport:
        span = self._files[-1].number - self._files[0].number + 1
        absent = span - len(self._files)
        warnings = []
        if self._damaged:
            warnings.append(
                f"{len(self._damaged)} of {len(self._files)} pictures cannot be decoded "
                f"(the first is {self._damaged[0]}) and were left out."
            )
        if absent:
            warnings.append(f"{absent} of {span} frame numbers are missing in {self._folder.name}.")
        return DecodeReport(len(self._clock), absent + len(self._damaged), self._clock.gaps(), tuple(warnings))

    def close(self) -> None:
        """Nothing is held open."""

    def __enter__(self) -> "FrameFolder":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def read_gray(path: Path) -> NDArray[np.uint8] | None:
    """A picture as uint8 (height, width), 16 bits scaled to 8, colour as luma; None where it cannot be decoded."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UserError(f"{path} cannot be read ({error.strerror}): check its permissions.") from None
    if not data or _END_MARKS.get(_CODECS[path.suffix.lower()], b"") not in data[-_END_BYTES:]:
        return None
    try:
        image = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_GRAYSCALE | cv2.IMREAD_ANYDEPTH)
    except cv2.error:
        return None
    if image is None or image.dtype not in (np.uint8, np.uint16):
        return None
    if image.dtype == np.uint16:
        return scale_to_8_bits(np.asarray(image, np.uint16), 65535)
    return np.asarray(image, np.uint8)
