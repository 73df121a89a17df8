"""Training on tiny data: it learns, goes on after an interruption, and refuses what it cannot use."""

import csv
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from torch.utils.data import DataLoader

from tfcollab.errors import UserError
from tfcollab.nets.build import build, gray_to_input
from tfcollab.nets.detector_loss import detector_loss
from tfcollab.nets.restored import restore
from tfcollab.resources import models_dir
from tfcollab.training.begin import begin_with
from tfcollab.training.checkpoint import load_net
from tfcollab.training.data import crop_set, frame_set
from tfcollab.training.losses import class_weights, classify_loss, segment_loss
from tfcollab.training.modules import SegmentModule
from tfcollab.training.options import TrainOptions, check_same_run, read_recipe, write_recipe
from tfcollab.training.train import train

SMALL = TrainOptions(size=(64, 96), epochs=2, batch_size=8, threads=1, workers=0)
SIZES = {"classify": (64, 96), "detect": (64, 96), "segment": (64, 64)}


def rows(run: Path) -> list[dict[str, str]]:
    with (run / "metrics.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("task", ["classify", "detect", "segment"])
def test_a_run_leaves_recipe_history_and_checkpoints(task: str, tiny_data: Path, tmp_path: Path) -> None:
    # half precision and a loader process, as longer runs use them; as the command and not in this process, which is
    # full of other libraries' threads when the loader is forked from it
    width, height = reversed(SIZES[task])
    options = f"--size {width}x{height} --epochs 1 --batch-size 8 --threads 1 --workers 1 --precision bf16-mixed"
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from tfcollab.cli.main import main; main()",
            "train",
            task,
            "--data",
            tiny_data,
            "--out",
            tmp_path,
            *options.split(),
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert {path.name for path in tmp_path.iterdir()} == {"recipe.yaml", "metrics.csv", "last.ckpt", "best.ckpt"}
    assert 0 <= float(rows(tmp_path)[0]["val_score"]) <= 1
    recipe = read_recipe(tmp_path / "recipe.yaml")
    assert recipe["task"] == task
    assert recipe["options"]["epochs"] == 1
    named, size, net = load_net(tmp_path / "best.ckpt")
    assert (named, size) == (task, SIZES[task])
    assert all(torch.isfinite(p).all() for p in net.parameters())


@pytest.mark.parametrize("task", ["classify", "detect", "segment"])
def test_a_few_steps_on_one_batch_lower_the_loss(task: str, tiny_data: Path) -> None:
    torch.manual_seed(0)
    torch.set_num_threads(1)
    if task == "segment":
        loader = DataLoader(crop_set(tiny_data, "val", 64, augment=False), 4)
    else:
        loader = DataLoader(frame_set(task, tiny_data, "val", (64, 96), augment=False), 8)
    batch = next(iter(loader))
    net = build(task)
    optimizer = torch.optim.AdamW(net.parameters(), lr=3e-3)

    def loss() -> torch.Tensor:
        raw = net(gray_to_input(batch[0]))
        if task == "classify":
            return classify_loss(raw, batch[1], class_weights(batch[1]))
        if task == "segment":
            return segment_loss(raw, batch[1].long())
        boxes = batch[2]
        return detector_loss(raw, boxes.nan_to_num(), ~boxes[..., 0].isnan()).total

    values = []
    for _ in range(10):
        optimizer.zero_grad()
        value = loss()
        value.backward()
        optimizer.step()
        values.append(value.item())
    assert values[-1] < 0.75 * values[0]


def test_an_interrupted_run_ends_at_the_same_epoch_and_keeps_its_history(tiny_data: Path, tmp_path: Path) -> None:
    train("classify", tiny_data, tmp_path, replace(SMALL, epochs=1), progress=False)
    train("classify", tiny_data, tmp_path, replace(SMALL, epochs=2), progress=False)
    assert read_recipe(tmp_path / "recipe.yaml")["options"]["epochs"] == 2
    assert [row["epoch"] for row in rows(tmp_path)] == ["0", "1"]
    assert [row["step"] for row in rows(tmp_path)] == ["2", "4"]
    train("classify", tiny_data, tmp_path, replace(SMALL, epochs=1), resume=False, progress=False)
    assert [row["epoch"] for row in rows(tmp_path)] == ["0"]


def test_the_time_limit_ends_the_run_with_a_validated_checkpoint(tiny_data: Path, tmp_path: Path) -> None:
    options = replace(SMALL, epochs=None, max_minutes=0.03)
    train("detect", tiny_data, tmp_path, options, progress=False)
    last = rows(tmp_path)[-1]
    assert 0.03 <= float(last["minutes"]) < 0.3
    assert 0 <= float(last["val_score"]) <= 1
    assert (tmp_path / "best.ckpt").is_file()


def test_a_run_of_another_net_is_not_resumed(tiny_data: Path, tmp_path: Path) -> None:
    train("classify", tiny_data, tmp_path, replace(SMALL, epochs=1), progress=False)
    with pytest.raises(UserError, match="task classify, now detect"):
        train("detect", tiny_data, tmp_path, SMALL, progress=False)
    with pytest.raises(UserError, match="no run to resume"):
        train("detect", tiny_data, tmp_path / "empty", SMALL, resume=True, progress=False)


@pytest.mark.parametrize(
    ("change", "facts", "said"),
    [
        ({"lr": 1e-4}, {}, r"lr 0\.002, now 0\.0001"),
        ({"size": (64, 64)}, {}, r"size \[64, 96\], now \[64, 64\]"),
        ({"seed": 2, "ema": 0.9}, {}, r"ema 0\.995, now 0\.9, seed 1, now 2"),
        ({}, {"data": "other"}, "data mine, now other"),
        ({}, {"train_samples": 17}, "train_samples 16, now 17"),
    ],
)
def test_a_run_that_began_otherwise_is_refused_by_what_differs(
    change: dict[str, Any], facts: dict[str, Any], said: str, tmp_path: Path
) -> None:
    options, began = SMALL.checked("detect"), {"data": "mine", "train_samples": 16}
    write_recipe(tmp_path / "recipe.yaml", "detect", options, began)
    with pytest.raises(UserError, match=said):
        check_same_run(tmp_path, "detect", replace(options, **change), began | facts)


def test_a_run_may_be_made_longer_and_moved_and_keeps_what_its_recipe_says_of_the_data(tmp_path: Path) -> None:
    options, began = SMALL.checked("detect"), {"data": "mine", "train_samples": 16}
    write_recipe(tmp_path / "recipe.yaml", "detect", options, began)
    longer = replace(options, epochs=9, max_minutes=5.0, threads=2, workers=3, devices="2", accelerator="gpu")
    assert check_same_run(tmp_path, "detect", longer, began | {"not_said_then": 1}) == began


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"size": (60, 96)}, "multiples of 16"),
        ({"batch_size": 1}, "--batch-size"),
        ({"lr": 3.0}, "--lr"),
        ({"view": 0.1}, "--view"),
        ({"ema": 1.0}, "--ema"),
        ({"max_minutes": -1.0}, "--max-minutes"),
    ],
)
def test_options_out_of_range_are_refused(change: dict[str, object], said: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=said):
        train("classify", tmp_path, tmp_path / "run", TrainOptions(**change), progress=False)  # type: ignore[arg-type]
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize(
    "change", [{"precision": "7-bit"}, {"accelerator": "abacus"}, {"devices": "two"}, {"devices": "0,x"}]
)
def test_what_lightning_does_not_take_is_said_in_a_sentence(
    change: dict[str, Any], tiny_data: Path, tmp_path: Path
) -> None:
    options = replace(SMALL, **({"accelerator": "cpu"} | change))
    with pytest.raises(UserError, match=f"--{next(iter(change))} {next(iter(change.values()))}"):
        train("detect", tiny_data, tmp_path / "run", options, progress=False)
    assert not (tmp_path / "run" / "recipe.yaml").exists()


