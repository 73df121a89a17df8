"""The int8 form of a deployed graph: static quantisation in QDQ form, calibrated on pictures.

Integers run in the inner nodes alone (inner_nodes). Activations are uint8,
weights int8 per channel, in steps by which every processor sums alike (pair_sums). What blocks hand on unchanged is
taken out of their weights first (identity_apart)."""

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper
from onnxruntime.quantization import (
    CalibrationDataReader,
    CalibrationMethod,
    QuantFormat,
    QuantType,
    quantize_static,
)
from onnxruntime.quantization.shape_inference import quant_pre_process

from tfcollab.nets import pair_sums
from tfcollab.nets.identity_apart import split_identities
from tfcollab.nets.inner_nodes import inner_nodes

#: of each net, the modules that stay in float: of the detector's, those in which integers move its boxes most
IN_FLOAT: dict[str, tuple[str, ...]] = {"detect": ("/net/stem/", "/net/fusion/fusion.1/")}
#: what can be computed on integers without leaving them
_OPERATORS = ["Conv", "Relu", "Concat", "Resize", "MatMul", "Add"]


class _Pictures(CalibrationDataReader):
    def __init__(self, name: str, pictures: Iterator[NDArray[np.uint8]]) -> None:
        self._name, self._pictures = name, pictures

    def get_next(self) -> dict[str, NDArray[np.uint8]] | None:
        picture = next(self._pictures, None)
        return None if picture is None else {self._name: picture[np.newaxis]}


def quantise(graph: bytes, pictures: Iterable[NDArray[np.uint8]], in_float: tuple[str, ...] = ()) -> bytes:
    """The int8 form of a deployed graph, same input and output.

    pictures: uint8 (H, W) of the graph's input size, 30 or more from what the net was trained for; the range of each
    activation is that of all of them. in_float: what the names of nodes that stay in float begin with.
    """
    with tempfile.TemporaryDirectory() as folder:
        given, prepared, written = (Path(folder) / name for name in ("given.onnx", "prepared.onnx", "int8.onnx"))
        given.write_bytes(graph)
        quant_pre_process(str(given), str(prepared), skip_symbolic_shape=True)
        model = onnx.load(prepared)
        split_identities(model)
        onnx.save(model, prepared)
        nodes = [name for name in inner_nodes(model.graph) if not name.startswith(in_float)]
        quantize_static(
            prepared,
            written,
            _Pictures(model.graph.input[0].name, iter(pictures)),
            quant_format=QuantFormat.QDQ,
            op_types_to_quantize=_OPERATORS,
            nodes_to_quantize=nodes,
            per_channel=True,
            activation_type=QuantType.QUInt8,
            weight_type=QuantType.QInt8,
            # the classifier pools by the strongest cells, so that what lies beyond the usual range matters most
            calibrate_method=CalibrationMethod.MinMax,
            extra_options={"TensorQuantOverrides": _weight_ranges(model.graph, set(nodes))},
        )
        return written.read_bytes()


def _weight_ranges(graph: onnx.GraphProto, nodes: set[str]) -> dict[str, list[dict[str, object]]]:
    """What the quantiser is to take as each channel's range, so that its step is that of pair_sums."""
    constants = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    ranges = {}
    for node in graph.node:
        if node.name not in nodes or node.op_type not in pair_sums.CHANNEL_AXIS or node.input[1] not in constants:
            continue
        weights = constants[node.input[1]]
        axis = pair_sums.CHANNEL_AXIS[node.op_type]
        largest = pair_sums.LARGEST * pair_sums.steps(node.op_type, weights)
        ranges[node.input[1]] = [
            {"axis": axis, "rmin": np.asarray(-value, weights.dtype), "rmax": np.asarray(value, weights.dtype)}
            for value in largest
        ]
    return ranges
