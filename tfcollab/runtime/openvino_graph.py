"""What OpenVINO computes too slowly or too coarsely, written otherwise; the same sums in another order."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_REPLACED = {"coordinate_transformation_mode": "half_pixel", "antialias": False}


def rewrite(graph: Any) -> None:
    """All of it, in the openvino.Model."""
    average_in_floats(graph)
    interpolate_by_products(graph)


def average_in_floats(graph: Any) -> int:
    """Keeps running means of the uint8 picture in floats; returns how many.

    In a graph with integers OpenVINO takes the scale behind such a mean, which is then one of whole numbers, and rounds
    it to one: half a gray level is much beside what local contrast is made of. It does not do so behind a maximum, and
    that with 0 changes nothing, as no such number is below.
    """
    from openvino import opset13

    kept = 0
    for node in graph.get_ordered_ops():
        if node.get_type_name() == "AvgPool" and _is_scaled_picture(node.input_value(0).get_node()):
            above = opset13.maximum(node.input_value(0), opset13.constant(np.float32(0)))
            node.input(0).replace_source_output(above.output(0))
            kept += 1
    graph.validate_nodes_and_infer_types()
    return kept


def _is_scaled_picture(node: Any) -> bool:
    """Whether it is the uint8 input, or a part of it, by a number that is not below 0."""
    while (kind := node.get_type_name()) in ("Slice", "Unsqueeze", "Reshape", "Convert", "Multiply", "Divide"):
        if kind in ("Multiply", "Divide"):
            scale = node.input_value(1).get_node()
            if scale.get_type_name() != "Constant" or not (np.asarray(scale.data) >= 0).all():
                return False
        node = node.input_value(0).get_node()
    return bool(kind == "Parameter" and node.get_element_type().get_type_name() == "u8")


def interpolate_by_products(graph: Any) -> int:
    """Replaces every bilinear resizing of one plane, [1, 1, h, w] to [1, 1, H, W], in the openvino.Model, together with
    the running mean that it enlarges, where there is one.

    Enlarged are the columns, by a product with a matrix, and then the rows: where their number grows by a whole factor
    each new one is a weighted sum of two neighbours, else by a product as well. Returns how many were replaced.
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
        by_neighbours = new_height % height == 0
        rows, columns = _edged(height) if by_neighbours else bilinear(new_height, height), bilinear(new_width, width)
        plane = node.input_value(0)
        mean = plane.get_node()
        if mean.get_type_name() == "AvgPool" and (window := _running_mean(mean)) is not None:
            rows, columns = rows @ running_mean(height, window[0]), columns @ running_mean(width, window[1])
            plane = mean.input_value(0)
        tall = opset13.matmul(opset13.constant(rows.astype(np.float32)), plane, False, False)
        whole = opset13.matmul(tall, opset13.constant(columns.astype(np.float32)), False, True)
        if by_neighbours:
            whole = _rows_between(whole, height, new_height // height, new_width)
        for target in node.output(0).get_target_inputs():
            target.replace_source_output(whole.output(0))
        replaced += 1
    graph.validate_nodes_and_infer_types()
    return replaced


def bilinear(new: int, old: int) -> Floats:
    """[new, old]: each row is the weights of the old samples in a new one; pixels' middles at halves."""
    at = np.clip((np.arange(new) + 0.5) * old / new - 0.5, 0, old - 1)
    below = np.floor(at).astype(np.intp)
    above = np.minimum(below + 1, old - 1)
    weights = np.zeros((new, old))
    np.add.at(weights, (np.arange(new), below), 1 - (at - below))
    np.add.at(weights, (np.arange(new), above), at - below)
    return weights


def running_mean(size: int, window: int) -> Floats:
    """[size, size]: each row is the weights of the samples in the mean of the odd window around one, as far as
    it lies within them."""
    away = np.abs(np.arange(size)[:, None] - np.arange(size)[None, :])
    within = (away <= window // 2).astype(np.float64)
    return np.asarray(within / within.sum(axis=1, keepdims=True))


def _edged(size: int) -> Floats:
    """[size + 2, size]: the samples, the first and the last of them twice."""
    return np.asarray(np.pad(np.eye(size), ((1, 1), (0, 0)), mode="edge"))


def _rows_between(edged: Any, height: int, factor: int, width: int) -> Any:
    """[1, 1, height + 2, width] to [1, 1, height · factor, width]: bilinear along the rows, without the edges."""
    from openvino import opset13

    # of one sample among three, the new ones around the middle
    weights = bilinear(3 * factor, 3)[factor : 2 * factor]
    lines = opset13.reshape(edged, opset13.constant([1, height + 2, 1, width]), False)
    total: Any = None
    for neighbour in range(3):
        ends = (opset13.constant([neighbour + at]) for at in (0, height))
        line = opset13.slice(lines, *ends, opset13.constant([1]), opset13.constant([1]))
        share = opset13.constant(weights[:, neighbour].reshape(1, 1, factor, 1).astype(np.float32))
        part = opset13.multiply(line, share)
        total = part if total is None else opset13.add(total, part)
    return opset13.reshape(total, opset13.constant([1, 1, height * factor, width]), False)


def _is_bilinear(attributes: dict[str, Any]) -> bool:
    wanted = all(attributes[name] == value for name, value in _REPLACED.items())
    return wanted and attributes["mode"] in ("linear", "linear_onnx") and not any(attributes["pads_begin"])


def _running_mean(node: Any) -> tuple[int, int] | None:
    """Height and width of an AvgPool's window, if it is a mean of what lies within the plane, around each sample."""
    attributes = node.get_attributes()
    height, width = attributes["kernel"]
    around = [height // 2, width // 2]
    same = (
        height % 2 == 1
        and width % 2 == 1
        and list(attributes["strides"]) == [1, 1]
        and list(attributes["pads_begin"]) == around
        and list(attributes["pads_end"]) == around
        and attributes["exclude-pad"]
        and node.output(0).get_partial_shape() == node.input(0).get_partial_shape()
    )
    return (height, width) if same else None
