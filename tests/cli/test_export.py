"""`tfcollab export`: a run becomes a model folder, measured on the way, and is replaced only when told."""

import json
from pathlib import Path

import cv2
import numpy as np
import pytest
from clips import everything_in, tfcollab

pytest.importorskip("lightning")

EXPORT = ["export", "run", "--out", "mine", "--training-data", "drawn rings"]


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a data set of squares in noise, and a detector that has just seen it, in `run`."""
    from tfcollab.training.options import TrainOptions
    from tfcollab.training.train import train

    root = tmp_path_factory.mktemp("lab")
    rng = np.random.default_rng(3)
    for split in ("train", "val", "test"):
        for folder in ("images", "labels/detection"):
            (root / "squares" / folder / split).mkdir(parents=True)
        for name in "abcd":
            picture = rng.integers(0, 60, (48, 64), np.uint8)
            picture[12:36, 20:44] += 120
            cv2.imwrite(str(root / f"squares/images/{split}/{name}.png"), picture)
            (root / f"squares/labels/detection/{split}/{name}.txt").write_text("0 0.5 0.5 0.375 0.5\n", "utf-8")
    options = TrainOptions(size=(48, 64), epochs=1, batch_size=4, threads=1, workers=0)
    train("detect", root / "squares", root / "run", options, progress=False)
    return root


def test_export_measures_the_model_that_it_writes_and_replaces_it_only_when_told(lab: Path) -> None:
    ended = tfcollab(*EXPORT, "--data", "squares", cwd=lab)
    assert (ended.status, ended.out) == (0, "mine\n"), ended.err
    assert everything_in(lab / "mine") == ["README.md", "model.fp16.onnx", "model.json", "model.onnx", "recipe.yaml"]
    measured = json.loads((lab / "mine/model.json").read_text("utf-8"))["metrics"]
    assert measured["frames"] == 4
    assert "Measured on squares, test." in (lab / "mine/README.md").read_text("utf-8")

    options = ["--task", "detect", "--model", "detect=mine", "--provider", "cpu", "--out", "scores.json"]
    assert tfcollab("evaluate", "--data", "squares", *options, cwd=lab).status == 0
    again = tfcollab(*EXPORT, "--metrics", "scores.json", cwd=lab)
    assert again.status == 2
    assert "not empty" in again.err
    again = tfcollab(*EXPORT, "--metrics", "scores.json", "--version", "2", "--replace", cwd=lab)
    assert again.status == 0, again.err
    contract = json.loads((lab / "mine/model.json").read_text("utf-8"))
    assert contract["version"] == "2"
    floats = {name: value for name, value in measured.items() if not name.startswith("fp16_")}
    assert contract["metrics"] == pytest.approx(floats)
    assert len(measured) == 2 * len(floats)


def test_only_a_model_folder_is_ever_replaced(lab: Path) -> None:
    (lab / "letters").mkdir()
    (lab / "letters" / "a.txt").write_text("mine", "utf-8")
    ended = tfcollab(*EXPORT, "--out", "letters", "--replace", cwd=lab)
    assert ended.status == 2
    assert "not empty" in ended.err
    assert everything_in(lab / "letters") == ["a.txt"]


def test_a_data_set_that_does_not_fit_leaves_no_folder(lab: Path) -> None:
    ended = tfcollab(*EXPORT, "--out", "other", "--data", "squares", "--split", "nowhere", cwd=lab)
    assert ended.status == 2
    assert "nowhere" in ended.err
    assert not (lab / "other").exists()
    ended = tfcollab(*EXPORT, "--out", "other", "--data", "squares", "--metrics", "x.json", cwd=lab)
    assert "give one of them" in ended.err


def test_quantise_writes_a_model_anew_with_its_int8_form(lab: Path) -> None:
    assert tfcollab(*EXPORT, "--out", "floats", cwd=lab).status == 0
    ended = tfcollab("models", "quantise", "floats", "--out", "both", "--int8", "squares", cwd=lab)
    assert (ended.status, ended.out) == (0, "both\n"), ended.err
    assert everything_in(lab / "both") == [
        "README.md",
        "model.fp16.onnx",
        "model.int8.onnx",
        "model.json",
        "model.onnx",
        "recipe.yaml",
    ]
    contract = json.loads((lab / "both/model.json").read_text("utf-8"))
    assert contract["int8"]["pairs_fit"] is True
    assert contract["int8"]["data"] == "4 pictures of squares, train"
    assert (lab / "both/model.onnx").read_bytes() == (lab / "floats/model.onnx").read_bytes()

    ended = tfcollab("models", "quantise", "nothing", "--out", "other", "--int8", "squares", cwd=lab)
    assert ended.status == 2
    assert "does not exist" in ended.err
    assert not (lab / "other").exists()
