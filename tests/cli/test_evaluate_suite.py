"""`tfcollab synth suite` and `tfcollab evaluate --suite`, end to end."""

import json
from pathlib import Path

from clips import tfcollab

from tfcollab.resources import data_dir


def test_a_suite_is_made_and_scored_preset_by_preset(tmp_path: Path, model_options: list[str]) -> None:
    ranges = json.loads((data_dir() / "scenes" / "train.json").read_text("utf-8"))
    (tmp_path / "presets").mkdir()
    ranges["view"] |= {"width": 320, "height": 160}
    (tmp_path / "presets" / "cone.json").write_text(json.dumps(ranges), "utf-8")
    counts = ["--presets", "presets", "--frames", "4", "--exams", "1"]
    made = tfcollab("synth", "suite", "--out", "suite", *counts, cwd=tmp_path)
    assert made.status == 0, made.err
    again = tfcollab("synth", "suite", "--out", "suite", *counts, cwd=tmp_path)
    assert (again.status, "not empty" in again.err) == (2, True)
    ended = tfcollab("evaluate", "--suite", "suite", "--out", "scores.json", *model_options, cwd=tmp_path)
    assert ended.status == 0, ended.err
    suite = json.loads((tmp_path / "scores.json").read_text("utf-8"))["suite"]
    assert list(suite["table"]) == ["cone", "all"]
    assert suite["scores"]["cone"]["data"]["chain"]["frames"] == 4
    assert suite["scores"]["cone"]["exams"]["exams"] == 1
    assert 0 <= suite["table"]["all"]["macro_f1"] <= 1
    assert "macro-F1" in ended.out


def test_a_folder_that_is_no_suite_and_missing_presets_are_said_in_a_sentence(tmp_path: Path) -> None:
    for command, said in (
        (["evaluate", "--suite", "."], "make it with tfcollab synth suite"),
        (["synth", "suite", "--out", "new", "--presets", "."], "no scene presets"),
    ):
        ended = tfcollab(*command, cwd=tmp_path)
        assert ended.status == 2
        assert said in ended.err
