"""Recordings to measure on, made from the sample recording."""

from itertools import islice
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from tfcollab.resources import data_dir
from tfcollab.video import open_source
from tfcollab.video.writer import VideoWriter

FPS = 30.0
#: gray levels, standard deviation: a camera's noise in a dim room
NOISE = 2.0
#: frames of the sample recording that show one open eye, with a break-up in the last of them
_OPEN_EYE = slice(40, 150)
OPEN_EYE_FRAMES = _OPEN_EYE.stop - _OPEN_EYE.start
#: as cameras' recordings come
_ENDINGS = {"h264": ".mkv", "mjpeg": ".avi"}


def sample() -> Path:
    """The recording that ships."""
    return data_dir() / "sample.mkv"


def first_frames(path: Path, frames: int) -> Path:
    """Writes the sample's first frames as they are, as H.264."""
    with open_source(sample()) as source, VideoWriter(path, source.info.width, source.info.height, FPS) as writer:
        for index, frame in zip(range(frames), source, strict=False):
            writer.write(frame.gray, index / FPS)
    return path


def upscaled(path: Path, width: int, height: int, frames: int, fps: float = FPS) -> Path:
    """Writes the sample's first frames, enlarged with their aspect kept and black beside, as H.264; loops if short."""
    with open_source(sample()) as source:
        pictures = [_fitted(frame.gray, width, height) for frame, _ in zip(source, range(frames), strict=False)]
    with VideoWriter(path, width, height, fps, preset="ultrafast") as writer:
        for index in range(frames):
            writer.write(pictures[index % len(pictures)], index / fps)
    return path


def as_by_a_camera(folder: Path, width: int, height: int, frames: int, codec: str, fps: float = FPS) -> Path:
    """Writes an open eye of the sample, enlarged, in fresh noise on every frame, into the folder; to and fro if it is
    short.

    The noise is what a camera's pictures have and enlarged ones lack: it decides how long they take to decode.
    """
    with open_source(sample()) as source:
        eyes = [frame.gray for frame in islice(source, _OPEN_EYE.start, _OPEN_EYE.stop)]
    there_and_back = [*range(len(eyes)), *range(len(eyes) - 2, 0, -1)]
    rng = np.random.default_rng(0)
    noise = [NOISE * rng.standard_normal((height, width), np.float32) for _ in range(3)]
    path = folder / f"{width}x{height}-{frames}-at-{fps:g}-{codec}{_ENDINGS[codec]}"
    with VideoWriter(path, width, height, fps, codec, preset="veryfast") as writer:
        for index in range(frames):
            gray = _fitted(eyes[there_and_back[index % len(there_and_back)]], width, height)
            # rolled, a few fields of noise are as good as fresh ones, and much faster
            grain = np.roll(noise[index % len(noise)], (7 * index, 13 * index), (0, 1))
            writer.write(np.clip(gray + grain, 0, 255).astype(np.uint8), index / fps)
    return path


def _fitted(gray: NDArray[np.uint8], width: int, height: int) -> NDArray[np.uint8]:
    scale = min(width / gray.shape[1], height / gray.shape[0])
    size = round(gray.shape[1] * scale), round(gray.shape[0] * scale)
    picture = np.zeros((height, width), np.uint8)
    x, y = (width - size[0]) // 2, (height - size[1]) // 2
    picture[y : y + size[1], x : x + size[0]] = cv2.resize(gray, size, interpolation=cv2.INTER_CUBIC)
    return picture
