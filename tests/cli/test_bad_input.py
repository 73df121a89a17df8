"""Whatever is wrong outside the program: one clear sentence, exit status 2, and no file left."""

import os
import shutil
import subprocess
import sys
import wave
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from clips import HEIGHT, WIDTH, Ended, everything_in, picture, tfcollab, write_clip

from tfcollab.errors import UserError
from tfcollab.report.fonts import FontShelf, choose


@pytest.fixture
def refused(tmp_path: Path, model_options: list[str]) -> Callable[..., str]:
    """Analyses a path with every output on, checks that it was refused and left nothing; gives the sentence."""

    def run(path: Path, *options: str, before: str = "", models: list[str] | None = None) -> str:
        home = tmp_path / "home"
        home.mkdir()
        outputs = ["--out", "out", "--report", "--csv", "--video"]
        chosen = model_options if models is None else models
        ended = tfcollab("analyze", path, *outputs, *chosen, *options, cwd=home, before=before)
        assert_refused(ended)
        assert everything_in(home) == []
        return ended.err

    return run


def assert_refused(ended: Ended) -> None:
    assert ended.status == 2, ended
    assert ended.err.startswith("tfcollab: ")
    assert ended.err.count("\n") == 1
    assert ended.err.endswith(".\n")
    assert "Traceback" not in ended.err
    assert ended.out == ""


def test_a_missing_file(refused: Callable[..., str], tmp_path: Path) -> None:
    assert "missing.mp4" in refused(tmp_path / "missing.mp4")


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that cannot be read even by root")
def test_an_unreadable_file(refused: Callable[..., str]) -> None:
    assert "/proc/self/mem cannot be read" in refused(Path("/proc/self/mem"))


def test_an_empty_file(refused: Callable[..., str], tmp_path: Path) -> None:
    (tmp_path / "empty.mp4").touch()
    assert "is empty" in refused(tmp_path / "empty.mp4")


@pytest.mark.parametrize("name", ["notes.txt", "notes.mp4"])
def test_what_is_not_a_video_under_any_name(refused: Callable[..., str], tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("Dear diary,\n" * 400, "utf-8")
    assert "not a video" in refused(tmp_path / name)


def test_audio_only(refused: Callable[..., str], tmp_path: Path) -> None:
    with av.open(str(tmp_path / "sound.mka"), "w", format="matroska") as sound:
        stream = sound.add_stream("pcm_s16le", rate=8000, layout="mono")
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 8000), np.int16), "s16", "mono")
        frame.sample_rate, frame.pts, frame.time_base = 8000, 0, Fraction(1, 8000)
        sound.mux([*stream.encode(frame), *stream.encode(None)])
    assert "sound" in refused(tmp_path / "sound.mka")
    with wave.open(str(tmp_path / "sound.wav"), "wb") as plain:
        plain.setparams((1, 2, 8000, 0, "NONE", ""))
        plain.writeframes(bytes(16000))
    shutil.rmtree(tmp_path / "home")
    refused(tmp_path / "sound.wav")


def test_a_video_without_frames(refused: Callable[..., str], tmp_path: Path) -> None:
    with av.open(str(tmp_path / "none.mkv"), "w") as video:
        stream = video.add_stream("ffv1", rate=20)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "gray"
        video.start_encoding()
    assert "frame" in refused(tmp_path / "none.mkv")


def test_times_that_stand_still(refused: Callable[..., str], tmp_path: Path) -> None:
    path = tmp_path / "still.mkv"
    write_with_times(path, [0] * 40)
    assert "--fps" in refused(path)


def test_a_folder_of_pictures_without_a_rate(refused: Callable[..., str], tmp_path: Path) -> None:
    cv2 = pytest.importorskip("cv2")
    (tmp_path / "frames").mkdir()
    for index in range(4):
        cv2.imwrite(str(tmp_path / "frames" / f"{index:04d}.png"), picture("clear"))
    assert "--fps" in refused(tmp_path / "frames")


def test_a_rate_that_is_none(refused: Callable[..., str], exam_clip: Path) -> None:
    assert "frame rate" in refused(exam_clip, "--fps", "0")


@pytest.mark.parametrize(
    ("phases", "said"),
    [
        pytest.param([("closed", 3.0)], "No open eye", id="no eye in it"),
        pytest.param([("clear", 3.0)], "open", id="open from the first frame to the last"),
        pytest.param([("blur", 3.0)], "blur", id="all blurred"),
    ],
)
def test_a_recording_in_which_nothing_can_be_measured(
    refused: Callable[..., str], tmp_path: Path, phases: list[tuple[str, float]], said: str
) -> None:
    told = refused(write_clip(tmp_path / "clip.mkv", phases))
    assert said in told


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"cutoff": 5}', "name cutoff, which is none of persistence_s, "),
        ('{"cutoff_s": "5"}', "cutoff_s must be a number"),
        ('{"annuli": 0}', "annuli is 0; choose from 1 to 64"),
        ('{"annuli": 1' + 400 * "0" + "}", "annuli must be a number"),
        ("[5]", "not a JSON object"),
        ("cutoff_s: 5", "cannot be read as JSON"),
    ],
)
def test_settings_that_are_none(refused: Callable[..., str], tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "settings.json").write_text(text, "utf-8")
    assert said in refused(tmp_path / "missing.mkv", "--settings", str(tmp_path / "settings.json"))


