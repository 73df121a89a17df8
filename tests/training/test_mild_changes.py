"""Mild changes: ranges, and truth that follows the picture."""

import numpy as np
import pytest

from tfcollab.datasets.labelled_frames import LabelledFrame
from tfcollab.exam.frame import Box, FrameClass
from tfcollab.training import mild_changes
from tfcollab.training.mild_changes import MildChange, apply, draw_change

STILL = MildChange(scale=1.0, shift_x=0.0, shift_y=0.0, gain=1.0, noise=0.0, blur_periods=0.0, jpeg=100, seed=1)


def bright_patch() -> LabelledFrame:
    """A bright break-up of 40 x 20 px, in a box of the same corners."""
    gray = np.full((240, 320), 60, np.uint8)
    gray[100:120, 150:190] = 200
    labels = (gray == 200).astype(np.uint8)
    return LabelledFrame(
        "eye", FrameClass.BROKEN, gray, {"outside": Box(150, 100, 190, 120)}, labels, False, "as labelled"
    )


@pytest.mark.parametrize(("scale", "shift"), [(1.0, 0.0), (0.6, 0.05), (1.4, -0.05), (0.83, 0.02)])
def test_box_and_mask_stay_on_what_they_mark(scale: float, shift: float) -> None:
    change = MildChange(scale, shift, -shift, 1.0, 0.0, 0.0, 100, 1)
    moved = apply(bright_patch(), change)
    assert moved.gray.shape == (240, 320)
    rows, columns = np.nonzero(moved.gray > 130)
    box = moved.boxes["outside"]
    assert (box.x0, box.y0) == pytest.approx((columns.min(), rows.min()), abs=1)
    assert (box.x1, box.y1) == pytest.approx((columns.max() + 1, rows.max() + 1), abs=1)
    assert moved.labels is not None
    assert int((moved.labels == 1).sum()) == pytest.approx(len(rows), rel=0.12)
    assert (moved.gray[moved.labels == 1] > 130).mean() > 0.9


def test_gain_blur_and_noise_do_what_they_say() -> None:
    still = apply(bright_patch(), STILL).gray
    assert np.abs(still.astype(int) - bright_patch().gray).max() <= 3
    brighter = apply(bright_patch(), MildChange(1.0, 0, 0, 1.1, 0, 0, 100, 1)).gray
    assert brighter[10, 10] == pytest.approx(66, abs=1)
    noisy = apply(bright_patch(), MildChange(1.0, 0, 0, 1.0, 4.0, 0, 100, 1)).gray
    assert noisy[:80].std() == pytest.approx(4, abs=0.4)
    frame = bright_patch()
    frame.boxes["outside"] = Box(0, 0, 260, 260)  # rings 10 px apart
    soft = apply(frame, MildChange(1.0, 0, 0, 1.0, 0, 0.2, 100, 1)).gray
    # a standard deviation of 2 px, at 2.5 and 3.5 px from the edge: the normal distribution's 0.894 and 0.960
    assert soft[110, 152:154].mean() == pytest.approx(60 + 140 * 0.927, abs=4)


def test_changes_are_drawn_within_their_ranges_and_by_their_seed() -> None:
    drawn = [draw_change(np.random.default_rng([1, 0, k])) for k in range(200)]
    assert drawn[:3] == [draw_change(np.random.default_rng([1, 0, k])) for k in range(3)]
    scales = [change.scale for change in drawn]
    assert min(scales) >= 0.6
    assert max(scales) <= 1.4
    assert np.mean(scales) == pytest.approx(1.0, abs=0.06)
    assert {change.jpeg for change in drawn} >= {60, 95}
    assert max(abs(change.shift_x) for change in drawn) <= mild_changes.MAX_SHIFT
