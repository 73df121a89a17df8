"""Every kind of video file that is promised, made by a real encoder, gives the pictures and times it was made of."""

import itertools
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import psutil
import pytest
from av.video.frame import VideoFrame

from tfcollab.errors import UserError
from tfcollab.exam.frame import Frame
from tfcollab.video import DecodeReport, SourceInfo, open_source
from tfcollab.video.writer import VideoWriter

RAMP = np.tile(np.linspace(0, 255, 320).astype(np.uint8), (240, 1))


def moving(i: int, image: np.ndarray = RAMP) -> np.ndarray:
    """The picture of frame i: the ramp, mirrored in odd frames, without a hard edge; the lower half darker."""
    picture = image if i % 2 == 0 else image[:, ::-1]
    picture = picture.copy()
    picture[120:] //= 2
    return picture


def read(path: Path, fps: float | None = None) -> tuple[SourceInfo, list[Frame], DecodeReport]:
    with open_source(path, fps) as source:
        frames = list(source)
        return source.info, frames, source.decode_report()


def write(path: Path, codec: str, times_s: list[float], pix_fmt: str | None = None, fps: float = 25, **more) -> None:
    with VideoWriter(path, 320, 240, fps, codec, pix_fmt=pix_fmt, **more) as writer:
        for i, time_s in enumerate(times_s):
            writer.write(moving(i), time_s)


def assert_pictures(frames: list[Frame], tolerance: float) -> None:
    for i, frame in enumerate(frames):
        difference = np.abs(frame.gray.astype(int) - moving(i))
        assert np.percentile(difference, 99) <= tolerance, f"frame {i}"
        assert abs(difference.mean()) <= tolerance / 2


KINDS = [
    (codec, pix_fmt, suffix)
    for codec, pix_fmts, suffixes in [
        ("h264", [None, "yuv420p", "yuvj420p", "yuv420p10le", "gray10le"], [".mp4", ".mov", ".mkv", ".avi"]),
        ("hevc", [None, "yuv420p", "yuv420p10le"], [".mp4", ".mov", ".mkv"]),
        ("mjpeg", [None, "yuvj444p"], [".mp4", ".mov", ".mkv", ".avi"]),
        (
            "ffv1",
            [None, "gray16le", "gray10le", "yuv420p", "yuv444p10le", "bgr0", "gbrp10le"],
            [".mp4", ".mkv", ".avi"],
        ),
    ]
    for pix_fmt, suffix in itertools.product(pix_fmts, suffixes)
]


@pytest.mark.parametrize(("codec", "pix_fmt", "suffix"), KINDS)
def test_every_kind_gives_its_pictures_and_times(tmp_path: Path, codec: str, pix_fmt: str | None, suffix: str) -> None:
    path = tmp_path / f"video{suffix}"
    times_s = [i / 25 for i in range(8)]
    write(path, codec, times_s, pix_fmt)
    info, frames, report = read(path)
    assert (info.name, info.width, info.height, info.codec) == (path.name, 320, 240, codec)
    assert info.frame_rate == pytest.approx(25, rel=0.01)
    assert info.expected_frames == 8
    assert info.duration_s == pytest.approx(8 / 25, abs=0.002)
    assert [f.index for f in frames] == list(range(8))
    assert [f.time_s for f in frames] == pytest.approx(times_s, abs=0.0006)
    assert_pictures(frames, {"h264": 4, "hevc": 5, "mjpeg": 5, "ffv1": 2}[codec])
    assert report == DecodeReport(frames=8, missing_frames=0, gaps=(), warnings=())


def test_frames_cannot_be_changed(tmp_path: Path) -> None:
    for pix_fmt, rotation in itertools.product(["yuv420p", "yuvj420p", "yuv420p10le"], [0, 90]):
        path = tmp_path / "video.mp4"
        write(path, "h264", [0.0, 0.04], pix_fmt, rotation_deg=rotation)
        for frame in read(path)[1]:
            assert frame.gray.dtype == np.uint8
            assert frame.gray.strides[1] == 1
            assert not frame.gray.flags.writeable


