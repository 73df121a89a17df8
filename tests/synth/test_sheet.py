"""The sheet shows the class that was asked for."""

import numpy as np

from tfcollab.exam.frame import FrameClass
from tfcollab.synth.sheet import frames_sheet


def test_a_sheet_has_a_picture_of_each_scene_and_follows_its_seed(tmp_path):
    ranges = tmp_path / "small.json"
    ranges.write_text('{"view": {"width": 240, "height": 180}}')
    sheet = frames_sheet(str(ranges), FrameClass.CLEAR, 2, seed=3)
    left, right = np.split(sheet, 2, axis=1)
    assert left[:360].std() > 5
    assert right[:360].std() > 5
    assert np.array_equal(sheet, frames_sheet(str(ranges), FrameClass.CLEAR, 2, seed=3))
    assert not np.array_equal(sheet, frames_sheet(str(ranges), FrameClass.CLOSED, 2, seed=3))
