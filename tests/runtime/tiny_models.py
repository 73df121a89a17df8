"""Real ONNX models whose answers can be worked out by hand, in complete model folders."""

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

#: mean gray of a frame that the tiny classifier gives to each class: clear, closed, broken, blur
CLASS_GRAY = (60.0, 220.0, 120.0, 20.0)
#: boxes of the tiny detector, relative to its input: outside, middle, inside
BOXES = ((0.25, 0.25, 0.75, 0.75), (0.4, 0.4, 0.6, 0.6), (0.45, 0.45, 0.55, 0.55))
#: the tiny segmenter calls break-up what is at least this bright
BREAKUP_GRAY = 230


def _constant(name: str, value: Any, dtype: Any = np.float32) -> TensorProto:
    return numpy_helper.from_array(np.asarray(value, dtype), name)


def _model(nodes: list[Any], constants: list[Any], given: Any, gives: Any) -> onnx.ModelProto:
    graph = helper.make_graph(nodes, "tiny", [given], [gives], constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    return model


def classifier(size: tuple[int, int] = (48, 64)) -> onnx.ModelProto:
    """Soft-max over -(mean gray - CLASS_GRAY)² / 50."""
    nodes = [
        helper.make_node("Cast", ["frame"], ["float"], to=TensorProto.FLOAT),
        helper.make_node("ReduceMean", ["float"], ["mean"], axes=[1, 2], keepdims=0),
        helper.make_node("Sub", ["mean", "centers"], ["away"]),
        helper.make_node("Mul", ["away", "away"], ["squared"]),
        helper.make_node("Mul", ["squared", "sharpness"], ["logits"]),
        helper.make_node("Softmax", ["logits"], ["probabilities"], axis=1),
    ]
    constants = [_constant("centers", [CLASS_GRAY]), _constant("sharpness", -0.02)]
    return _model(
        nodes,
        constants,
        helper.make_tensor_value_info("frame", TensorProto.UINT8, [1, *size]),
        helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, [1, 4]),
    )


def detector(size: tuple[int, int] = (48, 64), confidence: float = 0.9) -> onnx.ModelProto:
    """BOXES always, with that confidence where the frame's mean gray is above 10, else 0."""
    nodes = [
        helper.make_node("Cast", ["frame"], ["float"], to=TensorProto.FLOAT),
        helper.make_node("ReduceMean", ["float"], ["mean"], axes=[1, 2], keepdims=1),
        helper.make_node("Greater", ["mean", "dark"], ["lit"]),
        helper.make_node("Cast", ["lit"], ["lit_float"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["lit_float", "confidence"], ["confident"]),
        helper.make_node("Add", ["confident", "boxes_only"], ["boxes"]),
    ]
    constants = [
        _constant("dark", 10.0),
        _constant("confidence", [[[0, 0, 0, 0, confidence]]]),
        _constant("boxes_only", [[[*box, 0.0] for box in BOXES]]),
    ]
    return _model(
        nodes,
        constants,
        helper.make_tensor_value_info("frame", TensorProto.UINT8, [1, *size]),
        helper.make_tensor_value_info("boxes", TensorProto.FLOAT, [1, 3, 5]),
    )


def segmenter(size: tuple[int, int] = (128, 128)) -> onnx.ModelProto:
    """255 where the crop is at least BREAKUP_GRAY, else 0."""
    nodes = [
        helper.make_node("Cast", ["crop"], ["float"], to=TensorProto.FLOAT),
        helper.make_node("Greater", ["float", "limit"], ["bright"]),
        helper.make_node("Where", ["bright", "full", "none"], ["breakup"]),
    ]
    constants = [
        _constant("limit", BREAKUP_GRAY - 0.5),
        _constant("full", 255, np.uint8),
        _constant("none", 0, np.uint8),
    ]
    return _model(
        nodes,
        constants,
        helper.make_tensor_value_info("crop", TensorProto.UINT8, [1, *size]),
        helper.make_tensor_value_info("breakup", TensorProto.UINT8, [1, *size]),
    )


_TASKS = {
    "classify": (classifier, ["clear", "closed", "broken", "blur"], {}),
    "detect": (detector, ["outside", "middle", "inside"], {"confidence": 0.5}),
    "segment": (segmenter, ["background", "breakup"], {"probability": 0.5}),
}


def contract(task: str, model: bytes) -> dict[str, Any]:
    """The content of model.json for these bytes."""
    _, classes, thresholds = _TASKS[task]
    graph = onnx.load_from_string(model).graph
    kinds = {TensorProto.UINT8: "uint8", TensorProto.FLOAT: "float32"}

    def spec(tensor: Any) -> dict[str, Any]:
        kind = tensor.type.tensor_type
        return {
            "name": tensor.name,
            "shape": [dim.dim_value for dim in kind.shape.dim],
            "dtype": kinds[kind.elem_type],
        }

    return {
        "format_version": 1,
        "task": task,
        "name": f"tiny-{task}",
        "version": "1.0",
        "inputs": [spec(graph.input[0])],
        "outputs": [spec(graph.output[0])],
        "classes": classes,
        "thresholds": thresholds,
        **({"crop_margin": 1.1} if task == "segment" else {}),
        "training_data": "none: written by hand",
        "metrics": {},
        "sha256": hashlib.sha256(model).hexdigest(),
    }


def sealed(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields with the hash of their canonical JSON."""
    said = {key: value for key, value in fields.items() if key != "contract_sha256"}
    canonical = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return said | {"contract_sha256": hashlib.sha256(canonical.encode()).hexdigest()}


def write_folder(root: Path, task: str, name: str | None = None, /, **changes: Any) -> Path:
    """A complete folder root/NAME; changes replace fields of the contract before it is sealed, None leaves them out."""
    model = _TASKS[task][0]().SerializeToString()
    fields = {key: value for key, value in (contract(task, model) | changes).items() if value is not None}
    folder = root / (name or f"tiny-{task}")
    folder.mkdir(parents=True)
    (folder / "model.onnx").write_bytes(model)
    (folder / "model.json").write_text(json.dumps(sealed(fields)))
    return folder
