import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper
from tiny_models import classifier, detector, segmenter

from tfcollab.runtime.onnx_bytes import uses_external_data


def _external() -> TensorProto:
    tensor = onnx.numpy_helper.from_array(np.ones(4, np.float32), "far")
    tensor.ClearField("raw_data")
    tensor.data_location = TensorProto.EXTERNAL
    tensor.external_data.add(key="location", value="weights.bin")
    return tensor


def test_models_in_one_file_pass() -> None:
    assert not any(uses_external_data(make().SerializeToString()) for make in (classifier, detector, segmenter))


def test_an_external_tensor_is_found_in_a_constant_node() -> None:
    model = segmenter()
    model.graph.node.append(helper.make_node("Constant", [], ["c"], value=_external()))
    assert uses_external_data(model.SerializeToString())


def test_an_external_tensor_is_found_in_a_branch_of_an_if() -> None:
    branch = helper.make_graph([], "branch", [], [], [_external()])
    model = segmenter()
    model.graph.node.append(helper.make_node("If", ["bright"], ["x"], then_branch=branch, else_branch=branch))
    assert uses_external_data(model.SerializeToString())


def test_an_external_tensor_is_found_in_a_function() -> None:
    node = helper.make_node("Constant", [], ["c"], value=_external())
    model = segmenter()
    model.functions.append(helper.make_function("own", "f", [], ["c"], [node], [helper.make_opsetid("", 17)]))
    assert uses_external_data(model.SerializeToString())


@pytest.mark.parametrize("junk", [b"\xff" * 20, b"\x3a\xff\x01abc", b"\x07"])
def test_what_is_not_protobuf_is_an_error(junk: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        uses_external_data(junk)
