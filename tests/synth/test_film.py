"""Break-up grows, and its severity, relief and contrast belong together."""

from itertools import pairwise

import numpy as np
import pytest

from tfcollab.synth.film import BROKEN, FilmSpec, Site, TearFilm

PX_PER_MM = 40.0


def film(*sites: Site, **changes: float) -> TearFilm:
    axis = (np.arange(240, dtype=np.float32) - 120) / PX_PER_MM
    x, y = np.meshgrid(axis, axis)
    return TearFilm(FilmSpec(sites=sites, **changes), x, y, PX_PER_MM, np.random.default_rng(3))


def site(**changes: float) -> Site:
    base = {
        "x_mm": 0.5, "y_mm": -0.3, "onset_s": 2.0, "speed_mm_s": 0.5, "limit_mm": 0.8,
        "elongation": 1.0, "direction_rad": 0.0, "raggedness": 0.0, "rim_mm": 0.2,
    }  # fmt: skip
    return Site(**(base | changes))


def area_mm2(tear: TearFilm, time_s: float) -> float:
    severity = tear.severity(time_s)
    return 0.0 if severity is None else float((severity >= BROKEN).sum()) / PX_PER_MM**2


def test_nothing_is_broken_before_the_onset():
    assert film(site()).severity(1.99) is None
    assert film().severity(100.0) is None


@pytest.mark.parametrize("age_s", [0.5, 1.0, 1.4])
def test_a_round_patch_has_the_area_of_its_radius(age_s: float):
    assert area_mm2(film(site()), 2 + age_s) == pytest.approx(np.pi * (0.5 * age_s) ** 2, rel=0.08)


def test_growth_stops_at_the_limit():
    tear = film(site())
    assert area_mm2(tear, 30) == pytest.approx(np.pi * 0.8**2, rel=0.03)
    assert area_mm2(tear, 60) == area_mm2(tear, 30)


def test_elongation_keeps_the_area():
    assert area_mm2(film(site(elongation=4.0)), 3) == pytest.approx(area_mm2(film(site()), 3), rel=0.1)


def test_patches_merge_and_the_area_never_shrinks():
    tear = film(site(), site(x_mm=-0.4, onset_s=2.5), site(y_mm=0.6, raggedness=1.0))
    areas = [area_mm2(tear, t) for t in np.arange(1.5, 6, 0.25)]
    assert all(b >= a for a, b in pairwise(areas))


def test_a_broken_floor_loses_contrast_and_its_wall_bends_the_mirror():
    state = film(site(), scatter=0.7, roughness=0.0, calm=0.0, blink_ripple=0.0).state(4.0)
    assert state.contrast.min() == pytest.approx(0.3, abs=0.01)
    assert state.contrast.max() == 1.0
    # a step of 3 µm rounded by a Gaussian of 0.15 mm, after a smoothstep 0.2 mm wide (deviation 0.224 of its width)
    steepest = 3e-3 / (np.sqrt(2 * np.pi) * np.hypot(0.15, 0.224 * 0.2))
    assert np.hypot(state.slope_x, state.slope_y).max() == pytest.approx(steepest, rel=0.1)


def test_the_ripple_of_the_blink_is_gone_after_half_a_second():
    tear = film(calm=0.0, blink_ripple=0.004)
    assert np.abs(tear.state(0.0).slope_y).max() == pytest.approx(0.004, rel=0.05)
    assert np.abs(tear.state(0.6).slope_y).max() < 1e-4
