"""`deploy`: from a trained net to a model folder that the runtime accepts, checked before it is put in place."""

import hashlib
import math
import shutil
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from numpy.typing import NDArray
from torch import nn

from tfcollab.chain.geometry import CROP_MARGIN
from tfcollab.errors import UserError
from tfcollab.nets.build import gray_to_input
from tfcollab.nets.deployed import UNCALIBRATED, Calibration
from tfcollab.nets.detector import decode
from tfcollab.nets.export import export_onnx
from tfcollab.nets.tfnet import TFNet
from tfcollab.runtime.contract import CalibrationSpec, ModelContract
from tfcollab.runtime.repository import CONTRACT_FILE, INT8_FILE, MODEL_FILE, ModelFolder, Precision, load
from tfcollab.training.averaged import averaged
from tfcollab.training.calibrate import fit_calibration
from tfcollab.training.card import own_limits, where_measured
from tfcollab.training.checkpoint import load_net
from tfcollab.training.evaluate import Progress
from tfcollab.training.figures import prefix_of
from tfcollab.training.model_folder import (
    CARD_FILE,
    RECIPE_FILE,
    add_figures,
    add_fp16,
    add_int8,
    describe,
    put_whole,
    ring_finder,
)
from tfcollab.training.options import read_recipe

#: largest difference between the deployed graph and the net in training form: probabilities and relative boxes, levels
MAX_DIFFERENCE = 1e-4
MAX_LEVELS = 1
CLASSES = {
    "classify": ("clear", "closed", "broken", "blur"),
    "detect": ("outside", "middle", "inside"),
    "segment": ("background", "breakup"),
}
DEFAULT_THRESHOLDS: dict[str, dict[str, float]] = {
    "classify": {},
    "detect": {"confidence": 0.5},
    "segment": {"probability": 0.5},
}


def deploy(
    checkpoint: Path,
    folder: Path,
    name: str,
    training_data: str,
    metrics: dict[str, float],
    version: str = "1",
    thresholds: dict[str, float] | None = None,
    limits: str = "",
    *,
    measured_on: str = "",
    data: Path | None = None,
    split: str = "test",
    calibration_data: Path | None = None,
    int8_data: Path | None = None,
    average: str | None = None,
    progress: Progress | None = None,
) -> Path:
    """Write the model folder (model.onnx, model.fp16.onnx, model.json, recipe.yaml, README.md) of a checkpoint.

    training_data: what the weights learned from, in words. metrics: name and value on a test set. limits: sentences for
    the model card. measured_on: data set and split of the metrics, for the card. data: of TFM's layout; the deployed
    model is scored on its split before the folder is put in place, and these figures join the metrics.
    calibration_data: of TFM's layout; its validation split sets the calibration of classify and segment, which the
    graph holds; without it the probabilities are the net's own. Calibration moves no mask: thresholds not given are
    those of the net's own probabilities, said in calibrated ones.
    int8_data: of TFM's layout; pictures of its training split set the steps of an int8 form. The figures of the forms
    on `data` join the metrics as int8_… and fp16_….
    average: name or folder of a deployed model; the weights become the mean of both.
    The folder is written beside its place and moved there whole; a folder that is there is replaced.
    UserError where the checkpoint is none, its recipe is missing beside it, the graph differs from the net, or the data
    set does not fit.
    """
    task, size, net = load_net(checkpoint)
    if average is not None:
        net = averaged(task, net, average)
    recipe = checkpoint.parent / RECIPE_FILE
    if not recipe.is_file():
        raise UserError(f"{recipe} is missing: a model is shipped with the recipe of its training.")
    margin = read_recipe(recipe).get("crop_margin")
    if margin is None and task == "segment":
        margin = CROP_MARGIN
    detect = ring_finder(task, margin)
    calibration, calibrated_on = UNCALIBRATED, None
    if calibration_data is not None:
        if task == "detect":
            raise UserError("Boxes have no probabilities to calibrate: leave --calibration away for a detector.")
        report = progress or (lambda task, done, total: None)
        calibration = fit_calibration(net, task, size, margin, calibration_data, "val", report, detect)
        calibrated_on = f"{calibration_data.name}, val"
    with put_whole(folder) as beside:
        onnx = beside / MODEL_FILE
        export_onnx(net, task, size, onnx, calibration)
        check_graph(net, task, size, onnx, calibration)
        levels = _default_thresholds(task, calibration) if thresholds is None else thresholds
        contract = _contract(task, name, version, onnx, training_data, metrics, levels, margin)
        if calibrated_on is not None:
            spec = CalibrationSpec(scale=calibration.scale, bias=calibration.bias, data=calibrated_on)
            contract = contract.model_copy(update={"calibration": spec})
        contract = add_fp16(beside, contract)
        if int8_data is not None:
            contract = add_int8(beside, contract, int8_data, detect)
        if data is not None:
            contract, measured_on = add_figures(beside, contract, data, split, detect, progress)
        describe(beside, contract, recipe.read_text(encoding="utf-8"), limits, measured_on)
    return folder


