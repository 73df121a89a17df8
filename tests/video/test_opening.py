"""What cannot be opened is refused with one sentence: what, where, what to do."""

import os
import subprocess
import sys
import wave
import zipfile
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from tfcollab.errors import UserError
from tfcollab.video import open_source
from tfcollab.video.writer import VideoWriter


def refusal(path: Path, fps: float | None = None) -> str:
    with pytest.raises(UserError) as caught:
        open_source(path, fps)
    sentence = str(caught.value)
    assert path.name in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def write_video(path: Path, frames: int = 30) -> None:
    rng = np.random.default_rng(1)
    with VideoWriter(path, 160, 120, 30) as writer:
        for i in range(frames):
            writer.write(rng.integers(0, 256, (120, 160), np.uint8), i / 30)


def test_missing_path(tmp_path: Path) -> None:
    assert "There is no file" in refusal(tmp_path / "nothing.mp4")


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="no file here that even root cannot read")
def test_unreadable_file() -> None:
    assert "cannot be read" in refusal(Path("/proc/self/mem"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_neither_file_nor_folder(tmp_path: Path) -> None:
    path = tmp_path / "pipe.mp4"
    os.mkfifo(path)
    assert "neither a file nor a folder" in refusal(path)


def test_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "empty.mp4"
    path.touch()
    assert "empty (0 bytes)" in refusal(path)


def test_text_archive_noise_and_pictures_are_not_videos(tmp_path: Path) -> None:
    (tmp_path / "text.mp4").write_text("not a video\n" * 1000)
    (tmp_path / "list.mp4").write_text("#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nother.mp4\n#EXT-X-ENDLIST\n")
    (tmp_path / "concat.mp4").write_text("ffconcat version 1.0\nfile other.mp4\n")
    (tmp_path / "noise.avi").write_bytes(np.random.default_rng(0).bytes(100_000))
    with zipfile.ZipFile(tmp_path / "archive.mkv", "w") as archive:
        archive.writestr("a", "b" * 1000)
    cv2.imwrite(str(tmp_path / "picture.png"), np.zeros((240, 320), np.uint8))
    for path in tmp_path.iterdir():
        assert "is not a video that can be read" in refusal(path)


def test_sound_only(tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "sound.wav"), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(16000))
    path = tmp_path / "sound.mkv"
    with av.open(str(tmp_path / "sound.wav")) as source, av.open(str(path), "w") as target:
        stream = target.add_stream("pcm_s16le", rate=8000, layout="mono")
        for frame in source.decode(audio=0):
            target.mux(stream.encode(frame))
        target.mux(stream.encode(None))
    assert "sound only" in refusal(path)


def test_video_without_frames(tmp_path: Path) -> None:
    for name in ("none.mkv", "none.avi", "none.mp4"):
        path = tmp_path / name
        with av.open(str(path), "w") as container:
            stream = container.add_stream("ffv1", rate=25)
            stream.width, stream.height, stream.pix_fmt = 320, 240, "gray"
            container.start_encoding()
        assert "holds no" in refusal(path)


def test_mp4_cut_before_its_index(tmp_path: Path) -> None:
    for name in ("cut.mp4", "cut.mov"):
        path = tmp_path / name
        write_video(path)
        path.write_bytes(path.read_bytes()[:-2000])
        assert "moov" in refusal(path)


@pytest.mark.parametrize("fps", [0.0, -1.0, float("nan"), float("inf")])
def test_impossible_frame_rate(tmp_path: Path, fps: float) -> None:
    write_video(tmp_path / "video.mkv", 2)
    with pytest.raises(UserError, match="--fps"):
        open_source(tmp_path / "video.mkv", fps)


def test_ffmpeg_prints_nothing(tmp_path: Path) -> None:
    path = tmp_path / "noisy.mkv"
    write_video(path)
    data = bytearray(path.read_bytes())
    third = len(data) // 3
    data[third : 2 * third] = bytes(third)
    path.write_bytes(data)
    script = (
        "import sys; from tfcollab.video import open_source\nwith open_source(sys.argv[1]) as s: print(len(list(s)))"
    )
    result = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True)
    assert int(result.stdout) < 30
    assert result.stderr == ""
