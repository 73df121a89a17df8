"""A pixel gathers the light of its whole width."""

import numpy as np

from tfcollab.synth.render import Scene
from tfcollab.synth.scene import draw_scene, load_ranges


def _detail(width: int) -> float:
    """Contrast of a plain eye's rings over their mean, in a frame of this width."""
    ranges = load_ranges("train")
    for part in ("debris", "lamps", "lens"):
        ranges.pop(part, None)
    spec = draw_scene(ranges, np.random.default_rng(4), (width, width * 3 // 4))
    scene = Scene(spec, 4)
    rings = scene._mirrored(scene._field.u, np.ones_like(scene._field.u))
    inside = (scene._field.u < 0.9) & (scene._field.u > 0.4)
    return float(rings[inside].std() / rings[inside].mean())


def test_rings_finer_than_the_pixels_turn_gray_and_wide_ones_stay() -> None:
    wide, fine = _detail(1600), _detail(120)
    assert wide > 0.5
    assert fine < 0.25 * wide
