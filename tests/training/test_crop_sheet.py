"""The sheet of crops begins with the best and ends with the worst."""

from pathlib import Path

import numpy as np

from tfcollab.runtime.repository import resolve
from tfcollab.runtime.session import Session
from tfcollab.training.crop_sheet import crop_sheet
from tfcollab.training.frame_overlay import TRUTH_RGB


def test_truth_is_outlined_in_every_crop_that_has_something_to_show(tiny_data: Path) -> None:
    sheet = crop_sheet(tiny_data, "test", Session.open(resolve("segment")), each=1, columns=2)
    assert sheet.shape[1] == 2 * 384
    assert (sheet == TRUTH_RGB).all(2).sum() > 50
    assert sheet.dtype == np.uint8
