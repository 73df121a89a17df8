"""Recordings and their truth."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tfcollab.exam.frame import FrameClass
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.synth.exam import ExamSpec, render_exam, true_measurements, write_exam
from tfcollab.synth.script import BlinkSpec
from tfcollab.video import open_source

SPEC = ExamSpec(seed=11, fps=10, duration_s=4, size=(320, 240))


def frames(areas: list[float], shut: tuple[int, ...] = (), fps: float = 10) -> list[dict]:
    kinds = [FrameClass.CLOSED if i in shut else FrameClass.CLEAR for i in range(len(areas))]
    return [
        {"time_s": i / fps, "class": str(k), "area_pct": a} for i, (k, a) in enumerate(zip(kinds, areas, strict=True))
    ]


def test_the_video_holds_the_rendered_frames(tmp_path: Path):
    video = write_exam(SPEC, tmp_path, "one")
    truth = json.loads((tmp_path / "one.truth.json").read_text())
    rendered = list(render_exam(SPEC))
    with open_source(video) as source:
        read = list(source)
    assert len(read) == len(rendered) == len(truth["frames"]) == 40
    for frame, (original, true), entry in zip(read, rendered, truth["frames"], strict=True):
        assert frame.time_s == pytest.approx(original.time_s, abs=2e-3)
        assert entry["class"] == true.frame_class
        assert np.abs(frame.gray.astype(int) - original.gray).mean() < 4


def test_same_seed_same_bytes(tmp_path: Path):
    for name in ("a", "b"):
        write_exam(SPEC, tmp_path / name, "exam")
    assert (tmp_path / "a/exam.mkv").read_bytes() == (tmp_path / "b/exam.mkv").read_bytes()
    assert (tmp_path / "a/exam.truth.json").read_bytes() == (tmp_path / "b/exam.truth.json").read_bytes()


def test_an_exam_blinks_and_opens_again():
    kinds = [truth.frame_class for _, truth in render_exam(ExamSpec(seed=3, fps=20, duration_s=3, size=(320, 240)))]
    assert FrameClass.CLOSED in kinds
    assert kinds[0] is not FrameClass.CLOSED
    assert kinds[-1] is not FrameClass.CLOSED


def test_a_blink_closes_fully_and_is_shorter_than_half_a_second():
    blink = BlinkSpec(1.0, 0.1, 0.05, 0.2)
    assert blink.opening(0.9) == 1.0
    assert blink.opening(1.12) == 0.0
    assert blink.opening(1.35) == pytest.approx(1.0, abs=1e-9)
    assert 0 < blink.opening(1.05) < 1


def test_truth_counts_from_the_first_open_frame_and_wants_persistence():
    areas = [0.0] * 40
    areas[18] = 1.0  # one frame alone is no break-up
    areas[25:] = [1.0] * 15
    (before, measured) = true_measurements(frames(areas, shut=(13, 14)), ClinicalSettings())
    assert before["start_seen"] is False
    assert before["first_breakup_s"] is None
    assert measured["start_s"] == pytest.approx(1.5)
    assert measured["first_breakup_s"] == pytest.approx(1.0)
    assert measured["end_reason"] == "end of recording"


def test_the_gap_within_a_double_blink_is_no_measurement():
    found = true_measurements(frames([0.0] * 30, shut=(1, 2, 8, 9)), ClinicalSettings())
    assert [m["start_s"] for m in found] == [1.0]


def test_truth_without_breakup_is_null_and_ends_with_the_blink():
    found = true_measurements(frames([0.0] * 40, shut=(12, 25)), ClinicalSettings())
    assert [m["end_reason"] for m in found] == ["blink", "blink", "end of recording"]
    assert [m["first_breakup_s"] for m in found] == [None, None, None]


def test_a_stable_exam_is_the_same_one_without_break_up():
    breaking = ExamSpec(seed=22, fps=5, duration_s=8, size=(320, 240))
    frames = list(zip(render_exam(breaking), render_exam(replace(breaking, breaks=False)), strict=True))
    assert max(truth.area_pct for (_, truth), _ in frames) > 1
    assert max(truth.area_pct for _, (_, truth) in frames) == 0
    assert [a.rings for (_, a), _ in frames] == [b.rings for _, (_, b) in frames]


def test_an_exam_can_be_made_to_break_up_early(tmp_path: Path):
    spec = ExamSpec(seed=22, fps=10, duration_s=8, size=(320, 240))
    firsts = []
    for name, onset_s in (("drawn", None), ("early", 0.1)):
        write_exam(replace(spec, onset_s=onset_s), tmp_path, name)
        truth = json.loads((tmp_path / f"{name}.truth.json").read_text())
        firsts.append([m["first_breakup_s"] for m in truth["measurements"] if m["first_breakup_s"] is not None])
    assert len(firsts[0]) == len(firsts[1]) > 0
    assert min(firsts[0]) > 1.0
    assert max(firsts[1]) <= 0.8
