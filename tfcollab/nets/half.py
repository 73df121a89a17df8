"""The fp16 form of a deployed graph, for CUDA: the inner nodes compute in half floats, all others in float."""

import onnx
from onnx import TensorProto, helper
from onnxruntime.transformers.float16 import convert_float_to_float16
from onnxruntime.transformers.onnx_model import OnnxModel

from tfcollab.nets.inner_nodes import inner_nodes


def halve(graph: bytes) -> bytes:
    """The fp16 form, same input and output, types included. The names of the graph's nodes must tell them apart."""
    model = onnx.load_from_string(graph)
    inner = set(inner_nodes(model.graph))
    outer = [node.name for node in model.graph.node if node.name not in inner]
    halved = convert_float_to_float16(model, keep_io_types=True, op_block_list=[], node_block_list=outer)
    _keep_float_between_outer_nodes(halved.graph)
    tidied = OnnxModel(halved)
    tidied.prune_graph()
    # what was added stands at the end
    tidied.topological_sort(is_deterministic=True)
    return bytes(halved.SerializeToString())


def _keep_float_between_outer_nodes(graph: onnx.GraphProto) -> None:
    """The conversion hands every tensor on in half floats, from one node in float to the next and out of the graph."""
    casts = {node.output[0]: node for node in graph.node if node.op_type == "Cast"}
    halves = {name: cast.input[0] for name, cast in casts.items() if _to(cast) == TensorProto.FLOAT16}
    instead = {
        name: halves[cast.input[0]]
        for name, cast in casts.items()
        if _to(cast) == TensorProto.FLOAT and cast.input[0] in halves
    }
    results = {instead[info.name]: info.name for info in graph.output if info.name in instead}
    for node in graph.node:
        node.input[:] = [instead.get(name, name) for name in node.input]
        if node.op_type == "Cast" and node.output[0] in results.values():
            node.output[0] += "_before"
        else:
            node.output[:] = [results.get(name, name) for name in node.output]


def _to(cast: onnx.NodeProto) -> int:
    return int(next(helper.get_attribute_value(attribute) for attribute in cast.attribute if attribute.name == "to"))
