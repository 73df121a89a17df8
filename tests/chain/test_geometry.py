import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tfcollab.chain.geometry import (
    Pyramid,
    class_view,
    crop_window,
    cut,
    halvings,
    letterbox,
    on_pixels,
    ring_crop,
)
from tfcollab.exam.frame import Box, Rings

sizes = st.tuples(st.integers(8, 300), st.integers(8, 300))
positions = st.floats(0, 300, allow_nan=False)


@settings(deadline=None, max_examples=60)
@given(frame=sizes, target=sizes, corners=st.tuples(positions, positions, positions, positions))
def test_a_box_survives_the_way_into_the_letterbox_and_back(
    frame: tuple[int, int], target: tuple[int, int], corners: tuple[float, float, float, float]
) -> None:
    image, transform = letterbox(np.zeros(frame, np.uint8), target)
    assert image.shape == target
    box = Box(*corners, confidence=0.5)
    back = transform.to_frame(transform.to_input(box))
    np.testing.assert_allclose((back.x0, back.y0, back.x1, back.y1), corners, atol=1e-9)
    assert back.confidence == 0.5


@settings(deadline=None, max_examples=60)
@given(frame=sizes, target=sizes)
def test_the_whole_frame_lies_inside_the_letterbox_and_touches_two_sides(
    frame: tuple[int, int], target: tuple[int, int]
) -> None:
    image, transform = letterbox(np.full(frame, 255, np.uint8), target)
    whole = transform.to_input(Box(0, 0, frame[1], frame[0]))
    ys, xs = np.nonzero(image)
    assert (image[ys, xs] == 255).all()
    np.testing.assert_allclose(
        (xs.min(), ys.min(), xs.max() + 1, ys.max() + 1), (whole.x0, whole.y0, whole.x1, whole.y1)
    )
    assert (whole.height, whole.width) == pytest.approx((target[0], whole.width)) or whole.width == pytest.approx(
        target[1]
    )


