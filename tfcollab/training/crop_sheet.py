"""A contact sheet of the segmenter's best and worst crops."""

from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from tfcollab.datasets.crops import tf_crop
from tfcollab.datasets.masks import BREAKUP, IGNORED
from tfcollab.report import palette
from tfcollab.report.contact_sheet import contact_sheet
from tfcollab.report.overlay import Rgb
from tfcollab.runtime.session import Session
from tfcollab.training.evaluate import segmenter_input, upsample
from tfcollab.training.frame_overlay import TRUTH_RGB

_SIDE_PX = 384


def crop_sheet(data: Path, split: str, segment: Session, each: int = 8, columns: int = 4) -> Rgb:
    """uint8 RGB: the `each` crops with the highest Dice of break-up, then those with the lowest.

    Truth is outlined in green, what was found in orange. Crops without break-up count by their false alarms; those
    right to the last pixel are left out, as there is nothing to see. UserError where the data set does not fit.
    """
    contract = segment.contract
    shown: list[tuple[float, NDArray[np.uint8], str]] = []
    for sample in tf_crop(data, split):
        crop, labels = segmenter_input(sample, contract.input_size, contract.margin)
        found = upsample(segment.run(crop[None])[0], contract.input_size) >= contract.breakup_level
        found &= labels != IGNORED
        truth = labels == BREAKUP
        marked = int(found.sum()) + int(truth.sum())
        if marked == 0:
            continue
        dice = 2 * int((found & truth).sum()) / marked
        shown.append((dice, _outlined(crop, truth, found), f"{sample.image.stem}  Dice {dice:.2f}"))
    shown.sort(key=lambda entry: -entry[0])
    picked = shown if len(shown) <= 2 * each else [*shown[:each], *shown[-each:]]
    return contact_sheet([(picture, text) for _, picture, text in picked], columns, _SIDE_PX)


def _outlined(crop: NDArray[np.uint8], truth: NDArray[np.bool_], found: NDArray[np.bool_]) -> NDArray[np.uint8]:
    picture = np.ascontiguousarray(np.repeat(crop[..., None], 3, 2))
    for mask, color in ((truth, TRUTH_RGB), (found, palette.BREAKUP_RGB)):
        contours, _ = cv2.findContours(mask.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
        cv2.drawContours(picture, contours, -1, color, 1)
    return picture