@pytest.mark.parametrize(("codec", "pix_fmt"), [("mjpeg", "yuvj420p"), ("h264", "yuvj420p"), ("h264", "yuv420p")])
def test_frames_stay_as_they_are_while_later_ones_are_decoded(tmp_path: Path, codec: str, pix_fmt: str) -> None:
    path = tmp_path / "video.mkv"
    write(path, codec, [i / 25 for i in range(40)], pix_fmt)
    at_once = [frame.gray.copy() for frame in open_source(path)]
    held = list(open_source(path))
    for frame, gray in zip(held, at_once, strict=True):
        np.testing.assert_array_equal(frame.gray, gray)


def test_variable_frame_rate_and_gaps_are_kept(tmp_path: Path) -> None:
    times_s = [0.0, 0.033, 0.067, 0.1, 0.25, 0.283, 0.317, 0.385, 0.4, 1.4, 1.433]
    for name in ("vfr.mkv", "vfr.mp4"):
        write(tmp_path / name, "h264", times_s, fps=30)
        _, frames, report = read(tmp_path / name)
        assert [f.time_s for f in frames] == pytest.approx(times_s, abs=1e-3)
        assert [pytest.approx(gap, abs=1e-3) for gap in report.gaps] == [(0.1, 0.25), (0.4, 1.4)]
        assert report.missing_frames == 0


def test_time_counts_from_the_first_frame(tmp_path: Path) -> None:
    for name in ("late.mkv", "late.mp4", "late.mov"):
        write(tmp_path / name, "h264", [2.0 + i / 25 for i in range(10)])
        _, frames, report = read(tmp_path / name)
        assert [f.time_s for f in frames] == pytest.approx([i / 25 for i in range(10)], abs=1e-3)
        assert report.missing_frames == 0


@pytest.mark.parametrize("rotation_deg", [90, 180, -90])
@pytest.mark.parametrize("suffix", [".mp4", ".mov", ".mkv"])
def test_rotation_by_metadata_is_applied(tmp_path: Path, rotation_deg: int, suffix: str) -> None:
    path = tmp_path / f"turned{suffix}"
    write(path, "h264", [0.0, 0.04], rotation_deg=rotation_deg)
    info, frames, _ = read(path)
    assert (info.width, info.height) == ((320, 240) if rotation_deg == 180 else (240, 320))
    upright = np.rot90(moving(0), rotation_deg // 90)
    assert np.abs(frames[0].gray.astype(int) - upright).mean() < 2


@pytest.mark.parametrize(("codec", "pix_fmt"), [("h264", "yuv420p"), ("mjpeg", None)])
def test_largest_frames_of_the_field_are_read(tmp_path: Path, codec: str, pix_fmt: str | None) -> None:
    path = tmp_path / "large.mkv"
    image = cv2.resize(moving(0), (3632, 2760))
    with VideoWriter(path, 3632, 2760, 10, codec, pix_fmt=pix_fmt, preset="ultrafast") as writer:
        for i in range(2):
            writer.write(image, i / 10)
    info, frames, _ = read(path)
    assert (info.width, info.height, len(frames)) == (3632, 2760, 2)
    assert np.abs(frames[1].gray.astype(np.int16) - image).mean() < 2


def test_content_and_not_the_name_decides(tmp_path: Path) -> None:
    write(tmp_path / "video.mkv", "h264", [0.0, 0.04, 0.08])
    path = (tmp_path / "video.mkv").rename(tmp_path / "video.mp4")
    assert len(read(path)[1]) == 3


def test_avi_with_reordered_frames_is_in_order(tmp_path: Path) -> None:
    path = tmp_path / "reordered.avi"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=25, options={"bf": "3", "crf": "10"})
        stream.width, stream.height, stream.pix_fmt = 320, 240, "yuv420p"
        for i in range(20):
            frame = VideoFrame.from_ndarray(np.full((240, 320), 10 * i, np.uint8), "gray")
            frame.pts, frame.time_base = i, Fraction(1, 25)
            container.mux(stream.encode(frame.reformat(format="yuv420p")))
        container.mux(stream.encode(None))
    _, frames, report = read(path)
    assert [f.time_s for f in frames] == pytest.approx([i / 25 for i in range(20)], abs=1e-6)
    assert [f.gray.mean() for f in frames] == pytest.approx([10 * i for i in range(20)], abs=3)
    assert report.missing_frames == 0


