"""Scenes are drawn from files, inside their ranges."""

import json
from pathlib import Path

import numpy as np
import pytest

from tfcollab.errors import UserError
from tfcollab.resources import data_dir
from tfcollab.synth.render import Scene
from tfcollab.synth.scene import FINEST_PERIOD_PX, draw_scene, load_ranges

HELD_OUT = sorted(path.stem for path in (data_dir() / "scenes" / "held_out").iterdir())


def test_a_drawn_scene_lies_inside_its_ranges_and_follows_its_seed():
    ranges = load_ranges("train")
    scenes = [draw_scene(ranges, np.random.default_rng(seed)) for seed in range(50)]
    low, high = ranges["device"]["rings"]["any"][0]
    assert {type(s.device.rings) for s in scenes} == {int}
    assert all(low <= s.device.rings <= high for s in scenes)
    assert len({s.device.rings for s in scenes}) > 5
    assert draw_scene(ranges, np.random.default_rng(7)) == scenes[7]


@pytest.mark.parametrize("name", ["test", *(f"held_out/{preset}" for preset in HELD_OUT)])
def test_scenes_to_measure_on_leave_the_training_ranges(name: str):
    train, other = load_ranges("train"), load_ranges(name)
    # the law of the rings' spacing never overlaps: no such scene could have been a training scene
    assert other["device"]["spacing_power"][0] >= train["device"]["spacing_power"][1]


def test_five_devices_are_held_out():
    assert len(HELD_OUT) >= 5


def test_ranges_change_those_that_they_name_as_their_base(tmp_path: Path):
    path = tmp_path / "mine.json"
    path.write_text(json.dumps({"base": "train", "device": {"rings": 9}}))
    ranges = load_ranges(str(path))
    assert ranges["device"] == load_ranges("train")["device"] | {"rings": 9}
    assert ranges["camera"] == load_ranges("train")["camera"]


def test_a_choice_may_be_among_ranges():
    ranges = {"device": {"bowl_mm": {"any": [0.0, [60.0, 110.0]]}}}
    drawn = [draw_scene(ranges, np.random.default_rng(seed)).device.bowl_mm for seed in range(40)]
    assert 0.0 in drawn
    assert all(bowl == 0 or 60 <= bowl <= 110 for bowl in drawn)
    assert len(set(drawn)) > 10


def test_a_fine_projector_gets_a_sensor_that_resolves_it():
    ranges = {"device": {"rings": 30}, "view": {"width": 480, "height": 360, "ring_share": 0.3}}
    view = draw_scene(ranges, np.random.default_rng(1)).view
    assert Scene(draw_scene(ranges, np.random.default_rng(1)), 1).period_px == pytest.approx(FINEST_PERIOD_PX, rel=0.02)
    assert view.width / view.height == pytest.approx(4 / 3, rel=0.02)


def test_a_size_can_be_forced():
    scene = draw_scene(load_ranges("train"), np.random.default_rng(1), (640, 480))
    assert (scene.view.width, scene.view.height) == (640, 480)


def test_an_unknown_parameter_is_refused_by_name(tmp_path: Path):
    path = tmp_path / "mine.json"
    path.write_text(json.dumps({"device": {"colour": [0, 1]}}))
    with pytest.raises(UserError, match=r"device\.colour"):
        load_ranges(str(path))


def test_missing_ranges_are_refused():
    with pytest.raises(UserError, match="cannot be read"):
        load_ranges("no-such-device")
