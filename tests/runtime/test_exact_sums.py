"""A processor that saturates is found out."""

import numpy as np
import onnx
from onnx import numpy_helper
from saturating import Saturating

from tfcollab.runtime import exact_sums
from tfcollab.runtime.providers import OnnxRuntime


def test_saturated_sums_are_found_out() -> None:
    assert not exact_sums.sums_exactly(Saturating())


def test_the_graph_multiplies_the_largest_factors_by_integers() -> None:
    graph = onnx.load_from_string(exact_sums._PRODUCT).graph
    assert [node.op_type for node in graph.node] == ["MatMulInteger"]
    weights = numpy_helper.to_array(graph.initializer[0])
    assert weights.dtype == np.int8
    assert weights.shape == (64, 16)
    assert (weights == 127).all()


def test_the_answer_of_this_processor_is_the_same_every_time() -> None:
    assert len({exact_sums.sums_exactly(OnnxRuntime()) for _ in range(3)}) == 1
