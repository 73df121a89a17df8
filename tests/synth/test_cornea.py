"""The mirror optics against what geometry says."""

import numpy as np
import pytest

from tfcollab.synth.cornea import REFERENCE_RADIUS_MM, Cornea, ring_field
from tfcollab.synth.device import Placido


def grid(radius_mm: float = 4.0, step_mm: float = 0.05) -> tuple[np.ndarray, np.ndarray]:
    axis = np.arange(-radius_mm, radius_mm + step_mm / 2, step_mm)
    return np.meshgrid(axis, axis)


def test_on_the_reference_sphere_the_ring_coordinate_is_the_image_radius():
    device = Placido()
    x, y = grid()
    seen = ring_field(device, Cornea(REFERENCE_RADIUS_MM, 0.0, 0.0), x, y)
    r = np.hypot(x, y) / device.image_radius_mm
    near = (r > 0.1) & (r < 1.1)
    assert np.abs(seen.u - r)[near].max() < 0.01


def test_a_steeper_cornea_makes_smaller_rings():
    device = Placido()
    x, y = grid()
    steep = ring_field(device, Cornea(7.2, 0.0, 0.0), x, y)
    flat = ring_field(device, Cornea(8.4, 0.0, 0.0), x, y)
    # half of the radius of curvature is the focal length of a mirror: the image scales with it, nearly
    ratio = np.sqrt((steep.u <= 0.5).sum() / (flat.u <= 0.5).sum())
    assert ratio == pytest.approx(7.2 / 8.4, abs=0.02)


def test_astigmatism_makes_ellipses_along_the_flat_axis():
    x, y = grid()
    seen = ring_field(Placido(), Cornea(7.8, 0.0, 0.8, axis_rad=0.0), x, y)
    inside = seen.u <= 0.6
    width, height = np.ptp(x[inside]), np.ptp(y[inside])
    assert width / height == pytest.approx(8.2 / 7.4, abs=0.03)


def test_the_linear_film_term_predicts_a_small_tilt_of_the_surface():
    x, y = grid()
    level = ring_field(Placido(), Cornea(), x, y)
    tilted = ring_field(Placido(), Cornea(tilt_x=1e-3), x, y)
    near = (level.u > 0.2) & (level.u < 1.0)
    predicted = level.u + 1e-3 * level.u_x
    # a quarter of a ring period of 13 rings is 0.02: the error has to be far below that
    assert np.abs(tilted.u - predicted)[near].max() < 1e-3


def test_a_slope_of_a_period_over_the_radius_shifts_the_rings_by_most_of_a_period():
    device = Placido()
    period = (1 - device.disc_share) / device.rings
    seen = ring_field(device, Cornea(REFERENCE_RADIUS_MM, 0.0, 0.0), np.array([[2.0]]), np.array([[0.0]]))
    slope = period * device.image_radius_mm / REFERENCE_RADIUS_MM
    # one period away on the sphere the slope differs by this much; the rest is the parallax of a near projector
    assert 0.75 < slope * seen.u_x[0, 0] / period < 1.0


@pytest.mark.parametrize("rings", [6, 13, 30])
def test_the_device_shows_as_many_rings_as_it_has(rings: int):
    device = Placido(rings=rings, seam_half_width=0.0)
    u = np.linspace(0, 1.1, 6000, dtype=np.float32)[None]
    line = device.pattern(u)[0][0]
    high = line > 0.5 * device.duty * (1 - device.falloff)
    assert (np.diff(high.astype(int)) == 1).sum() == rings
    assert line[:50].max() < 0.02
    assert line[-50:].max() < 0.02


def test_a_keratoconus_crowds_the_rings_over_its_cone():
    y = np.linspace(-2.5, 2.5, 501)[:, None]
    x = np.zeros_like(y)
    plain = ring_field(Placido(), Cornea(), x, y).u[:, 0]
    steep = ring_field(Placido(), Cornea(cone_um=30, cone_mm=1.0, cone_x=0.0, cone_y=1.0), x, y).u[:, 0]
    across = slice(330, 370)  # 0.8 to 1.2 mm below the apex, where the cone's top is
    assert np.diff(steep[across]).mean() > 1.05 * np.diff(plain[across]).mean()
    assert steep[:100] == pytest.approx(plain[:100], abs=0.01)


def test_a_bowl_shows_the_same_rings_on_the_reference_cornea_and_others_where_it_differs():
    x = np.linspace(0.2, 3.0, 200)[None]
    y = np.zeros_like(x)
    same = ring_field(Placido(bowl_mm=80), Cornea(7.8, 0.0, 0.0), x, y).u
    assert same == pytest.approx(x / Placido().image_radius_mm, abs=0.01)
    flat = [ring_field(Placido(bowl_mm=bowl), Cornea(8.4, 0.0, 0.0), x, y).u for bowl in (0, 80)]
    assert np.abs(flat[0] - flat[1]).max() > 5e-4
