"""`tfcollab synth`: recordings and data sets with truth, whole or not at all."""

import json
from pathlib import Path

import pytest
from clips import everything_in, tfcollab

from tfcollab.cli.synth import parse_size
from tfcollab.errors import UserError


def test_exams_come_with_their_truth_and_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    options = ["--seed", "5", "--duration", "1", "--fps", "10", "--size", "320x240"]
    for out in ("a", "b"):
        ended = tfcollab("synth", "exam", "--out", out, *options, cwd=tmp_path)
        assert ended.status == 0, ended.err
    assert everything_in(tmp_path / "a") == ["exam-0005.mkv", "exam-0005.truth.json"]
    for name in everything_in(tmp_path / "a"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    truth = json.loads((tmp_path / "a" / "exam-0005.truth.json").read_text("utf-8"))
    assert (truth["seed"], len(truth["frames"])) == (5, 10)


def test_a_data_set_fills_a_new_folder_only(tmp_path: Path) -> None:
    counts = ["--train", "2", "--val", "1", "--test", "1"]
    ended = tfcollab("synth", "dataset", "--out", "set", *counts, cwd=tmp_path)
    assert ended.status == 0, ended.err
    assert sorted(path.name for path in (tmp_path / "set" / "images").glob("*/*")) == [
        "test1.png",
        "train1.png",
        "train2.png",
        "val1.png",
    ]
    again = tfcollab("synth", "dataset", "--out", "set", *counts, cwd=tmp_path)
    assert again.status == 2
    assert "not empty" in again.err


def test_a_size_is_width_x_height() -> None:
    assert parse_size("1280x960") == (1280, 960)
    assert parse_size(None) is None
    for bad in ("1280", "x960", "0x3", "axb", "1x2x3"):
        with pytest.raises(UserError, match="WIDTHxHEIGHT"):
            parse_size(bad)
