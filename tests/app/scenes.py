"""Recordings that the tiny models of tests/runtime can read, and a window that uses these models."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tiny_models import CLASS_GRAY, write_folder

from tfcollab.runtime.contract import Task
from tfcollab.video.writer import VideoWriter

WIDTH, HEIGHT, FPS = 160, 120, 20.0
_GRAY = dict(zip(("clear", "closed", "broken", "blur"), CLASS_GRAY, strict=True))
#: what the protocol asks for: a blink, 2 s open in which the film breaks after 1.5 s, a blink
BLINK_AND_BREAK = (("closed", 0.3), ("clear", 1.5), ("broken", 0.5), ("closed", 0.3), ("clear", 1.2))


def picture(kind: str) -> NDArray[np.uint8]:
    """uint8 (HEIGHT, WIDTH) of the class's mean gray; striped like rings, with a bright patch where it is broken."""
    rows = np.arange(HEIGHT)[:, None] + np.zeros((1, WIDTH))
    stripes = np.where(rows // 3 % 2 == 0, 18.0, -18.0)
    image = _GRAY[kind] + (stripes if kind in ("clear", "broken") else 0.0)
    image = np.broadcast_to(image, (HEIGHT, WIDTH)).copy()
    if kind == "broken":
        image[:] -= 3.0
        image[50:70, 60:80] = 240.0
    return np.clip(image, 0, 255).astype(np.uint8)


def write_clip(path: Path, phases: Sequence[tuple[str, float]] = BLINK_AND_BREAK) -> Path:
    """Writes phases of (class, seconds) one after the other."""
    pictures = [picture(kind) for kind, seconds in phases for _ in range(round(seconds * FPS))]
    with VideoWriter(path, WIDTH, HEIGHT, FPS, codec="ffv1") as writer:
        for index, image in enumerate(pictures):
            writer.write(image, index / FPS)
    return path


def tiny_folders(root: Path) -> dict[Task, str]:
    """The tiny models, for Window(models=…)."""
    return {task: str(write_folder(root, str(task))) for task in Task}
