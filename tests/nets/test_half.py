"""The fp16 form of a graph: nearly the same answers, and floats where a coarse step would show."""

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, shape_inference
from ring_pictures import SIZES, calm, pictures

from tfcollab.nets.build import build
from tfcollab.nets.export import export_onnx
from tfcollab.nets.half import halve

#: of full range: probabilities, boxes relative to the input, levels
MOST = {"classify": 0.002, "detect": 0.004, "segment": 2 / 255}


@pytest.fixture(scope="module", params=SIZES)
def forms(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, bytes, bytes]:
    """A task, its graph, and that in half floats."""
    task, path = request.param, tmp_path_factory.mktemp("half") / "model.onnx"
    net = build(task)
    calm(net)
    export_onnx(net.eval(), task, SIZES[task], path)
    return task, path.read_bytes(), halve(path.read_bytes())


def test_half_floats_give_nearly_what_floats_give(forms: tuple[str, bytes, bytes]) -> None:
    task, floats, halves = forms
    name = onnx.load_from_string(floats).graph.input[0].name
    given = pictures(SIZES[task], 1)[0][np.newaxis]
    one, other = (
        onnxruntime.InferenceSession(graph, providers=["CPUExecutionProvider"]).run(None, {name: given})[0]
        for graph in (floats, halves)
    )
    assert one.dtype == other.dtype
    scale = 255 if task == "segment" else 1
    assert np.abs(one.astype(float) - other.astype(float)).max() / scale <= MOST[task]
    assert len(halves) < 0.6 * len(floats)


def test_what_lies_between_two_nodes_in_float_stays_so(forms: tuple[str, bytes, bytes]) -> None:
    graph = shape_inference.infer_shapes(onnx.load_from_string(forms[2]), strict_mode=True).graph
    types = {each.name: each.type.tensor_type.elem_type for each in (*graph.value_info, *graph.input, *graph.output)}
    types |= {each.name: each.data_type for each in graph.initializer}
    casts = [node for node in graph.node if node.op_type == "Cast"]
    into = [node for node in casts if types[node.output[0]] == TensorProto.FLOAT16]
    out_of = [node for node in casts if types[node.input[0]] == TensorProto.FLOAT16]
    assert into
    assert out_of
    assert not {node.output[0] for node in into} & {node.input[0] for node in out_of}
    convolutions = [node for node in graph.node if node.op_type == "Conv"]
    inner = [node for node in convolutions if types[node.input[1]] == TensorProto.FLOAT16]
    assert 0 < len(convolutions) - len(inner) <= 2 or forms[0] == "classify"
    assert len(inner) > 0.8 * len(convolutions)


def test_the_form_is_sound_and_always_the_same(forms: tuple[str, bytes, bytes]) -> None:
    onnx.checker.check_model(onnx.load_from_string(forms[2]), full_check=True)
    assert halve(forms[1]) == forms[2]
