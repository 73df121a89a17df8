import numpy as np
import onnx
import onnxruntime
import pytest
import torch

from tfcollab.errors import UserError
from tfcollab.nets.build import build, gray_to_input
from tfcollab.nets.deployed import Calibration, MatrixPooling
from tfcollab.nets.detector import decode
from tfcollab.nets.export import export_onnx, export_published
from tfcollab.nets.tfnet import WIDTHS, TFNet

ABLATIONS = [(True, False), (False, True), (False, False)]


def _run(path, array):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    (output,) = session.run(None, {session.get_inputs()[0].name: array})
    return output


def _gray(height, width):
    """Smooth structure and noise, the whole range of gray values."""
    rng = np.random.default_rng(3)
    y, x = np.mgrid[:height, :width]
    rings = 127 + 90 * np.sin(np.hypot(y - height / 2, x - width / 2))
    return np.clip(rings + rng.normal(0, 25, (height, width)), 0, 255).astype(np.uint8)[None]


def _assert_all_forms_equal(net, size, folder, randomise):
    """Training form, plain form, and both ONNX graphs of a segmenter."""
    gray = _gray(*size)
    x = gray_to_input(gray)
    randomise(net, x)
    export_onnx(net, "segment", size, folder / "deployed.onnx")
    export_published(net, folder / "published.onnx", size)
    with torch.no_grad():
        logits, half = net(x), net.half_logits(x)
        plain = net.reparameterise()(x)
    assert logits.shape == (1, 2, *size)
    assert 0.05 < logits.std() < 10
    assert (plain - logits).abs().max() < 1e-4

    published = _run(folder / "published.onnx", x.numpy())
    assert published.shape == (1, 2, *size)
    assert np.abs(published - torch.softmax(logits, 1).numpy()).max() < 1e-4

    deployed = _run(folder / "deployed.onnx", gray)
    assert deployed.dtype == np.uint8
    assert deployed.shape == (1, size[0] // 2, size[1] // 2)
    assert np.ptp(deployed) > 10
    # half a level of rounding, and the tolerance of 1e-4 in probability
    expected = torch.softmax(half, 1)[:, 1].numpy() * 255
    assert np.abs(deployed - expected).max() < 0.5 + 1e-4 * 255


@pytest.mark.parametrize("variant", WIDTHS)
def test_all_forms_of_the_segmenter_are_equal_in_every_width(variant, tmp_path, randomise):
    _assert_all_forms_equal(TFNet(variant), (64, 80), tmp_path, randomise)


@pytest.mark.parametrize(("pooling", "skips"), ABLATIONS)
def test_all_forms_of_the_segmenter_are_equal_without_pooling_or_skips(pooling, skips, tmp_path, randomise):
    _assert_all_forms_equal(TFNet("s0", pooling=pooling, skips=skips), (80, 96), tmp_path, randomise)


def test_all_forms_of_the_segmenter_are_equal_at_the_published_size(tmp_path, randomise):
    _assert_all_forms_equal(TFNet("s0"), (512, 512), tmp_path, randomise)


def test_a_calibration_is_folded_into_the_graphs(tmp_path, randomise):
    calibration = Calibration(0.6, -1.5)
    segmenter, crop = TFNet("s0"), _gray(64, 64)
    classifier, frame = build("classify"), _gray(96, 128)
    for net, gray in ((segmenter, crop), (classifier, frame)):
        randomise(net, gray_to_input(gray))
    export_onnx(segmenter, "segment", (64, 64), tmp_path / "segment.onnx", calibration)
    export_onnx(classifier, "classify", (96, 128), tmp_path / "classify.onnx", calibration)
    with torch.no_grad():
        half, logits = segmenter.half_logits(gray_to_input(crop)), classifier(gray_to_input(frame))
    levels = torch.sigmoid((half[:, 1] - half[:, 0]) * 0.6 - 1.5).numpy() * 255
    assert np.abs(_run(tmp_path / "segment.onnx", crop) - levels).max() < 0.5 + 1e-4 * 255
    assert np.abs(_run(tmp_path / "classify.onnx", frame) - (logits * 0.6).softmax(1).numpy()).max() < 1e-4


def test_classifier_equals_torch(tmp_path, randomise):
    net, gray = build("classify"), _gray(288, 384)
    x = gray_to_input(gray)
    randomise(net, x)
    export_onnx(net, "classify", (288, 384), tmp_path / "model.onnx")
    found = _run(tmp_path / "model.onnx", gray)
    with torch.no_grad():
        expected = torch.softmax(net(x), 1).numpy()
    assert found.shape == (1, 4)
    assert found.sum() == pytest.approx(1, abs=1e-5)
    assert np.abs(found - expected).max() < 1e-4


def test_detector_equals_torch(tmp_path, randomise):
    net, gray = build("detect"), _gray(288, 384)
    x = gray_to_input(gray)
    torch.nn.init.normal_(net.head.weight, std=0.1)
    randomise(net, x)
    export_onnx(net, "detect", (288, 384), tmp_path / "model.onnx")
    found = _run(tmp_path / "model.onnx", gray)
    with torch.no_grad():
        expected = decode(net(x)).numpy()
    assert found.shape == (1, 3, 5)
    assert np.ptp(found[..., 4]) > 1e-3
    assert np.abs(found - expected).max() < 1e-4


def test_plain_form_exports_to_the_same_bytes_as_the_trained_one(tmp_path):
    net = build("classify").eval()
    export_onnx(net, "classify", (96, 128), tmp_path / "a.onnx")
    export_onnx(net.reparameterise(), "classify", (96, 128), tmp_path / "b.onnx")
    assert (tmp_path / "a.onnx").read_bytes() == (tmp_path / "b.onnx").read_bytes()


@pytest.mark.parametrize(
    ("task", "size", "inputs", "outputs"),
    [
        ("classify", (96, 128), ("frame", [1, 96, 128]), ("probabilities", [1, 4])),
        ("detect", (96, 128), ("frame", [1, 96, 128]), ("boxes", [1, 3, 5])),
        ("segment", (96, 128), ("crop", [1, 96, 128]), ("breakup", [1, 48, 64])),
    ],
)
def test_graphs_have_fixed_shapes_the_contracts_names_and_no_external_data(task, size, inputs, outputs, tmp_path):
    export_onnx(build(task), task, size, tmp_path / "model.onnx")
    assert [file.name for file in tmp_path.iterdir()] == ["model.onnx"]
    graph = onnx.load(tmp_path / "model.onnx").graph
    for value, (name, shape) in ((graph.input[0], inputs), (graph.output[0], outputs)):
        assert value.name == name
        assert [dimension.dim_value for dimension in value.type.tensor_type.shape.dim] == shape
    assert len(graph.input) == len(graph.output) == 1
    assert not any(tensor.external_data for tensor in graph.initializer)
    assert "BatchNormalization" not in {node.op_type for node in graph.node}


def test_pooling_by_matrices_equals_adaptive_pooling_where_the_sizes_do_not_divide(randomise):
    net = TFNet("s0")
    x = torch.randn(1, 128, 32, 29)
    randomise(net.ppm, x)
    with torch.no_grad():
        expected = net.ppm(x)
        found = MatrixPooling(net.ppm, 32, 29)(x)
    assert (found - expected).abs().max() < 1e-5


def test_exporting_leaves_the_net_as_it_was(tmp_path):
    net = build("segment")
    before = {name: value.clone() for name, value in net.state_dict().items()}
    export_onnx(net, "segment", (64, 64), tmp_path / "model.onnx")
    assert net.training
    assert all(torch.equal(value, before[name]) for name, value in net.state_dict().items())


@pytest.mark.parametrize("task", ["segment", "detect"])
def test_a_size_that_the_net_cannot_take_is_refused_and_leaves_no_file(task, tmp_path):
    with pytest.raises(UserError, match="500×512 pixels: choose"):
        export_onnx(build(task), task, (512, 500), tmp_path / "model.onnx")
    assert not list(tmp_path.iterdir())


def test_a_net_of_another_task_is_refused():
    with pytest.raises(UserError, match="A FrameClassifier cannot be exported for the task 'detect'"):
        export_onnx(build("classify"), "detect", (96, 128), None)


def test_a_net_of_three_classes_is_refused(tmp_path):
    with pytest.raises(UserError, match="3 classes, but it can only be deployed with two"):
        export_onnx(TFNet("s0", classes=3), "segment", (64, 64), tmp_path / "model.onnx")


def test_a_target_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(UserError, match="cannot be written to"):
        export_onnx(build("classify"), "classify", (96, 128), tmp_path / "file" / "model.onnx")