def test_a_patient_whose_letters_the_report_lacks(refused: Callable[..., str], tmp_path: Path) -> None:
    try:
        choose([("name", "山太")], FontShelf())
    except UserError:
        pass
    else:
        pytest.skip("a font of this system has these letters")
    # said before the recording is looked for, and so before any work
    said = refused(tmp_path / "missing.mkv", "--patient-name", "山太")
    assert "太 山" in said
    assert "missing.mkv" not in said


def test_a_model_folder_that_is_missing(refused: Callable[..., str], exam_clip: Path, model_options: list[str]) -> None:
    assert "no-such-model" in refused(exam_clip, models=[*model_options[:-1], "segment=no-such-model"])


def test_a_model_altered_by_one_byte(
    refused: Callable[..., str], exam_clip: Path, tmp_path: Path, model_options: list[str]
) -> None:
    shutil.copytree(Path(model_options[-1].partition("=")[2]), tmp_path / "altered")
    model = tmp_path / "altered" / "model.onnx"
    content = bytearray(model.read_bytes())
    content[len(content) // 2] ^= 1
    model.write_bytes(content)
    assert "SHA-256" in refused(exam_clip, models=[*model_options[:-1], f"segment={tmp_path / 'altered'}"])


def test_a_model_of_another_task(refused: Callable[..., str], exam_clip: Path, model_options: list[str]) -> None:
    classifier = model_options[1].partition("=")[2]
    assert "classify" in refused(exam_clip, models=[*model_options[:-1], f"segment={classifier}"])


@pytest.mark.parametrize("option", ["segment", "segment=", "lungs=x"])
def test_a_model_option_that_says_nothing(refused: Callable[..., str], exam_clip: Path, option: str) -> None:
    assert "TASK=MODEL" in refused(exam_clip, models=["--model", option])


def test_no_onnx_runtime(refused: Callable[..., str], exam_clip: Path) -> None:
    # None in sys.modules makes the import fail as it does where the package is not installed
    assert "tfcollab[cpu]" in refused(exam_clip, before="import sys; sys.modules['onnxruntime'] = None")


@pytest.mark.skipif(not Path("/proc/1").is_dir(), reason="needs a file system that takes no files, here /proc")
def test_an_out_folder_that_takes_no_files(exam_clip: Path, tmp_path: Path, model_options: list[str]) -> None:
    ended = tfcollab("analyze", exam_clip, "--out", "/proc/out", *model_options, cwd=tmp_path)
    assert_refused(ended)
    assert "not writable" in ended.err


def test_an_out_folder_below_a_file(exam_clip: Path, tmp_path: Path, model_options: list[str]) -> None:
    (tmp_path / "file").write_text("mine", "utf-8")
    for out in ("file", "file/out"):
        ended = tfcollab("analyze", exam_clip, "--out", out, *model_options, cwd=tmp_path)
        assert_refused(ended)
        assert "is not a folder" in ended.err
    assert everything_in(tmp_path) == ["file"]


def test_an_output_never_replaces_the_recording(exam_clip: Path, tmp_path: Path, model_options: list[str]) -> None:
    mine = tmp_path / "annotated.mp4"
    shutil.copy(exam_clip, mine)
    ended = tfcollab("analyze", mine, "--out", ".", "--video", *model_options, cwd=tmp_path)
    assert_refused(ended)
    assert mine.read_bytes() == exam_clip.read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are POSIX")
@pytest.mark.parametrize("outputs", [["--json"], ["--video", "--no-json"], ["--report", "--no-json"]])
def test_a_disk_that_takes_no_more(
    exam_clip: Path, tmp_path: Path, model_options: list[str], outputs: list[str]
) -> None:
    # a limit on the size of files, which every writer meets as it meets a full disk
    limit = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))"
    )
    ended = tfcollab("analyze", exam_clip, "--out", "out", *outputs, *model_options, cwd=tmp_path, before=limit)
    assert_refused(ended)
    assert everything_in(tmp_path) == []


def full_disk(folder: Path) -> bool:
    """Makes folder a file system of 64 KiB, where this user may."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder]
    return subprocess.run(mount, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="mounting a small disk needs root")
def test_a_disk_that_is_really_full(exam_clip: Path, tmp_path: Path, model_options: list[str]) -> None:
    disk = tmp_path / "disk"
    if not full_disk(disk):
        pytest.skip("this machine lets nobody mount a small disk")
    try:
        (disk / "mine").write_bytes(bytes(57344))
        ended = tfcollab("analyze", exam_clip, "--out", disk / "out", "--video", *model_options, cwd=tmp_path)
        assert everything_in(disk) == ["mine"]
    finally:
        subprocess.run(["umount", disk], check=True)
    assert_refused(ended)
    assert "No space left" in ended.err


def write_with_times(path: Path, times: list[int]) -> None:
    """Writes MJPEG frames whose packets carry exactly these times, in milliseconds."""
    encoder = av.CodecContext.create("mjpeg", "w")
    encoder.width, encoder.height, encoder.pix_fmt = WIDTH, HEIGHT, "yuvj420p"
    encoder.time_base = Fraction(1, 1000)
    with av.open(str(path), "w") as video:
        stream = video.add_stream("mjpeg", rate=20)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuvj420p"
        for time_ms in times:
            frame = av.VideoFrame.from_ndarray(picture("clear"), "gray").reformat(format="yuvj420p")
            for packet in encoder.encode(frame):
                packet.stream, packet.pts, packet.dts, packet.time_base = stream, time_ms, time_ms, Fraction(1, 1000)
                video.mux(packet)
