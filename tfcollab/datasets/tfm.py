"""Frame classes and ring boxes of a data set in TFM's layout.

    images/{train,val,test}/*.png
    labels/classification/{train,val,test}_cls.txt     # name class
    labels/detection/{train,val,test}/*.txt            # YOLO: class cx cy w h, relative

TFM: whole gray frames of 3632 x 2760 px; 0 outside, 1 middle, 2 inside.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tfcollab.datasets.layout import check_root, images_of, text_lines
from tfcollab.errors import UserError
from tfcollab.exam.frame import FrameClass

CLASS_NAMES = tuple(str(name) for name in FrameClass)
RING_NAMES = ("outside", "middle", "inside")


@dataclass(frozen=True, slots=True)
class FrameSample:
    """A whole frame and what is known of it.

    label: index into FrameClass order; -1 where it is not known.
    boxes: float32 (3, 4), x0 y0 x1 y1 relative to the frame (0-1), rows outside, middle, inside; NaN rows are absent.
    """

    image: Path
    label: int
    boxes: NDArray[np.float32]


def no_boxes() -> NDArray[np.float32]:
    """Three absent boxes."""
    return np.full((3, 4), np.nan, np.float32)


def parse_class(word: str) -> int | None:
    """Index of a class given as word or number; None where it is neither."""
    if word.lower() in CLASS_NAMES:
        return CLASS_NAMES.index(word.lower())
    return int(word) if word in {"0", "1", "2", "3"} else None


def read_classes(path: Path) -> dict[str, int]:
    """File name -> class index from a `*_cls.txt`; UserError with file and line on anything not `name class`."""
    classes: dict[str, int] = {}
    for number, line in text_lines(path):
        fields = [field for field in re.split(r"[\s,]+", line) if field]
        label = parse_class(fields[1]) if len(fields) == 2 else None
        if label is None:
            raise UserError(
                f"{path}, line {number}: '{line[:80]}' is not 'name class' "
                f"with a class of {', '.join(CLASS_NAMES)} or 0 to 3."
            )
        name = fields[0].replace("\\", "/").rsplit("/", 1)[-1]
        if classes.setdefault(name, label) != label:
            raise UserError(f"{path}, line {number}: {name} has two different classes.")
    return classes


def read_boxes(path: Path) -> NDArray[np.float32]:
    """Boxes of a YOLO text file as float32 (3, 4), relative x0 y0 x1 y1, NaN where absent; UserError on other lines."""
    boxes = no_boxes()
    for number, line in text_lines(path):
        try:
            values = [float(field) for field in line.split()]
        except ValueError:
            values = []
        fits = len(values) == 5 and values[0] in (0, 1, 2) and all(-0.01 <= v <= 1.01 for v in values[1:])
        if not fits or values[3] <= 0 or values[4] <= 0:
            raise UserError(
                f"{path}, line {number}: '{line[:80]}' is not 'class cx cy w h' with class 0 to 2 and relative values."
            )
        ring, cx, cy, w, h = values
        if not np.isnan(boxes[int(ring), 0]):
            raise UserError(f"{path}, line {number}: a second box of class {int(ring)}; one at most is expected.")
        boxes[int(ring)] = np.clip((cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2), 0, 1)
    return boxes


def boxes_file(root: Path, split: str, image: Path) -> Path:
    """Where the boxes of an image of a split are."""
    return root / "labels" / "detection" / split / f"{image.stem}.txt"


def classification(root: Path, split: str) -> list[FrameSample]:
    """The frames of a split that have a class, with their boxes where those are there too."""
    check_root(root)
    path = root / "labels" / "classification" / f"{split}_cls.txt"
    if not path.is_file():
        raise UserError(f"{path} is missing: it should hold one line 'name class' for each frame of {split}.")
    classes = read_classes(path)
    by_name: dict[str, Path] = {}
    for image in images_of(root / "images" / split, f"the frames of {split}"):
        by_name[image.name] = by_name[image.stem] = image
    samples = []
    for name, label in classes.items():
        if name not in by_name:
            raise UserError(f"{path} names {name}, which is not in {root / 'images' / split}.")
        image = by_name[name]
        boxes = boxes_file(root, split, image)
        samples.append(FrameSample(image, label, read_boxes(boxes) if boxes.is_file() else no_boxes()))
    if not samples:
        raise UserError(f"{path} holds no line: at least one frame with its class is needed.")
    return samples


def detection(root: Path, split: str) -> list[FrameSample]:
    """The frames of a split that have a file of boxes; an empty file is a frame without rings."""
    check_root(root)
    folder = root / "labels" / "detection" / split
    if not folder.is_dir():
        raise UserError(f"{folder} is missing: it should hold one YOLO text file for each frame of {split}.")
    samples = []
    for image in images_of(root / "images" / split, f"the frames of {split}"):
        path = boxes_file(root, split, image)
        if path.is_file():
            samples.append(FrameSample(image, -1, read_boxes(path)))
    if not samples:
        raise UserError(f"{folder} holds no file that goes with a frame of {root / 'images' / split}.")
    return samples
