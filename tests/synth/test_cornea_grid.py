"""Tracing every fourth pixel shows the same rings."""

import numpy as np
import pytest

from tfcollab.synth.cornea import Cornea, ring_field, ring_field_on_grid
from tfcollab.synth.device import Placido


@pytest.mark.parametrize("cornea", [Cornea(toricity_mm=0.4, tilt_x=0.02), Cornea(cone_um=30.0, cone_x=0.5, cone_y=1.0)])
def test_the_rings_lie_where_a_trace_of_every_pixel_puts_them(cornea: Cornea):
    x, y = np.meshgrid((np.arange(403, dtype=np.float32) - 201.3) / 50, (np.arange(398, dtype=np.float32) - 199.7) / 50)
    device = Placido()
    every, some = ring_field(device, cornea, x, y), ring_field_on_grid(device, cornea, x, y)
    lit = (np.hypot(x, y) > device.disc_share * device.image_radius_mm) & (every.u < 1.05)
    period = (1 - device.disc_share) / device.rings
    error = np.abs(some.u - every.u)[lit]
    assert error.max() < 0.03 * period
    assert error.mean() < 0.002 * period
    assert np.abs(some.u_x - every.u_x)[lit].mean() < 0.002
    turn = np.angle(np.exp(1j * (some.azimuth - every.azimuth)))
    assert np.abs(turn)[lit].mean() < 1e-3
