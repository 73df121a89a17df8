"""Reflections of lamps add light, hide the film where they blind, and are no break-up."""

from dataclasses import replace

import numpy as np
import pytest

from tfcollab.exam.frame import FrameClass
from tfcollab.synth.film import FilmSpec
from tfcollab.synth.lamps import Lamps, LampSpec
from tfcollab.synth.render import EyeState, Scene
from tfcollab.synth.scene import SceneSpec, View
from tfcollab.synth.script import draw_site

SCENE = SceneSpec(view=View(width=480, height=360))


def lamps(spec: LampSpec, seed: int = 1) -> Lamps:
    return Lamps(spec, (200, 300), (150.0, 100.0), 20.0, 0.9, np.random.default_rng(seed))


def test_a_bright_core_hides_and_a_faint_one_does_not():
    seen = np.zeros((200, 300), np.float32)
    bright, faint = (lamps(LampSpec(central=level)).blind(seen, (0.0, 0.0)) for level in (3.0, 0.5))
    assert bright[100, 150] == 1
    assert 0 < bright.sum() < 0.01 * bright.size
    assert not faint.any()
    assert not seen.any()


def test_break_up_under_a_blinding_core_is_not_seen():
    site = replace(draw_site(np.random.default_rng(8), 2.0, 0.0), x_mm=0.6, y_mm=0.0, limit_mm=0.6)
    film, state = FilmSpec(sites=(site,)), EyeState(since_blink_s=4)
    plain, lit = (
        Scene(SCENE, 5),
        Scene(replace(SCENE, lamps=LampSpec(spots=1, size_mm=8.0, reach_mm=0.0, level=40.0)), 5),
    )
    _, truth = plain.render(plain.film(film, 2), state, 3)
    gray, covered = lit.render(lit.film(film, 2), state, 3)
    lost = (truth.mask > 0) & (covered.mask == 0)
    assert lost.sum() > 20
    assert gray[lost].min() > 230
    assert (covered.mask <= truth.mask).all()


def test_lamps_are_no_break_up():
    spec = replace(SCENE, lamps=LampSpec(spots=2, windows=1, strips=1, level=2.0, haze=0.4, central=1.0))
    scene = Scene(spec, 5)
    _, truth = scene.render(scene.film(FilmSpec(), 1), EyeState(), 1)
    assert truth.frame_class is FrameClass.CLEAR
    assert not truth.mask.any()


@pytest.mark.parametrize(("fixed", "moved_px"), [(0.0, 20), (1.0, 0)])
def test_reflections_follow_the_eye_or_stand_still(fixed: float, moved_px: int):
    made = lamps(LampSpec(spots=1, fixed=fixed, reach_mm=2.0))
    places = []
    for gaze in ((0.0, 0.0), (1.0, 0.0)):
        light = np.zeros((200, 300), np.float32)
        made.on_eye(light, gaze)
        made.on_optics(light)
        places.append(float((light.sum(0) * np.arange(300)).sum() / light.sum()))
    assert places[1] - places[0] == pytest.approx(moved_px, abs=0.6)


def test_haze_grays_but_does_not_hide():
    made = lamps(LampSpec(haze=0.5, haze_share=1.0, haze_level=0.5))
    light = np.tile(np.float32([0.1, 0.3]), (200, 150))
    made.on_optics(light)
    contrast = light[:, 1::2] - light[:, ::2]
    assert contrast.min() >= 0.099
    assert contrast.min() < 0.17
    assert not made.blind(np.zeros((200, 300), np.float32), (0.0, 0.0)).any()


def test_same_seed_same_bytes():
    pictures = []
    for seed in (1, 1, 2):
        light = np.zeros((200, 300), np.float32)
        made = lamps(LampSpec(spots=2, windows=2, strips=2, haze=0.3), seed)
        made.on_eye(light, (0.1, 0.2))
        made.on_optics(light)
        pictures.append(light)
    assert np.array_equal(pictures[0], pictures[1])
    assert not np.array_equal(pictures[0], pictures[2])
