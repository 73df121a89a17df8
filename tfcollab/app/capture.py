"""The capturing thread: reads a camera, or a recording in its place, and comes back when it was unplugged."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from tfcollab.app.latest import LatestBox
from tfcollab.app.rates import Rate
from tfcollab.app.take import Captured, Take
from tfcollab.errors import UserError
from tfcollab.exam.frame import Frame
from tfcollab.video.camera import CameraSource
from tfcollab.video.source import DecodeReport, SourceInfo, VideoSource

_RETRY_S = 1.0


class LiveSource(VideoSource, Protocol):
    """A source that another thread can end."""

    def stop(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Exposure:
    """Of a camera: value is the driver's own number, None while automatic. refused: it did not take what was wished."""

    value: float | None
    refused: bool


class CaptureState(StrEnum):
    """LOST: the source failed, and is tried again. FAILED: it cannot be opened. ENDED: it came to its end."""

    OPENING = "opening"
    RUNNING = "running"
    LOST = "lost"
    FAILED = "failed"
    ENDED = "ended"


class Capture(threading.Thread):
    """Puts every frame into its take (and so to the recorder), then into the box; never waits for a live box.

    open_source: called in this thread. again: whether a source that fails is opened again, until stop().
    """

    def __init__(self, open_source: Callable[[], LiveSource], box: LatestBox[Captured], again: bool) -> None:
        super().__init__(name="tfcollab-capture", daemon=True)
        self._open = open_source
        self._box = box
        self._again = again
        self._stopping = threading.Event()
        self._source: LiveSource | None = None
        self.take: Take | None = None
        self.state = CaptureState.OPENING
        self.trouble = ""
        self.info: SourceInfo | None = None
        self.report: DecodeReport | None = None
        self.rate = Rate()
        #: monotonic time of the newest frame
        self.newest_s = time.monotonic()

    def stop(self) -> None:
        """Ends the thread soon; join() it then."""
        self._stopping.set()
        source = self._source
        if source is not None:
            source.stop()
        self._box.close()

    @property
    def exposure(self) -> Exposure | None:
        """None for a source that has none, such as a recording."""
        source = self._source
        return Exposure(source.exposure, source.exposure_refused) if isinstance(source, CameraSource) else None

    def step_exposure(self, steps: int) -> None:
        """As CameraSource.step_exposure."""
        source = self._source
        if isinstance(source, CameraSource):
            source.step_exposure(steps)

    def run(self) -> None:
        try:
            while not self._stopping.is_set():
                if not self._read():
                    return
                self._stopping.wait(_RETRY_S)
        finally:
            if self.take is not None:
                self.take.end(self.trouble)
            self._box.close()

    def _read(self) -> bool:
        """Reads the source to its end; True where it is to be opened again."""
        try:
            with self._open() as source:
                self._source = source
                self._begin(source.info)
                for frame in source:
                    self._hand_on(frame)
                    if self._stopping.is_set():
                        return False
                self.report = source.decode_report()
                self.state = CaptureState.ENDED
                return False
        except UserError as error:
            self.trouble = str(error)
        except Exception as error:  # a driver may raise anything; a thread that died unseen would look like a still eye
            logging.getLogger(__name__).error("capture failed: %s", type(error).__name__)
            self.trouble = "The camera cannot be read any more: check its cable, or choose another one."
        finally:
            self._source = None
        if self._again and not self._stopping.is_set():
            self.state = CaptureState.LOST
            return True
        self.state = CaptureState.FAILED
        return False

    def _begin(self, info: SourceInfo) -> None:
        take, before = self.take, self.info
        if take is not None and before is not None and (info.width, info.height) != (before.width, before.height):
            take.end("The camera came back with another picture size, which ended the measurement.")
        self.info, self.state, self.trouble = info, CaptureState.RUNNING, ""
        self.newest_s = time.monotonic()

    def _hand_on(self, frame: Frame) -> None:
        at_s = time.monotonic()
        self.newest_s = at_s
        self.rate.count()
        take = self.take
        if take is not None and take.done:
            take = None
        if take is not None:
            take.info = take.info or self.info
            frame = take.admit(frame)
        self._box.put(Captured(frame, at_s, take))
