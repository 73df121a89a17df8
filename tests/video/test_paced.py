import threading
import time
from pathlib import Path

import numpy as np
import pytest

from tfcollab.video import open_source
from tfcollab.video.paced import PacedSource
from tfcollab.video.writer import VideoWriter

FPS = 20.0


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Half a second."""
    path = tmp_path_factory.mktemp("paced") / "clip.mkv"
    with VideoWriter(path, 64, 48, FPS, codec="ffv1") as writer:
        for index in range(10):
            writer.write(np.full((48, 64), 20 * index, np.uint8), index / FPS)
    return path


def test_frames_come_at_their_time_and_never_before(clip: Path) -> None:
    with PacedSource(lambda: open_source(clip)) as source:
        came = [(time.monotonic(), frame.time_s) for frame in source]
        assert source.decode_report().frames == 10
    late_s = [at_s - came[0][0] - time_s for at_s, time_s in came]
    assert min(late_s) > -0.01
    assert [time_s for _, time_s in came] == pytest.approx([index / FPS for index in range(10)], abs=0.002)


def test_in_a_loop_times_and_indices_go_on(clip: Path) -> None:
    with PacedSource(lambda: open_source(clip), loop=True) as source:
        frames = [frame for frame, _ in zip(source, range(14), strict=False)]
    assert [frame.index for frame in frames] == list(range(14))
    assert np.diff([frame.time_s for frame in frames]) == pytest.approx(np.full(13, 1 / FPS), abs=0.003)
    assert frames[10].gray[0, 0] == frames[0].gray[0, 0]


def test_another_thread_ends_it_at_once(clip: Path) -> None:
    with PacedSource(lambda: open_source(clip), loop=True) as source:
        threading.Timer(0.2, source.stop).start()
        began_s = time.monotonic()
        for _ in source:
            pass
        assert time.monotonic() - began_s < 2.0
