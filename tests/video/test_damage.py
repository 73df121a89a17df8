"""Cut and damaged files give what decodes and say what is missing; time stamps that cannot be true are refused."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from av.video.frame import VideoFrame

from tfcollab.errors import UserError
from tfcollab.exam.frame import Frame
from tfcollab.video import DecodeReport, open_source
from tfcollab.video.writer import VideoWriter


def picture(i: int) -> np.ndarray:
    return np.random.default_rng(i).integers(i, i + 100, (120, 160), np.uint8)


def write(path: Path, codec: str, count: int = 60) -> bytes:
    with VideoWriter(path, 160, 120, 30, codec) as writer:
        for i in range(count):
            writer.write(picture(i), i / 30)
    return path.read_bytes()


def read(path: Path, fps: float | None = None, ahead: bool = False) -> tuple[list[Frame], DecodeReport]:
    with open_source(path, fps, ahead=ahead) as source:
        return list(source), source.decode_report()


@pytest.mark.parametrize(
    ("codec", "suffix"), [("h264", ".mkv"), ("mjpeg", ".mkv"), ("ffv1", ".mkv"), ("h264", ".avi"), ("mjpeg", ".avi")]
)
@pytest.mark.parametrize("share", [0.3, 0.9])
def test_cut_file_gives_what_decodes_and_counts_the_rest(tmp_path: Path, codec: str, suffix: str, share: float) -> None:
    path = tmp_path / f"cut{suffix}"
    data = write(path, codec)
    path.write_bytes(data[: int(len(data) * share)])
    frames, report = read(path)
    assert 60 * share - 5 <= len(frames) <= 60 * share + 5
    assert report.frames == len(frames)
    assert report.missing_frames == 60 - len(frames)
    assert f"{60 - len(frames)} of about 60 frames of cut{suffix} are missing" in report.warnings[0]
    for i, frame in enumerate(frames):
        assert frame.time_s == pytest.approx(i / 30, abs=0.0006)
        assert frame.gray.mean() == pytest.approx(picture(i).mean(), abs=2)


def test_of_large_pictures_that_are_decoded_ahead_a_cut_loses_none_that_was_under_way(tmp_path: Path) -> None:
    path = tmp_path / "large.mkv"
    with VideoWriter(path, 2560, 1920, 30, "h264") as writer:
        for i in range(20):
            writer.write(np.tile(picture(i), (16, 16)), i / 30)
    whole, _ = read(path)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * 0.8)])
    frames, report = read(path, ahead=True)
    assert report.missing_frames == 20 - len(frames)
    # all that the file still holds: of pictures of the same size, as many as of bytes
    assert len(frames) >= 15
    for frame, intact in zip(frames, whole, strict=False):
        assert frame.time_s == intact.time_s
        assert np.array_equal(frame.gray, intact.gray)


def test_cut_mp4_with_its_index_in_front(tmp_path: Path) -> None:
    write(tmp_path / "whole.mp4", "mjpeg")
    path = tmp_path / "front.mp4"
    with (
        av.open(str(tmp_path / "whole.mp4")) as source,
        av.open(str(path), "w", options={"movflags": "faststart"}) as target,
    ):
        stream = target.add_stream_from_template(source.streams.video[0])
        for packet in source.demux(video=0):
            if packet.size:
                packet.stream = stream
                target.mux(packet)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    frames, report = read(path)
    assert 25 <= len(frames) <= 32
    assert report.missing_frames == 60 - len(frames)


@pytest.mark.parametrize("suffix", [".mkv", ".avi", ".mp4"])
def test_damaged_pictures_are_left_out_and_the_others_keep_their_times(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"damaged{suffix}"
    data = bytearray(write(path, "mjpeg"))
    for share in (0.3, 0.6):
        at = int(len(data) * share)
        data[at : at + 80] = b"\xff\x00\x12\x34" * 20
    path.write_bytes(data)
    frames, report = read(path)
    assert 1 <= report.missing_frames <= 4
    # in Matroska damage can hide that there was a packet at all
    assert 60 - len(frames) - report.missing_frames in ((0, 1) if suffix == ".mkv" else (0,))
    for frame in frames:
        assert frame.gray.mean() == pytest.approx(picture(round(frame.time_s * 30)).mean(), abs=1.5)
    assert frames[-1].time_s == pytest.approx(59 / 30, abs=0.001)


def test_after_damage_nothing_is_given_until_the_next_key_frame(tmp_path: Path) -> None:
    path = tmp_path / "predicted.mkv"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=30, options={"g": "10", "crf": "18", "sc_threshold": "0"})
        stream.width, stream.height, stream.pix_fmt = 160, 120, "yuv420p"
        sizes = []
        for i in range(60):
            frame = VideoFrame.from_ndarray(picture(i), "gray").reformat(format="yuv420p")
            frame.pts, frame.time_base = i, Fraction(1, 30)
            for packet in stream.encode(frame):
                sizes.append(packet.size)
                container.mux(packet)
        container.mux(stream.encode(None))
    data = bytearray(path.read_bytes())
    at = sum(sizes[:23]) + sizes[23] // 2
    data[at : at + 400] = bytes(range(200)) * 2
    path.write_bytes(data)
    frames, report = read(path)
    numbers = [round(f.time_s * 30) for f in frames]
    assert 1 <= report.missing_frames <= 12
    assert numbers[-30:] == list(range(30, 60))
    assert set(range(18)) <= set(numbers)
    for frame in frames:
        assert frame.gray.mean() == pytest.approx(picture(round(frame.time_s * 30)).mean(), abs=2)


def write_stamps(path: Path, stamps_ms: list[int]) -> None:
    """An MJPEG file in Matroska with these time stamps, in this order."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mjpeg", rate=25)
        stream.width, stream.height, stream.pix_fmt = 160, 120, "yuvj420p"
        for number, stamp in enumerate(stamps_ms):
            coder = av.CodecContext.create("mjpeg", "w")
            coder.width, coder.height, coder.pix_fmt = 160, 120, "yuvj420p"
            coder.time_base = Fraction(1, 1000)
            frame = VideoFrame.from_ndarray(np.full((120, 160), 10 * number, np.uint8), "gray")
            for packet in coder.encode(frame.reformat(format="yuvj420p")):
                packet.pts, packet.dts, packet.time_base = stamp, min(stamps_ms[number:]), Fraction(1, 1000)
                packet.stream = stream
                container.mux(packet)


