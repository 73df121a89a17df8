"""The threads of an exam without a window: stalls, a camera that goes and comes back, faults."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from cable import STEP_S, Cable
from scenes import HEIGHT, WIDTH, tiny_folders

from tfcollab.app.capture import CaptureState
from tfcollab.app.inference import EndedTake
from tfcollab.app.pipeline import Live, Pipeline
from tfcollab.app.take import Take
from tfcollab.chain.analyzer import Analyzer
from tfcollab.exam.frame import Eye, Frame
from tfcollab.exam.protocol import Protocol
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.video.recorder import RecorderSettings, record_plain
from tfcollab.video.recovery import RecordingState, recover

SETTINGS = ClinicalSettings()


@pytest.fixture(scope="module")
def analyzer(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Analyzer]:
    models = tiny_folders(tmp_path_factory.mktemp("models"))
    return lambda: Analyzer.open(SETTINGS, models=models)


@pytest.fixture
def cable() -> Cable:
    return Cable()


@pytest.fixture
def pipeline(cable: Cable, analyzer: Callable[[], Analyzer]) -> Iterator[Pipeline]:
    found = Pipeline(cable.open, analyzer, Protocol(), live=True)
    found.start()
    yield found
    found.close()
    assert not found.running


def wait(pipeline: Pipeline, ready: Callable[[Live], object], within_s: float = 10.0) -> float:
    """Seconds until it was so."""
    began_s = time.monotonic()
    while not ready(pipeline.snapshot()):
        assert time.monotonic() - began_s < within_s, pipeline.snapshot()
        time.sleep(0.01)
    return time.monotonic() - began_s


def ended(pipeline: Pipeline) -> EndedTake:
    found: list[EndedTake] = []

    def look(_: Live) -> bool:
        found.extend(filter(None, [pipeline.ended()]))
        return bool(found)

    wait(pipeline, look)
    return found[0]


def test_a_stalled_camera_is_noticed_within_two_seconds_and_kept_as_a_gap(
    pipeline: Pipeline, cable: Cable, tmp_path: Path
) -> None:
    wait(pipeline, lambda live: live.ready and live.shown is not None)
    recorder = record_plain(tmp_path / "take.mkv", WIDTH, HEIGHT, 1 / STEP_S, RecorderSettings())
    take = Take(1, Eye.OD, recorder)
    cable.blinking = True
    pipeline.begin(take)
    wait(pipeline, lambda _: len(take) > 4)
    cable.blinking = False
    wait(pipeline, lambda _: len(take) > 20)
    cable.flowing.clear()
    assert wait(pipeline, lambda live: live.stalled_s > 0) < 2.0
    cable.flowing.set()
    wait(pipeline, lambda live: live.stalled_s == 0)
    wait(pipeline, lambda _: len(take) > 30)
    take.end()
    found = ended(pipeline)
    recorder.close()
    assert found.run is not None
    ((start_s, end_s),) = [gap for gap in take.report(len(found.run)).gaps if gap[1] - gap[0] > 0.5]
    assert end_s - start_s > 0.9
    check = recover(tmp_path / "take.mkv")
    assert check.state is RecordingState.COMPLETE
    assert check.frames == len(take)


def test_a_camera_that_was_unplugged_is_said_to_be_gone_and_comes_back(pipeline: Pipeline, cable: Cable) -> None:
    wait(pipeline, lambda live: live.ready and live.shown is not None)
    cable.plugged = False
    assert wait(pipeline, lambda live: live.state is CaptureState.LOST) < 2.0
    assert "cable" in pipeline.snapshot().trouble
    cable.plugged = True
    wait(pipeline, lambda live: live.state is CaptureState.RUNNING and live.stalled_s == 0)


def test_what_is_drawn_was_read_in_the_very_frame_it_is_drawn_on(pipeline: Pipeline) -> None:
    wait(pipeline, lambda live: live.shown is not None)
    shown = pipeline.snapshot().shown
    assert shown is not None
    assert (shown.picture.width, shown.picture.height) == (WIDTH, HEIGHT)
    image = shown.picture.image
    middle = shown.result.frame.gray[HEIGHT // 2, WIDTH // 2]
    assert image.pixelColor(WIDTH // 2, HEIGHT // 2).red() == int(middle)


def test_an_analysis_that_fails_is_said_and_keeps_the_take(cable: Cable, analyzer: Callable[[], Analyzer]) -> None:
    class Failing(Analyzer):
        """Fails at the tenth frame."""

        def process(self, frame: Frame, meanwhile=None):  # type: ignore[no-untyped-def]
            if frame.index == 10:
                raise RuntimeError("device lost")
            return super().process(frame, meanwhile)

    def failing() -> Analyzer:
        made = analyzer()
        made.__class__ = Failing
        return made

    pipeline = Pipeline(cable.open, failing, Protocol(), live=False)
    take = Take(1, Eye.OD)
    pipeline.begin(take)
    pipeline.start()
    wait(pipeline, lambda live: live.fault)
    found = ended(pipeline)
    assert found.take is take
    assert found.run is not None
    assert len(found.run) == 10
    assert take.broken_off
    pipeline.close()
    assert not pipeline.running


def test_frames_are_dropped_for_newer_ones_and_counted(cable: Cable, analyzer: Callable[[], Analyzer]) -> None:
    class Slow(Analyzer):
        def process(self, frame: Frame, meanwhile=None):  # type: ignore[no-untyped-def]
            time.sleep(6 * STEP_S)
            return super().process(frame, meanwhile)

    def slow() -> Analyzer:
        made = analyzer()
        made.__class__ = Slow
        return made

    pipeline = Pipeline(cable.open, slow, Protocol(), live=True)
    pipeline.start()
    # frames are dropped while the models are opened, too
    wait(pipeline, lambda live: live.shown is not None and live.dropped > 10)
    shown = pipeline.snapshot().shown
    assert shown is not None
    # the newest wins: never older than the frame before it, and two analyses
    assert time.monotonic() - shown.result.frame.time_s < 1.5
    pipeline.close()


def test_pixels_of_a_picture_are_its_own(analyzer: Callable[[], Analyzer]) -> None:
    from tfcollab.app.picture import gray_image

    gray = np.full((48, 64), 90, np.uint8)
    image = gray_image(gray, 1280)
    gray[:] = 0
    assert image.pixelColor(3, 3).red() == 90
    assert gray_image(np.full((48, 64), 90, np.uint8), 32).width() == 32
