"""The exam screen: a live exam by the protocol, or a recording replayed; drives the pipeline."""

import time
from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer, Slot

from tfcollab.app import exam_sources
from tfcollab.app.capture import CaptureState, LiveSource
from tfcollab.app.exam_flow import ExamFlow, Verdict
from tfcollab.app.exam_keeping import Keeper, Kept
from tfcollab.app.exam_prompts import Prompts
from tfcollab.app.exam_state import ExamState
from tfcollab.app.inference import EndedTake
from tfcollab.app.jobs import Jobs
from tfcollab.app.pipeline import Pipeline
from tfcollab.app.preferences import Preferences
from tfcollab.app.take import Take
from tfcollab.chain.analyzer import Analyzer
from tfcollab.errors import UserError
from tfcollab.exam.frame import Eye
from tfcollab.exam.protocol import Protocol
from tfcollab.runtime.contract import Task
from tfcollab.store.store import Store
from tfcollab.video.recorder import Recorder

#: at most one paint a screen refresh
_TICK_MS, _TICKS_A_RATE = 16, 16


class ExamModel(ExamState):
    """What the exam screen does."""

    def __init__(self, preferences: Preferences, jobs: Jobs, models: Mapping[Task, str], parent: QObject) -> None:
        super().__init__(parent)
        self._models = dict(models)
        self._preferences = preferences
        self._jobs = jobs
        self._pipeline: Pipeline | None = None
        self._keeper = Keeper()
        #: of the camera: frames a second and exposure
        self._asked: dict[str, float | None] = {}
        self._take: Take | None = None
        self._takes = self._ticks = 0
        self._prompts = Prompts(preferences)
        #: asked for the delay from capture to paint of the picture painted last
        self.painted_delay: Callable[[], float | None] = lambda: None
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)

    @Slot(str, str)
    def replay(self, path: str, eye: str) -> None:
        """Plays and analyses a whole recording; every frame, no faster than it was recorded."""
        file = exam_sources.local_path(path)
        take = Take(1, Eye(eye), replayed=file)
        self._open(exam_sources.recording(file, loop=False), file.name, Eye(eye), take)

    @Slot()
    def demo(self) -> None:
        """Replays the sample recording."""
        self.replay(str(exam_sources.demo_recording()), "OD")

    @Slot(str)
    def play_as_camera(self, path: str) -> None:
        """A live exam with a recording in place of the camera, over and over."""
        file = exam_sources.local_path(path)
        self._open(exam_sources.recording(file, loop=True), file.name, Eye.OD, None)

    @Slot()
    def play_sample_as_camera(self) -> None:
        self.play_as_camera(str(exam_sources.demo_recording()))

    @Slot(int, str)
    def open_camera(self, number: int, name: str) -> None:
        """A live exam."""
        capture = self._preferences.capture
        request = exam_sources.CameraRequest(number, capture.width, capture.height, capture.fps, capture.exposure)
        asked = {"fps": capture.fps, "exposure": capture.exposure}
        self._open(exam_sources.camera(request, name), name, Eye.OD, None, asked)

    @Slot(int)
    def step_exposure(self, steps: int) -> None:
        """Exposes so many steps longer, or shorter; 0 for automatic."""
        if self._pipeline is not None:
            self._pipeline.step_exposure(steps)

    def examine(self, store: Store | None, patient_id: str | None, name: str) -> None:
        """Whose exam the next one is; None for nobody's."""
        self.leave()
        self._keeper, self._subject, self._patient_id = Keeper(store, patient_id), name, patient_id or ""
        self.changed.emit()

    @Slot()
    def measure(self) -> None:
        """Starts a take: the next open eye after a blink is measured."""
        if self._stage not in ("ready", "resting") or self._pipeline is None:
            return
        live = self._pipeline.snapshot()
        info = live.info
        if info is None:
            return
        self._live.clear_clock()
        self._go("armed")
        keeper, eye, camera, asked = self._keeper, self._flow.eye, self._name, dict(self._asked)
        if live.exposure is not None:
            asked["exposure"] = live.exposure.value
        self._prompts.blink()
        self._jobs.run(
            lambda: keeper.recorder(info, eye, camera, asked), lambda made: self._begin(keeper, made), self._could_not
        )

    @Slot()
    def stop(self) -> None:
        """Ends the take that is running; what was measured in it is kept."""
        if self._take is not None:
            self._take.end()

    @Slot()
    def accept(self) -> None:
        if self._stage == "judging":
            self._flow.judge(Verdict.ACCEPTED)
            self._rest()

    @Slot()
    def repeat(self) -> None:
        """Rejects the measurement for another one."""
        self.reject("Repeated.")

    @Slot(str)
    def reject(self, reason: str) -> None:
        if self._stage != "judging" or not reason.strip():
            return
        kept = self._flow.judge(Verdict.REJECTED, reason.strip()).kept
        measurement = kept.measurement
        if kept.saved is not None and measurement is not None:
            saved = kept.saved
            self._jobs.run(
                lambda: self._keeper.reject(saved, measurement.number, reason.strip()),
                lambda _: None,
                self.failed.emit,
            )
        self._rest()

    @Slot()
    def other_eye(self) -> None:
        if self._stage in ("ready", "resting", "finished"):
            self._flow.other_eye()
            self._go("ready")

    @Slot()
    def leave(self) -> None:
        """Ends the exam; a take that is running is kept."""
        pipeline, self._pipeline = self._pipeline, None
        self._timer.stop()
        if pipeline is not None:
            self._end(pipeline)
        self._take = None
        self._replay = self._replayed = None
        self._seen = ()
        self._flow = ExamFlow(Protocol(), Eye.OD)
        self._go("off")

    def close(self) -> None:
        """Ends the exam, and the sounds."""
        self.leave()
        self._prompts.close()

    def _open(
        self,
        source: Callable[[], LiveSource],
        name: str,
        eye: Eye,
        take: Take | None,
        asked: Mapping[str, float | None] | None = None,
    ) -> None:
        self.leave()
        self._asked = dict(asked or {})
        try:
            clinical, protocol = self._preferences.clinical(), self._preferences.protocol()
        except UserError as error:
            self.failed.emit(str(error))
            return
        provider = self._preferences.capture.provider
        self._flow, self._name, self._take = ExamFlow(protocol, eye), name, take
        self._replay = take
        self._live.begin(clinical)
        self._pipeline = Pipeline(
            source,
            lambda: Analyzer.open(clinical, models=self._models, provider=provider),
            protocol,
            live=take is None,
            take=take,
        )
        self._pipeline.start()
        self._timer.start()
        self._go("replay" if take is not None else "opening")

    def _begin(self, keeper: Keeper, recorder: Recorder | None) -> None:
        if self._pipeline is None or self._stage != "armed" or keeper is not self._keeper:
            if recorder is not None:
                self._jobs.run(lambda: keeper.drop(recorder), lambda _: None, self.failed.emit)
            return
        self._takes += 1
        self._take = Take(self._takes, self._flow.eye, recorder)
        self._pipeline.begin(self._take)

    @Slot()
    def _tick(self) -> None:
        pipeline = self._pipeline
        if pipeline is None:
            return
        live = pipeline.snapshot()
        self._live.take(live)
        if self._take is not None and live.recording is not None and live.recording.stop_reason:
            # the recording has stopped by itself: it ends with what it has
            self._take.end(live.recording.stop_reason)
        self._ticks += 1
        if self._ticks % _TICKS_A_RATE == 1:
            # a replay waits for the analysis: its delay says nothing
            self._live.take_rates(None if self._replay is not None else self.painted_delay())
            self.restChanged.emit()
        if self._stage == "opening" and live.ready and live.state is CaptureState.RUNNING:
            self._go("ready")
        elif self._stage == "armed" and self._live.clock["running"] and live.shown is not None and live.shown.take:
            self._go("running")
        elif (
            self._stage == "running" and live.shown is not None and live.shown.take and not self._live.clock["running"]
        ):
            self._go("armed")
        elif self._stage == "resting" and self.restLeft <= 0:
            self._go("ready")
        if self._stage == "running":
            self._prompts.open_for(self._live.clock["seconds"] or 0.0)
        if live.shown is not None and self._replay is not None and len(live.shown.measurements) > len(self._seen):
            self._seen = live.shown.measurements
            self.changed.emit()
        ended = pipeline.ended()
        if ended is not None:
            self._ended(ended)

    def _ended(self, ended: EndedTake) -> None:
        self._take = None
        keeper, protocol, camera = self._keeper, self._flow.protocol, self._name
        replayed = ended.take.replayed is not None
        if replayed and ended.run is None:
            # it could not be opened, which the screen says already
            return
        if replayed and self._pipeline is not None:
            ended.take.source_report = self._pipeline.decode_report()
        self._go("saving")
        done = self._show_replayed if replayed else self._show_taken
        self._jobs.run(lambda: keeper.keep(ended, protocol, camera), done, self._could_not)

    def _show_replayed(self, kept: Kept) -> None:
        self._replayed, self._seen = kept, kept.result.measurements
        if kept.measurement is not None:
            self._live.freeze(kept.measurement.first_breakup)
        self._go("finished")

    def _show_taken(self, kept: Kept) -> None:
        self._prompts.done()
        self._flow.add(kept)
        if kept.measurement is not None:
            self._live.freeze(kept.measurement.first_breakup)
        self._go("judging")

    def _could_not(self, sentence: str) -> None:
        self.failed.emit(sentence)
        self._go("ready" if self._pipeline is not None and self._name else "off")

    def _rest(self) -> None:
        if self._flow.finished:
            self._go("finished")
        elif self._flow.complete(self._flow.eye):
            self._flow.other_eye()
            self._go("ready")
        else:
            self._rest_until_s = time.monotonic() + self._flow.protocol.rest_s
            self._go("resting")

    def _end(self, pipeline: Pipeline) -> None:
        """Closes the threads and keeps what was measured, beside the window."""
        keeper, protocol, camera = self._keeper, self._flow.protocol, self._name

        def close() -> None:
            pipeline.close()
            try:
                while (ended := pipeline.ended()) is not None:
                    if ended.take.recorder is not None and len(ended.take):
                        keeper.keep(ended, protocol, camera)
            finally:
                keeper.give_up()

        if self._take is not None:
            self._take.end("The exam was closed during the measurement.")
        self._jobs.run(close, lambda _: None, self.failed.emit)
