"""The int8 form of a deployed graph: static quantisation in QDQ form, calibrated on pictures.

Integers run between the first and the last convolutions: what prepares the picture before them, and the heads and
what reads them after, stay in float, where a coarse step would move a box or a probability. Activations are uint8,
weights int8 per channel, of all 8 bits: 7, which processors that sum in 16 bits would need, cost TF-Net s0 0.015 of its
mean IoU (runtime.exact_sums keeps such processors on floats). What blocks hand on unchanged is taken out of their
weights first (identity_apart)."""

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnxruntime.quantization import (
    CalibrationDataReader,
    CalibrationMethod,
    QuantFormat,
    QuantType,
    quantize_static,
)
from onnxruntime.quantization.shape_inference import quant_pre_process

from tfcollab.nets.identity_apart import split_identities

#: what can be computed on integers without leaving them
_OPERATORS = ["Conv", "Relu", "Concat", "Resize", "MatMul", "Add"]


class _Pictures(CalibrationDataReader):
    def __init__(self, name: str, pictures: Iterator[NDArray[np.uint8]]) -> None:
        self._name, self._pictures = name, pictures

    def get_next(self) -> dict[str, NDArray[np.uint8]] | None:
        picture = next(self._pictures, None)
        return None if picture is None else {self._name: picture[np.newaxis]}


def quantise(graph: bytes, pictures: Iterable[NDArray[np.uint8]]) -> bytes:
    """The int8 form of a deployed graph, same input and output.

    pictures: uint8 (H, W) of the graph's input size, 30 or more from what the net was trained for; the range of each
    activation is that of all of them.
    """
    with tempfile.TemporaryDirectory() as folder:
        given, prepared, written = (Path(folder) / name for name in ("given.onnx", "prepared.onnx", "int8.onnx"))
        given.write_bytes(graph)
        quant_pre_process(str(given), str(prepared), skip_symbolic_shape=True)
        model = onnx.load(prepared)
        split_identities(model)
        onnx.save(model, prepared)
        quantize_static(
            prepared,
            written,
            _Pictures(model.graph.input[0].name, iter(pictures)),
            quant_format=QuantFormat.QDQ,
            op_types_to_quantize=_OPERATORS,
            nodes_to_quantize=_inner_nodes(model.graph),
            per_channel=True,
            activation_type=QuantType.QUInt8,
            weight_type=QuantType.QInt8,
            # the classifier pools by the strongest cells, so that what lies beyond the usual range matters most
            calibrate_method=CalibrationMethod.MinMax,
        )
        return written.read_bytes()


def _inner_nodes(graph: onnx.GraphProto) -> list[str]:
    """Names of the nodes that have a convolution before them, or are one, and another or a dense layer after them."""
    before: set[str] = set()
    inner = []
    for node in graph.node:
        if node.op_type == "Conv" or any(name in before for name in node.input):
            before.update(node.output)
            inner.append(node)
    after: set[str] = set()
    names = []
    for node in reversed(inner):
        if any(name in after for name in node.output):
            after.update(node.input)
            names.append(node.name)
        elif node.op_type in ("Conv", "Gemm"):
            after.update(node.input)
    return [name for name in reversed(names) if name]
