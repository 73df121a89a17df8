"""Enlarging a single plane by matrix products: OpenVINO's own way takes several times as long."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

_REPLACED = {"coordinate_transformation_mode": "half_pixel", "antialias": False}


def interpolate_by_products(graph: Any) -> int:
    """Replaces every bilinear resizing of one plane, [1, 1, h, w] to [1, 1, H, W], in the openvino.Model.

    Rows · plane · columnsᵀ is the same sum in another order. Returns how many were replaced.
    """
    from openvino import opset13

    replaced = 0
    for node in graph.get_ordered_ops():
        if node.get_type_name() != "Interpolate" or not _is_bilinear(node.get_attributes()):
            continue
        given, gives = node.input(0).get_partial_shape(), node.output(0).get_partial_shape()
        if given.is_dynamic or gives.is_dynamic or list(given.to_shape())[:2] != [1, 1]:
            continue
        (_, _, height, width), (_, _, new_height, new_width) = given.to_shape(), gives.to_shape()
        rows = opset13.constant(bilinear(new_height, height))
        columns = opset13.constant(bilinear(new_width, width))
        tall = opset13.matmul(rows, node.input_value(0), False, False)
        whole = opset13.matmul(tall, columns, False, True)
        for target in node.output(0).get_target_inputs():
            target.replace_source_output(whole.output(0))
        replaced += 1
    graph.validate_nodes_and_infer_types()
    return replaced


def bilinear(new: int, old: int) -> NDArray[np.float32]:
    """float32 [new, old]: each row is the weights of the old samples in a new one; pixels' middles at halves."""
    at = np.clip((np.arange(new) + 0.5) * old / new - 0.5, 0, old - 1)
    below = np.floor(at).astype(np.intp)
    above = np.minimum(below + 1, old - 1)
    weights = np.zeros((new, old), np.float32)
    np.add.at(weights, (np.arange(new), below), 1 - (at - below))
    np.add.at(weights, (np.arange(new), above), at - below)
    return weights


def _is_bilinear(attributes: dict[str, Any]) -> bool:
    wanted = all(attributes[name] == value for name, value in _REPLACED.items())
    return wanted and attributes["mode"] in ("linear", "linear_onnx") and not any(attributes["pads_begin"])
