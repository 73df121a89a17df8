"""The shipped models on four real frames, which lie beside the checkout and are no part of the project (CC BY-NC)."""

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from tfcollab.chain.analyzer import Analyzer
from tfcollab.exam.frame import Box, Frame, FrameResult
from tfcollab.exam.settings import ClinicalSettings

FRAMES = Path(__file__).parents[2] / "../shared/reference/frames"
NAMES = ("clear", "closed", "broken", "blur")

pytestmark = pytest.mark.skipif(not FRAMES.is_dir(), reason="the real reference frames are not beside this checkout")


@pytest.fixture(scope="module")
def results() -> dict[str, FrameResult]:
    found = {}
    for name in NAMES:
        analyzer = Analyzer.open(ClinicalSettings())
        gray = cv2.imread(str(FRAMES / f"{name}.png"), cv2.IMREAD_GRAYSCALE)
        found[name] = analyzer.process(Frame(0, 0.0, np.ascontiguousarray(gray, np.uint8)))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_a_real_frame_gets_its_class(results: dict[str, FrameResult], name: str):
    assert results[name].frame_class == name


def test_the_rings_of_a_real_frame_are_found(results: dict[str, FrameResult]):
    truth = json.loads((FRAMES / "labels.json").read_text())["clear"]["boxes_xyxy"]
    rings = results["clear"].rings
    assert rings is not None
    assert rings.outside.iou(Box(*truth["outside"])) >= 0.7
