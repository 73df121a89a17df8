"""Drawn frames for the tiny models of tests/runtime: their mean gray is their class, bright is break-up."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tiny_models import BOXES, CLASS_GRAY, write_folder

from tfcollab.chain.analyzer import Analyzer
from tfcollab.chain.polar import ring_map
from tfcollab.exam.frame import Box, Rings
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.runtime.repository import read_folder
from tfcollab.runtime.session import Session
from tfcollab.video.writer import VideoWriter

WIDTH, HEIGHT = 640, 480
GRAY = dict(zip(("clear", "closed", "broken", "blur"), CLASS_GRAY, strict=True))
WHOLE = Box(0, 0, WIDTH, HEIGHT)


def true_rings() -> Rings:
    """What the tiny detector finds in every lit frame."""
    return Rings(*(Box(x0 * WIDTH, y0 * HEIGHT, x1 * WIDTH, y1 * HEIGHT, 0.9) for x0, y0, x1, y1 in BOXES))


def cell(annulus: int, sector: int) -> NDArray[np.bool_]:
    """Pixels of one cell of the default grid, bool (HEIGHT, WIDTH)."""
    grid = ring_map(true_rings(), WHOLE, (HEIGHT, WIDTH), 8, 24)
    return np.asarray(grid.cells == annulus * 24 + sector)


def scene(kind: str, broken_cells: Iterable[tuple[int, int]] = ()) -> NDArray[np.uint8]:
    """uint8 (HEIGHT, WIDTH): ten rings where the detector says, in clear and broken ones."""
    level = GRAY[kind]
    image = np.full((HEIGHT, WIDTH), level)
    if kind in ("clear", "broken"):
        y, x = np.mgrid[:HEIGHT, :WIDTH] + 0.5
        radius = np.hypot((x - 320) / 160, (y - 240) / 120)
        image += np.where(radius < 1, 0.4 * level * np.cos(2 * np.pi * radius * 10), 0)
    for annulus, sector in broken_cells:
        image[cell(annulus, sector)] = 255
    return np.round(image).astype(np.uint8)


def tiny_analyzer(root: Path, settings: ClinicalSettings | None = None, **detect: Any) -> Analyzer:
    """The chain over the three tiny models, written to root."""
    classify, locate, segment = (
        Session.open(read_folder(write_folder(root, task, **changes)), "cpu", threads=1)
        for task, changes in (("classify", {}), ("detect", detect), ("segment", {}))
    )
    return Analyzer(classify, locate, segment, settings or ClinicalSettings())


def write_recording(path: Path, scenes: Iterable[NDArray[np.uint8]], fps: float = 10.0) -> Path:
    """A lossless video of the scenes."""
    with VideoWriter(path, WIDTH, HEIGHT, fps, codec="ffv1") as writer:
        for index, image in enumerate(scenes):
            writer.write(image, index / fps)
    return path
