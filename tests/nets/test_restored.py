"""Training goes on from a deployed graph, and from a narrower TF-Net, where that one stood."""

from pathlib import Path

import numpy as np
import pytest
import torch

from tfcollab.errors import UserError
from tfcollab.nets.build import Net, build, gray_to_input
from tfcollab.nets.deployed import Calibration
from tfcollab.nets.export import export_onnx
from tfcollab.nets.mobileone import training_form
from tfcollab.nets.restored import restore, settle_statistics
from tfcollab.nets.tfnet import TFNet
from tfcollab.nets.widened import widen

SIZES = {"classify": (64, 64), "detect": (64, 96), "segment": (64, 64)}


def lively(net: Net, seed: int = 0) -> Net:
    """With statistics and factors of batch normalisation that are not those of a new net."""
    random = torch.Generator().manual_seed(seed)
    for module in net.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            for tensor, low, high in (
                (module.running_mean, -0.3, 0.3),
                (module.running_var, 0.5, 1.5),
                (module.weight.data, 0.5, 1.5),
                (module.bias.data, -0.3, 0.3),
            ):
                assert tensor is not None
                tensor.copy_(low + (high - low) * torch.rand(tensor.shape, generator=random))
    return net.eval()


def pictures(size: tuple[int, int], count: int = 3, seed: int = 5) -> torch.Tensor:
    return gray_to_input(np.random.default_rng(seed).integers(0, 256, (count, *size), np.uint8))


def new(task: str, variant: str = "s0") -> Net:
    return build(task, **({"variant": variant, "local_contrast": True} if task == "segment" else {}))


def nearly(a: torch.Tensor, b: torch.Tensor) -> bool:
    return bool((a - b).abs().max() < 1e-4 * max(1.0, float(b.abs().max())))


@pytest.mark.parametrize("task", ["classify", "detect", "segment"])
@torch.no_grad()
def test_a_graph_gives_its_net_back(task: str, tmp_path: Path) -> None:
    torch.manual_seed(1)
    net = lively(new(task))
    calibration = Calibration(0.7, -0.2) if task == "segment" else Calibration()
    export_onnx(net, task, SIZES[task], tmp_path / "model.onnx", calibration)
    restored = restore(task, (tmp_path / "model.onnx").read_bytes(), calibration)
    x = pictures(SIZES[task])
    wanted, got = net(x), restored(x)
    if task == "segment":
        wanted, got = (logits[:, 1] - logits[:, 0] for logits in (wanted, got))
    assert nearly(got, wanted)
    trained = new(task)
    training_form(trained, restored, seed=3)
    assert nearly(trained.eval()(x), restored(x))
    before = {name: value.clone() for name, value in trained.state_dict().items()}
    settle_statistics(trained, pictures(SIZES[task], 16))
    assert nearly(trained(x), restored(x))
    assert any(not torch.equal(value, before[name]) for name, value in trained.state_dict().items())
    # by a batch's own statistics, as in training, it gives on those very pictures what it gives by the running ones
    x = pictures(SIZES[task], 16)
    for module in trained.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            module.train()
    by_batch = trained(x)
    assert nearly(by_batch, restored(x)) or float((by_batch - restored(x)).abs().max()) < 0.02 * float(
        restored(x).abs().max()
    )


@pytest.mark.parametrize("variant", ["s1", "s2", "s4"])
@pytest.mark.parametrize(("pooling", "skips"), [(True, True), (False, True), (True, False)])
@torch.no_grad()
def test_a_wider_net_begins_with_the_function_of_a_narrower_one(variant: str, pooling: bool, skips: bool) -> None:
    torch.manual_seed(2)
    narrow, wide = (TFNet(v, pooling, skips, local_contrast=True) for v in ("s0", variant))
    plain = lively(narrow).reparameterise()
    x = pictures((64, 64))
    widened = widen(plain, wide, seed=4)
    assert nearly(widened(x), plain(x))
    first, second = widened.encoder.stem[1][0].weight[:2], widened.encoder.stem[1][0].weight[16:18]
    assert torch.equal(first, second)  # copies, which are read differently:
    reader = widened.encoder.stage1[0][0].weight
    assert not torch.equal(reader[:, :2], reader[:, 16:18])


def test_what_is_no_graph_of_the_net_is_refused(tmp_path: Path) -> None:
    export_onnx(new("classify"), "classify", (64, 64), tmp_path / "model.onnx")
    with pytest.raises(UserError, match="of another net"):
        restore("segment", (tmp_path / "model.onnx").read_bytes())
    with pytest.raises(UserError, match="not an ONNX file"):
        restore("classify", b"\xff no graph")
