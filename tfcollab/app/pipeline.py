"""The threads of a live exam or a replay, wired: capture → recorder and latest-frame box → inference → shown."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from tfcollab.app.capture import Capture, CaptureState, Exposure, LiveSource
from tfcollab.app.freed import give_back
from tfcollab.app.inference import EndedTake, Inference, Shown
from tfcollab.app.latest import LatestBox
from tfcollab.app.take import Captured, Take
from tfcollab.chain.analyzer import Analyzer
from tfcollab.exam.protocol import Protocol
from tfcollab.video.recorder import RecorderStatus
from tfcollab.video.source import DecodeReport, SourceInfo

#: without a frame for this long the camera stalls; well below the 2 s within which it has to be noticed
STALLED_AFTER_S = 1.0


@dataclass(frozen=True, slots=True)
class Live:
    """A moment of the pipeline.

    trouble: of the source, a sentence. fault: why nothing is analysed, a sentence. stalled_s: since the newest frame,
    0 while frames come. dropped: frames that a newer one replaced before they were analysed. exposure: of a camera.
    recording: of the take that is running, None where nothing is recorded.
    """

    state: CaptureState
    info: SourceInfo | None
    trouble: str
    stalled_s: float
    input_fps: float
    analysed_fps: float
    dropped: int
    ready: bool
    provider: str
    provider_note: str
    fault: str
    shown: Shown | None
    exposure: Exposure | None
    recording: RecorderStatus | None


class Pipeline:
    """Runs from start() to close().

    live: newest frame wins, and a lost source is opened again; otherwise every frame is analysed, and the end of the
    source is the end. take: that is running from the first frame on. on_shown: as for Inference.
    """

    def __init__(
        self,
        open_source: Callable[[], LiveSource],
        open_analyzer: Callable[[], Analyzer],
        protocol: Protocol,
        live: bool,
        take: Take | None = None,
        on_shown: Callable[[Shown], None] | None = None,
    ) -> None:
        self._box: LatestBox[Captured] = LatestBox(live)
        self._capture = Capture(open_source, self._box, again=live)
        self._inference = Inference(self._box, open_analyzer, protocol, on_shown)
        if take is not None:
            self.begin(take)

    def start(self) -> None:
        self._inference.start()
        self._capture.start()

    def begin(self, take: Take) -> None:
        """From the next frame on, frames belong to this take, until it ends; the one before must have ended."""
        self._inference.next_take = take
        self._capture.take = take

    def snapshot(self) -> Live:
        capture, inference = self._capture, self._inference
        take = capture.take
        silent_s = time.monotonic() - capture.newest_s
        stalled = capture.state in (CaptureState.RUNNING, CaptureState.LOST) and silent_s > STALLED_AFTER_S
        return Live(
            state=capture.state,
            info=capture.info,
            trouble=capture.trouble,
            stalled_s=silent_s if stalled else 0.0,
            input_fps=capture.rate.per_second(),
            analysed_fps=inference.rate.per_second(),
            dropped=self._box.dropped,
            ready=inference.ready,
            provider=inference.provider,
            provider_note=inference.provider_note,
            fault=inference.fault,
            shown=inference.shown,
            exposure=capture.exposure,
            recording=None if take is None or take.recorder is None else take.recorder.status(),
        )

    def step_exposure(self, steps: int) -> None:
        """So many steps longer, or shorter; 0 for automatic. Nothing where the source has no exposure."""
        self._capture.step_exposure(steps)

    def decode_report(self) -> DecodeReport | None:
        """The source's own, once it has come to its end."""
        return self._capture.report

    def ended(self) -> EndedTake | None:
        """The next take that has ended, each once; None where there is none."""
        return None if self._inference.ended.empty() else self._inference.ended.get()

    @property
    def running(self) -> bool:
        return self._capture.is_alive() or self._inference.is_alive()

    def close(self) -> None:
        """Ends both threads, and waits for them; a take that was running is among `ended` then."""
        self._capture.stop()
        for thread in (self._capture, self._inference):
            if thread.ident is not None:
                thread.join()
        give_back()
