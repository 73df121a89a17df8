"""A camera on a cable that a test plugs, stalls and pulls."""

import threading
import time
from collections.abc import Iterator
from typing import Self

from scenes import HEIGHT, WIDTH, picture

from tfcollab.errors import UserError
from tfcollab.exam.frame import Frame
from tfcollab.video.source import DecodeReport, SourceInfo

STEP_S = 0.05


class Cable:
    """A camera on a cable: plugged, stalled or pulled, as the test says; frames of an eye that has blinked."""

    def __init__(self) -> None:
        self.plugged = True
        self.flowing = threading.Event()
        self.flowing.set()
        self.blinking = False

    def open(self) -> "CableSource":
        if not self.plugged:
            raise UserError("Camera 0 cannot be opened: check its cable.")
        return CableSource(self)


class CableSource:
    def __init__(self, cable: Cable) -> None:
        self._cable = cable
        self._stop = threading.Event()
        self.info = SourceInfo("camera", WIDTH, HEIGHT, "camera", 1 / STEP_S, None, None)

    def __iter__(self) -> Iterator[Frame]:
        index = 0
        while not self._stop.wait(STEP_S):
            while not self._cable.flowing.wait(0.02):
                if self._stop.is_set():
                    return
            if not self._cable.plugged:
                raise UserError("The camera gives no picture any more: check its cable.")
            yield Frame(index, time.monotonic(), picture("closed" if self._cable.blinking else "clear"))
            index += 1

    def decode_report(self) -> DecodeReport:
        return DecodeReport(0, 0, (), ())

    def stop(self) -> None:
        self._stop.set()

    def close(self) -> None:
        self.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
