"""The rings' regularity on drawn rings: what it sees, what it must not see, and what it cannot judge."""

from collections.abc import Callable

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from tfcollab.chain.polar import ring_map
from tfcollab.chain.regularity import ring_period
from tfcollab.chain.unwrap import PolarSize, RingGeometry, View
from tfcollab.chain.witness import RingWitness
from tfcollab.exam.frame import FULLY_BROKEN, NOT_SEEN, Box, Irregularity, Rings
from tfcollab.exam.settings import ClinicalSettings

OPENED_S = 0.1
SIDE, RADIUS, DISC = 384, 160, 24
WINDOW = Box(0, 0, SIDE, SIDE)
Picture = NDArray[np.uint8]


def rings_at(x: float = 192, y: float = 192) -> Rings:
    outside, inside = (Box(x - r, y - r, x + r, y + r) for r in (RADIUS, DISC))
    return Rings(outside, None, inside)


def picture(
    x: float = 192, y: float = 192, count: float = 13, patch: tuple[float, float, float] | None = None, seed: int = 0
) -> Picture:
    """Rings around (x, y) with a little noise; patch: x, y, radius of a place without rings, from the rings' centre."""
    rows, columns = np.mgrid[:SIDE, :SIDE] + 0.5
    radius = np.hypot(columns - x, rows - y)
    wave = 60 * np.cos(2 * np.pi * count * radius / RADIUS)
    wave[(radius > RADIUS) | (radius < DISC)] = 0
    if patch is not None:
        wave[np.hypot(columns - x - patch[0], rows - y - patch[1]) < patch[2]] = 0
    noise = np.random.default_rng(seed).normal(0, 3, wave.shape)
    return np.clip(np.round(90 + wave + noise), 0, 255).astype(np.uint8)


def watch(draw: Callable[[float], tuple[Picture, Rings]], seconds: float = 2.0) -> list[Irregularity | None]:
    """Readings of 20 frames a second after a closure."""
    witness = RingWitness(ClinicalSettings())
    readings = []
    for index in range(round(seconds * 20)):
        image, rings = draw(index / 20)
        readings.append(witness.read(View(image, WINDOW), rings, OPENED_S + index / 20, OPENED_S))
    return readings


def test_still_rings_are_regular_once_the_baseline_is_known() -> None:
    readings = watch(lambda s: (picture(seed=round(s * 20)), rings_at()))
    assert readings[:11] == [None] * 11
    assert all(reading is not None and reading.area_pct == 0 for reading in readings[11:])
    assert readings[-1] is not None
    assert (readings[-1].cells != NOT_SEEN).mean() > 0.95


def test_a_patch_that_loses_its_rings_is_found_where_and_when_it_is() -> None:
    patch = (70.0, 0.0, 20.0)
    readings = watch(lambda s: (picture(patch=patch if s >= 1.2 else None, seed=round(s * 20)), rings_at()))
    areas_pct = [None if reading is None else reading.area_pct for reading in readings]
    assert all(area == 0 for area in areas_pct[12:24])
    true_pct = 100 * 20**2 / (RADIUS**2 - DISC**2)
    assert areas_pct[24:] == [pytest.approx(true_pct, rel=0.35)] * 16
    assert readings[-1] is not None
    broken = (readings[-1].cells >= 0.2 * FULLY_BROKEN) & (readings[-1].cells != NOT_SEEN)
    found = {(int(a), int(s)) for a, s in np.argwhere(broken)}
    grid = ring_map(rings_at(), WINDOW, (SIDE, SIDE), 8, 24)
    assert divmod(int(grid.cells[192, 262]), 24) in found
    assert {sector for _, sector in found} <= {4, 5, 6, 7}


def test_an_eye_that_moves_under_a_box_that_trembles_stays_regular() -> None:
    tremble = np.random.default_rng(1).normal(0, 1.5, (60, 2))

    def draw(s: float) -> tuple[Picture, Rings]:
        x, y = 192 + 6 * np.sin(3 * s), 192 + 8 * s
        off = tremble[round(s * 20)]
        return picture(x, y, seed=round(s * 20)), rings_at(x + off[0], y + off[1])

    readings = watch(draw)
    assert max(reading.area_pct for reading in readings if reading is not None) < 0.1
    assert sum(reading is not None for reading in readings) > 25


