"""A trained checkpoint becomes a folder that the runtime runs and the evaluation scores."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from tfcollab.chain.geometry import CROP_MARGIN
from tfcollab.errors import UserError
from tfcollab.runtime.repository import resolve
from tfcollab.runtime.session import Session
from tfcollab.training.begin import restored
from tfcollab.training.deploy import deploy, requantise
from tfcollab.training.evaluate import evaluate_dataset, table_lines
from tfcollab.training.figures import flat_figures
from tfcollab.training.options import TrainOptions
from tfcollab.training.plain import to_json
from tfcollab.training.train import train

SIZES = {"classify": (64, 96), "detect": (64, 96), "segment": (64, 64)}


@pytest.mark.parametrize("task", ["classify", "detect", "segment"])
def test_deployed_models_run_in_the_runtime_and_are_scored(task: str, tiny_data: Path, tmp_path: Path) -> None:
    options = TrainOptions(size=SIZES[task], epochs=1, batch_size=8, threads=1, workers=0)
    best = train(task, tiny_data, tmp_path / "run", options, progress=False)
    folder = tmp_path / "models" / task
    for version in ("1", "2"):
        deploy(best, folder, f"{task}-tiny", "drawn rings", {"score": 0.5}, version)
    files = {"model.onnx", "model.fp16.onnx", "model.json", "recipe.yaml", "README.md"}
    assert {path.name for path in folder.iterdir()} == files
    assert [path.name for path in folder.parent.iterdir()] == [task]
    assert "| score | 0.5 |" in (folder / "README.md").read_text(encoding="utf-8")
    session = Session.open(resolve(task, folder), "cpu")
    assert session.stamp().version == "2"
    # a classifier is shown what the shipped detector takes for rings
    helpers = {"detect": Session.open(resolve("detect"), "cpu")} if task == "classify" else {}
    scores = evaluate_dataset(tiny_data, "test", **helpers, **{task: session})
    deploy(best, folder, f"{task}-tiny", "drawn rings", {"score": 0.5}, data=tiny_data, split="test")
    figures = json.loads((folder / "model.json").read_text(encoding="utf-8"))["metrics"]
    floats = {name: value for name, value in figures.items() if not name.startswith("fp16_")}
    assert floats == {"score": 0.5} | flat_figures(scores[task])
    assert len(figures) == 2 * len(floats) - 1
    if task == "segment":  # ready crops that say nothing are cut along the outside box
        assert session.contract.crop_margin == 1.0
    elif task == "classify":
        assert session.contract.crop_margin == CROP_MARGIN
    card = (folder / "README.md").read_text(encoding="utf-8")
    assert f"Measured on {tiny_data.name}, test." in card
    assert all(f"| {name} |" in card for name in floats)
    assert "| measure | float | fp16 |" in card
    counted = json.loads(to_json(scores))[task]
    assert counted["images" if task == "segment" else "frames"] == (4 if task == "segment" else 8)
    assert len(table_lines(scores)) > 4


def test_an_int8_form_is_written_and_scored_beside_the_other(tiny_data: Path, tmp_path: Path) -> None:
    options = TrainOptions(size=SIZES["detect"], epochs=1, batch_size=8, threads=1, workers=0)
    best = train("detect", tiny_data, tmp_path / "run", options, progress=False)
    folder = deploy(best, tmp_path / "detect", "x", "drawn rings", {}, data=tiny_data, int8_data=tiny_data)
    contract = resolve("detect", folder).contract
    assert contract.int8 is not None
    assert f"of {tiny_data.name}, train" in contract.int8.data
    plain = {name for name in contract.metrics if not name.startswith(("int8_", "fp16_"))}
    for form, apart in (("int8_", 0.1), ("fp16_", 0.01)):
        assert {name.removeprefix(form) for name in contract.metrics if name.startswith(form)} == plain
        assert contract.metrics[form + "mean_iou"] == pytest.approx(contract.metrics["mean_iou"], abs=apart)
    assert Session.open(resolve("detect", folder)).stamp().precision == "int8"

    again = requantise(resolve("detect", folder), tmp_path / "again", tiny_data, limits="Drawn.", data=tiny_data)
    model = resolve("detect", again)
    assert (model.contract.name, model.contract.sha256) == ("again", contract.sha256)
    assert model.contract.int8 == contract.int8
    assert model.contract.metrics == contract.metrics
    assert (again / "recipe.yaml").read_bytes() == (folder / "recipe.yaml").read_bytes()
    assert "Drawn." in (again / "README.md").read_text("utf-8")
    assert Session.open(model).stamp().precision == "int8"

    # as an imported one says, which may have lost its recipe
    (again / "recipe.yaml").write_text('task: "detect"\nimported_from: "x.pt"\n', "utf-8")
    (again / "README.md").write_text("published", "utf-8")
    requantise(resolve("detect", again), again, tiny_data)
    assert (again / "README.md").read_text("utf-8") == "published"
    assert "x.pt" in (again / "recipe.yaml").read_text("utf-8")
    (again / "recipe.yaml").unlink()
    requantise(resolve("detect", again), again, tiny_data)
    assert (again / "README.md").read_text("utf-8") == "published"
    kept = resolve("detect", again).contract
    assert kept.int8 == contract.int8
    # the same forms have the same figures
    assert kept.metrics == contract.metrics
    stays = resolve("detect", requantise(resolve("detect", folder), tmp_path / "stays", limits="Drawn.")).contract
    assert (stays.int8, stays.fp16, stays.metrics) == (contract.int8, contract.fp16, contract.metrics)
    requantise(resolve("detect", tmp_path / "stays"), tmp_path / "stays")
    card = (tmp_path / "stays/README.md").read_text("utf-8")
    assert f"Measured on {tiny_data.name}, test." in card
    assert "## Limits\n\nDrawn.\n\nFor research" in card
    assert "| measure | float | int8 | fp16 |" in card

    # other pictures make another int8 form, of which nothing is known
    frames = sorted((tiny_data / "images/train").iterdir())
    other = tmp_path / "other"
    shutil.copytree(tiny_data, other)
    for frame in frames[1:]:
        (other / "images/train" / frame.name).unlink()
    changed = resolve("detect", requantise(resolve("detect", folder), tmp_path / "changed", other)).contract
    assert changed.int8 != contract.int8
    assert changed.metrics == {name: value for name, value in contract.metrics.items() if not name.startswith("int8_")}


def test_a_checkpoint_without_its_recipe_is_refused(tiny_data: Path, tmp_path: Path) -> None:
    options = TrainOptions(size=(64, 96), epochs=1, batch_size=8, threads=1, workers=0)
    best = train("detect", tiny_data, tmp_path / "run", options, progress=False)
    (tmp_path / "run/recipe.yaml").unlink()
    with pytest.raises(UserError, match=r"recipe\.yaml is missing"):
        deploy(best, tmp_path / "model", "x", "drawn rings", {})
    assert not (tmp_path / "model").exists()


def test_the_weights_become_the_mean_of_a_run_and_the_model_it_began_with(tiny_data: Path, tmp_path: Path) -> None:
    options = TrainOptions(size=SIZES["segment"], epochs=1, batch_size=8, threads=1, workers=0)
    first = train("segment", tiny_data, tmp_path / "first", options, progress=False)
    model = deploy(first, tmp_path / "model", "m", "drawn rings", {})
    second = train("segment", tiny_data, tmp_path / "second", replace(options, start_from=str(model)), progress=False)
    mean = restored("segment", deploy(second, tmp_path / "mean", "m", "drawn rings", {}, average=str(model)))
    mine, theirs = (
        restored("segment", deploy(second, tmp_path / "mine", "m", "drawn rings", {})),
        restored("segment", model),
    )
    apart = 0.0
    for one, other, middle in zip(*(net.state_dict().values() for net in (mine, theirs, mean)), strict=True):
        assert torch.allclose((one + other) / 2, middle, atol=1e-5)
        apart = max(apart, float((one - other).abs().max()))
    assert apart > 1e-3


def test_nets_of_other_shapes_have_no_mean(tiny_data: Path, tmp_path: Path) -> None:
    options = TrainOptions(size=SIZES["segment"], epochs=1, batch_size=8, threads=1, workers=0, variant="s1")
    best = train("segment", tiny_data, tmp_path / "run", options, progress=False)
    with pytest.raises(UserError, match="only nets of the same task and variant have a mean"):
        deploy(best, tmp_path / "mean", "m", "drawn rings", {}, average="segment-s0")
    assert not (tmp_path / "mean").exists()
