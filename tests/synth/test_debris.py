"""Debris disturbs rings at its own outline, moves with the blink, and is no break-up."""

from dataclasses import replace

import cv2
import numpy as np

from tfcollab.exam.frame import FrameClass
from tfcollab.synth.debris import Debris, DebrisSpec
from tfcollab.synth.film import FilmSpec
from tfcollab.synth.render import EyeState, Scene
from tfcollab.synth.scene import SceneSpec, View

QUIET = SceneSpec(view=View(width=480, height=360))
QUIET = replace(QUIET, camera=replace(QUIET.camera, read_noise=0.0, shot_noise=0.0))
DIRTY = DebrisSpec(specks=6, threads=3, reach_mm=2.0, opacity=0.9, speck_mm=0.4)


def test_debris_is_no_break_up():
    scene = Scene(replace(QUIET, debris=DIRTY), 5)
    _, truth = scene.render(scene.film(FilmSpec(), 1), EyeState(since_blink_s=2), 1)
    assert truth.frame_class is FrameClass.CLEAR
    assert truth.area_pct == 0
    assert not truth.mask.any()


def test_debris_disturbs_the_picture_at_its_own_place_only():
    clean, dirty = Scene(QUIET, 5), Scene(replace(QUIET, debris=DIRTY), 5)
    state = EyeState(since_blink_s=2)
    frames = [s.render(s.film(FilmSpec(), 1), state, 1)[0] for s in (clean, dirty)]
    changed = cv2.absdiff(*frames) > 2
    assert 20 < changed.sum() < 0.03 * changed.size


def test_debris_rides_up_after_the_blink_and_slows_down():
    debris = Debris(DIRTY, 40.0, np.random.default_rng(1))
    y = np.array([[place[1] for place in debris.places_mm(t)] for t in (0.0, 0.5, 1.0, 3.0, 4.0)])
    speed = -np.diff(y, axis=0) / np.diff([0.0, 0.5, 1.0, 3.0, 4.0])[:, None]
    assert (speed > 0).all()
    assert (np.diff(speed, axis=0) < 0).all()
    assert speed[-1].max() < 0.06


def test_same_seed_same_bytes():
    pictures = []
    for seed in (1, 1, 2):
        eye = np.full((300, 300), 0.3, np.float32)
        Debris(DIRTY, 40.0, np.random.default_rng(seed)).lay(eye, (150, 150), 1.0)
        pictures.append(eye)
    assert np.array_equal(pictures[0], pictures[1])
    assert not np.array_equal(pictures[0], pictures[2])


def test_nothing_that_leaves_the_picture_is_drawn():
    eye = np.full((60, 60), 0.3, np.float32)
    Debris(DIRTY, 40.0, np.random.default_rng(1)).lay(eye, (-500, 30), 1.0)
    assert (eye == np.float32(0.3)).all()
