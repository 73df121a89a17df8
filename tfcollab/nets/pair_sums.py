"""Steps of int8 weights by which no two products leave 16 bits, so that every processor sums alike.

x86 processors without VNNI multiply uint8 by int8 two at a time and add both products in 16 bits, cut at 32,767
(oneDNN, "Nuances of int8 computations"): 255 · 127 + 255 · 127 is 64,770. Where two neighbours' weights of one sign
come to 128 at most, no such sum is cut whatever the activations are: 255 · 128 is 32,640. Most channels need steps a
third larger for that, where weights of 7 bits would double them for all.
"""

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper

#: of an int8 weight, and of two of one sign together
LARGEST, LARGEST_PAIR = 127, 128
#: of the weights of what sums products: the axis of its channels
CHANNEL_AXIS = {"Conv": 0, "MatMul": 1}
_FINER = 1.002


def steps(op_type: str, weights: NDArray[np.floating]) -> NDArray[np.float64]:
    """The smallest step of each channel that rounds to weights whose pairs fit; 1 of a channel of zeros.

    weights: of a convolution (out, in, h, w) or of a product with a matrix (in, out).
    """
    axis = CHANNEL_AXIS[op_type]
    whole = np.moveaxis(weights, axis, 0).astype(np.float64)
    found = np.abs(whole).reshape(len(whole), -1).max(1) / LARGEST
    found[found == 0] = 1
    while True:
        rounded = np.round(whole / found.reshape(-1, *[1] * (whole.ndim - 1)))
        wide = largest_pairs(op_type, np.moveaxis(rounded, 0, axis)) > LARGEST_PAIR
        if not wide.any():
            return found
        found[wide] *= _FINER


def largest_pairs(op_type: str, weights: NDArray[np.generic]) -> NDArray[np.float64]:
    """Of each channel, the largest sum of two neighbours' weights of one sign, by its amount; weights as in steps.

    Neighbours are channels of one point, and where their number is odd also the last of one point and the first of the
    next: some kernels fill them up, others go on.
    """
    points = np.moveaxis(weights, 1, -1) if op_type == "Conv" else np.moveaxis(weights, 1, 0)
    filled = np.pad(points, [(0, 0)] * (points.ndim - 1) + [(0, points.shape[-1] % 2)])
    return np.maximum(_pairs(filled), _pairs(points))


def _pairs(weights: NDArray[np.generic]) -> NDArray[np.float64]:
    flat = weights.reshape(len(weights), -1)
    pairs = np.pad(flat, [(0, 0), (0, flat.shape[1] % 2)]).reshape(len(flat), -1, 2)
    return np.asarray(np.maximum(np.maximum(pairs, 0).sum(2), -np.minimum(pairs, 0).sum(2)).max(1), np.float64)


def fit(graph: bytes) -> bool:
    """Whether all pairs of an int8 form's weights do."""
    model = onnx.load_from_string(graph).graph
    constants = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.initializer}
    weights = {
        node.output[0]: constants[node.input[0]]
        for node in model.node
        if node.op_type == "DequantizeLinear" and node.input[0] in constants
    }
    return all(
        bool((largest_pairs(node.op_type, weights[name].astype(int)) <= LARGEST_PAIR).all())
        for node in model.node
        if node.op_type in CHANNEL_AXIS
        for name in node.input[:2]
        if name in weights
    )