@pytest.mark.parametrize(("height", "width"), [(2760, 3632), (1080, 1920), (240, 320), (541, 733)])
def test_resizing_by_halvings_is_the_area_average(height: int, width: int) -> None:
    across, down = np.sin(np.arange(width) / width * 15), np.cos(np.arange(height) / height * 12)
    gray = (127 + 120 * np.outer(down, across)).astype(np.uint8)
    small = Pyramid(gray).resize(height // 7, width // 7)
    direct = cv2.resize(gray, (width // 7, height // 7), interpolation=cv2.INTER_AREA)
    # each halving rounds once
    assert np.abs(small.astype(int) - direct.astype(int)).max() <= 2


def test_a_shared_pyramid_gives_what_separate_ones_give() -> None:
    gray = np.random.default_rng(1).integers(0, 256, (480, 640), dtype=np.uint8)
    shared = Pyramid(gray)
    for size in ((96, 128), (60, 80), (240, 320), (480, 640)):
        np.testing.assert_array_equal(shared.letterbox(size)[0], letterbox(gray, size)[0])


@settings(deadline=None, max_examples=60)
@given(x=st.integers(-9, 30), y=st.integers(-9, 30), size=st.sampled_from([(16, 16), (12, 16), (32, 32), (50, 40)]))
def test_a_part_of_a_pyramid_shows_what_a_pyramid_of_the_part_shows(x: int, y: int, size: tuple[int, int]) -> None:
    gray = np.random.default_rng(3).integers(0, 256, (96, 128), dtype=np.uint8)
    window = Box(4 * x, 4 * y, 4 * x + 64, 4 * y + 64)
    whole = Pyramid(gray)
    for _ in range(2):
        np.testing.assert_array_equal(whole.part(window).resize(*size), Pyramid(cut(gray, window)).resize(*size))
    odd = Box(window.x0 + 1, window.y0 + 1, window.x1 + 1, window.y1 + 1)
    np.testing.assert_array_equal(whole.part(odd).resize(*size), Pyramid(cut(gray, odd)).resize(*size))


@settings(deadline=None, max_examples=60)
@given(x=st.integers(-500, 3000), y=st.integers(-500, 3000), side=st.integers(30, 250))
def test_a_window_is_moved_to_the_pixels_of_the_halved_picture_that_it_is_cut_from(x: int, y: int, side: int) -> None:
    window = Box(x, y, x + 8 * side, y + 8 * side)
    moved = on_pixels(window, (384, 384))
    step = 2 ** halvings((8 * side, 8 * side), (384, 384))
    assert step == (1 if side < 96 else 2 if side < 192 else 4)
    assert (moved.width, moved.height) == (window.width, window.height)
    assert moved.x0 % step == moved.y0 % step == 0
    assert max(abs(moved.x0 - x), abs(moved.y0 - y)) <= step / 2


def test_the_crop_is_the_square_around_the_longer_side_times_the_margin() -> None:
    window = crop_window(Box(100, 200, 300, 360), 1.2)
    assert (window.x0, window.y0, window.x1, window.y1) == (80, 160, 320, 400)


@settings(deadline=None, max_examples=60)
@given(side=st.floats(256, 3000), margin=st.floats(1.0, 2.0))
def test_a_large_crop_can_be_halved_three_times_and_is_at_most_four_pixels_off(side: float, margin: float) -> None:
    window = crop_window(Box(0, 0, side, side / 2), margin)
    assert window.width == window.height
    assert window.width % 8 == 0
    assert abs(window.width - side * margin) <= 4


def test_an_unscaled_crop_is_the_frame_itself_and_black_beyond_it() -> None:
    gray = np.random.default_rng(2).integers(1, 256, (50, 60), dtype=np.uint8)
    crop, window = ring_crop(gray, Box(-10, -10, 30, 30), 1.0, (40, 40))
    assert (window.x0, window.y0, window.x1, window.y1) == (-10, -10, 30, 30)
    np.testing.assert_array_equal(crop[10:, 10:], gray[:30, :30])
    assert crop[:10].max() == crop[:, :10].max() == 0
    crop, _ = ring_crop(gray, Box(40, 30, 80, 70), 1.0, (40, 40))
    np.testing.assert_array_equal(crop[:20, :20], gray[30:, 40:])
    assert crop[20:].max() == crop[:, 20:].max() == 0


def test_a_crop_wholly_outside_of_the_frame_is_black() -> None:
    gray = np.full((50, 60), 255, np.uint8)
    for box in (Box(100, 0, 140, 40), Box(-90, 0, -50, 40), Box(0, 80, 40, 120), Box(0, -80, 40, -40)):
        assert ring_crop(gray, box, 1.1, (32, 32))[0].max() == 0


@settings(deadline=None, max_examples=60)
@given(center=st.tuples(st.floats(100, 500), st.floats(100, 400)), side=st.floats(20, 300), margin=st.floats(1.0, 2.0))
def test_a_bright_spot_is_where_the_window_says(center: tuple[float, float], side: float, margin: float) -> None:
    gray = np.zeros((500, 600), np.uint8)
    spot_y, spot_x = round(center[1]), round(center[0])
    gray[spot_y - 4 : spot_y + 4, spot_x - 4 : spot_x + 4] = 255
    box = Box(center[0] - side / 2, center[1] - side / 2, center[0] + side / 2, center[1] + side / 2)
    crop, window = ring_crop(gray, box, margin, (64, 64))
    weights = crop.astype(float)
    if weights.sum() == 0:
        return
    at_x = window.x0 + ((np.arange(64) + 0.5) * weights.sum(0)).sum() / weights.sum() * window.width / 64
    at_y = window.y0 + ((np.arange(64) + 0.5) * weights.sum(1)).sum() / weights.sum() * window.height / 64
    if window.width > 12:
        assert abs(at_x - spot_x) < window.width / 64 + 0.5
        assert abs(at_y - spot_y) < window.height / 64 + 0.5


def test_the_classifier_looks_at_the_rings_where_they_are_known_and_at_the_whole_frame_else() -> None:
    gray = np.zeros((300, 400), np.uint8)
    gray[100:200, 150:250] = 200
    pyramid, rings = Pyramid(gray), Rings(Box(150, 100, 250, 200))
    near = class_view(pyramid, rings, 1.25, (64, 64))
    assert (near == 200).mean() == pytest.approx(0.64, abs=0.03)
    for whole in (class_view(pyramid, None, 1.25, (64, 64)), class_view(pyramid, rings, None, (64, 64))):
        assert np.array_equal(whole, letterbox(gray, (64, 64))[0])
