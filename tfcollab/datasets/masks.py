"""Break-up labels: mask pictures, polygons, and the three values they become."""

from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from tfcollab.datasets.layout import read_gray, text_lines
from tfcollab.errors import UserError

BACKGROUND, BREAKUP, IGNORED = 0, 1, 255
#: gray value of a mask picture that says "not judged" (weak rims): neither learnt nor scored
IGNORED_GRAY = 128


def read_mask(path: Path) -> NDArray[np.uint8]:
    """A mask picture as uint8 (H, W) of BACKGROUND, BREAKUP and IGNORED.

    More than half of full scale is break-up, as TF-Crop has it; full scale is 1 where nothing is larger, else 255.
    """
    gray = read_gray(path)
    full_scale = 1 if gray.max() <= 1 else 255
    labels = (gray > full_scale / 2).astype(np.uint8)
    if full_scale == 255:
        labels[gray == IGNORED_GRAY] = IGNORED
    return labels


def read_polygons(path: Path, height: int, width: int) -> NDArray[np.uint8]:
    """Polygons of a YOLO segmentation file (`class x y x y ...`, relative) as a label map (height, width)."""
    labels = np.zeros((height, width), np.uint8)
    for number, line in text_lines(path):
        try:
            values = np.array([float(field) for field in line.split()])
        except ValueError:
            values = np.empty(0)
        if len(values) < 7 or len(values) % 2 == 0 or values[1:].min() < -0.01 or values[1:].max() > 1.01:
            raise UserError(
                f"{path}, line {number}: '{line[:80]}' is not 'class x y x y x y ...' with relative values; "
                "give polygons, or mask pictures (PNG) of the same name."
            )
        points = values[1:].reshape(-1, 2) * (width, height)
        cv2.fillPoly(labels, [np.round(points - 0.5).astype(np.int32)], BREAKUP)
    return labels


def label_of(folder: Path, stem: str) -> Path | None:
    """The label of a frame in a segmentation folder: a mask picture or a polygon file; None where there is none."""
    candidates = (folder / f"{stem}.png", folder / f"{stem}.txt")
    return next((path for path in candidates if path.is_file()), None)


def read_label(path: Path, height: int, width: int) -> NDArray[np.uint8]:
    """The label map of a frame of this size from either kind of file; UserError where the sizes differ."""
    if path.suffix != ".png":
        return read_polygons(path, height, width)
    labels = read_mask(path)
    if labels.shape != (height, width):
        raise UserError(
            f"{path} is {labels.shape[1]}x{labels.shape[0]}, its frame {width}x{height}: they should be the same size."
        )
    return labels
