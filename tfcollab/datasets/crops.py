"""Crops for the segmenter: TF-Crop where it is there, else cut from whole frames around the outside box.

TF-Crop: images/{split}/*.png and masks/{split}/*.png of the same names, here in TF-Crop/, crop_broken_only/ or the
data set's folder itself. Crops without break-up (all-zero masks) are welcome as negatives. crop.json beside `images`,
`{"margin": 1.2}`, says how much of the surroundings the crops show; without it they end at the outside box.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tfcollab.chain.geometry import CROP_MARGIN, crop_window
from tfcollab.datasets.geometry import Window, cut, letterbox_window
from tfcollab.datasets.layout import check_root, crop_folder, images_of, read_gray, segmentation_folder
from tfcollab.datasets.masks import IGNORED, label_of, read_label
from tfcollab.datasets.tfm import boxes_file, read_boxes
from tfcollab.errors import UserError
from tfcollab.exam.frame import Box

#: the published TF-Crop is cut along the outside box
READY_MARGIN = 1.0
MARGIN_FILE = "crop.json"


@dataclass(frozen=True, slots=True)
class CropSample:
    """A picture with break-up labels; box: relative x0 y0 x1 y1 to cut it at, None where it is a crop already.

    margin: side of the segmenter's window over the longer side of the outside box (the contract's crop_margin).
    """

    image: Path
    label: Path
    box: NDArray[np.float32] | None
    margin: float

    def load(self, side: int, reach: float = 1.0) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
        """Picture and label map, both uint8 (side * reach, side * reach); side pixels span the segmenter's window.

        Outside the picture the gray is 0 and the label BACKGROUND: nothing can break there.
        """
        gray = read_gray(self.image)
        height, width = gray.shape
        labels = read_label(self.label, height, width)
        window = self._window(height, width)
        x0, y0, x1, y1 = window
        grow = (x1 - x0) * (reach - 1) / 2
        wide = (x0 - grow, y0 - grow, x1 + grow, y1 + grow)
        size = (round(side * reach), round(side * reach))
        return cut(gray, wide, size), shrink_labels(labels, wide, size)

    def _window(self, height: int, width: int) -> Window:
        if self.box is None:
            return letterbox_window(height, width, (1, 1))
        x0, y0, x1, y1 = (float(v) for v in self.box * np.array([width, height, width, height], np.float32))
        window = crop_window(Box(x0, y0, x1, y1), self.margin)
        return window.x0, window.y0, window.x1, window.y1


def shrink_labels(labels: NDArray[np.uint8], window: Window, size: tuple[int, int]) -> NDArray[np.uint8]:
    """The window of a label map at another size: the label that holds the larger half of each pixel."""
    broken = cut((labels == 1).astype(np.uint8) * 255, window, size)
    ignored = cut((labels == IGNORED).astype(np.uint8) * 255, window, size)
    out = (broken > 127).astype(np.uint8)
    out[ignored > 127] = IGNORED
    return out


def tf_crop(root: Path, split: str) -> list[CropSample]:
    """The crops of a split with their labels; UserError where neither TF-Crop nor what it can be cut from is there."""
    check_root(root)
    folder = crop_folder(root)
    return _from_crops(folder, split) if folder is not None else _from_frames(root, split)


def _from_crops(folder: Path, split: str) -> list[CropSample]:
    samples = []
    margin = _ready_margin(folder)
    for image in images_of(folder / "images" / split, f"the crops of {split}"):
        mask = folder / "masks" / split / image.name
        if not mask.is_file():
            raise UserError(f"{mask} is missing: every crop needs a mask of the same name (all 0 for no break-up).")
        samples.append(CropSample(image, mask, None, margin))
    return samples


def _ready_margin(folder: Path) -> float:
    path = folder / MARGIN_FILE
    if not path.is_file():
        return READY_MARGIN
    try:
        margin = float(json.loads(path.read_text("utf-8"))["margin"])
    except (OSError, ValueError, TypeError, KeyError):
        margin = 0.0
    if not 1 <= margin <= 2:
        raise UserError(
            f'{path} does not say how the crops were cut: write for example {{"margin": 1.2}}, from 1 to 2, '
            "or remove it where they end at the outside box."
        )
    return margin


def _from_frames(root: Path, split: str) -> list[CropSample]:
    folder = segmentation_folder(root)
    if folder is None:
        raise UserError(
            f"{root} holds neither TF-Crop (TF-Crop/images, TF-Crop/masks) nor labels/segmentation: "
            "one of them is needed for the segmenter."
        )
    samples = []
    for image in images_of(root / "images" / split, f"the frames of {split}"):
        label, boxes = label_of(folder / split, image.stem), boxes_file(root, split, image)
        if label is None or not boxes.is_file():
            continue
        outside = read_boxes(boxes)[0]
        if not np.isnan(outside[0]):
            samples.append(CropSample(image, label, outside, CROP_MARGIN))
    if not samples:
        raise UserError(
            f"No frame of {root / 'images' / split} has both a label in {folder / split} and an outside box in "
            f"{root / 'labels' / 'detection' / split}."
        )
    return samples