@pytest.mark.parametrize(
    ("stamps_ms", "offender"), [([0, 0, 0, 0], 1), ([0, 40, 80, 80, 120], 3), ([0, 40, 120, 80, 160], 3)]
)
def test_time_stamps_that_do_not_increase_are_refused(tmp_path: Path, stamps_ms: list[int], offender: int) -> None:
    path = tmp_path / "stamps.mkv"
    write_stamps(path, stamps_ms)
    given = []
    with (
        open_source(path) as source,
        pytest.raises(UserError, match=f"stamps.mkv: time stamps do not increase at frame {offender} .*--fps"),
    ):
        given.extend(source)
    frames, report = read(path, fps=25)
    assert [f.time_s for f in frames] == pytest.approx([i / 25 for i in range(len(stamps_ms))])
    assert [f.gray[0, 0] for f in frames] == pytest.approx([10 * i for i in range(len(stamps_ms))], abs=1)
    assert "counted at 25 frames a second" in report.warnings[0]


@pytest.mark.parametrize("codec", ["libx264", "libx265"])
@pytest.mark.parametrize("reordered", [False, True])
def test_misordered_stamps_of_predicted_pictures_are_refused_or_counted(
    tmp_path: Path, codec: str, reordered: bool
) -> None:
    # stamps in the order of storage are false where pictures are stored in another order than shown, and the only
    # true ones where they are not
    path = tmp_path / "stamps.mkv"
    params = f"bframes={3 if reordered else 0}"
    options = {"x265-params": f"{params}:log-level=none"} if codec == "libx265" else {"x264-params": params}
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=25, options=options)
        stream.width, stream.height, stream.pix_fmt = 160, 120, "yuv420p"
        frames = [VideoFrame.from_ndarray(np.full((120, 160), 10 * i, np.uint8), "gray") for i in range(12)]
        packets = [p for f in frames for p in stream.encode(f.reformat(format="yuv420p"))] + stream.encode(None)
        order = list(range(12)) if reordered else [0, 1, 2, 4, 3, *range(5, 12)]
        for place, (packet, shown) in enumerate(zip(packets, order, strict=True)):
            packet.pts, packet.dts, packet.time_base = 40 * shown, 40 * min(place, shown), Fraction(1, 1000)
            container.mux(packet)
    with open_source(path) as source, pytest.raises(UserError, match=r"do not increase at frame .*--fps"):
        list(source)
    given, report = read(path, fps=25)
    assert [f.time_s for f in given] == pytest.approx([i / 25 for i in range(12)])
    assert [f.gray.mean() for f in given] == pytest.approx([10 * i for i in range(12)], abs=3)
    assert "counted at 25 frames a second" in report.warnings[0]


def test_sound_time_stamps_are_preferred_to_a_given_rate(tmp_path: Path) -> None:
    for suffix, codec in ((".mkv", "h264"), (".mkv", "mjpeg"), (".avi", "h264"), (".mp4", "h264")):
        path = tmp_path / f"sound{suffix}"
        write(path, codec, 10)
        frames, report = read(path, fps=5)
        assert [f.time_s for f in frames] == pytest.approx([i / 30 for i in range(10)], abs=0.0006)
        assert "was not used" in report.warnings[0]
