"""What counts as a change of the eye between two frames, and what does not."""

from collections.abc import Callable

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from tfcollab.chain.change import Signature

SIDE = 384
Gray = NDArray[np.uint8]


def eye(shift: tuple[float, float] = (0, 0), period: float = 12.0, noise: float = 2.0, seed: int = 0) -> Gray:
    """Rings over a dark pupil and a lighter iris, moved by shift (x, y) pixels, in a camera's noise."""
    y, x = np.mgrid[:SIDE, :SIDE] + 0.5
    radius = np.hypot(x - SIDE / 2 - shift[0], y - SIDE / 2 - shift[1])
    ground = np.where(radius < 90, 50.0, 110.0)
    rings = np.where(radius < 160, 30 * np.cos(2 * np.pi * radius / period), 0)
    return np.clip(ground + rings + np.random.default_rng(seed).normal(0, noise, (SIDE, SIDE)), 0, 255).astype(np.uint8)


def differs(one: Gray, other: Gray) -> bool:
    return Signature.of(one).differs(Signature.of(other))


def broken(picture: Gray) -> Gray:
    """A patch of two periods without rings."""
    picture = picture.copy()
    picture[100:124, 180:204] = cv2.GaussianBlur(picture[100:124, 180:204], (0, 0), 6)
    return picture


@pytest.mark.parametrize(
    "other", [eye(seed=1), eye((1, 0.5), seed=1), broken(eye(seed=1))], ids=["noise", "drift", "film"]
)
def test_noise_a_trembling_eye_and_the_tear_film_are_no_change(other: Gray) -> None:
    assert not differs(eye(), other)


def lid(picture: Gray, rows: int) -> Gray:
    picture = picture.copy()
    picture[:rows] = 170
    return picture


CHANGES: dict[str, Callable[[Gray], Gray]] = {
    "a lid half way to the pupil": lambda gray: lid(gray, 90),
    "closed": lambda gray: lid(gray, SIDE),
    "out of focus": lambda gray: np.asarray(cv2.GaussianBlur(gray, (0, 0), 2.5), np.uint8),
    "moved fast": lambda gray: np.asarray(cv2.blur(gray, (15, 1)), np.uint8),
    "elsewhere": lambda gray: eye((40, 0)),
    "darker": lambda gray: (gray * 0.7).astype(np.uint8),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_lids_defocus_motion_and_light_are_changes_in_either_direction(change: Callable[[Gray], Gray]) -> None:
    before, after = eye(), change(eye(seed=1))
    assert differs(before, after)
    assert differs(after, before)


def test_a_black_picture_is_like_another_one() -> None:
    black = np.zeros((SIDE, SIDE), np.uint8)
    assert not differs(black, black)
    assert differs(black, eye())