def test_blur_and_a_dark_frame_are_no_breakup() -> None:
    def draw(s: float) -> tuple[Picture, Rings]:
        image = picture(seed=round(s * 20))
        if 1.0 <= s < 1.3:
            image = np.asarray(cv2.GaussianBlur(image, (0, 0), 5), np.uint8)
        return (image // 2 if s >= 1.6 else image), rings_at()

    readings = watch(draw)
    assert readings[20:26] == [None] * 6
    # half the light is half the strength: out of focus, for all that can be told
    assert all(reading is None or reading.area_pct == 0 for reading in readings)


def test_a_lid_that_comes_down_hides_and_breaks_nothing() -> None:
    def draw(s: float) -> tuple[Picture, Rings]:
        image = picture(seed=round(s * 20))
        image[: round(40 + 60 * max(0.0, s - 0.8))] = 210
        return image, rings_at()

    readings = watch(draw)
    assert readings[-1] is not None
    assert readings[-1].area_pct < 0.25
    assert (readings[-1].cells[-1, [0, 23]] == NOT_SEEN).all()


@pytest.mark.parametrize(
    "image",
    [
        picture(count=0),
        np.random.default_rng(0).integers(0, 255, (SIDE, SIDE), dtype=np.uint8),
        np.asarray(cv2.GaussianBlur(picture(), (0, 0), 8), np.uint8),
    ],
    ids=["no rings", "noise", "blurred rings"],
)
def test_what_shows_no_readable_rings_is_not_judged(image: Picture) -> None:
    assert watch(lambda s: (image, rings_at()), 1.0) == [None] * 20


def test_it_begins_anew_when_the_eye_opens() -> None:
    witness = RingWitness(ClinicalSettings())
    judged = set()
    for index in range(120):
        opened_s = 0.0 if index < 90 else 1.5
        view = View(picture(seed=index), WINDOW)
        if witness.read(view, rings_at(), index / 60, opened_s) is not None:
            judged.add(index)
    assert set(range(40, 90)) <= judged
    assert not judged & set(range(90, 118))


def test_the_straight_picture_lies_as_the_grid_of_the_map_does() -> None:
    rings = Rings(Box(30, 40, 350, 330), None, Box(160, 150, 210, 200))
    size = PolarSize.of_grid(8, 24)
    grid = ring_map(rings, WINDOW, (SIDE, SIDE), 8, 24)
    found = RingGeometry.of(rings).unwrap(View((grid.cells % 200 + 1).astype(np.uint8), WINDOW), rings.center, size)
    found = found[:, size.margin : -size.margin]
    rows, columns = size.radial // 8, size.azimuth // 24
    middles = found[rows // 2 :: rows, columns // 2 :: columns]
    assert np.array_equal(middles, (np.arange(192) + 1).reshape(8, 24))


@pytest.mark.parametrize("count", [6, 13, 24])
def test_the_period_of_the_rings_is_found(count: int) -> None:
    size = PolarSize.of_grid(8, 24)
    geometry = RingGeometry.of(rings_at())
    polar = geometry.unwrap(View(picture(count=count), WINDOW), (192.0, 192.0), size)
    true_steps = size.radial / (1 - geometry.disc) / count
    assert ring_period(polar) == pytest.approx(true_steps, rel=0.06)


def test_the_spacing_is_told_in_pixels_of_the_frame_from_the_first_rings_on_until_another_recording() -> None:
    witness = RingWitness(ClinicalSettings())
    # a crop of half the frame's resolution
    view = View(cv2.resize(picture(count=10), None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), WINDOW)
    for index in range(8):
        assert (witness.spacing_px is None) == (index <= 4)
        witness.read(view, rings_at(), OPENED_S + index / 20, OPENED_S)
    assert witness.spacing_px == pytest.approx(RADIUS / 10, rel=0.06)
    witness.reset()
    assert witness.spacing_px is None
