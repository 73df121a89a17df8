"""A folder of numbered pictures is a recording."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from tfcollab.errors import UserError
from tfcollab.video import open_source

RAMP = np.tile(np.linspace(0, 250, 320).astype(np.uint8), (240, 1))


def save(folder: Path, name: str, image: np.ndarray) -> None:
    folder.mkdir(exist_ok=True)
    assert cv2.imwrite(str(folder / name), image)


@pytest.mark.parametrize(
    ("suffix", "codec", "tolerance"),
    [(".png", "png", 0), (".tif", "tiff", 0), (".TIFF", "tiff", 0), (".jpg", "jpeg", 3), (".jpeg", "jpeg", 3)],
)
@pytest.mark.parametrize("channels", [1, 3])
def test_pictures_come_in_the_order_of_their_numbers(
    tmp_path: Path, suffix: str, codec: str, tolerance: int, channels: int
) -> None:
    folder = tmp_path / "exam"
    for number in (8, 9, 10, 11):
        image = RAMP // 2 + number
        save(folder, f"cam1_{number}{suffix}", image if channels == 1 else np.dstack([image] * 3))
    (folder / "notes.txt").write_text("not a frame")
    with open_source(folder, fps=20) as source:
        frames = list(source)
        report = source.decode_report()
        info = source.info
    assert (info.name, info.width, info.height, info.codec) == ("exam", 320, 240, codec)
    assert (info.frame_rate, info.expected_frames, info.duration_s) == (20, 4, 0.2)
    assert [f.time_s for f in frames] == pytest.approx([0, 0.05, 0.1, 0.15])
    for i, frame in enumerate(frames):
        assert frame.index == i
        assert np.abs(frame.gray.astype(int) - (RAMP // 2 + 8 + i)).max() <= tolerance
        assert not frame.gray.flags.writeable
    assert (report.frames, report.missing_frames, report.gaps, report.warnings) == (4, 0, (), ())


@pytest.mark.parametrize("suffix", [".png", ".tiff"])
def test_16_bits_are_scaled_to_8(tmp_path: Path, suffix: str) -> None:
    deep = RAMP.astype(np.uint16) * 257 + 120
    save(tmp_path / "deep", f"1{suffix}", deep)
    with open_source(tmp_path / "deep", fps=10) as source:
        assert np.array_equal(next(iter(source)).gray, RAMP)


def test_color_becomes_luma(tmp_path: Path) -> None:
    save(tmp_path / "color", "1.png", np.full((240, 320, 3), (30, 60, 200), np.uint8))
    with open_source(tmp_path / "color", fps=10) as source:
        # BT.601 of R 200, G 60, B 30
        assert np.abs(next(iter(source)).gray.astype(int) - 98).max() <= 1


def test_missing_numbers_are_a_gap_in_time(tmp_path: Path) -> None:
    for number in (1, 2, 3, 7, 8):
        save(tmp_path / "holes", f"{number:04}.png", RAMP)
    with open_source(tmp_path / "holes", fps=10) as source:
        assert [f.time_s for f in source] == pytest.approx([0, 0.1, 0.2, 0.6, 0.7])
        report = source.decode_report()
    assert report.gaps == (pytest.approx((0.2, 0.6)),)
    assert report.missing_frames == 3
    assert "3 of 8 frame numbers" in report.warnings[0]


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".tif"])
def test_damaged_pictures_are_left_out_and_counted(tmp_path: Path, suffix: str) -> None:
    folder = tmp_path / "damaged"
    for number in range(5):
        save(folder, f"{number}{suffix}", np.random.default_rng(number).integers(0, 256, (240, 320), np.uint8))
    whole = (folder / f"2{suffix}").read_bytes()
    (folder / f"2{suffix}").write_bytes(whole[: len(whole) // 2])
    (folder / f"3{suffix}").write_bytes(b"")
    with open_source(folder, fps=10) as source:
        assert [f.time_s for f in source] == pytest.approx([0, 0.1, 0.4])
        report = source.decode_report()
    assert report.missing_frames == 2
    assert f"2{suffix}" in report.warnings[0]


def test_mixed_sizes_are_refused(tmp_path: Path) -> None:
    save(tmp_path / "mixed", "1.png", RAMP)
    save(tmp_path / "mixed", "2.png", RAMP[:200])
    with open_source(tmp_path / "mixed", fps=10) as source, pytest.raises(UserError, match=r"2\.png is 320×200"):
        list(source)


def test_a_folder_is_iterated_once(tmp_path: Path) -> None:
    save(tmp_path / "one", "1.png", RAMP)
    with open_source(tmp_path / "one", fps=10) as source:
        assert len(list(source)) == 1
        with pytest.raises(RuntimeError):
            list(source)


def test_frame_rate_is_needed(tmp_path: Path) -> None:
    save(tmp_path / "timeless", "1.png", RAMP)
    with pytest.raises(UserError, match="--fps"):
        open_source(tmp_path / "timeless")


def test_a_number_twice_is_refused(tmp_path: Path) -> None:
    save(tmp_path / "twice", "left_1.png", RAMP)
    save(tmp_path / "twice", "right_1.png", RAMP)
    with pytest.raises(UserError, match="frame 1 twice"):
        open_source(tmp_path / "twice", fps=10)


def test_a_folder_without_frames_is_refused(tmp_path: Path) -> None:
    (tmp_path / "readme.txt").write_text("nothing here")
    save(tmp_path, "unnumbered.png", RAMP)
    with pytest.raises(UserError, match="holds no frames"):
        open_source(tmp_path, fps=10)


def test_a_folder_of_broken_pictures_is_refused(tmp_path: Path) -> None:
    (tmp_path / "1.png").write_text("no picture")
    with pytest.raises(UserError, match="No picture in the folder"):
        open_source(tmp_path, fps=10)
