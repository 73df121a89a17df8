"""What a block hands on unchanged, taken out of its convolution's weights, so that both fit into 8 bits.

Re-parameterising a MobileOne block adds its skip branch to the middle of the kernel, on the diagonal of the channels.
There stands about 1 then, among weights of a few hundredths: steps of 1/127 of the largest weight of a channel round
most of the others away (of the frame classifier's last blocks a third of what is not the diagonal).
"""

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper

#: times as large as the largest other weight of its channel, in the median: below, 8 bits hold both well enough, and
#: the sum takes its time on large maps
_OUTSTANDING = 6.0


def split_identities(model: onnx.ModelProto) -> int:
    """Rewrites each convolution with such a diagonal, in place: convolution without it + input × diagonal.

    The product is a convolution of one weight a channel, named as the first one and `_same`. The same function up to
    rounding; returns how many were rewritten.
    """
    graph = model.graph
    weights = {tensor.name: tensor for tensor in graph.initializer}
    # a tensor that two convolutions share stays as it is
    readers = [name for node in graph.node for name in node.input]
    split = 0
    for place in reversed(range(len(graph.node))):
        node = graph.node[place]
        if node.op_type != "Conv" or node.input[1] not in weights or readers.count(node.input[1]) > 1:
            continue
        kernel = numpy_helper.to_array(weights[node.input[1]])
        if not _keeps_shape(node, kernel):
            continue
        rest, diagonal = _apart(kernel)
        if diagonal is None:
            continue
        result, same = node.output[0], f"{node.output[0]}_same"
        node.output[0] = f"{result}_rest"
        weights[node.input[1]].CopyFrom(numpy_helper.from_array(rest, node.input[1]))
        graph.initializer.append(numpy_helper.from_array(diagonal, f"{same}_weight"))
        handed_on = helper.make_node(
            "Conv", [node.input[0], f"{same}_weight"], [same], f"{node.name}_same", group=len(diagonal)
        )
        graph.node.insert(place + 1, handed_on)
        graph.node.insert(place + 2, helper.make_node("Add", [node.output[0], same], [result], f"{node.name}_add"))
        split += 1
    return split


def _keeps_shape(node: onnx.NodeProto, kernel: NDArray[np.float32]) -> bool:
    given = {attribute.name: helper.get_attribute_value(attribute) for attribute in node.attribute}
    channels_out, channels_in, height, width = kernel.shape
    reach = [step * (side // 2) for step, side in zip(given.get("dilations", (1, 1)), (height, width), strict=True)]
    return (
        channels_out == channels_in
        and height % 2 == width % 2 == 1
        and height * width > 1
        and given.get("group", 1) == 1
        and list(given.get("strides", (1, 1))) == [1, 1]
        and list(given.get("pads", ())) == [*reach, *reach]
    )


def _apart(kernel: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32] | None]:
    """[C, C, h, w] without its diagonal, and that, [C, 1, 1, 1]; None where it does not stand out."""
    rest, channels = kernel.copy(), np.arange(len(kernel))
    middle = kernel.shape[2] // 2, kernel.shape[3] // 2
    diagonal = kernel[channels, channels, *middle]
    rest[channels, channels, *middle] = 0
    others = np.abs(rest).max((1, 2, 3))
    if float(np.median(np.abs(diagonal) / np.maximum(others, 1e-12))) < _OUTSTANDING:
        return kernel, None
    return rest, diagonal.reshape(-1, 1, 1, 1)
