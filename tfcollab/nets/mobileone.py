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
#: of the kernel's middle, that the 1×1 branch of a restored block begins with
_SCALE_SHARE = 0.3

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

    def fold(self) -> tuple[Tensor, Tensor]:
        """Kernel and bias (float64) of the one convolution that this is with its running statistics."""
        factor, offset = affine(self.bn)
        return self.conv.weight.double() * factor[:, None, None, None], offset


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

    @torch.no_grad()
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
        first, *others = cast(Iterable[ConvNorm], self.rbr_conv)
        # in double precision, because several nearly cancelling terms may be added
        kernel, bias = first.fold()
        for branch in others:
            branch_kernel, branch_bias = branch.fold()
            kernel, bias = kernel + branch_kernel, bias + branch_bias
        center = kernel[:, :, self.kernel // 2, self.kernel // 2]
        if self.rbr_scale is not None:
            pointwise, scale_bias = self.rbr_scale.fold()
            center += pointwise[:, :, 0, 0]
            bias = bias + scale_bias
        if self.rbr_skip is not None:
            factor, offset = affine(self.rbr_skip)
            center.diagonal().add_(factor)
            bias = bias + offset
        assert plain.bias is not None
        plain.weight.copy_(kernel)
        plain.bias.copy_(bias)
        parts: list[nn.Module] = [plain, nn.ReLU()]
        if self.se is not None:
            parts.insert(1, deepcopy(self.se))
        return nn.Sequential(*parts).eval()

    @torch.no_grad()
    def take(self, plain: nn.Sequential, random: torch.Generator) -> None:
        """Become the training form of a block that `reparameterise` gave, up to rounding.

        The 1×1 branch gets a small random part, the skip the identity, the k×k branches what is left in shares that
        differ at random, so that they do not learn alike.
        """
        convolution = cast(nn.Conv2d, plain[0])
        rest = convolution.weight.clone()
        middle = self.kernel // 2
        if self.rbr_scale is not None:
            spread = _SCALE_SHARE * float(rest[:, :, middle, middle].std(unbiased=False))
            pointwise = spread * torch.randn(rest.shape[:2], generator=random)
            self.rbr_scale.conv.weight.copy_(pointwise[:, :, None, None])
            rest[:, :, middle, middle] -= pointwise
        if self.rbr_skip is not None:
            rest[:, :, middle, middle].diagonal().sub_(1.0)
        branches = cast(list[ConvNorm], list(self.rbr_conv))
        shares = torch.softmax(torch.randn((len(branches), *rest.shape), generator=random), 0)
        for branch, share in zip(branches, shares, strict=True):
            branch.conv.weight.copy_(rest * share)
        for norm in (module for module in self.modules() if isinstance(module, nn.BatchNorm2d)):
            _neutral(norm)
        assert convolution.bias is not None
        branches[0].bn.bias.copy_(convolution.bias)
        if self.se is not None:
            self.se.load_state_dict(plain[1].state_dict())


def training_form(net: nn.Module, plain: nn.Module, seed: int = 1) -> None:
    """Give `net`, in training form, the function of `plain`, its plain form: the inverse of plain_form.

    Of the many branches that add up to a kernel it takes ones drawn from `seed`, see MobileOneBlock.take.
    """
    random = torch.Generator().manual_seed(seed)
    _take_blocks(net, plain, random)


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


def _take_blocks(net: nn.Module, plain: nn.Module, random: torch.Generator) -> None:
    """Whatever is no MobileOne block, and has weights of its own, is the same in both forms."""
    for name, child in net.named_children():
        other = plain.get_submodule(name)
        if isinstance(child, MobileOneBlock):
            child.take(cast(nn.Sequential, other), random)
        elif any(isinstance(module, MobileOneBlock) for module in child.modules()):
            _take_blocks(child, other, random)
        else:
            child.load_state_dict(other.state_dict())


def _neutral(norm: nn.BatchNorm2d) -> None:
    """With its running statistics the batch normalisation leaves everything as it is."""
    norm.reset_running_stats()
    nn.init.constant_(norm.weight, (1.0 + norm.eps) ** 0.5)
    nn.init.zeros_(norm.bias)


def affine(norm: nn.BatchNorm2d) -> tuple[Tensor, Tensor]:
    """Factor and offset (float64 [C]) that a batch normalisation is with its running statistics."""
    assert norm.running_mean is not None
    assert norm.running_var is not None
    factor = norm.weight.double() / (norm.running_var.double() + norm.eps).sqrt()
    return factor, norm.bias.double() - norm.running_mean.double() * factor
