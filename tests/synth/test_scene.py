"""Scenes are drawn from files, inside their ranges."""

import json
from pathlib import Path

import numpy as np
import pytest

from tfcollab.errors import UserError
from tfcollab.synth.scene import draw_scene, load_ranges


def test_a_drawn_scene_lies_inside_its_ranges_and_follows_its_seed():
    ranges = load_ranges("train")
    scenes = [draw_scene(ranges, np.random.default_rng(seed)) for seed in range(50)]
    low, high = ranges["device"]["rings"]
    assert {type(s.device.rings) for s in scenes} == {int}
    assert all(low <= s.device.rings <= high for s in scenes)
    assert len({s.device.rings for s in scenes}) > 5
    assert draw_scene(ranges, np.random.default_rng(7)) == scenes[7]


def test_the_test_ranges_leave_the_training_ranges():
    train, test = load_ranges("train"), load_ranges("test")
    # the law of the rings' spacing never overlaps: no test scene could have been a training scene
    assert test["device"]["spacing_power"][0] >= train["device"]["spacing_power"][1]


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
