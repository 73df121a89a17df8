"""The int8 form of a graph: nearly the same answers, faster, and floats where a coarse step would show."""

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from ring_pictures import SIZES, calm, pictures

from tfcollab.nets.build import build
from tfcollab.nets.export import export_onnx
from tfcollab.nets.quantise import IN_FLOAT, quantise


@pytest.mark.parametrize("task", SIZES)
def test_integers_give_nearly_what_floats_give(task: str, tmp_path: Path) -> None:
    size = SIZES[task]
    net = build(task)
    calm(net)
    export_onnx(net.eval(), task, size, tmp_path / "model.onnx")
    fp32 = (tmp_path / "model.onnx").read_bytes()
    int8 = quantise(fp32, pictures(size, 8))
    given = [
        onnxruntime.InferenceSession(graph, providers=["CPUExecutionProvider"]).run(
            None, {onnx.load_from_string(graph).graph.input[0].name: pictures(size, 1)[0][np.newaxis]}
        )[0]
        for graph in (fp32, int8)
    ]
    scale = 255 if task == "segment" else 1
    assert np.abs(given[0].astype(float) - given[1].astype(float)).max() / scale < 0.1
    assert len(int8) < 0.5 * len(fp32)


def test_what_reads_the_heads_stays_in_float(tmp_path: Path) -> None:
    export_onnx(build("detect").eval(), "detect", SIZES["detect"], tmp_path / "model.onnx")
    graph = onnx.load_from_string(quantise((tmp_path / "model.onnx").read_bytes(), pictures(SIZES["detect"], 4))).graph
    convolutions = [node for node in graph.node if node.op_type == "Conv"]
    dequantised = {name for node in graph.node if node.op_type == "DequantizeLinear" for name in node.output}
    floats = [node for node in convolutions if node.input[1] not in dequantised]
    assert 0 < len(floats) < len(convolutions) / 2
    after = [node for node in graph.node if node.op_type in ("ArgMax", "ReduceSum", "Exp")]
    assert after
    assert not any(name in dequantised for node in after for name in node.input)


def test_named_modules_stay_in_float(tmp_path: Path) -> None:
    export_onnx(build("detect").eval(), "detect", SIZES["detect"], tmp_path / "model.onnx")
    given = (tmp_path / "model.onnx").read_bytes(), pictures(SIZES["detect"], 4)
    found = []
    for in_float in ((), IN_FLOAT["detect"]):
        graph = onnx.load_from_string(quantise(*given, in_float)).graph
        dequantised = {name for node in graph.node if node.op_type == "DequantizeLinear" for name in node.output}
        found.append({n.name for n in graph.node if n.op_type == "Conv" and n.input[1] not in dequantised})
    more = found[1] - found[0]
    assert len(more) == 2
    assert all(name.startswith(IN_FLOAT["detect"]) for name in more)
