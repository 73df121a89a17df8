"""The MobileOne block: several branches when trained, one convolution when deployed.

Vasu et al., "MobileOne: An Improved One millisecond Mobile Backbone", CVPR 2023. Parameter names are those of
the published TF-Net checkpoints.
"""

from collections.abc import Iterable
from copy import deepcopy
from typing import TypeVar, cast

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from tfcollab.errors import UserError

_SQUEEZE = 16

Net = TypeVar("Net", bound=nn.Module)


class ConvNorm(nn.Module):
    """Convolution without bias, followed by batch normalisation; the size is kept at stride 1."""

    def __init__(self, in_channels: int, out_channels: int, kernel: int, stride: int, dilation: int) -> None:
        super().__init__()
        padding = dilation * (kernel // 2)
        self.conv = nn.Conv2d(in_channels, out_channels, kernel, stride, padding, dilation, bias=False)
        self.bn = nn.BatchNorm2d(out_channels)

    def forward(self, x: Tensor) -> Tensor:
        return cast(Tensor, self.bn(self.conv(x)))


class SqueezeExcite(nn.Module):
    """Channel weights from the channel means (Hu et al., CVPR 2018); float32 [B, C, H, W] in and out.

    UserError where `channels` is so small that the squeezed layer would have no channel.
    """

    def __init__(self, channels: int) -> None:
        super().__init__()
        squeezed = channels // _SQUEEZE
        if squeezed == 0:
            raise UserError(
                f"Squeeze-excite cannot be used on a block of {channels} channels, because its squeezed layer would "
                f"have none: take a width that gives at least {_SQUEEZE} channels, or leave squeeze-excite out."
            )
        self.reduce = nn.Conv2d(channels, squeezed, 1)
        self.expand = nn.Conv2d(squeezed, channels, 1)

    def forward(self, x: Tensor) -> Tensor:
        squeezed = F.relu(self.reduce(x.mean((2, 3), keepdim=True)))
        return x * torch.sigmoid(self.expand(squeezed))


class MobileOneBlock(nn.Module):
    """ReLU(sum of `branches` k×k convolutions, a 1×1 one where k > 1, and identity where the shape is kept).

    Every branch has its own batch normalisation. float32 [B, in, H, W] -> [B, out, ceil(H/stride), ceil(W/stride)].
    """

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel: int = 3,
        stride: int = 1,
        dilation: int = 1,
        branches: int = 1,
        squeeze_excite: bool = False,
    ) -> None:
        super().__init__()
        self.in_channels, self.out_channels = in_channels, out_channels
        self.kernel, self.stride, self.dilation = kernel, stride, dilation
        keeps_shape = in_channels == out_channels and stride == 1
        self.rbr_skip = nn.BatchNorm2d(in_channels) if keeps_shape else None
        self.rbr_conv = nn.ModuleList(
            ConvNorm(in_channels, out_channels, kernel, stride, dilation) for _ in range(branches)
        )
        self.rbr_scale = ConvNorm(in_channels, out_channels, 1, stride, 1) if kernel > 1 else None
        self.se = SqueezeExcite(out_channels) if squeeze_excite else None

    def forward(self, x: Tensor) -> Tensor:
        total = self.rbr_conv[0](x)
        for branch in self.rbr_conv[1:]:
            total = total + branch(x)
        if self.rbr_scale is not None:
            total = total + self.rbr_scale(x)
        if self.rbr_skip is not None:
            total = total + self.rbr_skip(x)
        if self.se is not None:
            total = self.se(total)
        return F.relu(total)

    def reparameterise(self) -> nn.Sequential:
        """The same function (with the running statistics) as convolution, squeeze-excite if any, ReLU."""
        plain = nn.Conv2d(
            self.in_channels,
            self.out_channels,
            self.kernel,
            self.stride,
            self.dilation * (self.kernel // 2),
            self.dilation,
        )
        # double precision, because several nearly cancelling terms may be added
        folded = [_fold(branch.conv.weight, branch.bn) for branch in cast(Iterable[ConvNorm], self.rbr_conv)]
        if self.rbr_scale is not None:
            weight, bias = _fold(self.rbr_scale.conv.weight, self.rbr_scale.bn)
            folded.append((self._centred(weight), bias))
        if self.rbr_skip is not None:
            weight, bias = _fold(torch.eye(self.in_channels)[:, :, None, None], self.rbr_skip)
            folded.append((self._centred(weight), bias))
        plain.weight.data.copy_(torch.stack([weight for weight, _ in folded]).sum(0))
        assert plain.bias is not None
        plain.bias.data.copy_(torch.stack([bias for _, bias in folded]).sum(0))
        parts: list[nn.Module] = [plain, nn.ReLU()]
        if self.se is not None:
            parts.insert(1, deepcopy(self.se))
        return nn.Sequential(*parts).eval()

    def _centred(self, pointwise: Tensor) -> Tensor:
        """A 1×1 kernel as the centre of a k×k one."""
        margin = self.kernel // 2
        return F.pad(pointwise, (margin, margin, margin, margin))


def plain_form(net: Net) -> Net:
    """A copy of `net` in evaluation mode with every MobileOne block re-parameterised; `net` stays as it is."""
    copy = deepcopy(net).eval()
    _replace_blocks(copy)
    return copy


def initialise(net: nn.Module) -> None:
    """He initialisation of every branch's convolution, from torch's global random state."""
    for module in net.modules():
        if isinstance(module, ConvNorm):
            nn.init.kaiming_normal_(module.conv.weight, mode="fan_out", nonlinearity="relu")


def check_input_size(height_px: int, width_px: int, multiple_px: int) -> None:
    """UserError unless both sides of the input are positive multiples of `multiple_px`."""
    if height_px % multiple_px or width_px % multiple_px or height_px <= 0 or width_px <= 0:
        raise UserError(
            f"The net cannot take an input of {width_px}×{height_px} pixels: "
            f"choose a width and a height that are multiples of {multiple_px}."
        )


def _replace_blocks(parent: nn.Module) -> None:
    for name, child in parent.named_children():
        if isinstance(child, MobileOneBlock):
            setattr(parent, name, child.reparameterise())
        else:
            _replace_blocks(child)


@torch.no_grad()
def _fold(weight: Tensor, norm: nn.BatchNorm2d) -> tuple[Tensor, Tensor]:
    """Kernel and bias (float64) of a convolution followed by `norm`."""
    assert norm.running_mean is not None
    assert norm.running_var is not None
    scale = norm.weight.double() / (norm.running_var.double() + norm.eps).sqrt()
    return weight.double() * scale[:, None, None, None], norm.bias.double() - norm.running_mean.double() * scale
