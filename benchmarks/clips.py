"""Recordings to measure on, made from the sample recording."""

from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from tfcollab.resources import data_dir
from tfcollab.video import open_source
from tfcollab.video.writer import VideoWriter

FPS = 30.0


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


def _fitted(gray: NDArray[np.uint8], width: int, height: int) -> NDArray[np.uint8]:
    scale = min(width / gray.shape[1], height / gray.shape[0])
    size = round(gray.shape[1] * scale), round(gray.shape[0] * scale)
    picture = np.zeros((height, width), np.uint8)
    x, y = (width - size[0]) // 2, (height - size[1]) // 2
    picture[y : y + size[1], x : x + size[0]] = cv2.resize(gray, size, interpolation=cv2.INTER_CUBIC)
    return picture
