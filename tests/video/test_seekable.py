"""Any frame of a recording is the very one that reading it in order gave."""

import random
import time
from pathlib import Path

import numpy as np
import pytest

from tfcollab.resources import data_dir
from tfcollab.video import open_source
from tfcollab.video.seekable import SeekableRecording
from tfcollab.video.writer import VideoWriter

SAMPLE = data_dir() / "sample.mkv"


def in_order(path: Path, fps: float | None = None) -> tuple[list[float], list[np.ndarray]]:
    with open_source(path, fps) as source:
        frames = list(source)
    return [frame.time_s for frame in frames], [frame.gray for frame in frames]


@pytest.fixture(scope="module")
def sample() -> tuple[list[float], list[np.ndarray]]:
    return in_order(SAMPLE)


def test_frames_in_any_order_are_those_read_in_order(sample) -> None:
    times_s, grays = sample
    order = random.Random(7).sample(range(len(grays)), 40)
    with SeekableRecording(SAMPLE, times_s) as recording:
        for index in (*order, 0, len(grays) - 1, 200, 199, 198, 250, 251):
            found = recording.frame(index)
            assert found is not None
            assert np.array_equal(found, grays[index])
            assert not found.flags.writeable


def written(path: Path, codec: str, step_s: float = 0.04) -> Path:
    """60 frames, each with a brightness of its own, with a hole in the middle."""
    with VideoWriter(path, 64, 48, 1 / step_s, codec=codec) as writer:
        for number in range(60):
            image = np.full((48, 64), 20 + 3 * number, np.uint8)
            writer.write(image, number * step_s + (1.6 if number >= 30 else 0.0))
    return path


@pytest.mark.parametrize(
    ("name", "codec"), [("a.mp4", "h264"), ("a.mkv", "ffv1"), ("a.avi", "mjpeg"), ("a.mov", "mjpeg")]
)
def test_every_container_gives_its_frames(tmp_path: Path, name: str, codec: str) -> None:
    path = written(tmp_path / name, codec)
    times_s, grays = in_order(path)
    with SeekableRecording(path, times_s) as recording:
        for index in (59, 0, 31, 30, 29, 45, 12, 13):
            found = recording.frame(index)
            assert found is not None
            assert np.array_equal(found, grays[index])


def test_a_folder_of_pictures_gives_its_frames(tmp_path: Path) -> None:
    import cv2

    for number in range(12):
        cv2.imwrite(str(tmp_path / f"f_{number:03d}.png"), np.full((48, 64), 10 * number, np.uint8))
    times_s, grays = in_order(tmp_path, 10)
    with SeekableRecording(tmp_path, times_s, fps=10) as recording:
        for index in (11, 3, 4, 0):
            found = recording.frame(index)
            assert found is not None
            assert np.array_equal(found, grays[index])


def test_stepping_back_decodes_nothing_anew(sample) -> None:
    times_s, _ = sample
    with SeekableRecording(SAMPLE, times_s) as recording:
        assert recording.frame(300) is not None
        began_s = time.process_time()
        for index in range(299, 280, -1):
            assert recording.frame(index) is not None
        # decoding one of them from its key frame alone takes some 50 ms
        assert time.process_time() - began_s < 0.01


def test_what_is_stopped_gives_nothing(sample) -> None:
    with SeekableRecording(SAMPLE, sample[0]) as recording:
        assert recording.frame(390, stopped=lambda: True) is None
        assert recording.frame(390) is not None
