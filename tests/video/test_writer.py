"""The writer leaves a true, repeatable file, or none."""

import subprocess
import sys
from pathlib import Path

import av
import numpy as np
import pytest

from tfcollab.errors import UserError
from tfcollab.video.writer import VideoWriter

RAMP = np.tile(np.linspace(0, 255, 320).astype(np.uint8), (240, 1))
TIMES_S = [0.0, 1 / 60, 2 / 60, 0.25, 0.25 + 1 / 60]


def write(path: Path, codec: str, image: np.ndarray = RAMP, pix_fmt: str | None = None) -> None:
    with VideoWriter(path, image.shape[1], image.shape[0], 60, codec, pix_fmt=pix_fmt) as writer:
        for i, time_s in enumerate(TIMES_S):
            writer.write(np.roll(image, 4 * i, axis=1), time_s)


def read(path: Path, pix_fmt: str = "gray") -> tuple[list[float], list[np.ndarray]]:
    with av.open(str(path)) as container:
        frames = list(container.decode(video=0))
    times = [float((f.pts - frames[0].pts) * f.time_base) for f in frames]
    return times, [f.to_ndarray(format=pix_fmt) for f in frames]


@pytest.mark.parametrize(
    ("codec", "suffix", "time_tolerance_s", "level_tolerance"),
    [
        ("h264", ".mkv", 0.0006, 6),
        ("h264", ".mp4", 1e-5, 6),
        ("h264", ".mov", 1e-5, 6),
        ("hevc", ".mp4", 1e-5, 6),
        ("ffv1", ".mkv", 0.0006, 0),
        ("mjpeg", ".mkv", 0.0006, 8),
        ("mjpeg", ".avi", 1 / 120, 8),
    ],
)
def test_pictures_and_times_come_back(
    tmp_path: Path, codec: str, suffix: str, time_tolerance_s: float, level_tolerance: int
) -> None:
    path = tmp_path / f"out{suffix}"
    write(path, codec)
    times, pictures = read(path)
    assert times == pytest.approx(TIMES_S, abs=time_tolerance_s)
    for i, picture in enumerate(pictures):
        difference = np.abs(picture.astype(int) - np.roll(RAMP, 4 * i, axis=1))
        # the jump from white to black is blurred by the lossy codecs
        assert np.percentile(difference, 95) <= level_tolerance
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_avi_keeps_a_constant_rate(tmp_path: Path) -> None:
    with VideoWriter(tmp_path / "out.avi", 320, 240, 25, "h264") as writer:
        for i in range(10):
            writer.write(RAMP, i / 25)
    times, _ = read(tmp_path / "out.avi")
    assert times == pytest.approx([i / 25 for i in range(10)], abs=1e-6)


@pytest.mark.parametrize(
    ("codec", "suffix"), [("h264", ".mkv"), ("h264", ".mp4"), ("hevc", ".mp4"), ("ffv1", ".mkv"), ("mjpeg", ".avi")]
)
def test_same_pictures_give_the_same_bytes(tmp_path: Path, codec: str, suffix: str) -> None:
    for name in ("a", "b"):
        write(tmp_path / f"{name}{suffix}", codec)
    assert (tmp_path / f"a{suffix}").read_bytes() == (tmp_path / f"b{suffix}").read_bytes()


def test_color_is_kept(tmp_path: Path) -> None:
    image = np.zeros((240, 320, 3), np.uint8)
    image[..., 0], image[..., 1], image[..., 2] = 200, 60, 30
    write(tmp_path / "color.mp4", "h264", image)
    _, pictures = read(tmp_path / "color.mp4", "rgb24")
    assert np.abs(pictures[2].astype(int) - [200, 60, 30]).max() <= 4


@pytest.mark.parametrize("codec", ["h264", "hevc", "ffv1", "mjpeg"])
@pytest.mark.parametrize("channels", [1, 3])
def test_odd_sizes_are_written(tmp_path: Path, codec: str, channels: int) -> None:
    ramp = RAMP[:239, :319]
    write(tmp_path / "odd.mkv", codec, ramp if channels == 1 else np.dstack([ramp] * 3))
    _, pictures = read(tmp_path / "odd.mkv")
    assert pictures[0].shape in ((239, 319), (240, 320))
    assert np.abs(pictures[0][:239, :319].astype(int) - ramp).mean() < 2


def test_nothing_is_left_after_an_error(tmp_path: Path) -> None:
    def interrupt(kind: type[BaseException]) -> None:
        with VideoWriter(tmp_path / "half.mp4", 320, 240, 30) as writer:
            writer.write(RAMP, 0.0)
            raise kind

    for kind in (RuntimeError, KeyboardInterrupt):
        with pytest.raises(kind):
            interrupt(kind)
        assert list(tmp_path.iterdir()) == []


def test_an_error_keeps_the_file_that_was_there(tmp_path: Path) -> None:
    path = tmp_path / "kept.mkv"
    write(path, "ffv1")
    before = path.read_bytes()
    with pytest.raises(RuntimeError), VideoWriter(path, 320, 240, 30) as writer:  # noqa: PT012
        writer.write(RAMP, 0.0)
        raise RuntimeError
    assert path.read_bytes() == before


def test_a_writer_without_pictures_leaves_nothing(tmp_path: Path) -> None:
    with VideoWriter(tmp_path / "empty.mkv", 320, 240, 30):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "codec", "words"),
    [
        ("out.xyz", "h264", "ending"),
        ("missing/out.mkv", "h264", "cannot be written"),
        ("out.mkv", "vp9", "codec 'vp9' is not known"),
    ],
)
def test_what_cannot_be_written_is_said(tmp_path: Path, name: str, codec: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        VideoWriter(tmp_path / name, 320, 240, 30, codec)


def test_a_container_that_cannot_hold_the_codec_is_said(tmp_path: Path) -> None:
    writer = VideoWriter(tmp_path / "out.avi", 320, 240, 30, "hevc")
    with pytest.raises(UserError, match=r"\.avi cannot hold hevc"):
        writer.write(RAMP, 0.0)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="the size of files is limited by POSIX means")
@pytest.mark.parametrize("suffix", [".mkv", ".mp4"])
def test_a_full_disk_is_said_and_nothing_is_left(tmp_path: Path, suffix: str) -> None:
    script = """
import resource, sys, numpy as np
from tfcollab.errors import UserError
from tfcollab.video.writer import VideoWriter
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
noise = np.random.default_rng(0).integers(0, 256, (240, 320), np.uint8)
try:
    with VideoWriter(sys.argv[1], 320, 240, 30, "ffv1") as writer:
        for i in range(20):
            writer.write(noise, i / 30)
except UserError as error:
    print(error)
"""

    result = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / f"out{suffix}")],
        capture_output=True,
        text=True,
    )
    assert "cannot be written" in result.stdout
    assert result.stderr == ""
    assert list(tmp_path.iterdir()) == []
