"""A camera as a source of frames, each stamped by the monotonic clock when it arrives."""

import math
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType

import cv2
import numpy as np

from tfcollab.errors import UserError
from tfcollab.exam.frame import Frame
from tfcollab.video.clock import FrameClock
from tfcollab.video.source import DecodeReport, SourceInfo

#: what the drivers of a platform take for exposure set by hand, and for automatic exposure
_BY_HAND, _AUTOMATIC = (1.0, 3.0) if sys.platform == "linux" else (0.0, 1.0)
#: a step of exposure, where the driver counts in units of time and not in powers of two
_EXPOSURE_STEP = 1.25
#: numbers of cameras that are tried where the platform tells no names
_TRIED = range(6)
_V4L = Path("/sys/class/video4linux")


@dataclass(frozen=True, slots=True)
class CameraInfo:
    """number: by which OpenCV opens it. name: as the platform tells it, else `Camera 0`."""

    number: int
    name: str


@dataclass(frozen=True, slots=True)
class CameraRequest:
    """What is wished for; a camera gives what it can. exposure: the driver's own number, None for automatic."""

    number: int
    width: int = 1920
    height: int = 1080
    fps: float = 30.0
    exposure: float | None = None


def cameras() -> list[CameraInfo]:
    """The cameras of this computer, no two of one name; takes up to a second where they must be tried one by one."""
    if sys.platform == "linux":
        return _told_apart(_of_linux(_V4L))
    return [CameraInfo(number, f"Camera {number}") for number in _TRIED if _opens(number)]


def _of_linux(folder: Path) -> list[CameraInfo]:
    found: dict[str, CameraInfo] = {}
    for entry in sorted(folder.glob("video*"), key=lambda path: int(path.name.removeprefix("video"))):
        name = (entry / "name").read_text(encoding="utf-8", errors="replace").strip()
        # a device with several nodes gives pictures at the first; the others carry metadata
        device = str((entry / "device").resolve()) if (entry / "device").exists() else entry.name
        found.setdefault(device, CameraInfo(int(entry.name.removeprefix("video")), name))
    return list(found.values())


def number_of(name: str, usual: int) -> int:
    """The number under which the camera of this name is found now: unplugged and plugged in again it may have another.

    usual: where none of that name is there, or the platform tells no names.
    """
    if sys.platform != "linux":
        return usual
    return next((camera.number for camera in cameras() if camera.name == name), usual)


def _told_apart(found: list[CameraInfo]) -> list[CameraInfo]:
    """Two of the same make get a number behind their name."""
    seen: Counter[str] = Counter()
    named = []
    for camera in found:
        seen[camera.name] += 1
        number = seen[camera.name]
        named.append(camera if number == 1 else CameraInfo(camera.number, f"{camera.name} ({number})"))
    return named


def _opens(number: int) -> bool:
    capture = cv2.VideoCapture(number)
    try:
        return bool(capture.isOpened())
    finally:
        capture.release()


class CameraSource:
    """A VideoSource over a camera; `time_s` counts from an unspecified moment, the same for every opening.

    Raises UserError, at once or while iterating, where the camera is not there, in use, or was unplugged.
    """

    def __init__(self, request: CameraRequest) -> None:
        self._stop = threading.Event()
        self._clock = FrameClock(f"camera {request.number}")
        self._capture = cv2.VideoCapture(request.number)
        if not self._capture.isOpened():
            self._capture.release()
            raise UserError(
                f"Camera {request.number} cannot be opened: check its cable, and that no other program uses it."
            )
        for wanted, value in (
            (cv2.CAP_PROP_FRAME_WIDTH, request.width),
            (cv2.CAP_PROP_FRAME_HEIGHT, request.height),
            (cv2.CAP_PROP_FPS, request.fps),
            # the newest picture alone is of use
            (cv2.CAP_PROP_BUFFERSIZE, 1),
        ):
            self._capture.set(wanted, value)
        #: the driver's own number; None while it is automatic
        self.exposure: float | None = None
        #: whether the camera did not take the exposure that was wished for last
        self.exposure_refused = False
        self._steps: SimpleQueue[int] = SimpleQueue()
        if request.exposure is not None:
            self._expose(request.exposure)
        fps = self._capture.get(cv2.CAP_PROP_FPS)
        self.info = SourceInfo(
            name=f"camera {request.number}",
            width=int(self._capture.get(cv2.CAP_PROP_FRAME_WIDTH)),
            height=int(self._capture.get(cv2.CAP_PROP_FRAME_HEIGHT)),
            codec="camera",
            frame_rate=fps if fps > 0 else None,
            expected_frames=None,
            duration_s=None,
        )

    def __iter__(self) -> Iterator[Frame]:
        index = 0
        while not self._stop.is_set():
            while not self._steps.empty():
                self._step_exposure(self._steps.get())
            taken, picture = self._capture.read()
            time_s = time.monotonic()
            if not taken:
                raise UserError("The camera gives no picture any more: check its cable.")
            gray = picture if picture.ndim == 2 else cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
            self._clock.stamp(time_s)
            yield Frame(index, time_s, np.asarray(gray, np.uint8))
            index += 1

    def decode_report(self) -> DecodeReport:
        return DecodeReport(len(self._clock), 0, self._clock.gaps(), ())

    def step_exposure(self, steps: int) -> None:
        """So many steps longer, or shorter; 0 for automatic. Done with the next picture; any thread may call it."""
        self._steps.put(steps)

    def _step_exposure(self, steps: int) -> None:
        if steps == 0:
            self._capture.set(cv2.CAP_PROP_AUTO_EXPOSURE, _AUTOMATIC)
            self.exposure, self.exposure_refused = None, False
            return
        now = self._capture.get(cv2.CAP_PROP_EXPOSURE)
        rounded = math.ceil if steps > 0 else math.floor
        # units of time are positive; powers of two of a second are not
        self._expose(max(1.0, rounded(now * _EXPOSURE_STEP**steps)) if now > 0 else now + steps)

    def _expose(self, exposure: float) -> None:
        self._capture.set(cv2.CAP_PROP_AUTO_EXPOSURE, _BY_HAND)
        self.exposure_refused = not self._capture.set(cv2.CAP_PROP_EXPOSURE, exposure)
        if self.exposure_refused:
            self._capture.set(cv2.CAP_PROP_AUTO_EXPOSURE, _AUTOMATIC)
        self.exposure = None if self.exposure_refused else exposure

    def stop(self) -> None:
        """Ends the iteration with the next picture; may be called by another thread."""
        self._stop.set()

    def close(self) -> None:
        self.stop()
        self._capture.release()

    def __enter__(self) -> "CameraSource":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
