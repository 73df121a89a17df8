"""The likeliest calibration is found, and the deployed graph holds it."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from tfcollab.errors import UserError
from tfcollab.training.calibrate import best_line, best_temperature
from tfcollab.training.deploy import deploy
from tfcollab.training.options import TrainOptions
from tfcollab.training.reliability import Reliability
from tfcollab.training.train import train


def test_the_temperature_that_spoiled_good_logits_is_found() -> None:
    rng = np.random.default_rng(1)
    true = rng.normal(0, 2, (20_000, 4))
    probabilities = np.exp(true) / np.exp(true).sum(1, keepdims=True)
    labels = (probabilities.cumsum(1) < rng.random((len(true), 1))).sum(1).clip(0, 3)
    found = best_temperature(torch.from_numpy(2.5 * true), torch.from_numpy(labels))
    assert found.scale == pytest.approx(1 / 2.5, rel=0.03)
    assert found.bias == 0
    spoiled = torch.from_numpy(2.5 * true)
    assert Reliability.of_winners(spoiled.softmax(1).numpy(), labels).error() > 0.1
    assert Reliability.of_winners((spoiled * found.scale).softmax(1).numpy(), labels).error() < 0.015


def test_the_line_that_spoiled_good_pixels_is_found() -> None:
    logits = torch.linspace(-8, 8, 257, dtype=torch.float64)
    broken = torch.sigmoid(0.6 * logits - 1.5)
    found = best_line(logits, torch.stack([1 - broken, broken]) * 1000)
    assert found.scale == pytest.approx(0.6, abs=1e-4)
    assert found.bias == pytest.approx(-1.5, abs=1e-4)


def test_labels_read_without_an_error_leave_a_finite_scale() -> None:
    found = best_temperature(torch.eye(4) * 0.5, torch.arange(4))
    assert found.scale == pytest.approx(10.0)


@pytest.mark.parametrize("task", ["classify", "segment"])
def test_a_deployed_model_says_how_it_was_calibrated(task: str, tiny_data: Path, tmp_path: Path) -> None:
    size = {"classify": (64, 96), "segment": (64, 64)}[task]
    options = TrainOptions(size=size, epochs=1, batch_size=8, threads=1, workers=0)
    best = train(task, tiny_data, tmp_path / "run", options, progress=False)
    found = {}
    for name, calibration in (("plain", None), ("calibrated", tiny_data)):
        folder = deploy(best, tmp_path / name, name, "drawn", {}, data=tiny_data, calibration_data=calibration)
        found[name] = json.loads((folder / "model.json").read_text("utf-8"))
    assert "calibration" not in found["plain"]
    spec = found["calibrated"]["calibration"]
    assert spec["data"] == f"{tiny_data.name}, val"
    assert 0.1 <= spec["scale"] <= 10
    card = (tmp_path / "calibrated" / "README.md").read_text("utf-8")
    assert f"scaled by {spec['scale']:.4g} and shifted by {spec['bias']:.4g}" in card
    assert "| ece |" in card
    assert "own. `ece`" in (tmp_path / "plain" / "README.md").read_text("utf-8")
    if task == "segment":
        threshold = found["calibrated"]["thresholds"]["probability"]
        assert threshold == pytest.approx(1 / (1 + np.exp(-spec["bias"])))


def test_a_detector_cannot_be_calibrated(tiny_data: Path, tmp_path: Path) -> None:
    options = TrainOptions(size=(64, 96), epochs=1, batch_size=8, threads=1, workers=0)
    best = train("detect", tiny_data, tmp_path / "run", options, progress=False)
    with pytest.raises(UserError, match="leave --calibration away"):
        deploy(best, tmp_path / "model", "x", "drawn", {}, calibration_data=tiny_data)


def test_crops_of_one_kind_cannot_calibrate(tiny_data: Path, tmp_path: Path) -> None:
    options = TrainOptions(size=(64, 64), epochs=1, batch_size=8, threads=1, workers=0)
    best = train("segment", tiny_data, tmp_path / "run", options, progress=False)
    for split in ("images", "masks"):
        folder = tmp_path / "sound/TF-Crop" / split / "val"
        folder.mkdir(parents=True)
        (folder / "a.png").write_bytes((tiny_data / "TF-Crop" / split / "val/val0.png").read_bytes())
    with pytest.raises(UserError, match="do not show both"):
        deploy(best, tmp_path / "model", "x", "drawn", {}, calibration_data=tmp_path / "sound")
    assert not (tmp_path / "model").exists()
