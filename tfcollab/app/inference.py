"""The analysing thread: it alone owns the models, and runs the very code that analyses a recording offline."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue

from PySide6.QtGui import QImage

from tfcollab.app.latest import LatestBox
from tfcollab.app.picture import Picture, frame_image, picture_of
from tfcollab.app.rates import Rate
from tfcollab.app.take import Captured, Take
from tfcollab.chain.analyzer import Analyzer
from tfcollab.chain.look import Look
from tfcollab.chain.recording import RecordingRun
from tfcollab.errors import UserError
from tfcollab.exam.frame import FrameResult
from tfcollab.exam.protocol import Protocol, counts
from tfcollab.exam.result import Measurement
from tfcollab.exam.timing import TimerState

_WAIT_S = 0.1
_FAULT = "The analysis stopped by a mistake of the program; the recording goes on. Close the exam and begin again."


@dataclass(frozen=True, slots=True)
class Shown:
    """The newest analysed frame, whole: what is drawn on it was read in it.

    take: its number, None in a preview. measurements: of the take, those that have ended.
    """

    picture: Picture
    result: FrameResult
    state: TimerState | None
    take: int | None
    measurements: tuple[Measurement, ...] = ()


@dataclass(frozen=True, slots=True)
class EndedTake:
    """A take that has ended, with what was analysed of it; run is None where not a frame was."""

    take: Take
    run: RecordingRun | None


class Inference(threading.Thread):
    """Takes frames from the box until it is closed; `shown` is always whole, and `ended` tells each ended take once.

    open_analyzer: called in this thread, and so is on_shown, with each result as soon as it can be shown.
    """

    def __init__(
        self,
        box: LatestBox[Captured],
        open_analyzer: Callable[[], Analyzer],
        protocol: Protocol,
        on_shown: Callable[[Shown], None] | None = None,
    ) -> None:
        super().__init__(name="tfcollab-inference", daemon=True)
        self._box = box
        self._open = open_analyzer
        self._protocol = protocol
        self._on_shown = on_shown
        self._analyzer: Analyzer | None = None
        self._take: Take | None = None
        self._run: RecordingRun | None = None
        #: set by Pipeline.begin
        self.next_take: Take | None = None
        self.shown: Shown | None = None
        self.ended: SimpleQueue[EndedTake] = SimpleQueue()
        self.rate = Rate()
        self.ready = False
        self.fault = ""
        self.provider = self.provider_note = ""

    def run(self) -> None:
        try:
            self._analyzer = self._open()
            self._note_provider(self._analyzer)
            self.ready = True
            while not self._box.closed:
                captured = self._box.take(_WAIT_S)
                if self._take is None and self.next_take is not None:
                    self._take, self.next_take = self.next_take, None
                if captured is not None:
                    self._analyse(self._analyzer, captured)
                # its last frames may still be on their way, but not behind one that is not its own
                if self._take is not None and self._take.done and (captured is None or captured.take is not self._take):
                    self._finish()
        except UserError as error:
            self.fault = str(error)
        except Exception as error:  # a thread that died unseen would look like a still eye
            logging.getLogger(__name__).error("analysis failed: %s", type(error).__name__, exc_info=error)
            self.fault = _FAULT
        finally:
            if self._analyzer is not None:
                self._analyzer.close()
            # whatever went wrong, what was measured before it is kept
            self._take = self._take or self.next_take
            if self._take is not None:
                self._take.end(self.fault)
                self._finish()

    def _analyse(self, analyzer: Analyzer, captured: Captured) -> None:
        frame, take = captured.frame, self._take
        state: TimerState | None = None
        images: list[QImage] = []

        def draw(look: Look) -> None:
            images.append(frame_image(frame.gray, look.half))

        if take is not None and captured.take is take:
            if self._run is None:
                height, width = frame.gray.shape
                self._run = RecordingRun(analyzer, take.eye, analyzer.settings, (width, height))
            result, state = self._run.push(frame, draw)
            if take.replayed is None and any(counts(found, self._protocol) for found in self._run.measurements):
                take.end()
        else:
            result = analyzer.process(frame, draw)
        self._note_provider(analyzer)
        self.rate.count()
        picture = picture_of(result, captured_at_s=captured.at_s, image=images[0] if images else None)
        if take is None or self._run is None or state is None:
            self.shown = Shown(picture, result, None, None)
        else:
            self.shown = Shown(picture, result, state, take.number, self._run.measurements)
        if self._on_shown is not None:
            self._on_shown(self.shown)

    def _finish(self) -> None:
        if self._take is not None:
            self.ended.put(EndedTake(self._take, self._run))
        self._take = self._run = None

    def _note_provider(self, analyzer: Analyzer) -> None:
        self.provider, self.provider_note = analyzer.computed_by()
