"""A recording played as a camera: each frame is given out when its time has come."""

import threading
import time
from collections.abc import Callable, Iterator
from types import TracebackType

from tfcollab.exam.frame import Frame
from tfcollab.video.source import DecodeReport, SourceInfo, VideoSource


class PacedSource:
    """A VideoSource over another one, in true time; a frame never comes early, and keeps its own time.

    open_source: opens the recording, again for each round where it is played in a loop. A round follows the one before
    after the usual step between frames, so that times go on increasing; indices do too.
    """

    def __init__(self, open_source: Callable[[], VideoSource], loop: bool = False) -> None:
        self._open = open_source
        self._loop = loop
        self._stop = threading.Event()
        self._source = open_source()
        self.info: SourceInfo = self._source.info
        self._began_s: float | None = None
        self._index = 0
        self._last_s = 0.0

    def __iter__(self) -> Iterator[Frame]:
        step_s = 1.0 / (self.info.frame_rate or 30.0)
        offset_s = 0.0
        while True:
            for frame in self._source:
                time_s = offset_s + frame.time_s
                if not self._wait_until(time_s):
                    return
                yield Frame(self._index, time_s, frame.gray)
                self._index += 1
                self._last_s = time_s
            if not self._loop or self._index == 0:
                return
            self._source.close()
            self._source = self._open()
            offset_s = self._last_s + step_s

    def _wait_until(self, time_s: float) -> bool:
        """False where it was closed in the meantime."""
        now_s = time.monotonic()
        if self._began_s is None:
            self._began_s = now_s - time_s
        return not self._stop.wait(max(0.0, self._began_s + time_s - now_s))

    def decode_report(self) -> DecodeReport:
        """Of the recording itself, in its last round."""
        return self._source.decode_report()

    def stop(self) -> None:
        """Ends the iteration soon; may be called by another thread."""
        self._stop.set()

    def close(self) -> None:
        self.stop()
        self._source.close()

    def __enter__(self) -> "PacedSource":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
