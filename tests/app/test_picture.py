"""Pictures that are painted show what was in the frame."""

import cv2
import numpy as np
import pytest

from tfcollab.app.picture import gray_image, tinted


def pixels(image: object, channels: int) -> np.ndarray:
    height, width = image.height(), image.width()  # type: ignore[attr-defined]
    lines = np.frombuffer(image.constBits(), np.uint8).reshape(height, -1)  # type: ignore[attr-defined]
    return lines[:, : width * channels].reshape(height, width, channels).copy()


@pytest.mark.parametrize("size", [(540, 960), (1380, 1816), (270, 1281), (101, 1023), (300, 301)])
def test_a_smaller_picture_is_the_mean_of_what_it_covers(size: tuple[int, int]) -> None:
    y, x = np.mgrid[: size[0], : size[1]]
    rings = 120 + 60 * np.sin(np.hypot(x - size[1] / 2, y - size[0] / 2) / 3)
    gray = np.clip(rings + np.random.default_rng(0).normal(0, 2, size), 0, 255).astype(np.uint8)
    height = round(size[0] * 300 / size[1])
    shown = pixels(gray_image(gray, 300), 1)[..., 0]
    covered = cv2.resize(gray, (300, height), interpolation=cv2.INTER_AREA)
    assert shown.shape == covered.shape
    assert np.abs(shown.astype(float) - covered).mean() < 4


def test_colour_is_denser_where_a_break_up_is_more_likely() -> None:
    probability = np.arange(256, dtype=np.uint8)[None].repeat(3, 0)
    colour = pixels(tinted(probability, (200, 100, 0)), 4)
    assert colour.shape == (3, 256, 4)
    np.testing.assert_array_equal(colour[1, 255], (0, 100, 200, 255))
    assert not colour[:, :65].any()
    assert (np.diff(colour[0, :, 3].astype(int)) >= 0).all()
