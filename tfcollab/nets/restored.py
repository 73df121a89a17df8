"""A deployed graph's weights, back in a net: the ONNX file that `export` wrote is enough to train on from it."""

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from tfcollab.errors import UserError
from tfcollab.nets.build import Net, build
from tfcollab.nets.deployed import UNCALIBRATED, Calibration
from tfcollab.nets.mobileone import affine, plain_form
from tfcollab.nets.tfnet import WIDTHS, channels_of

#: names in the graph -> names in the plain form: pooling as matrices keeps its branches elsewhere
_RENAMED = {f"ppm.branches.{n}.": f"ppm.pyramid_branches.{n}.1." for n in range(4)}


def restore(task: str, graph: bytes, calibration: Calibration = UNCALIBRATED) -> Net:
    """The net, in plain form, whose weights are in a graph that export_onnx wrote; of TF-Net the variant that fits.

    calibration: what was folded into the graph and is taken out again, so that the logits are those before it.
    UserError where the graph is of no such net.
    """
    try:
        initialisers = onnx.load_from_string(graph).graph.initializer
        stored = {tensor.name: torch.from_numpy(numpy_helper.to_array(tensor).copy()) for tensor in initialisers}
    except Exception as error:  # which errors a broken file raises is nowhere promised
        raise UserError(f"The model to begin with is not an ONNX file ({type(error).__name__}).") from None
    weights = {_plain_name(name.removeprefix("net.")): value for name, value in stored.items()}
    options: dict[str, object] = {}
    if task == "segment":
        options = {"variant": _variant(weights), "local_contrast": True}
        _two_logits(weights, calibration)
    elif task == "detect":
        _three_channels(weights, "stem.0.weight")
    plain = plain_form(build(task, **options))
    wanted = plain.state_dict()
    wrong = [name for name, value in wanted.items() if name not in weights or weights[name].shape != value.shape]
    if wrong:
        raise UserError(
            f"The model to begin with is of another net ({wrong[0]} is missing or of another shape): "
            "begin with a model of the same task that tfcollab export wrote."
        )
    plain.load_state_dict({name: weights[name] for name in wanted})
    return plain


@torch.no_grad()
def settle_statistics(net: nn.Module, pictures: Tensor) -> None:
    """Give every batch normalisation the statistics of `pictures`, and change nothing else.

    pictures: float32 [B, 3, H, W] in 0-1, as in training. Factor and offset are set so that the net in evaluation mode
    gives what it gave before; in training mode, where a batch's own statistics count, it then gives nearly that.
    """
    norms = [module for module in net.modules() if isinstance(module, nn.BatchNorm2d)]
    was_training = net.training
    net.eval()
    hooks = [norm.register_forward_pre_hook(_settle) for norm in norms]
    try:
        net(pictures)
    finally:
        for hook in hooks:
            hook.remove()
        net.train(was_training)


def _settle(norm: nn.Module, inputs: tuple[Tensor]) -> None:
    assert isinstance(norm, nn.BatchNorm2d)
    assert norm.running_mean is not None
    assert norm.running_var is not None
    factor, offset = affine(norm)
    variance, mean = torch.var_mean(inputs[0].float(), (0, 2, 3), unbiased=False)
    norm.weight.copy_(factor * (variance + norm.eps).sqrt())
    norm.bias.copy_(offset + mean * factor)
    norm.running_mean.copy_(mean)
    norm.running_var.copy_(variance)


def _plain_name(name: str) -> str:
    for stored, plain in _RENAMED.items():
        if name.startswith(stored):
            return plain + name.removeprefix(stored)
    return name


def _variant(weights: dict[str, Tensor]) -> str:
    """By the stem's width; any where there is no stem, as that will be told anyhow."""
    stem = weights.get("encoder.stem.0.0.weight")
    fitting = [name for name in WIDTHS if stem is not None and channels_of(name)[0] == stem.shape[0]]
    return fitting[0] if fitting else "s0"


def _two_logits(weights: dict[str, Tensor], calibration: Calibration) -> None:
    """The graph has their difference; background and break-up get half of it each."""
    for name, shift in (("final_conv.weight", 0.0), ("final_conv.bias", calibration.bias)):
        if name in weights:
            half = (weights[name] - shift) / calibration.scale / 2
            weights[name] = torch.cat([-half, half])


def _three_channels(weights: dict[str, Tensor], name: str) -> None:
    """The graph's one channel in 0-255 stands for three equal ones in 0-1."""
    if name in weights:
        weights[name] = (weights[name] * 255.0 / 3.0).repeat(1, 3, 1, 1)
