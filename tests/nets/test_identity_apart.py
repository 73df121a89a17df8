"""The skip's diagonal apart from a kernel is the same function, with weights that 8 bits hold."""

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper, numpy_helper

from tfcollab.nets.identity_apart import split_identities

CHANNELS = 5


def kernel(diagonal: float, side: int = 3) -> np.ndarray:
    weights = 0.05 * np.random.default_rng(1).standard_normal((CHANNELS, CHANNELS, side, side)).astype(np.float32)
    channels = np.arange(CHANNELS)
    weights[channels, channels, side // 2, side // 2] += diagonal * np.linspace(0.8, 1.2, CHANNELS, dtype=np.float32)
    return weights


def one_convolution(weights: np.ndarray, **attributes: object) -> onnx.ModelProto:
    """Convolution with bias, then ReLU."""
    nodes = [
        helper.make_node("Conv", ["x", "weights", "bias"], ["sum"], "conv", **attributes),
        helper.make_node("Relu", ["sum"], ["y"], "relu"),
    ]
    bias = np.linspace(-1, 1, CHANNELS, dtype=np.float32)
    graph = helper.make_graph(
        nodes,
        "one",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, CHANNELS, 9, 8])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, CHANNELS, 9, 8])],
        [numpy_helper.from_array(weights, "weights"), numpy_helper.from_array(bias, "bias")],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def answer(model: onnx.ModelProto) -> np.ndarray:
    onnx.checker.check_model(model)
    given = np.random.default_rng(2).standard_normal((1, CHANNELS, 9, 8)).astype(np.float32)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return np.asarray(session.run(None, {"x": given})[0])


@pytest.mark.parametrize("attributes", [{"pads": [1, 1, 1, 1]}, {"pads": [2, 2, 2, 2], "dilations": [2, 2]}])
def test_the_function_stays_and_the_largest_weight_does_not(attributes: dict[str, object]) -> None:
    model = one_convolution(kernel(2.0), **attributes)
    before = answer(model)
    assert split_identities(model) == 1
    np.testing.assert_allclose(answer(model), before, atol=1e-5)
    rest = next(numpy_helper.to_array(tensor) for tensor in model.graph.initializer if tensor.name == "weights")
    assert np.abs(rest).max() < 0.25
    assert split_identities(model) == 0


@pytest.mark.parametrize(
    ("weights", "attributes"),
    [
        (kernel(0.0), {"pads": [1, 1, 1, 1]}),
        (kernel(2.0), {"pads": [1, 1, 1, 1], "strides": [2, 2]}),
        (kernel(2.0), {"pads": [0, 0, 0, 0]}),
        (kernel(2.0, side=1), {}),
    ],
)
def test_a_convolution_without_such_a_diagonal_stays(weights: np.ndarray, attributes: dict[str, object]) -> None:
    model = one_convolution(weights, **attributes)
    before = model.SerializeToString()
    assert split_identities(model) == 0
    assert model.SerializeToString() == before
