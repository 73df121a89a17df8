"""A folder of labelled pictures: `labels.json` and the pictures that it names, for anyone's own device.

labels.json maps the picture's name without its ending to an object: `class`, one of the four; and as far as they are
known `boxes_xyxy` ({"outside": [x0, y0, x1, y1], …} in pixels, any of outside, middle and inside), `mask` (a PNG of the
picture's size, more than half of full scale is break-up; or YOLO polygons as .txt), `crop` (true for a ready crop,
false for a whole frame) and `note`.
"""

import json
import math
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tfcollab.datasets.masks import read_label
from tfcollab.datasets.tfm import RING_NAMES
from tfcollab.errors import UserError
from tfcollab.exam.frame import Box, FrameClass
from tfcollab.video.folder import read_gray

LABELS = "labels.json"
_ENDINGS = (".png", ".jpg", ".jpeg", ".tif", ".tiff")
_KEYS = ("class", "boxes_xyxy", "mask", "crop", "note")
#: a ring system wider than this share of the picture fills it, as in a crop; in whole frames it takes 0.3 to 0.65
_FILLS = 0.7


@dataclass(frozen=True, slots=True)
class FrameLabel:
    """One entry of labels.json. boxes: by ring name, in pixels of the picture. mask: file of the break-up, or None.

    crop: as the label says, None where it says nothing.
    """

    name: str
    image: Path
    frame_class: FrameClass
    boxes: dict[str, Box]
    mask: Path | None
    crop: bool | None
    note: str


@dataclass(frozen=True, slots=True)
class LabelledFrame:
    """A picture with its truth.

    gray: uint8 (H, W). boxes: by ring name, in pixels of it. labels: uint8 (H, W) of datasets.masks' BACKGROUND,
    BREAKUP and IGNORED; None where nothing is known of break-up. is_crop: a ready crop that the rings fill;
    crop_reason: who says so.
    """

    name: str
    frame_class: FrameClass
    gray: NDArray[np.uint8]
    boxes: dict[str, Box]
    labels: NDArray[np.uint8] | None
    is_crop: bool
    crop_reason: str


def read_labels(folder: Path) -> list[FrameLabel]:
    """The entries of a folder's labels.json, by name; pictures without an entry are left out.

    Raises UserError where the file, an entry, or a file that an entry names is missing or not as described above.
    """
    path = folder / LABELS
    if not folder.is_dir():
        raise UserError(f"{folder} is not a folder: give the folder that holds {LABELS} and its pictures.")
    try:
        entries = json.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise UserError(f"{path} cannot be read ({error.strerror}): describe the pictures of {folder} in it.") from None
    except (ValueError, RecursionError) as error:
        raise UserError(f"{path} is not JSON ({error}): correct it.") from None
    if not isinstance(entries, dict) or not entries:
        raise UserError(f'{path} names no picture: write {{"NAME": {{"class": "clear"}}}}.')
    return [_label(path, name, entry) for name, entry in sorted(entries.items())]


def _label(path: Path, name: str, entry: Any) -> FrameLabel:
    where = f"{path}, {name}"
    if not isinstance(entry, dict):
        raise UserError(f'{where}: this is no label: write {{"class": "clear"}}.')
    for key in entry:
        if key not in _KEYS:
            raise UserError(f"{where}: {key} is none of {', '.join(_KEYS)}; correct or remove it.")
    if entry.get("class") not in list(FrameClass):
        raise UserError(f"{where}: the class is {entry.get('class')!r}, not one of {', '.join(FrameClass)}.")
    crop, note, mask = entry.get("crop"), entry.get("note", ""), entry.get("mask")
    if not isinstance(crop, bool | None) or not isinstance(note, str) or not isinstance(mask, str | None):
        raise UserError(f"{where}: crop is true or false, note is text, and mask is the name of a file.")
    found = [file for ending in _ENDINGS if (file := path.parent / (name + ending)).is_file()]
    if len(found) != 1:
        files = "none" if not found else " and ".join(file.name for file in found)
        raise UserError(f"{where}: exactly one picture {name}.png, .jpg or .tif should be there, found {files}.")
    mask_file = None if mask is None else path.parent / mask
    if mask_file is not None and (not mask_file.is_file() or mask_file.suffix not in (".png", ".txt")):
        raise UserError(f"{where}: the mask {mask} is no PNG picture (or .txt of polygons) in {path.parent}.")
    boxes = _boxes(where, entry.get("boxes_xyxy", {}))
    return FrameLabel(name, found[0], FrameClass(entry["class"]), boxes, mask_file, crop, note)


def _boxes(where: str, given: Any) -> dict[str, Box]:
    if not isinstance(given, dict):
        raise UserError(f'{where}: boxes_xyxy is no object: write {{"outside": [x0, y0, x1, y1]}}.')
    boxes = {}
    for ring, values in given.items():
        if ring not in RING_NAMES:
            raise UserError(f"{where}: the box {ring} is none of {', '.join(RING_NAMES)}.")
        if not (isinstance(values, list) and len(values) == 4 and all(_is_number(value) for value in values)):
            raise UserError(f"{where}: the box {ring} is not four numbers [x0, y0, x1, y1] in pixels.")
        box = Box(*(float(value) for value in values))
        if not (box.width > 0 and box.height > 0):
            raise UserError(f"{where}: the box {ring} is empty; its corners are [left, top, right, bottom].")
        boxes[ring] = box
    return boxes


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def load(label: FrameLabel) -> LabelledFrame:
    """The picture of a label with its truth; UserError where picture, mask and boxes do not fit together."""
    gray = read_gray(label.image)
    if gray is None:
        raise UserError(f"{label.image} cannot be read as a picture: replace it.")
    height, width = gray.shape
    for ring, box in label.boxes.items():
        if not (0 <= box.center[0] <= width and 0 <= box.center[1] <= height):
            raise UserError(
                f"{label.image} is {width}x{height}, but its box {ring} lies outside of it: are the boxes in pixels "
                "of another size?"
            )
    labels = None
    if label.mask is not None:
        labels = read_label(label.mask, height, width)
    elif label.frame_class in (FrameClass.CLEAR, FrameClass.CLOSED):
        labels = np.zeros((height, width), np.uint8)
    is_crop, reason = _crop(label, width)
    return LabelledFrame(label.name, label.frame_class, gray, label.boxes, labels, is_crop, reason)


def _crop(label: FrameLabel, width: int) -> tuple[bool, str]:
    """Whether the picture is a ready crop, and why it is taken for one or for a whole frame."""
    if label.crop is not None:
        return label.crop, "as labelled"
    if "outside" in label.boxes:
        share = label.boxes["outside"].width / width
        return share > _FILLS, f"assumed: its outside box is {100 * share:.0f} % of its width"
    if re.search(r"\bcrop", label.note, re.IGNORECASE):
        return True, "assumed from its note"
    return False, "assumed: nothing says that it is a crop"