def requantise(
    model: ModelFolder,
    folder: Path,
    int8_data: Path | None = None,
    *,
    limits: str | None = None,
    data: Path | None = None,
    split: str = "test",
    progress: Progress | None = None,
) -> Path:
    """Write a deployed model anew, with its fp16 form, and the int8 form, made from it: the same graph, version and
    thresholds.

    int8_data, data, split, limits: as of deploy. Without int8_data an int8 form stays as it is, without data the
    figures of forms that turn out as they were do, and without limits those that the card names. A model without the
    recipe of a training run, as an imported one, keeps its card.
    UserError where the model is not what its contract says, or a data set does not fit.
    """
    graph, recipe, card = load(model), model.path / RECIPE_FILE, model.path / CARD_FILE
    contract = model.contract
    shows_pictures = int8_data is not None or data is not None
    detect = ring_finder(contract.task, contract.crop_margin) if shows_pictures else None
    contract = contract.model_copy(update={"name": folder.name})
    said = card.read_text(encoding="utf-8") if card.is_file() else ""
    where = where_measured(said)
    with put_whole(folder) as beside:
        (beside / MODEL_FILE).write_bytes(graph)
        contract = add_fp16(beside, contract)
        if int8_data is not None:
            contract = add_int8(beside, contract, int8_data, detect)
        elif contract.int8 is not None:
            (beside / INT8_FILE).write_bytes(load(model, Precision.INT8))
        anew = ModelFolder(beside, contract).forms()
        others = tuple(prefix_of(form) for form, made in anew.items() if made != model.forms().get(form))
        kept = {name: value for name, value in contract.metrics.items() if not name.startswith(others)}
        contract = contract.model_copy(update={"metrics": kept})
        if data is not None:
            contract, where = add_figures(beside, contract, data, split, detect, progress)
        if _is_of_a_run(recipe):
            limits = own_limits(said) if limits is None else limits
            describe(beside, contract, recipe.read_text(encoding="utf-8"), limits, where)
        else:
            (beside / CONTRACT_FILE).write_text(contract.to_json(), encoding="utf-8")
            for kept_file in filter(Path.is_file, (recipe, card)):
                shutil.copyfile(kept_file, beside / kept_file.name)
    return folder


def _is_of_a_run(recipe: Path) -> bool:
    try:
        read_recipe(recipe)
    except UserError:
        return False
    return True


@torch.no_grad()
def check_graph(
    net: nn.Module, task: str, size: tuple[int, int], onnx: Path, calibration: Calibration = UNCALIBRATED
) -> float:
    """Largest difference between an ONNX file and the net in training form, calibrated alike, on a few pictures.

    In probabilities and relative coordinates, or levels of 255 for `segment`. UserError above the limit.
    """
    session = onnxruntime.InferenceSession(onnx, providers=["CPUExecutionProvider"])
    rng = np.random.default_rng(0)
    net.eval()
    worst = 0.0
    for contrast in (255, 120, 30):
        gray = rng.integers(0, contrast + 1, (1, *size), np.uint8)
        wanted = _reference(net, task, gray, calibration)
        given = session.run(None, {session.get_inputs()[0].name: gray})[0]
        worst = max(worst, float(np.abs(given.astype(float) - wanted).max()))
    if worst > (MAX_LEVELS if task == "segment" else MAX_DIFFERENCE):
        raise UserError(f"The deployed graph of {task} differs from the trained net by {worst:.2g}: it is not written.")
    return worst


def _reference(net: nn.Module, task: str, gray: NDArray[np.uint8], calibration: Calibration) -> NDArray[np.float64]:
    x = gray_to_input(gray)
    if task == "classify":
        return np.asarray((net(x) * calibration.scale).softmax(1), float)
    if task == "detect":
        return np.asarray(decode(net(x)), float)
    assert isinstance(net, TFNet)
    logits = net.half_logits(x)
    difference = (logits[:, 1] - logits[:, 0]) * calibration.scale + calibration.bias
    return np.asarray((torch.sigmoid(difference) * 255).round(), float)


def _default_thresholds(task: str, calibration: Calibration) -> dict[str, float]:
    if task != "segment":
        return DEFAULT_THRESHOLDS[task]
    own = DEFAULT_THRESHOLDS[task]["probability"]
    logit = math.log(own / (1 - own)) * calibration.scale + calibration.bias
    return {"probability": 1 / (1 + math.exp(-logit))}


def _contract(
    task: str,
    name: str,
    version: str,
    onnx: Path,
    training_data: str,
    metrics: dict[str, float],
    thresholds: dict[str, float],
    crop_margin: float | None,
) -> ModelContract:
    session = onnxruntime.InferenceSession(onnx, providers=["CPUExecutionProvider"])

    def spec(tensor: onnxruntime.NodeArg) -> dict[str, object]:
        dtype = {"tensor(uint8)": "uint8", "tensor(float)": "float32"}[tensor.type]
        return {"name": tensor.name, "shape": tuple(tensor.shape), "dtype": dtype}

    return ModelContract.model_validate(
        {
            "format_version": 1,
            "task": task,
            "name": name,
            "version": version,
            "inputs": (spec(session.get_inputs()[0]),),
            "outputs": (spec(session.get_outputs()[0]),),
            "classes": CLASSES[task],
            "thresholds": thresholds,
            "crop_margin": crop_margin,
            "training_data": training_data,
            "metrics": {key: float(value) for key, value in metrics.items() if np.isfinite(value)},
            "sha256": hashlib.sha256(onnx.read_bytes()).hexdigest(),
        }
    )
