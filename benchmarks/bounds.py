"""The shipped nets against what this machine could do: their products over the rate of a large matrix product."""

from collections.abc import Callable
from functools import partial
from math import prod

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, shape_inference

from benchmarks.interleave import best_s
from tfcollab.runtime import openvino_session, repository
from tfcollab.runtime.contract import Task
from tfcollab.runtime.openvino_session import OpenVinoSession
from tfcollab.runtime.providers import OnnxRuntime
from tfcollab.runtime.repository import Precision

_SIDE = 1536
_ROUNDS = 30
_CPU = ["CPUExecutionProvider"]


def measure(threads: int) -> dict[str, dict[str, float]]:
    """Of each net and form: 10⁹ products, the milliseconds that these would take at the peak, and the real ones.

    All times are the best of many rounds, in turn: what the machine can do, not what it does while it is busy.
    """
    torch.set_num_threads(threads)
    floats = torch.rand(_SIDE, _SIDE)
    integers = OnnxRuntime().open(_integer_product(), _CPU, threads)
    bytes_ = np.full((_SIDE, _SIDE), 3, np.uint8)
    sides: dict[str, Callable[[], object]] = {
        "peak fp32": lambda: torch.mm(floats, floats),
        "peak int8": lambda: integers.run(["c"], {"a": bytes_}),
    }
    products = {}
    for task in Task:
        folder = repository.resolve(task)
        for form in (Precision.FP32, Precision.INT8):
            if form is Precision.INT8 and folder.contract.int8 is None:
                continue
            model = repository.load(folder, form)
            products[f"{task} {form}"] = products_of(repository.load(folder))
            given, gives = folder.contract.input, folder.contract.output
            array = np.random.default_rng(0).integers(0, 256, given.shape, np.uint8)
            sessions = {"onnxruntime": OnnxRuntime().open(model, _CPU, threads)}
            if openvino_session.installed():
                sessions["openvino"] = OpenVinoSession(model, threads)
            for name, session in sessions.items():
                sides[f"{task} {form} {name}"] = partial(session.run, [gives.name], {given.name: array})
    taken = best_s(sides, _ROUNDS)
    peak = {form: _SIDE**3 / taken[f"peak {form}"] for form in ("fp32", "int8")}
    found = {"peak": {f"{form}_giga_products_a_second": rate / 1e9 for form, rate in peak.items()}}
    for net, count in products.items():
        found[net] = {"giga_products": count / 1e9, "bound_ms": 1000 * count / peak[net.partition(" ")[2]]}
        found[net] |= {
            f"{name}_ms": 1000 * taken[f"{net} {name}"]
            for name in ("onnxruntime", "openvino")
            if f"{net} {name}" in taken
        }
    return found


def products_of(model: bytes) -> int:
    """Multiplications of the graph's convolutions and matrix products, for fixed shapes."""
    graph = shape_inference.infer_shapes(onnx.load_from_string(model), data_prop=True).graph
    values = [*graph.value_info, *graph.output, *graph.input]
    shapes = {v.name: [d.dim_value for d in v.type.tensor_type.shape.dim] for v in values}
    shapes |= {constant.name: list(constant.dims) for constant in graph.initializer}
    count = 0
    for node in graph.node:
        if node.op_type == "Conv":
            count += prod(shapes[node.output[0]]) * prod(shapes[node.input[1]][1:])
        elif node.op_type in ("MatMul", "Gemm"):
            count += prod(shapes[node.output[0]]) * shapes[node.input[0]][-1]
    return count


def _integer_product() -> bytes:
    """`c` int32 = `a` uint8 · a constant int8, all [_SIDE, _SIDE]."""
    node = helper.make_node("MatMulInteger", ["a", "b"], ["c"])
    constant = onnx.numpy_helper.from_array(np.full((_SIDE, _SIDE), 5, np.int8), "b")
    given = helper.make_tensor_value_info("a", TensorProto.UINT8, [_SIDE, _SIDE])
    gives = helper.make_tensor_value_info("c", TensorProto.INT32, [_SIDE, _SIDE])
    graph = helper.make_graph([node], "product", [given], [gives], [constant])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    return bytes(model.SerializeToString())
