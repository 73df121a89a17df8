"""Labels and boxes move with the picture."""

import numpy as np
import pytest

from tfcollab.datasets.policies import CropPolicy, FramePolicy


def scene() -> tuple[np.ndarray, np.ndarray]:
    """A bright ellipse (disc) on dark ground, and its box."""
    height, width = 288, 384
    y, x = np.mgrid[:height, :width]
    disc = np.hypot(x - 200, y - 140) < 70
    boxes = np.full((3, 4), np.nan, np.float32)
    boxes[0] = np.array([130, 70, 270, 210]) / np.array([width, height, width, height])
    return np.where(disc, 200, 40).astype(np.uint8), boxes


@pytest.mark.parametrize("seed", range(12))
def test_the_box_stays_on_what_it_was_drawn_around(seed: int) -> None:
    gray, boxes = scene()
    image, moved = FramePolicy((144, 192), widths=(0.3, 0.6))(gray, boxes, seed)
    assert image.shape == (144, 192)
    assert np.isnan(moved[1:]).all()
    low, high = np.percentile(image, 1), np.percentile(image, 99)
    x0, y0, x1, y1 = moved[0] * (192, 144, 192, 144)
    cy, cx = int((y0 + y1) / 2), int((x0 + x1) / 2)
    assert image[cy - 3 : cy + 4, cx - 3 : cx + 4].mean() > (low + high) / 2
    # the box is filled by the disc to pi / 4, up to edges that blur and light have moved
    inside = image[int(y0) : int(y1), int(x0) : int(x1)]
    assert 0.6 < (inside > (float(inside.min()) + inside.max()) / 2).mean() < 0.95


@pytest.mark.parametrize("seed", range(8))
def test_the_mask_stays_on_the_patch(seed: int) -> None:
    labels = np.zeros((160, 160), np.uint8)
    labels[60:90, 70:110] = 1
    gray = np.where(labels == 1, 200, 40).astype(np.uint8)
    image, moved = CropPolicy(128)(gray, labels, seed)
    assert image.shape == moved.shape == (128, 128)
    assert set(np.unique(moved)) <= {0, 1}
    inside, around = image[moved == 1].astype(float), image[moved == 0].astype(float)
    assert inside.mean() > around.mean() + 2 * around.std() / 3
    assert np.corrcoef(image.ravel(), moved.ravel())[0, 1] > 0.5


def test_the_same_seed_gives_the_same_pixels() -> None:
    gray, boxes = scene()
    policy = FramePolicy((96, 128))
    first, _ = policy(gray, boxes, 7)
    policy(gray, boxes, 8)
    again, _ = policy(gray, boxes, 7)
    assert np.array_equal(first, again)
