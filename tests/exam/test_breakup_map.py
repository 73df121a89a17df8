"""The break-up map and what is read from it."""

import math

import numpy as np
import pytest

from tfcollab.exam.breakup_map import (
    MapBuilder,
    a3f_breakup_s,
    average_breakup_s,
    breakup_sites_s,
    empty_map,
    quadrant_names,
)
from tfcollab.exam.frame import FULLY_BROKEN, NOT_SEEN, Eye
from tfcollab.exam.result import BreakupMap
from tfcollab.exam.settings import ClinicalSettings

SETTINGS = ClinicalSettings()
STABLE = np.full((8, 24), np.inf)


def build(frames: int, paint, eye: Eye = Eye.OD, first_s: float | None = 10.0) -> BreakupMap:
    """A measurement from 10 s on at 10 frames a second; paint(cells, number) marks each frame's cells."""
    builder = MapBuilder(SETTINGS)
    for number in range(frames):
        cells = np.zeros((8, 24), np.uint8)
        paint(cells, number)
        builder.add(10 + number / 10, cells, True)
    return builder.finish(eye, 10.0, first_s)


def broken_at(*sites: tuple[int, int, float]) -> np.ndarray:
    times_s = STABLE.copy()
    for annulus, sector, time_s in sites:
        times_s[annulus, sector] = time_s
    return times_s


def test_a_cell_breaks_when_its_share_lasts() -> None:
    def paint(cells: np.ndarray, number: int) -> None:
        cells[2, 3] = 0.2 * FULLY_BROKEN if number >= 12 else 0
        cells[2, 4] = 0.19 * FULLY_BROKEN
        cells[5, 9] = FULLY_BROKEN if number == 7 else 0

    result = build(30, paint)
    assert result.times_s[2, 3] == pytest.approx(1.2)
    assert result.broken_cells == 1
    assert result.seen_cells == 8 * 24


def test_hidden_cells_are_not_seen_and_never_stable() -> None:
    def paint(cells: np.ndarray, number: int) -> None:
        cells[6:, :3] = NOT_SEEN
        cells[0, 0] = NOT_SEEN if number < 16 else 0
        cells[0, 1] = NOT_SEEN if number < 14 else 0
        cells[7, 12] = NOT_SEEN if number < 20 else FULLY_BROKEN

    result = build(30, paint)
    assert np.isnan(result.times_s[6:, :3]).all()
    assert np.isnan(result.times_s[0, 0])
    assert result.times_s[0, 1] == np.inf
    assert np.isnan(result.times_s[7, 12])
    assert result.seen_cells == 8 * 24 - 8


def test_frames_without_rings_count_as_not_seen() -> None:
    builder = MapBuilder(SETTINGS)
    assert builder.add(0.0, np.zeros((8, 24), np.uint8), False) == 1.0
    assert [builder.add(t, None, False) for t in (0.1, 0.2)] == [0.0, 0.0]
    assert np.isnan(builder.finish(Eye.OD, 0.0, None).times_s).all()
    assert np.isnan(MapBuilder(SETTINGS).finish(Eye.OD, 0.0, None).times_s).all()


def test_cells_break_only_in_frames_that_hold_a_break_up_and_never_before_it() -> None:
    def paint(cells: np.ndarray, number: int) -> None:
        cells[1, 1] = FULLY_BROKEN

    assert build(30, paint, first_s=11.0).times_s[1, 1] == pytest.approx(1.0)
    assert build(30, paint, first_s=None).broken_cells == 0
    builder = MapBuilder(SETTINGS)
    for number in range(30):
        builder.add(number / 10, np.full((8, 24), FULLY_BROKEN, np.uint8), False)
    assert builder.finish(Eye.OD, 0.0, 0.0).broken_cells == 0


@pytest.mark.parametrize(
    ("eye", "right", "left"),
    [(Eye.OD, "nasal", "temporal"), (Eye.OS, "temporal", "nasal"), (Eye.UNKNOWN, "image right", "image left")],
)
def test_the_nose_is_on_the_image_s_right_for_the_right_eye(eye: Eye, right: str, left: str) -> None:
    def paint(cells: np.ndarray, number: int) -> None:
        cells[3, 6] = FULLY_BROKEN * (number >= 5)  # just below 3 o'clock
        cells[4, 23] = FULLY_BROKEN * (number >= 10)  # just left of 12 o'clock

    result = build(30, paint, eye)
    assert quadrant_names(eye) == ("superior", right, "inferior", left)
    expected = {"superior": 1.0, right: 0.5, "inferior": math.inf, left: math.inf}
    assert result.quadrants_s == pytest.approx(expected)


def test_a_quadrant_that_is_mostly_hidden_is_not_called_stable() -> None:
    def paint(cells: np.ndarray, number: int) -> None:
        cells[2:, [21, 22, 23, 0, 1, 2]] = NOT_SEEN
        cells[:4, 9:15] = NOT_SEEN

    quadrants_s = build(10, paint).quadrants_s
    assert math.isnan(quadrants_s["superior"])
    assert quadrants_s["inferior"] == math.inf
    assert all(math.isnan(each) for each in empty_map(SETTINGS, Eye.OS).quadrants_s.values())


def test_the_average_is_over_the_cells_that_broke() -> None:
    assert average_breakup_s(broken_at((0, 0, 2.0), (3, 3, 5.0))) == pytest.approx(3.5)
    assert average_breakup_s(STABLE) is None


def test_touching_cells_are_one_site() -> None:
    assert breakup_sites_s(broken_at((3, 3, 2.0), (4, 4, 2.0), (4, 5, 3.0))) == [2.0]
    assert breakup_sites_s(broken_at((3, 0, 2.0), (3, 23, 3.0))) == [2.0]
    assert breakup_sites_s(broken_at((3, 3, 2.0), (3, 5, 2.0), (3, 4, 3.0))) == [2.0, 2.0]
    assert breakup_sites_s(broken_at((0, 3, 2.0), (7, 3, 4.0), (6, 3, 4.0), (5, 3, 4.0))) == [2.0, 4.0]
    assert breakup_sites_s(STABLE) == []


def test_the_average_of_the_first_three_wants_the_second_within_a_second() -> None:
    three = broken_at((1, 1, 3.0), (4, 8, 3.9), (6, 16, 6.0))
    assert a3f_breakup_s(three, 3.0, 1.0) == pytest.approx(4.3)
    assert a3f_breakup_s(three, 2.8, 1.0) is None
    assert a3f_breakup_s(broken_at((1, 1, 3.0), (4, 8, 3.9)), 3.0, 1.0) is None
    assert a3f_breakup_s(broken_at((1, 1, 3.0), (4, 8, 4.0), (6, 16, 5.0)), 3.0, 1.0) == pytest.approx(4.0)
