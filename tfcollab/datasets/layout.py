"""Where things lie in a data set of TFM's layout, and how its pictures are read."""

from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from tfcollab.errors import UserError

#: TF-Crop beside or inside the data set, in the spellings met so far
CROP_FOLDERS = ("TF-Crop", "crop_broken_only", "tf_crop", "TF_Crop")
#: TFM as published spells the folder wrongly
SEGMENTATION_FOLDERS = ("segmentaiton", "segmentation")


def check_root(root: Path) -> Path:
    """The data set's folder; UserError where it is none."""
    if not root.is_dir():
        raise UserError(f"{root} is not a folder: give the folder that holds images/ and labels/.")
    return root


def images_of(folder: Path, what: str) -> list[Path]:
    """The PNG files of a folder, sorted by name; UserError where the folder is missing or empty."""
    files = sorted(folder.glob("*.png")) if folder.is_dir() else []
    if not files:
        raise UserError(f"No PNG files in {folder}: {what} are expected there.")
    return files


def crop_folder(root: Path) -> Path | None:
    """The folder that holds TF-Crop's `images` and `masks`: inside root, or root itself; None where there is none."""
    for folder in (*(root / name for name in CROP_FOLDERS), root):
        if (folder / "images").is_dir() and (folder / "masks").is_dir():
            return folder
    return None


def segmentation_folder(root: Path) -> Path | None:
    """The folder of polygons or masks of whole frames, in either spelling."""
    folders = (root / "labels" / name for name in SEGMENTATION_FOLDERS)
    return next((folder for folder in folders if folder.is_dir()), None)


def read_gray(path: Path) -> NDArray[np.uint8]:
    """A picture as uint8 (H, W) gray, 0-255; UserError where it cannot be read."""
    image = cv2.imdecode(np.fromfile(path, np.uint8), cv2.IMREAD_GRAYSCALE) if path.stat().st_size else None
    if image is None:
        raise UserError(f"{path} cannot be read as a picture: replace or remove it.")
    return np.asarray(image, np.uint8)


def text_lines(path: Path) -> list[tuple[int, str]]:
    """The lines of a label file that hold something, with their 1-based numbers."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UserError(f"The label file {path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise UserError(f"The label file {path} is not text: it should hold one label a line.") from None
    return [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
