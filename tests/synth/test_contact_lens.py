"""A contact lens shows at its edge and is no break-up."""

from dataclasses import replace

import numpy as np

from tfcollab.exam.frame import FrameClass
from tfcollab.synth.contact_lens import ContactLensSpec, lay_lens, lens_slopes
from tfcollab.synth.film import FilmSpec
from tfcollab.synth.render import EyeState, Scene
from tfcollab.synth.scene import SceneSpec, View

X, Y = (a.astype(np.float32) for a in np.meshgrid(np.linspace(-9, 9, 300), np.linspace(-9, 9, 300)))
BARE = np.full(X.shape, 0.4, np.float32)


def test_without_a_lens_nothing_changes():
    assert lay_lens(ContactLensSpec(), BARE, X, Y, np.random.default_rng(1)) is BARE
    assert lens_slopes(ContactLensSpec(), X, Y) is None


def test_the_edge_is_a_thin_circle_of_the_given_radius():
    spec = ContactLensSpec(worn=1, step=0.0, shade=0.0, edge=0.1, edge_mm=0.1)
    worn = lay_lens(spec, BARE, X, Y, np.random.default_rng(1))
    radius = np.hypot(X, Y)
    changed = np.abs(worn - BARE) > 0.005
    assert changed.any()
    assert (np.abs(radius[changed] - spec.radius_mm) < 0.3).all()


def test_the_film_slopes_at_the_edge_only():
    spec = ContactLensSpec(worn=1, x_mm=1.0)
    slopes = lens_slopes(spec, X, Y)
    assert slopes is not None
    steep = np.hypot(*slopes)
    from_edge = np.abs(np.hypot(X - 1, Y) - spec.radius_mm)
    assert steep.max() <= spec.bend * 1.001
    assert steep[from_edge < 0.05].min() > 0.8 * spec.bend
    assert steep[from_edge > 0.6].max() < 1e-6


def test_a_lens_edge_across_the_rings_is_no_break_up():
    lens = ContactLensSpec(worn=1, x_mm=-5.5, bend=0.012, dots=3)
    scene = Scene(replace(SceneSpec(view=View(width=480, height=360)), lens=lens), 5)
    _, truth = scene.render(scene.film(FilmSpec(), 1), EyeState(), 1)
    assert truth.frame_class is FrameClass.CLEAR
    assert not truth.mask.any()
