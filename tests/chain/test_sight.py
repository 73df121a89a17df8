"""Whether a frame still looks like an earlier one: told in the very window of that one, wherever its own lies."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from tfcollab.chain.geometry import Pyramid
from tfcollab.chain.locate import Near
from tfcollab.chain.sight import Sight
from tfcollab.exam.frame import Box

SIZE = 192, 256
WINDOW, TREMBLING = Box(8, 24, 632, 492), Box(36, 42, 596, 462)


def frame(lid: int = 0, blur: float = 0.0, seed: int = 0, scale: int = 1) -> NDArray[np.uint8]:
    """An eye with rings about a block apart, in a camera's noise; lid: rows that it covers. scale: how much larger."""
    y, x = np.mgrid[:512, :640] + 0.5
    radius = np.hypot(x - 320, y - 256)
    gray = np.where(radius < 90, 50.0, 110.0) + np.where(radius < 180, 40 * np.cos(2 * np.pi * radius / 15), 0)
    gray[:lid] = 180
    if blur:
        gray = cv2.GaussianBlur(gray, (0, 0), blur)
    gray += np.random.default_rng(seed).normal(0, 2, gray.shape)
    return np.repeat(np.repeat(np.clip(gray, 0, 255).astype(np.uint8), scale, 0), scale, 1)


def sight(picture: NDArray[np.uint8], window: Box = WINDOW) -> tuple[Sight, Pyramid]:
    pyramid = Pyramid(picture)
    return Sight.of(pyramid, Near.of(pyramid, window, SIZE)), pyramid


@pytest.mark.parametrize("window", [WINDOW, TREMBLING])
def test_an_eye_that_has_not_changed_lasts_also_where_its_window_trembles(window: Box) -> None:
    before, _ = sight(frame())
    now, pyramid = sight(frame(seed=1), window)
    assert before.signature.differs(now.signature) == (window is TREMBLING)
    assert before.lasts(now, pyramid)


@pytest.mark.parametrize("window", [WINDOW, TREMBLING])
@pytest.mark.parametrize("changed", [{"lid": 200}, {"blur": 3.0}])
def test_one_that_has_changed_does_not_in_whatever_window(window: Box, changed: dict[str, float]) -> None:
    before, _ = sight(frame())
    now, pyramid = sight(frame(**changed, seed=1), window)  # type: ignore[arg-type]
    assert not before.lasts(now, pyramid)


def test_in_the_same_place_a_frame_looks_as_in_the_window_of_its_own() -> None:
    before, _ = sight(frame())
    own, pyramid = sight(frame(seed=1))
    again = before.again(pyramid)
    assert again is not None
    np.testing.assert_array_equal(again.signature.brightness, own.signature.brightness)


def test_a_picture_of_another_size_has_no_such_place() -> None:
    before, _ = sight(frame())
    now, pyramid = sight(frame(scale=2), Box(16, 48, 1264, 984))
    assert before.again(pyramid) is None
    assert before.lasts(now, pyramid) == (not before.signature.differs(now.signature))
