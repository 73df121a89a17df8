"""One take: the frames of a live source from the start of a measurement to its end, which become a recording."""

import threading
from dataclasses import dataclass
from pathlib import Path

from tfcollab.exam.frame import Eye, Frame
from tfcollab.video.clock import FrameClock
from tfcollab.video.recorder import Recorder
from tfcollab.video.source import DecodeReport, SourceInfo


class Take:
    """Counts and times its frames from 0, and hands each of them to the recorder.

    eye: that is recorded. recorder: None where nothing is kept. replayed: the recording that is played in place of a
    camera, whole: such a take is not ended by the protocol.
    """

    def __init__(self, number: int, eye: Eye, recorder: Recorder | None = None, replayed: Path | None = None) -> None:
        self.number = number
        self.eye = eye
        self.recorder = recorder
        self.replayed = replayed
        #: the replayed recording's own, once it has come to its end
        self.source_report: DecodeReport | None = None
        self.info: SourceInfo | None = None
        #: a sentence where the camera was lost or changed in mid-take
        self.broken_off = ""
        self._clock = FrameClock("live")
        self._done = threading.Event()

    def __len__(self) -> int:
        """Frames captured."""
        return len(self._clock)

    @property
    def done(self) -> bool:
        return self._done.is_set()

    def end(self, broken_off: str = "") -> None:
        """No frame that is captured later belongs to it. Any thread may call it; the first reason stays."""
        if not self.done:
            self.broken_off = broken_off
            self._done.set()

    def admit(self, frame: Frame) -> Frame:
        """The frame as the recording's own; for the capturing thread, and before the take has ended."""
        own = Frame(len(self._clock), self._clock.stamp(frame.time_s), frame.gray)
        if self.recorder is not None:
            self.recorder.put(own)
        return own

    def report(self, analysed: int) -> DecodeReport:
        """What is known of its frames; analysed: how many of them went through the chain."""
        if self.source_report is not None:
            return self.source_report
        gaps = self._clock.gaps()
        refused, stopped = 0, ""
        if self.recorder is not None:
            status = self.recorder.status()
            refused, stopped = status.frames_dropped + status.frames_refused, status.stop_reason or ""
        warnings = []
        if analysed < len(self):
            warnings.append(f"{analysed} of {len(self)} frames were analysed live; the newest came first.")
        if refused and stopped:
            warnings.append(f"{refused} frames are missing from the recording, which stopped before.")
        elif refused:
            warnings.append(f"{refused} frames are missing from the recording, because the disk could not keep up.")
        if stopped and stopped != self.broken_off:
            warnings.append(stopped)
        if self.broken_off:
            warnings.append(self.broken_off)
        return DecodeReport(len(self), refused, gaps, tuple(warnings))


@dataclass(frozen=True, slots=True)
class Captured:
    """A frame on its way. at_s: monotonic time of its capture. take: that it belongs to, None for a preview."""

    frame: Frame
    at_s: float
    take: Take | None
