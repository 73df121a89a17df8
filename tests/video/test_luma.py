"""Every pixel format becomes the same full-range gray."""

from pathlib import Path

import av
import numpy as np
import pytest
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange
from numpy.typing import NDArray

from tfcollab.video import open_source

LIMITED, FULL = ColorRange.MPEG, ColorRange.JPEG


def first_picture(path: Path) -> NDArray[np.uint8]:
    with open_source(path) as source:
        return next(iter(source)).gray


@pytest.mark.parametrize(
    ("pix_fmt", "color_range", "stored", "expected"),
    [
        ("yuv420p", LIMITED, 16, 0),
        ("yuv420p", LIMITED, 126, 128),
        ("yuv420p", LIMITED, 235, 255),
        ("yuv420p", LIMITED, 255, 255),
        ("yuv420p", LIMITED, 3, 0),
        ("yuv420p", FULL, 16, 16),
        ("yuv420p", FULL, 235, 235),
        ("gray", LIMITED, 126, 128),
        ("gray", FULL, 126, 126),
        ("yuv420p10le", LIMITED, 64, 0),
        ("yuv420p10le", LIMITED, 940, 255),
        ("yuv420p10le", LIMITED, 20, 0),
        ("yuv420p10le", LIMITED, 503, 128),
        ("yuv420p10le", FULL, 1023, 255),
        ("yuv420p10le", FULL, 503, 125),
        ("gray16le", FULL, 257 * 99 + 128, 99),
        ("gray16le", FULL, 257 * 99 + 129, 100),
        ("gray16le", FULL, 65535, 255),
    ],
)
def test_levels_follow_the_range_that_the_file_states(
    tmp_path: Path, pix_fmt: str, color_range: ColorRange, stored: int, expected: int
) -> None:
    path = tmp_path / "level.mkv"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("ffv1", rate=25)
        stream.width, stream.height, stream.pix_fmt = 322, 240, pix_fmt
        stream.codec_context.color_range = color_range
        frame = VideoFrame(322, 240, pix_fmt)
        frame.color_range = color_range
        for number, plane in enumerate(frame.planes):
            bits = frame.format.components[0].bits
            level = stored if number == 0 else 1 << (bits - 1)
            plane.update(np.full(plane.buffer_size // (1 if bits == 8 else 2), level, "u1" if bits == 8 else "<u2"))
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    gray = first_picture(path)
    assert gray.shape == (240, 322)
    assert gray.min() == gray.max() == expected


@pytest.mark.parametrize("pix_fmt", ["rgb24", "rgba", "pal8", "gray", "rgb48be"])
def test_png_in_mov_becomes_luma(tmp_path: Path, pix_fmt: str) -> None:
    path = tmp_path / "png.mov"
    rgb = np.zeros((240, 320, 3), np.uint8)
    rgb[:, :160] = 200, 60, 30
    rgb[:, 160:] = 77
    with av.open(str(path), "w") as container:
        stream = container.add_stream("png", rate=25)
        stream.width, stream.height, stream.pix_fmt = 320, 240, pix_fmt
        frame = VideoFrame.from_ndarray(rgb, "rgb24")
        if pix_fmt == "pal8":
            palette = np.zeros((256, 4), np.uint8)
            palette[1], palette[2] = (255, 200, 60, 30), (255, 77, 77, 77)
            indices = np.where(np.arange(320) < 160, 1, 2).astype(np.uint8)
            frame = VideoFrame.from_ndarray((np.tile(indices, (240, 1)), palette), "pal8")
        else:
            frame = frame.reformat(format=pix_fmt)
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    gray = first_picture(path)
    # BT.601: 0.299 R + 0.587 G + 0.114 B
    assert np.abs(gray[:, :160].astype(int) - 98).max() <= 1
    assert np.abs(gray[:, 160:].astype(int) - 77).max() <= 1
