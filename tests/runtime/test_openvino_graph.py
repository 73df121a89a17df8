"""Enlarging by matrix products is enlarging."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from tfcollab.runtime import openvino_session, repository
from tfcollab.runtime.openvino_graph import average_in_floats, bilinear, interpolate_by_products, rewrite, running_mean
from tfcollab.runtime.repository import Precision


@pytest.mark.parametrize(("old", "new"), [((12, 7), (48, 28)), ((9, 9), (13, 30)), ((5, 1), (5, 4))])
def test_the_products_are_bilinear_interpolation(old: tuple[int, int], new: tuple[int, int]) -> None:
    plane = np.random.default_rng(0).random(old, np.float32)
    by_products = bilinear(new[0], old[0]) @ plane @ bilinear(new[1], old[1]).T
    enlarged = cv2.resize(plane, (new[1], new[0]), interpolation=cv2.INTER_LINEAR)
    np.testing.assert_allclose(by_products, enlarged, atol=1e-6)


def test_every_row_of_weights_adds_up_to_one() -> None:
    np.testing.assert_allclose(bilinear(384, 96).sum(axis=1), 1, atol=1e-6)


@pytest.mark.parametrize(("size", "window"), [((12, 9), 5), ((7, 30), 11), ((4, 4), 1)])
def test_the_products_are_the_mean_of_what_lies_within(size: tuple[int, int], window: int) -> None:
    plane = np.random.default_rng(0).random(size)
    by_products = running_mean(size[0], window) @ plane @ running_mean(size[1], window).T
    reach = window // 2
    for row in range(size[0]):
        for column in range(size[1]):
            around = plane[max(0, row - reach) : row + reach + 1, max(0, column - reach) : column + reach + 1]
            assert by_products[row, column] == pytest.approx(around.mean(), abs=1e-12)


@pytest.mark.skipif(not openvino_session.installed(), reason="tfcollab[openvino] is not installed")
def test_the_enlargements_of_local_contrast_are_replaced_and_those_of_features_are_not() -> None:
    import openvino

    folder: Path = repository.resolve("segment").path
    graph = openvino.Core().read_model((folder / repository.MODEL_FILE).read_bytes())
    before = sum(node.get_type_name() == "Interpolate" for node in graph.get_ordered_ops())
    means = sum(node.get_type_name() == "AvgPool" for node in graph.get_ordered_ops())
    assert interpolate_by_products(graph) == 4
    # those of the first, coarse map stay
    assert sum(node.get_type_name() == "AvgPool" for node in graph.get_ordered_ops()) == means - 4 > 0
    assert sum(node.get_type_name() == "Interpolate" for node in graph.get_ordered_ops()) == before - 4 > 0
    assert interpolate_by_products(graph) == 0


@pytest.mark.skipif(not openvino_session.installed(), reason="tfcollab[openvino] is not installed")
@pytest.mark.parametrize("task", ["classify", "segment"])
def test_means_of_the_picture_are_taken_in_floats_among_integers_too(task: str) -> None:
    import openvino

    core, folder = openvino.Core(), repository.resolve(task)
    if folder.contract.int8 is None:
        pytest.skip(f"the shipped model for '{task}' has no int8 form")
    graph = core.read_model(repository.load(folder, Precision.INT8))
    rewrite(graph)
    compiled = core.compile_model(graph, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})
    kinds = []
    for node in compiled.get_runtime_model().get_ordered_ops():
        told = node.get_rt_info()
        if told["layerType"].astype(str) == "Pooling":
            kinds.append((told["runtimePrecision"].astype(str), told["outputPrecisions"].astype(str)))
    assert set(kinds) == {("f32", "f32")}


@pytest.mark.skipif(not openvino_session.installed(), reason="tfcollab[openvino] is not installed")
@pytest.mark.parametrize(("scale", "kept"), [(1 / 255, 1), (-1 / 255, 0)])
def test_only_means_of_what_is_not_below_zero_are_changed_and_they_stay_as_they_are(scale: float, kept: int) -> None:
    import openvino
    from openvino import opset13

    given = opset13.parameter([1, 1, 8, 8], np.uint8)
    picture = opset13.multiply(opset13.convert(given, "f32"), opset13.constant(np.float32(scale)))
    mean = opset13.avg_pool(picture, [4, 4], [0, 0], [0, 0], [4, 4], True)
    graph = openvino.Model([opset13.relu(mean) if kept else mean], [given])
    plane = np.random.default_rng(0).integers(0, 256, (1, 1, 8, 8), dtype=np.uint8)
    wanted = plane.reshape(1, 1, 2, 4, 2, 4).mean((3, 5)) * scale
    assert average_in_floats(graph) == kept
    found = openvino.Core().compile_model(graph, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})([plane])[0]
    np.testing.assert_allclose(found, wanted, atol=1e-6)


@pytest.mark.skipif(not openvino_session.installed(), reason="tfcollab[openvino] is not installed")
@pytest.mark.parametrize("new", [(48, 28), (12, 21), (18, 9)])
def test_a_plane_is_enlarged_as_before(new: tuple[int, int]) -> None:
    """By whole factors, which neighbours make up, and by others."""
    import openvino
    from openvino import opset13

    given = opset13.parameter([1, 1, 12, 7], np.float32)
    near = opset13.avg_pool(given, [1, 1], [2, 2], [2, 2], [5, 5], True)
    wanted = opset13.constant(np.array(new))
    large = opset13.interpolate(
        near, wanted, "linear_onnx", "sizes", axes=opset13.constant(np.array([2, 3])), pads_begin=[0], pads_end=[0]
    )
    graph = openvino.Model([large], [given], "one")
    plane = np.random.default_rng(0).random((1, 1, 12, 7), np.float32)
    before = openvino.compile_model(graph, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})([plane])[0].copy()
    assert interpolate_by_products(graph) == 1
    after = openvino.compile_model(graph, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})([plane])[0]
    np.testing.assert_allclose(after, before, atol=1e-6)
