"""What an evaluation wrote becomes the flat figures of a contract."""

import json
from pathlib import Path

import pytest

from tfcollab.errors import UserError
from tfcollab.training.figures import flat_figures, read_figures
from tfcollab.training.plain import to_json

SCORES = {"frames": 8, "classes": ["clear"], "confusion": [[8]], "f1": {"clear": 0.9, "blur": float("nan")}}


def test_nested_numbers_are_named_by_their_path_and_lists_and_gaps_left_out() -> None:
    assert flat_figures(SCORES) == {"frames": 8.0, "f1_clear": 0.9}


def test_a_file_of_evaluate_gives_the_figures_of_the_task_and_says_where_they_are_from(tmp_path: Path) -> None:
    path = tmp_path / "scores.json"
    document = {"data": {"data": "tfm", "split": "test", "classify": SCORES, "detect": {"map50": 1.0}}, "exams": {}}
    path.write_text(to_json(document), "utf-8")
    assert read_figures(path, "classify") == ({"frames": 8.0, "f1_clear": 0.9}, "tfm, test")
    assert read_figures(path, "detect") == ({"map50": 1.0}, "tfm, test")
    with pytest.raises(UserError, match="no scores of segment"):
        read_figures(path, "segment")


def test_a_file_of_names_and_numbers_is_taken_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "figures.json"
    path.write_text('{"map50": 0.5, "frames": 8}', "utf-8")
    assert read_figures(path, "detect") == ({"map50": 0.5, "frames": 8.0}, "")


@pytest.mark.parametrize("text", ["", "[1]", '{"a": {"b": 1}}', '{"data": {"classify": {}}}', json.dumps({"a": "x"})])
def test_anything_else_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "figures.json"
    path.write_text(text, "utf-8")
    with pytest.raises(UserError, match="holds no figures"):
        read_figures(path, "detect")
