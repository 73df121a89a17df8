"""The table of several devices."""

from pathlib import Path

import pytest

from tfcollab.errors import UserError
from tfcollab.training.exam_metrics import ExamScore, summarise
from tfcollab.training.suite_scores import (
    overall,
    presets_of,
    row,
    row_lines,
    several_data_sets,
    several_exams,
)


def test_a_row_takes_the_settled_classes_and_the_crops_with_breakup() -> None:
    data = {
        "classify": {"macro_f1": 0.1},
        "chain": {"macro_f1": 0.9},
        "detect": {"map50": 0.8},
        "segment": {"mean": {"iou": 0.2}, "with_breakup": {"mean": {"iou": 0.7}}},
    }
    assert [row(data, None)[name] for name in ("macro_f1", "map50", "miou", "missed")] == [0.9, 0.8, 0.7, None]
    assert row({"detect": {"map50": float("nan")}}, None)["map50"] is None


def test_all_is_the_mean_of_the_frame_figures_and_the_exams_taken_together() -> None:
    one = [ExamScore("a", errors_s=(0.1, -0.3), missed=1)]
    two = [ExamScore("b", errors_s=(0.5,), truth_censored=2, censored=1)]
    # says 0.5 of each of 10 frames: all of them in the one, none in the other came true
    half = {"count": [10.0], "said": [5.0]}
    cone = {"chain": {"macro_f1": 0.8, "ece": 0.5, "reliability": half | {"true": [10.0]}}}
    bowl = {"chain": {"macro_f1": 0.6, "ece": 0.5, "reliability": half | {"true": [0.0]}}}
    rows = {"cone": row(cone, summarise(one)), "bowl": row(bowl, summarise(two))}
    together = overall(rows, [cone, bowl, None], summarise([*one, *two]))
    assert together["macro_f1"] == pytest.approx(0.7)
    assert together["ece"] == pytest.approx(0)
    assert together["ece_by_chance"] == pytest.approx(0.088, abs=0.001)
    assert together["median_error_s"] == pytest.approx(0.3)
    assert (together["missed"], together["censored"], together["truth_censored"]) == (1, 1, 2)
    lines = row_lines(rows | {"all": together})
    assert "mAP50" not in lines[0]
    assert lines[1].split() == ["cone", "0.800", "0.20", "0.29", "2", "1", "0", "0", "0", "0.500", "-"]
    assert lines[3].split() == ["all", "0.700", "0.30", "0.48", "3", "1", "0", "1", "2", "0.000", "0.088"]


def test_folders_of_several_are_told_from_single_ones(tmp_path: Path) -> None:
    for name in ("cone", "bowl"):
        (tmp_path / name / "frames" / "images").mkdir(parents=True)
        (tmp_path / name / "exams").mkdir()
        (tmp_path / name / "exams" / "exam-01.truth.json").write_text("{}")
    assert presets_of(tmp_path) == ["bowl", "cone"]
    assert several_data_sets(tmp_path / "cone") == [tmp_path / "cone" / "frames"]
    assert several_data_sets(tmp_path / "cone" / "frames") == []
    assert several_exams(tmp_path / "cone") == [tmp_path / "cone" / "exams"]
    assert several_exams(tmp_path / "cone" / "exams") == []
    with pytest.raises(UserError, match="synth suite"):
        presets_of(tmp_path / "cone")
