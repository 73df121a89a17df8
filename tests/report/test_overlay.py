from dataclasses import replace

import numpy as np

from tfcollab.exam.frame import Box, Breakup, Frame, FrameClass, FrameResult, Rings
from tfcollab.report import overlay


def _result(width, height, breakup=None, rings=None):
    gray = np.full((height, width), 100, np.uint8)
    return FrameResult(Frame(0, 0.0, gray), FrameClass.CLEAR, (1.0, 0.0, 0.0, 0.0), rings, breakup)


def _coloured(image):
    return np.argwhere((image.max(axis=2).astype(int) - image.min(axis=2)) > 20)


def test_whole_frame_is_shown_at_most_960_wide_with_even_sides():
    assert [(v.width, v.height) for v in (overlay.whole_frame(3632, 2760), overlay.whole_frame(321, 241))] == [
        (960, 730),
        (320, 240),
    ]


def test_without_a_reading_the_picture_stays_gray():
    image = overlay.draw(_result(640, 480), overlay.whole_frame(640, 480))
    assert image.shape == (480, 640, 3)
    assert image.dtype == np.uint8
    assert (image == 100).all()


def test_breakup_is_drawn_where_it_is():
    probability = np.zeros((128, 128), np.uint8)
    probability[64:96, 32:48] = 255
    breakup = Breakup(Box(400, 200, 1424, 1224), probability, np.zeros((8, 24), np.uint8), 1.0)
    image = overlay.draw(_result(1920, 1440, breakup), overlay.whole_frame(1920, 1440))
    found = _coloured(image)
    # 8 frame pixels a probability pixel, half of that on the picture; to within a probability pixel
    expected = [(200 + 64 * 8) / 2, (400 + 32 * 8) / 2, (200 + 96 * 8) / 2, (400 + 48 * 8) / 2]
    np.testing.assert_allclose([*found.min(axis=0), *(found.max(axis=0) + 1)], expected, atol=4)
    red, green, blue = image[400, 400 // 2 + 32 * 4 + 30]
    assert red > green > blue


def test_unlikely_breakup_is_not_drawn_and_likelier_is_denser():
    def brightness(value):
        breakup = Breakup(Box(0, 0, 64, 64), np.full((8, 8), value, np.uint8), np.zeros((8, 24), np.uint8), 1.0)
        return int(overlay.draw(_result(64, 64, breakup), overlay.whole_frame(64, 64))[32, 32, 0])

    assert brightness(60) == 100
    assert 100 < brightness(128) < brightness(255) < 255


def test_window_beyond_the_frame_is_cut():
    breakup = Breakup(Box(-50, -80, 150, 120), np.full((64, 64), 255, np.uint8), np.zeros((8, 24), np.uint8), 50.0)
    found = _coloured(overlay.draw(_result(200, 160, breakup), overlay.whole_frame(200, 160)))
    assert found.min(axis=0).tolist() == [0, 0]
    assert (found.max(axis=0) + 1).tolist() == [120, 150]


def test_ring_outline_passes_the_box_sides():
    rings = Rings(Box(100, 60, 300, 220))
    found = _coloured(overlay.draw(_result(480, 360, rings=rings), overlay.whole_frame(480, 360)))
    np.testing.assert_allclose([*found.min(axis=0), *found.max(axis=0)], [60, 100, 220, 300], atol=2)


def test_view_around_the_rings_has_a_margin_and_stays_inside_the_frame():
    rings = Rings(Box(1000, 700, 2500, 2200))
    view = overlay.around_rings(rings, 3632, 2760)
    assert (view.x0, view.y0, view.x1, view.y1) == (880, 580, 2620, 2320)
    assert (view.width, view.height) == (700, 700)
    at_edge = overlay.around_rings(replace(rings, outside=Box(-20, -20, 300, 300)), 320, 240)
    assert (at_edge.x0, at_edge.y0, at_edge.x1, at_edge.y1) == (0, 0, 320, 240)