def test_frames_before_the_start_of_an_edit_list_are_not_given(tmp_path: Path) -> None:
    path = tmp_path / "trimmed.mp4"
    write(path, "h264", [i / 25 for i in range(20)])
    data = bytearray(path.read_bytes())
    # version and flags, count, then duration, media time and rate of the only entry
    at = data.index(b"elst") + 16
    media_time = int.from_bytes(data[at : at + 4], "big")
    data[at : at + 4] = (media_time + 5 * 3600).to_bytes(4, "big")
    path.write_bytes(data)
    _, frames, report = read(path)
    assert [f.time_s for f in frames] == pytest.approx([i / 25 for i in range(15)], abs=1e-4)
    assert np.abs(frames[0].gray.astype(int) - moving(5)).mean() < 2
    assert (report.missing_frames, report.warnings) == (0, ())


@pytest.mark.parametrize("suffix", [".mkv", ".mp4", ".mov", ".avi"])
def test_longer_sound_is_not_taken_for_missing_frames(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"sound{suffix}"
    with av.open(str(path), "w") as container:
        video = container.add_stream("mjpeg", rate=25)
        video.width, video.height, video.pix_fmt = 320, 240, "yuvj420p"
        sound = container.add_stream("pcm_s16le" if suffix != ".mp4" else "aac", rate=48000, layout="mono")
        for i in range(10):
            frame = VideoFrame.from_ndarray(moving(i), "gray").reformat(format="yuvj420p")
            frame.pts, frame.time_base = i, Fraction(1, 25)
            container.mux(video.encode(frame))
        silence = np.zeros((1, 1024), np.int16 if suffix != ".mp4" else np.float32)
        for i in range(94):
            samples = av.AudioFrame.from_ndarray(silence, "s16" if suffix != ".mp4" else "fltp", "mono")
            samples.sample_rate, samples.pts = 48000, i * 1024
            container.mux(sound.encode(samples))
        container.mux(video.encode(None))
        container.mux(sound.encode(None))
    info, frames, report = read(path)
    assert (len(frames), info.expected_frames, report.missing_frames) == (10, 10, 0)
    assert info.duration_s == pytest.approx(0.4, abs=0.001)


def test_a_source_is_iterated_once(tmp_path: Path) -> None:
    write(tmp_path / "video.mkv", "ffv1", [0.0, 0.04])
    with open_source(tmp_path / "video.mkv") as source:
        assert len(list(source)) == 2
        with pytest.raises(RuntimeError):
            list(source)


def test_memory_stays_flat(tmp_path: Path) -> None:
    path = tmp_path / "long.mkv"
    with VideoWriter(path, 640, 480, 60, "mjpeg") as writer:
        image = np.zeros((480, 640), np.uint8)
        for i in range(400):
            writer.write(image, i / 60)
    process = psutil.Process()
    with open_source(path) as source:
        for frame in source:
            if frame.index == 150:
                before = process.memory_info().rss
    # 250 frames kept would be 77 MB
    assert process.memory_info().rss - before < 20e6


def test_picture_size_that_changes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sizes.mkv"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mjpeg", rate=25)
        stream.width, stream.height, stream.pix_fmt = 320, 240, "yuvj420p"
        for i, (width, height) in enumerate([(320, 240), (160, 120)]):
            coder = av.CodecContext.create("mjpeg", "w")
            coder.width, coder.height, coder.pix_fmt = width, height, "yuvj420p"
            coder.time_base = Fraction(1, 25)
            for packet in coder.encode(VideoFrame(width, height, "yuvj420p")):
                packet.pts = packet.dts = i
                packet.time_base = Fraction(1, 25)
                packet.stream = stream
                container.mux(packet)
    with pytest.raises(UserError, match="changes from 320×240 to 160×120 pixels at frame 1"):
        read(path)
