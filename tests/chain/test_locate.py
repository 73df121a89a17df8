"""The shipped detector, looking twice, on rings of the synthetic eye."""

from dataclasses import replace

import numpy as np
import pytest

from tfcollab.chain.geometry import Pyramid
from tfcollab.chain.locate import locate, look_twice
from tfcollab.runtime.repository import resolve
from tfcollab.runtime.session import Session
from tfcollab.synth.film import FilmSpec
from tfcollab.synth.render import EyeState, Scene
from tfcollab.synth.scene import SceneSpec, View


@pytest.fixture(scope="module")
def detector() -> Session:
    return Session.open(resolve("detect"), "cpu")


@pytest.mark.parametrize("share", [0.22, 0.42, 0.62])
def test_rings_are_found_whether_small_or_large_in_the_frame(detector: Session, share: float) -> None:
    view = View(width=960, height=720, ring_share=share, center_x=0.1, center_y=-0.1, ring_light=0.35)
    scene = Scene(replace(SceneSpec(), view=view), 3)
    gray, truth = scene.render(scene.film(FilmSpec(), 1), EyeState(), 1)
    found = locate(detector, Pyramid(gray))
    assert found is not None
    assert truth.rings is not None
    assert found.outside.iou(truth.rings.outside) > 0.8
    assert found.middle is not None
    assert found.inside is not None
    assert found.inside.iou(truth.rings.inside) > 0.5


def test_a_frame_without_rings_is_looked_at_once_and_has_none(detector: Session) -> None:
    skin = np.random.default_rng(2).normal(200, 3, (480, 640)).astype(np.uint8)
    assert locate(detector, Pyramid(skin)) is None
    boxes = look_twice(detector, Pyramid(skin))
    assert boxes.shape == (3, 5)
    assert boxes[0, 4] < detector.contract.thresholds["confidence"]