def test_a_file_that_is_no_checkpoint_is_refused(tmp_path: Path) -> None:
    (tmp_path / "best.ckpt").write_bytes(b"not a checkpoint")
    with pytest.raises(UserError, match="is not a checkpoint"):
        load_net(tmp_path / "best.ckpt")


def test_training_can_begin_with_the_weights_of_another_run_but_not_of_another_net(
    tiny_data: Path, tmp_path: Path
) -> None:
    first = train("detect", tiny_data, tmp_path / "a", SMALL, progress=False)
    # nothing is learnt in this one: what it ends with is what it began with
    second = replace(SMALL, lr=1e-12, weight_decay=0.0, start_from=str(first))
    train("detect", tiny_data, tmp_path / "b", second, progress=False)
    before, after = (dict(load_net(tmp_path / run / "best.ckpt")[2].named_parameters()) for run in "ab")
    assert all(torch.allclose(before[name], after[name], atol=1e-5) for name in before)
    with pytest.raises(UserError, match="not to classify"):
        train("classify", tiny_data, tmp_path / "c", second, progress=False)


def test_training_can_begin_with_a_deployed_model_and_with_a_narrower_net(tiny_data: Path, tmp_path: Path) -> None:
    options = replace(SMALL, size=(64, 64)).checked("segment")
    pictures = crop_set(tiny_data, "train", 64, augment=True)
    shipped = models_dir() / "segment-s0"
    model = restore("segment", (shipped / "model.onnx").read_bytes())
    x = gray_to_input(torch.stack([gray for gray, _ in (pictures[n] for n in range(4))]))
    with torch.no_grad():
        wanted = model(x)[:, 1] - model(x)[:, 0]
        for variant in ("s0", "s1"):
            module = SegmentModule(replace(options, variant=variant))
            begin_with(module, shipped, pictures)
            for net in (module.net.eval(), module.averaged.eval()):
                logit = net(x)[:, 1] - net(x)[:, 0]
                # the model's calibration, a straight line, is in one of the two
                assert float(torch.corrcoef(torch.stack([logit.flatten(), wanted.flatten()]))[0, 1]) > 0.9999


def test_training_begins_with_a_checkpoint_of_a_narrower_net_but_not_of_a_wider_one(
    tiny_data: Path, tmp_path: Path
) -> None:
    small = replace(SMALL, size=(64, 64), epochs=1)
    narrow = train("segment", tiny_data, tmp_path / "s0", small, progress=False)
    wide = train(
        "segment", tiny_data, tmp_path / "s1", replace(small, variant="s1", start_from=str(narrow)), False, False
    )
    assert load_net(wide)[2].variant == "s1"
    assert read_recipe(tmp_path / "s1" / "recipe.yaml")["options"]["start_from"] == "s0"
    with pytest.raises(UserError, match="wider than s0"):
        train("segment", tiny_data, tmp_path / "d", replace(small, start_from=str(wide)), progress=False)
    with pytest.raises(UserError, match="not 'segment'"):
        train(
            "segment",
            tiny_data,
            tmp_path / "e",
            replace(small, start_from=str(models_dir() / "detect")),
            progress=False,
        )
