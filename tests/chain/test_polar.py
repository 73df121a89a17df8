import numpy as np
import pytest

from tfcollab.chain.polar import ring_map
from tfcollab.exam.frame import Box, Rings

OUTSIDE = Box(0, 0, 200, 200)
CENTRED = Rings(OUTSIDE, inside=Box(90, 90, 110, 110))


@pytest.mark.parametrize(
    ("x", "y", "sector"),
    [
        (101, 40, 0),
        (99, 40, 23),
        (160, 99, 5),
        (160, 101, 6),
        (101, 160, 11),
        (99, 160, 12),
        (40, 101, 17),
        (40, 99, 18),
    ],
)
def test_sectors_run_clockwise_from_twelve(x: int, y: int, sector: int) -> None:
    cells = ring_map(CENTRED, OUTSIDE, (200, 200), 8, 24).cells
    assert cells[y, x] % 24 == sector


@pytest.mark.parametrize(("radius", "annulus"), [(12, 0), (20, 0), (22.5, 1), (54, 3), (56, 4), (90, 7), (98, 7)])
def test_annuli_run_outward_between_the_disc_and_the_outermost_ring(radius: float, annulus: int) -> None:
    cells = ring_map(CENTRED, OUTSIDE, (200, 200), 8, 24).cells
    assert cells[100, int(100 + radius)] // 24 == annulus


def test_the_dark_disc_and_what_lies_beyond_the_rings_belong_to_no_cell() -> None:
    cells = ring_map(CENTRED, OUTSIDE, (200, 200), 8, 24).cells
    assert cells[100, 100] == cells[100, 108] == cells[3, 3] == cells[199, 199] == -1
    assert (cells >= 0).sum() == pytest.approx(np.pi * (100**2 - 10**2), rel=0.01)


def test_cells_of_one_annulus_have_the_same_area() -> None:
    cells = ring_map(CENTRED, OUTSIDE, (200, 200), 8, 24).cells
    outermost = np.bincount(cells[cells >= 0], minlength=192).reshape(8, 24)[7]
    np.testing.assert_allclose(outermost, np.pi * (100**2 - 88.75**2) / 24, rtol=0.08)


def test_the_grid_follows_a_disc_that_is_off_centre() -> None:
    cells = ring_map(Rings(OUTSIDE, inside=Box(100, 90, 120, 110)), OUTSIDE, (200, 200), 8, 24).cells
    row = cells[100]
    disc = np.flatnonzero(row[60:160] == -1) + 60
    assert (disc.min(), disc.max() + 1) == (100, 120)
    # outermost ring stays where it is: all 8 annuli are met on both sides
    assert set(row[120:200] // 24) == set(row[:100] // 24) == set(range(8))
    assert row[1] // 24 == row[198] // 24 == 7


def test_an_oval_ring_system_has_an_oval_grid() -> None:
    outside = Box(0, 50, 200, 150)
    cells = ring_map(Rings(outside, inside=Box(90, 95, 110, 105)), Box(0, 0, 200, 200), (200, 200), 8, 24).cells
    assert cells[60, 100] // 24 == cells[100, 180] // 24 == 6
    assert cells[45, 100] == -1


def test_the_grid_is_the_same_at_another_scale_and_place_of_the_window() -> None:
    rings = Rings(Box(1000, 500, 1400, 900), inside=Box(1180, 680, 1220, 720))
    np.testing.assert_array_equal(
        ring_map(rings, Box(1000, 500, 1400, 900), (200, 200), 8, 24).cells,
        ring_map(CENTRED, OUTSIDE, (200, 200), 8, 24).cells,
    )


def test_rings_at_rest_share_one_grid() -> None:
    moved = Rings(Box(0.2, 0.2, 200.2, 200.2), inside=Box(90.2, 90.2, 110.2, 110.2))
    assert ring_map(moved, OUTSIDE, (200, 200), 8, 24) is ring_map(CENTRED, OUTSIDE, (200, 200), 8, 24)
