"""Frames agree with their truth."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from tfcollab.exam.frame import FrameClass
from tfcollab.synth.film import FilmSpec, Site
from tfcollab.synth.render import CENTRED_SHARE, IS_BROKEN, SOUND, UNSURE, USABLE_SHARE, EyeState, Scene
from tfcollab.synth.scene import SceneSpec, View
from tfcollab.synth.script import draw_site

SMALL = SceneSpec(view=View(width=480, height=360))


@pytest.fixture(scope="module")
def scene() -> Scene:
    return Scene(SMALL, 5)


def broken_film() -> FilmSpec:
    sites = tuple(replace(draw_site(np.random.default_rng(8), 2.0, 0.0), limit_mm=0.9) for _ in range(1))
    return FilmSpec(sites=sites)


@pytest.mark.parametrize(
    ("state", "film", "expected"),
    [
        (EyeState(), FilmSpec(), FrameClass.CLEAR),
        (EyeState(since_blink_s=4), broken_film(), FrameClass.BROKEN),
        (EyeState(opening=0.0, since_blink_s=4), broken_film(), FrameClass.CLOSED),
        (EyeState(defocus=0.5, since_blink_s=4), broken_film(), FrameClass.BLUR),
        (EyeState(motion=(0.3, 0.0)), FilmSpec(), FrameClass.BLUR),
    ],
)
def test_each_class_comes_from_its_cause(scene: Scene, state: EyeState, film: FilmSpec, expected: FrameClass):
    _, truth = scene.render(scene.film(film, 1), state, 1)
    assert truth.frame_class is expected


def test_same_seeds_give_the_same_bytes():
    frames = []
    for _ in range(2):
        again = Scene(SMALL, 5)
        frames.append(again.render(again.film(broken_film(), 2), EyeState(since_blink_s=3), 3)[0])
    assert np.array_equal(*frames)


def test_the_boxes_hold_the_rings(scene: Scene):
    still = replace(SMALL.camera, read_noise=0.0, shot_noise=0.0)
    quiet = Scene(replace(SMALL, camera=still), 5)
    lit, truth = quiet.render(quiet.film(FilmSpec(), 1), EyeState(defocus=0.0), 1)
    dark_view = replace(SMALL.view, ring_light=0.0)
    unlit = Scene(replace(SMALL, camera=still, view=dark_view), 5)
    without, _ = unlit.render(unlit.film(FilmSpec(), 1), EyeState(defocus=0.0), 1)
    rings = cv2.absdiff(lit, without) > 3
    columns, rows = np.flatnonzero(rings.any(0)), np.flatnonzero(rings.any(1))
    assert truth.rings is not None
    box = truth.rings.outside
    assert box.x0 == pytest.approx(columns[0], abs=3)
    assert box.x1 == pytest.approx(columns[-1] + 1, abs=3)
    assert box.y1 == pytest.approx(rows[-1] + 1, abs=3)
    assert truth.rings.inside is not None
    x, y = (round(c) for c in truth.rings.inside.center)
    half = round(0.3 * truth.rings.inside.width)
    assert not rings[y - half : y + half, x - half : x + half].any()


def test_the_boxes_follow_the_gaze(scene: Scene):
    film = scene.film(FilmSpec(), 1)
    _, still = scene.render(film, EyeState(), 1)
    _, moved = scene.render(film, EyeState(gaze=(0.5, -0.25)), 1)
    assert still.rings is not None
    assert moved.rings is not None
    shift = np.subtract(moved.rings.center, still.rings.center) / scene.px_per_mm
    assert shift == pytest.approx((0.5, -0.25), abs=0.01)


def test_the_picture_differs_from_the_unbroken_one_inside_the_mask_only(scene: Scene):
    quiet = Scene(replace(SMALL, camera=replace(SMALL.camera, read_noise=0.0, shot_noise=0.0)), 5)
    state = EyeState(since_blink_s=4, defocus=0.05)
    broken, truth = quiet.render(quiet.film(broken_film(), 2), state, 3)
    sound, _ = quiet.render(quiet.film(FilmSpec(), 2), state, 3)
    changed = cv2.absdiff(broken, sound).astype(float)
    inside, outside = (
        truth.mask == IS_BROKEN,
        cv2.dilate((truth.mask != SOUND).astype(np.uint8), np.ones((15, 15))) == 0,
    )
    assert inside.sum() > 100
    assert changed[inside].mean() > 5 * max(0.1, changed[outside].mean())


def test_area_is_the_share_of_the_seen_rings():
    bright = replace(SMALL.view, ring_light=0.6, iris_veil=0.0)
    scene = Scene(replace(SMALL, view=bright, device=replace(SMALL.device, falloff=0.1)), 5)
    assert scene.seen_share > 0.95
    film = scene.film(broken_film(), 2)
    _, wide = scene.render(film, EyeState(since_blink_s=4), 1)
    _, blurred = scene.render(film, EyeState(since_blink_s=4, defocus=0.5), 1)
    ring_px = np.pi / 4 * wide.rings.outside.width * wide.rings.outside.height
    assert wide.area_pct == pytest.approx(100 * (wide.mask == IS_BROKEN).sum() / ring_px, rel=0.35)
    # whether a frame is sharp does not change what the film did
    assert blurred.area_pct == wide.area_pct


def test_a_ring_under_the_lid_has_no_box(scene: Scene):
    film = scene.film(FilmSpec(), 1)
    _, wide = scene.render(film, EyeState(opening=1.0), 1)
    _, half = scene.render(film, EyeState(opening=0.45), 1)
    _, shut = scene.render(film, EyeState(opening=0.0), 1)
    assert wide.rings is not None
    assert wide.rings.inside is not None
    assert half.rings is not None
    assert half.rings.inside is None
    assert shut.rings is None


def test_a_device_whose_rings_cannot_be_seen_is_drawn_again():
    view = {"width": 320, "height": 240, "ring_light": {"any": [0.005, 0.4]}}
    for seed in range(6):
        assert Scene.draw({"view": view}, np.random.default_rng(seed), seed).seen_share >= USABLE_SHARE


@pytest.mark.parametrize(
    ("change", "low", "high"), [({"uneven": 0.3, "uneven_seed": 4}, 0.05, 1), ({"last_ring": 2.0}, 0.02, 1)]
)
def test_rings_of_one_projector_differ_in_brightness(change: dict[str, float], low: float, high: float):
    u = np.linspace(0, 1, 2000, dtype=np.float32)[None]
    plain, other = (replace(SMALL.device, **c).pattern(u)[0] for c in ({}, change))
    assert low < float(np.abs(plain - other).max()) < high


def test_dark_rings_turn_the_pattern_over():
    u = np.linspace(0.3, 0.95, 4000, dtype=np.float32)[None]
    bright, mean = replace(SMALL.device, falloff=0.0).pattern(u)
    dark, mean_dark = replace(SMALL.device, falloff=0.0, dark_rings=True).pattern(u)
    assert bright + dark == pytest.approx(1, abs=0.01)
    assert mean + mean_dark == pytest.approx(1, abs=0.01)


def test_what_the_field_stop_cuts_off_is_not_seen():
    round_field = replace(SMALL.camera, field_stop=0.3)
    scene = Scene(replace(SMALL, camera=round_field), 5)
    film = scene.film(broken_film(), 2)
    gray, truth = scene.render(film, EyeState(since_blink_s=4), 1)
    y, x = np.mgrid[: SMALL.view.height, : SMALL.view.width]
    outside = np.hypot(x - 240, y - 180) > 0.32 * 240
    assert gray[outside].max() < 40
    assert not truth.mask[outside].any()
    assert truth.visible == pytest.approx(scene.in_view, abs=0.01)
    assert scene.in_view < 0.8


def test_rings_out_of_view_are_drawn_again():
    ranges = {"view": {"width": 320, "height": 240, "center_x": {"any": [0.0, 0.9]}}}
    for seed in range(6):
        assert Scene.draw(ranges, np.random.default_rng(seed), seed).in_view >= CENTRED_SHARE


def test_a_patch_that_neither_fades_nor_bends_the_rings_is_not_broken(scene: Scene):
    site = Site(1.0, 0.8, 0.0, 1.0, 0.9, 1.2, 0.3, 0.2, 0.2)
    shown = FilmSpec(sites=(site,), scatter=0.9)
    faint = FilmSpec(sites=(site,), scatter=0.3, thickness_um=0.2, roughness=0.0)
    bent = FilmSpec(sites=(site,), scatter=0.3, thickness_um=12.0, hollow_mm=0.2, roughness=0.016)
    state = EyeState(since_blink_s=1.5)
    films = {"shown": shown, "faint": faint, "bent": bent}
    areas = {name: scene.render(scene.film(spec, 5), state, 6)[1] for name, spec in films.items()}
    assert areas["faint"].frame_class is FrameClass.CLEAR
    assert areas["faint"].area_pct == 0
    assert not (areas["faint"].mask == IS_BROKEN).any()
    assert (areas["faint"].mask == UNSURE).any()
    assert areas["bent"].area_pct > 0.3 * areas["shown"].area_pct > 0.25
