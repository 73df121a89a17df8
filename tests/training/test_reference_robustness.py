"""The shipped models on four real frames under mild changes; the frames lie beside the checkout (CC BY-NC).

The environment variable TFCOLLAB_REFERENCE_CHANGES sets how many changes each frame gets (200 for the full run).
"""

import os
from pathlib import Path
from typing import Any

import pytest

from tfcollab.chain.analyzer import Analyzer
from tfcollab.datasets.labelled_frames import load, read_labels
from tfcollab.datasets.whole_frame import as_whole_frame
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.runtime import repository
from tfcollab.runtime.session import Session
from tfcollab.training.robustness import under_changes

FRAMES = Path(__file__).parents[2] / "../shared/reference/frames"
CHANGES = int(os.environ.get("TFCOLLAB_REFERENCE_CHANGES", "4"))
#: what the shipped models reach at least
CLASS_RIGHT, OUTSIDE_GOOD, CLEAR_CLEAN, CLIPS_QUIET = 0.75, 0.9, 0.9, 0.9

pytestmark = pytest.mark.skipif(not FRAMES.is_dir(), reason="the real reference frames are not beside this checkout")


@pytest.fixture(scope="module")
def scores() -> dict[str, Any]:
    classify, detect, segment = (Session.open(repository.resolve(t)) for t in ("classify", "detect", "segment"))
    frames = [as_whole_frame(load(label))[0] for label in read_labels(FRAMES)]
    analyzer = Analyzer(classify, detect, segment, ClinicalSettings())
    return under_changes(frames, analyzer, segment.contract.breakup_level, CHANGES, 1, lambda share: None)


def test_mild_changes_leave_class_rings_and_clear_frames_as_they_are(scores: dict[str, Any]) -> None:
    overall = scores["overall"]
    assert overall["class_right"] >= CLASS_RIGHT
    assert overall["outside_iou_good"] >= OUTSIDE_GOOD
    assert overall["clear_clean"] >= CLEAR_CLEAN


def test_a_still_clear_frame_has_no_breakup_time(scores: dict[str, Any]) -> None:
    clips = scores["still_clips"]
    assert clips
    assert sum(clip["quiet"] for clip in clips) >= CLIPS_QUIET * len(clips)
