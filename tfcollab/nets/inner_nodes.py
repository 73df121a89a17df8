"""Which nodes of a deployed graph may compute in a coarser type: those between its first and its last convolutions.

What prepares the picture before them, and the heads and what reads them after, stay in float, where a coarse step would
move a box or a probability.
"""

import onnx


def inner_nodes(graph: onnx.GraphProto) -> list[str]:
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
