"""A wider TF-Net that begins with what a narrower one has learnt.

Chen, Goodfellow and Shlens, "Net2Net: Accelerating Learning via Knowledge Transfer", ICLR 2016: channels are copied,
and whoever reads them shares its weights out among the copies, so that the wider net's function is the narrower one's.
"""

import torch
from torch import Tensor, nn

from tfcollab.nets.mobileone import plain_form
from tfcollab.nets.tfnet import TFNet

#: how differently the copies of a channel are read, as a share of the weight: equal ones would learn alike
_UNLIKE = 0.5


@torch.no_grad()
def widen(plain: TFNet, net: TFNet, seed: int = 1) -> TFNet:
    """The plain form of `net` with the function of `plain`, the plain form of a TF-Net that is narrower or as wide.

    Both have the same parts (pooling, skips, local contrast). `net` is left as it is. The seed draws how weights are
    shared out among copies.
    """
    random = torch.Generator().manual_seed(seed)
    wide = plain_form(net)
    for name, target in wide.named_modules():
        if isinstance(target, nn.Conv2d):
            source = plain.get_submodule(name)
            assert isinstance(source, nn.Conv2d)
            rows = _copies(source.out_channels, target.out_channels)
            columns = _read_by(name, plain, wide, source.in_channels, target.in_channels)
            target.weight.copy_(_shared_out(source.weight, columns, random)[rows])
            assert target.bias is not None
            assert source.bias is not None
            target.bias.copy_(source.bias[rows])
    return wide


def _copies(narrow: int, wide: int) -> Tensor:
    """Which narrow channel each wide one is a copy of, int64 [wide]."""
    return torch.arange(wide) % narrow


def _read_by(name: str, plain: TFNet, wide: TFNet, narrow_in: int, wide_in: int) -> Tensor:
    """Which narrow channel each one read by the convolution `name` is a copy of; joined maps are copied apart."""
    narrow_parts, wide_parts = _joined(name, plain), _joined(name, wide)
    if narrow_parts is None or wide_parts is None:
        return _copies(narrow_in, wide_in)
    read, start = [], 0
    for narrow, broad in zip(narrow_parts, wide_parts, strict=True):
        read.append(start + _copies(narrow, broad))
        start += narrow
    return torch.cat(read)


def _joined(name: str, net: TFNet) -> list[int] | None:
    """Channels of the maps that are joined before the convolution `name`; None where it reads a single map."""
    channels = {name: module.out_channels for name, module in net.named_modules() if isinstance(module, nn.Conv2d)}
    if name == "ppm.fusion.0":
        return [channels["ppm.main_branch.0"]] * 5
    for stage, below, skip in (
        ("up4", "ppm.fusion.0", "stage3"),
        ("up3", "decoder.up4.fusion.1.0", "stage2"),
        ("up2", "decoder.up3.fusion.1.0", "stage1"),
    ):
        up = net.decoder.get_submodule(stage)
        if name == f"decoder.{stage}.fusion.0.0" and up.joins:
            below = below if below in channels else _last(channels, "encoder.stage4.")
            return [channels[below], channels[_last(channels, f"encoder.{skip}.")]]
    return None


def _last(channels: dict[str, int], prefix: str) -> str:
    return [name for name in channels if name.startswith(prefix)][-1]


def _shared_out(weight: Tensor, columns: Tensor, random: torch.Generator) -> Tensor:
    """Kernel [out, in, k, k] for the copies `columns` of its inputs: their weights add up to the original."""
    count = torch.bincount(columns, minlength=weight.shape[1])
    shares = torch.ones((weight.shape[0], len(columns), 1, 1))
    shares += _UNLIKE * torch.randn(shares.shape, generator=random)
    total = torch.zeros((weight.shape[0], weight.shape[1], 1, 1)).index_add_(1, columns, shares)
    # differences around the mean, so that a single copy keeps its weight and a sum near zero divides nothing
    shares += (1.0 - total / count[:, None, None])[:, columns]
    return weight[:, columns] * shares / count[columns][:, None, None]
