from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from tfcollab.chain.geometry import ring_crop
from tfcollab.chain.polar import RingMap, ring_map
from tfcollab.chain.visibility import seen_area
from tfcollab.exam.frame import Box, Rings

SIZE = 256
WINDOW = Box(0, 0, SIZE, SIZE)
RINGS = Rings(Box(12, 12, 244, 244), inside=Box(113, 113, 143, 143))
NONE = np.zeros((SIZE, SIZE), np.bool_)


def _grid() -> RingMap:
    return ring_map(RINGS, WINDOW, (SIZE, SIZE), 8, 24)


def _placido(amplitude: float = 40.0, level: float = 80.0, noise: float = 2.0) -> NDArray[np.float64]:
    y, x = np.mgrid[:SIZE, :SIZE] + 0.5
    radius = np.hypot(x - 128, y - 128)
    rng = np.random.default_rng(7)
    return level + amplitude * np.cos(2 * np.pi * radius / (116 / 13)) + rng.normal(0, noise, (SIZE, SIZE))


def _gray(image: NDArray[np.float64]) -> NDArray[np.uint8]:
    return np.clip(image, 0, 255).astype(np.uint8)


def _share(seen: NDArray[np.bool_], where: NDArray[np.bool_]) -> float:
    return float(seen[where].mean())


@pytest.mark.parametrize(("amplitude", "level"), [(40, 80), (8, 60), (60, 150), (5, 90)])
def test_rings_all_over_are_seen_all_over_at_any_contrast(amplitude: float, level: float) -> None:
    grid = _grid()
    seen = seen_area(_gray(_placido(amplitude, level, noise=0.5)), NONE, grid)
    assert _share(seen, grid.cells >= 0) > 0.98
    assert not seen[grid.cells < 0].any()


@pytest.mark.parametrize("noise", [0.0, 2.0, 10.0, 30.0])
def test_skin_with_any_noise_is_not_seen(noise: float) -> None:
    grid = _grid()
    assert _share(seen_area(_gray(_placido(0, 120, noise)), NONE, grid), grid.cells >= 0) < 0.01


def test_a_lid_over_the_upper_rings_is_not_seen_and_the_rest_is() -> None:
    image = _placido()
    image[:90] = 130 + np.random.default_rng(1).normal(0, 3, (90, SIZE))
    grid = _grid()
    seen = seen_area(_gray(image), NONE, grid)
    rows = np.arange(SIZE)[:, None] + np.zeros(SIZE, int)
    assert _share(seen, (grid.cells >= 0) & (rows < 80)) < 0.02
    assert _share(seen, (grid.cells >= 0) & (rows >= 100)) > 0.97


def test_streaks_across_the_rings_are_not_taken_for_rings() -> None:
    y, x = np.mgrid[:SIZE, :SIZE] + 0.5
    image = 90 + 40 * np.cos(np.arctan2(y - 128, x - 128) * 60)
    grid = _grid()
    assert _share(seen_area(_gray(image), NONE, grid), grid.cells >= 0) < 0.05


def test_a_pupil_without_rings_is_not_seen_although_its_edge_is_sharp() -> None:
    y, x = np.mgrid[:SIZE, :SIZE] + 0.5
    image = np.where(np.hypot(x - 128, y - 128) < 80, 40.0, 110.0) + np.random.default_rng(3).normal(0, 1, (SIZE, SIZE))
    grid = _grid()
    assert _share(seen_area(_gray(image), NONE, grid), grid.cells >= 0) < 0.02


def test_a_break_up_without_any_ring_left_is_seen() -> None:
    image = _placido()
    image[150:210, 140:220] = 80
    broken = np.zeros((SIZE, SIZE), np.bool_)
    broken[150:210, 140:220] = True
    grid = _grid()
    assert _share(seen_area(_gray(image), broken, grid), grid.cells >= 0) > 0.97
    assert not seen_area(_gray(image), NONE, grid)[165:195, 165:195].any()


FRAMES = Path(__file__).parents[2] / "../shared/reference/frames"
CLEAR = Rings(Box(753, 428, 1791, 1413), Box(1070, 715, 1507, 1135), Box(1230, 863, 1363, 988))


def _real(name: str, rings: Rings) -> tuple[NDArray[np.bool_], RingMap]:
    gray = cv2.imread(str(FRAMES / name), cv2.IMREAD_GRAYSCALE)
    if gray is None:
        pytest.skip(f"the reference frame {name} is not beside the checkout")
    crop, window = ring_crop(np.asarray(gray, np.uint8), rings.outside, 1.1, (SIZE, SIZE))
    grid = ring_map(rings, window, (SIZE, SIZE), 8, 24)
    return seen_area(crop, NONE, grid), grid


def test_on_a_real_clear_eye_the_rings_over_the_pupil_are_seen() -> None:
    seen, grid = _real("clear.png", CLEAR)
    assert _share(seen, (grid.cells >= 0) & (grid.cells < 5 * 24)) > 0.97
    assert 0.7 < _share(seen, grid.cells >= 0) < 0.9


def test_on_a_real_eye_the_shadow_of_the_lid_above_the_rings_is_not_seen() -> None:
    seen, grid = _real("broken.png", Rings(Box(248, -58, 2072, 1766), None, Box(1015, 735, 1290, 1005)))
    above = (grid.cells >= 0) & ((grid.cells % 24 < 1) | (grid.cells % 24 == 23)) & (grid.cells // 24 >= 6)
    assert _share(seen, above) < 0.1
    assert _share(seen, (grid.cells >= 0) & (grid.cells < 4 * 24)) > 0.95


def test_on_a_real_blurred_frame_hardly_anything_is_seen() -> None:
    seen, grid = _real("blur.png", CLEAR)
    assert _share(seen, grid.cells >= 0) < 0.1
