"""What goes into a model folder beside its graph: its other forms, the figures of all, contract and card."""

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tfcollab.nets import pair_sums
from tfcollab.nets.half import halve
from tfcollab.nets.quantise import IN_FLOAT, quantise
from tfcollab.runtime.contract import Fp16Spec, Int8Spec, ModelContract, Task
from tfcollab.runtime.repository import (
    CONTRACT_FILE,
    FP16_FILE,
    INT8_FILE,
    MODEL_FILE,
    ModelFolder,
    resolve,
)
from tfcollab.runtime.session import Session
from tfcollab.training.calibrate import calibration_pictures
from tfcollab.training.card import model_card
from tfcollab.training.evaluate import Progress, evaluate_dataset
from tfcollab.training.figures import flat_figures, prefix_of
from tfcollab.training.figures import measured_on as dataset_and_split

RECIPE_FILE, CARD_FILE = "recipe.yaml", "README.md"


@contextmanager
def put_whole(folder: Path) -> Iterator[Path]:
    """Gives a folder beside its place that is moved there when the block is left, in the place of one that is there; on
    an error nothing is left of it."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        yield beside
        beside.chmod(0o755)
        _replace(beside, folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def ring_finder(task: str, margin: float | None) -> Session | None:
    """What finds the window that a classifier of it is shown; None for other nets, and for one of whole frames."""
    return Session.open(resolve(Task.DETECT), "cpu") if task == "classify" and margin is not None else None


def add_int8(folder: Path, contract: ModelContract, data: Path, detect: Session | None) -> ModelContract:
    """Write the int8 form beside the graph; the contract with it.

    data: of TFM's layout, whose training split shows the ranges of the activations. detect: as of ring_finder.
    UserError where the data set does not fit.
    """
    pictures = calibration_pictures(contract.task, contract.input_size, contract.crop_margin, data, detect)
    graph = quantise((folder / MODEL_FILE).read_bytes(), pictures, IN_FLOAT.get(contract.task, ()))
    (folder / INT8_FILE).write_bytes(graph)
    spec = Int8Spec(
        sha256=hashlib.sha256(graph).hexdigest(),
        data=f"{len(pictures)} pictures of {data.name}, train",
        pairs_fit=pair_sums.fit(graph),
    )
    return contract.model_copy(update={"int8": spec})


def add_fp16(folder: Path, contract: ModelContract) -> ModelContract:
    """Write the fp16 form beside the graph; the contract with it."""
    graph = halve((folder / MODEL_FILE).read_bytes())
    (folder / FP16_FILE).write_bytes(graph)
    return contract.model_copy(update={"fp16": Fp16Spec(sha256=hashlib.sha256(graph).hexdigest())})


def add_figures(
    folder: Path, contract: ModelContract, data: Path, split: str, detect: Session | None, progress: Progress | None
) -> tuple[ModelContract, str]:
    """The contract with the figures of each form on a split of a data set, by ONNX Runtime on the processor, and what
    they were measured on, in words. UserError where the data set does not fit."""
    measured_on = ""
    model = ModelFolder(folder, contract)
    for form in model.forms():
        sessions = {str(contract.task): Session.open(model, "cpu", precision=form)}
        if detect is not None:
            sessions["detect"] = detect
        scores = evaluate_dataset(data, split, **sessions, progress=progress)
        figures = {prefix_of(form) + name: value for name, value in flat_figures(scores[contract.task]).items()}
        contract = contract.model_copy(update={"metrics": contract.metrics | figures})
        measured_on = dataset_and_split(scores)
    return contract, measured_on


def describe(folder: Path, contract: ModelContract, recipe: str, limits: str, measured_on: str) -> None:
    """Write contract, recipe and card. recipe: its YAML. limits, measured_on: as of model_card."""
    (folder / CONTRACT_FILE).write_text(contract.to_json(), encoding="utf-8")
    (folder / RECIPE_FILE).write_text(recipe, encoding="utf-8")
    (folder / CARD_FILE).write_text(model_card(contract, recipe, limits, measured_on), encoding="utf-8")


def _replace(beside: Path, folder: Path) -> None:
    """Put a complete folder in place; the old one is moved away first and only then removed."""
    old = folder.with_name(f".{folder.name}-old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    beside.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
