"""The shipped models on four real frames, which lie beside the checkout and are no part of the project (CC BY-NC)."""

import json
from pathlib import Path

import pytest

from tfcollab.chain.analyzer import Analyzer
from tfcollab.datasets.labelled_frames import load, read_labels
from tfcollab.datasets.whole_frame import as_whole_frame
from tfcollab.exam.frame import Box, Frame, FrameResult
from tfcollab.exam.settings import ClinicalSettings

FRAMES = Path(__file__).parents[2] / "../shared/reference/frames"
NAMES = ("clear", "closed", "broken", "blur")

pytestmark = pytest.mark.skipif(not FRAMES.is_dir(), reason="the real reference frames are not beside this checkout")


@pytest.fixture(scope="module")
def results() -> dict[str, FrameResult]:
    found = {}
    labels = {label.name: label for label in read_labels(FRAMES)}
    analyzer = Analyzer.open(ClinicalSettings())
    for name in NAMES:
        # the one that is a ready crop is shown as the whole frame that the chain is made for
        whole, _ = as_whole_frame(load(labels[name]))
        analyzer.reset()
        found[name] = analyzer.process(Frame(0, 0.0, whole.gray))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_a_real_frame_gets_its_class(results: dict[str, FrameResult], name: str):
    assert results[name].frame_class == name


def test_the_rings_of_a_real_frame_are_found(results: dict[str, FrameResult]):
    truth = json.loads((FRAMES / "labels.json").read_text())["clear"]["boxes_xyxy"]
    rings = results["clear"].rings
    assert rings is not None
    for name, least in (("outside", 0.85), ("middle", 0.75), ("inside", 0.6)):
        found = getattr(rings, name)
        assert found is not None
        assert found.iou(Box(*truth[name])) >= least
