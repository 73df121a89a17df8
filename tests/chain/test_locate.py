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
    view = View(width=960, height=720, ring_share=share, center_x=-0.1, center_y=0.05, ring_light=0.35)
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


class Counted:
    """The detector, its runs counted."""

    def __init__(self, session: Session) -> None:
        self.contract, self._session, self.runs = session.contract, session, 0

    def run(self, array: np.ndarray) -> np.ndarray:
        self.runs += 1
        return self._session.run(array)


@pytest.mark.parametrize(("gaze", "runs"), [((0.05, 0.03), 1), ((1.4, 0.0), 3)])
def test_rings_are_looked_for_where_they_were_and_everywhere_after_a_jump(
    detector: Session, gaze: tuple[float, float], runs: int
) -> None:
    scene = Scene(replace(SceneSpec(), view=View(width=960, height=720, ring_light=0.35)), 3)
    film = scene.film(FilmSpec(), 1)
    before = locate(detector, Pyramid(scene.render(film, EyeState(), 1)[0]))
    assert before is not None
    gray, truth = scene.render(film, EyeState(gaze=gaze), 2)
    counted = Counted(detector)
    followed = locate(counted, Pyramid(gray), before.outside)  # type: ignore[arg-type]
    assert counted.runs == runs
    assert followed is not None
    assert truth.rings is not None
    anew = locate(detector, Pyramid(gray))
    assert anew is not None
    assert followed.outside.iou(anew.outside) > 0.95
    assert followed.outside.iou(truth.rings.outside) > 0.8


def test_rings_that_are_gone_are_not_followed(detector: Session) -> None:
    scene = Scene(replace(SceneSpec(), view=View(width=960, height=720, ring_light=0.35)), 3)
    before = locate(detector, Pyramid(scene.render(scene.film(FilmSpec(), 1), EyeState(), 1)[0]))
    assert before is not None
    lids = scene.render(scene.film(FilmSpec(), 1), EyeState(opening=0.0), 2)[0]
    assert locate(detector, Pyramid(lids), before.outside) is None
