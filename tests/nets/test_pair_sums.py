"""Steps by which two neighbours' products fit into 16 bits, as small as they may be."""

from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from tfcollab.nets import pair_sums
from tfcollab.runtime import repository
from tfcollab.runtime.repository import Precision


def sums_in_16_bits(weights: np.ndarray) -> np.ndarray:
    """Largest and least of what a processor without VNNI adds in 16 bits, per channel: weights (channels, products)."""
    pairs = np.stack([weights[:, :-1], weights[:, 1:]], -1)[:, ::2].astype(int)
    return np.stack([255 * np.maximum(pairs, 0).sum(-1).max(1), 255 * np.minimum(pairs, 0).sum(-1).min(1)])


def test_whatever_the_activations_are_no_sum_is_cut() -> None:
    rng = np.random.default_rng(0)
    weights = rng.laplace(0, 0.1, (64, 32, 3, 3)).astype(np.float32)
    step = pair_sums.steps("Conv", weights)
    whole = np.round(weights / step[:, None, None, None])
    assert np.abs(whole).max() <= 127
    sums = sums_in_16_bits(np.moveaxis(whole, 1, -1).reshape(64, -1))
    assert -32768 <= sums.min() < sums.max() <= 32767
    # and with the steps of the largest weight some would be
    plain = np.round(weights / (np.abs(weights).max((1, 2, 3), keepdims=True) / 127))
    assert sums_in_16_bits(np.moveaxis(plain, 1, -1).reshape(64, -1)).max() > 32767


def test_a_step_is_no_larger_than_it_must_be() -> None:
    alone, alike, opposed = [[1.0, 0.0]], [[1.0, 1.0]], [[1.0, -1.0]]
    found = pair_sums.steps("MatMul", np.array([*alone, *alike, *opposed]).T)
    np.testing.assert_allclose(found, [1 / 127, 1 / 64.5, 1 / 127], rtol=0.01)


def test_a_channel_of_zeros_has_a_step_all_the_same() -> None:
    assert pair_sums.steps("Conv", np.zeros((2, 4, 1, 1), np.float32)).tolist() == [1, 1]


def test_an_odd_number_of_channels_is_summed_in_both_ways() -> None:
    """(3 channels of 2 points): filled up each point ends alone, gone on with the last meets the next one's first."""
    weights = np.zeros((1, 3, 1, 2), int)
    weights[0, 2, 0, 0] = weights[0, 0, 0, 1] = 100
    assert pair_sums.largest_pairs("Conv", weights) == [200]
    weights = np.zeros((1, 3, 1, 2), int)
    weights[0, 0, 0, 1] = weights[0, 1, 0, 1] = 100
    assert pair_sums.largest_pairs("Conv", weights) == [200]


@pytest.mark.parametrize(("second", "fits"), [(1, True), (2, False)])
def test_a_graph_with_one_pair_too_many_is_told(second: int, fits: bool) -> None:
    kernel = np.zeros((1, 2, 1, 1), np.int8)
    kernel[0, :, 0, 0] = 127, second
    nodes = [
        helper.make_node("DequantizeLinear", ["kernel", "step"], ["weights"]),
        helper.make_node("Conv", ["x", "weights"], ["y"]),
    ]
    constants = [numpy_helper.from_array(kernel, "kernel"), numpy_helper.from_array(np.float32(0.1), "step")]
    shapes = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, 2, 4, 4]) for name in "xy"]
    graph = helper.make_graph(nodes, "one", shapes[:1], shapes[1:], constants)
    assert pair_sums.fit(helper.make_model(graph).SerializeToString()) is fits


@pytest.mark.parametrize("path", repository.folders(), ids=lambda path: path.name)
def test_the_shipped_int8_forms_are_what_their_contracts_say(path: Path) -> None:
    folder = repository.read_folder(path)
    assert folder.contract.int8 is not None
    assert folder.contract.int8.pairs_fit
    graph = repository.load(folder, Precision.INT8)
    assert pair_sums.fit(graph)
    assert sum(node.op_type in pair_sums.CHANNEL_AXIS for node in onnx.load_from_string(graph).graph.node) > 10
