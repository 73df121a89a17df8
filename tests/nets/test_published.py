import pickle
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch

from tfcollab.errors import UserError
from tfcollab.nets.export import export_published
from tfcollab.nets.published import import_published, load_published
from tfcollab.nets.tfnet import TFNet


def _checkpoint(variant="s0", width=0.25, **changes):
    """All that a published file holds."""
    net = TFNet(variant)
    optimiser = torch.optim.Adam(net.parameters())
    return {
        "epoch": 73,
        "model_state_dict": net.state_dict(),
        "optimizer_state_dict": optimiser.state_dict(),
        "loss": np.float64(0.25),
        "miou": np.float64(0.698),
        "nc": 2,
        "wid": width,
    } | changes


@pytest.fixture
def save(tmp_path):
    def _save(content) -> Path:
        path = tmp_path / "published.pt"
        torch.save(content, path)
        return path

    return _save


class Evil:
    def __reduce__(self):
        return (Path.touch, (Path("pwned"),))


def test_a_published_file_loads_with_what_it_says_of_itself(save):
    content = _checkpoint()
    published = load_published(save(content))
    assert (published.variant, published.width, published.classes) == ("s0", 0.25, 2)
    assert published.epoch == 73
    assert published.miou == pytest.approx(0.698)
    for name, value in published.net.state_dict().items():
        assert torch.equal(value, content["model_state_dict"][name])


def test_the_width_tells_the_variant(save):
    assert load_published(save(_checkpoint("s1", 0.5))).variant == "s1"


@pytest.mark.parametrize("score", [0.7, np.float32(0.7), torch.tensor(0.7)])
def test_the_score_may_be_any_kind_of_number(score, save):
    assert load_published(save(_checkpoint(miou=score))).miou == pytest.approx(0.7)


def test_a_file_with_weights_nc_and_wid_alone_is_enough(save):
    content = _checkpoint()
    published = load_published(save({key: content[key] for key in ("model_state_dict", "nc", "wid")}))
    assert published.epoch is None
    assert published.miou is None


def test_the_imported_graph_equals_the_torch_net(save, tmp_path, randomise):
    content = _checkpoint()
    net = TFNet("s0")
    image = torch.rand(1, 3, 512, 512)
    randomise(net, image)
    content["model_state_dict"] = net.state_dict()
    published, difference = import_published(save(content), tmp_path / "imported")
    assert 0 < difference < 1e-4
    export_published(published.net, tmp_path / "float.onnx")

    gray = (image[:, 0] * 255).round().to(torch.uint8)
    same = (gray.float() / 255)[:, None].expand(-1, 3, -1, -1)
    with torch.no_grad():
        rgb = torch.softmax(net(image), 1).numpy()
        half = torch.softmax(net.half_logits(same), 1)[:, 1].numpy()
    sessions = [
        onnxruntime.InferenceSession(path) for path in (tmp_path / "float.onnx", tmp_path / "imported/model.onnx")
    ]
    (found_rgb,) = sessions[0].run(None, {"image": image.numpy()})
    (found_gray,) = sessions[1].run(None, {"crop": gray.numpy()})
    assert np.abs(found_rgb - rgb).max() < 1e-4
    assert np.abs(found_gray - half * 255).max() < 0.5 + 1e-4 * 255


def test_a_net_that_its_graph_cannot_follow_is_refused_and_leaves_no_file(save, tmp_path):
    net = TFNet("s0")
    # finite weights whose sums are not
    net.final_conv.weight.data.fill_(3e38)
    with pytest.raises(UserError, match=r"differs from its net by .* it is not imported"):
        import_published(save(_checkpoint(model_state_dict=net.state_dict())), tmp_path / "imported")
    assert not (tmp_path / "imported").exists()


def test_a_pickle_that_would_run_code_is_refused_and_not_run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    torch.save({"model_state_dict": Evil(), "nc": 2, "wid": 0.25}, "zipped.pt")
    Path("bare.pt").write_bytes(pickle.dumps(Evil()))
    for name in ("zipped.pt", "bare.pt"):
        with pytest.raises(UserError, match=f"{name} is refused: .* could run code"):
            load_published(Path(name))
    assert not Path("pwned").exists()


@pytest.mark.parametrize("content", [b"", b"not a checkpoint", b"PK\x03\x04" + bytes(100), bytes(1000)])
def test_bytes_that_are_no_checkpoint_are_refused(content, tmp_path):
    (tmp_path / "a.pt").write_bytes(content)
    with pytest.raises(UserError, match=r"a\.pt is (not a PyTorch checkpoint|refused)"):
        load_published(tmp_path / "a.pt")


def test_a_truncated_file_is_refused(save):
    path = save(_checkpoint())
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(UserError, match="damaged"):
        load_published(path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    with pytest.raises(UserError, match="cannot be read: No such file"):
        load_published(tmp_path / "none.pt")
    with pytest.raises(UserError, match="cannot be read: Is a directory"):
        load_published(tmp_path)


def _without(state, name):
    return {key: value for key, value in state.items() if key != name}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda c: [1, 2], "it holds no table of named parts"),
        (lambda c: {"state_dict": c["model_state_dict"]}, "it lacks model_state_dict, nc, wid"),
        (lambda c: c | {"wid": 0.3}, "has the width 0.3, which is no TF-Net variant's: known are 0.25, 0.5"),
        (lambda c: c | {"wid": "wide"}, "has the width 'wide'"),
        (lambda c: c | {"nc": 4}, "has 4 classes"),
        (lambda c: c | {"wid": 0.5}, "another shape than its width says: .* and [0-9]+ more"),
        (lambda c: c | {"model_state_dict": 3}, "does not hold tensors"),
        (
            lambda c: c | {"model_state_dict": _without(c["model_state_dict"], "final_conv.bias")},
            "lacks tensors: final_conv.bias",
        ),
        (lambda c: c | {"model_state_dict": {}}, r"lacks tensors: encoder\.stem.*, .*, .* and [0-9]+ more"),
        (
            lambda c: c | {"model_state_dict": c["model_state_dict"] | {"extra.weight": torch.zeros(1)}},
            "does not know: extra.weight",
        ),
        (
            lambda c: (
                c | {"model_state_dict": c["model_state_dict"] | {"final_conv.bias": torch.full((2,), torch.nan)}}
            ),
            "not finite: final_conv.bias",
        ),
    ],
)
def test_a_file_that_does_not_fit_is_refused_with_what_is_wrong(change, sentence, save):
    with pytest.raises(UserError, match=sentence):
        load_published(save(change(_checkpoint())))
