"""TF-Net, the break-up segmenter: MobileOne encoder, pyramid pooling, up-sampling decoder with skips.

Module names are those of the published checkpoints. With input H×W the encoder's maps are at H/2 (stem, stage1),
H/4, H/8 and H/16; the decoder joins stage3, stage2 and stage1 in that order, and the head works at H/2.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from tfcollab.errors import UserError
from tfcollab.nets.local_contrast import LocalContrast
from tfcollab.nets.mobileone import MobileOneBlock, check_input_size, initialise, plain_form

#: width multiplier of each variant
WIDTHS: Mapping[str, float] = MappingProxyType(
    {"s0": 0.25, "s1": 0.5, "s2": 0.75, "s3": 1.0, "s4": 1.25, "s5": 1.5, "s6": 2.0}
)
#: height and width of the input have to be multiples of this
STRIDE = 16
#: a crop of 384 pixels shows a ring in 8 to 18
CONTRAST_CELL_PX = 4
POOL_SIZES = (1, 2, 3, 6)
_BASE_WIDTHS = (64, 128, 256, 512)
_DEPTHS = (2, 3, 4, 3)


class Encoder(nn.Module):
    """float32 [B, 3, H, W] -> maps at H/2, H/4, H/8, H/16 with the four `channels`."""

    def __init__(self, channels: tuple[int, int, int, int]) -> None:
        super().__init__()
        first, second, third, fourth = channels
        self.stem = nn.Sequential(MobileOneBlock(3, first, stride=2), MobileOneBlock(first, first))
        self.stage1 = _stage(first, first, _DEPTHS[0], stride=1)
        self.stage2 = _stage(first, second, _DEPTHS[1], stride=2)
        self.stage3 = _stage(second, third, _DEPTHS[2], stride=2)
        self.stage4 = _stage(third, fourth, _DEPTHS[3], stride=2)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        half = self.stage1(self.stem(x))
        quarter = self.stage2(half)
        eighth = self.stage3(quarter)
        return half, quarter, eighth, self.stage4(eighth)


class PyramidPooling(nn.Module):
    """Context from averages over 1, 2×2, 3×3 and 6×6 fields (Zhao et al., CVPR 2017)."""

    def __init__(self, channels: int, out: int) -> None:
        super().__init__()
        self.pyramid_branches = nn.ModuleList(
            nn.Sequential(nn.AdaptiveAvgPool2d(size), MobileOneBlock(channels, out, kernel=1)) for size in POOL_SIZES
        )
        self.main_branch = MobileOneBlock(channels, out, kernel=1)
        self.fusion = MobileOneBlock(out * (1 + len(POOL_SIZES)), out, kernel=1)

    def forward(self, x: Tensor) -> Tensor:
        pooled = [_resize(branch(x), x.shape[2], x.shape[3]) for branch in self.pyramid_branches]
        return cast(Tensor, self.fusion(torch.cat([self.main_branch(x), *pooled], 1)))


class UpStage(nn.Module):
    """Bilinear ×2, joined with a map of the encoder (or not: skip_channels 0), then two MobileOne blocks."""

    def __init__(self, channels: int, skip_channels: int, out: int) -> None:
        super().__init__()
        self.joins = skip_channels > 0
        self.fusion = nn.Sequential(MobileOneBlock(channels + skip_channels, out), MobileOneBlock(out, out))

    def forward(self, x: Tensor, skip: Tensor) -> Tensor:
        x = upsample2(x)
        return cast(Tensor, self.fusion(torch.cat([x, skip], 1) if self.joins else x))


class Decoder(nn.Module):
    """From the map at H/16, of `deepest` channels, to one at H/2 in three steps.

    Each step leaves the channels of the encoder's map that it joins, divided by `thinning`.
    """

    def __init__(self, deepest: int, channels: tuple[int, int, int, int], thinning: int, skips: bool) -> None:
        super().__init__()
        first, second, third, _ = channels
        self.up4 = UpStage(deepest, third if skips else 0, third // thinning)
        self.up3 = UpStage(third // thinning, second if skips else 0, second // thinning)
        self.up2 = UpStage(second // thinning, first if skips else 0, first // thinning)

    def forward(self, deep: Tensor, half: Tensor, quarter: Tensor, eighth: Tensor) -> Tensor:
        return cast(Tensor, self.up2(self.up3(self.up4(deep, eighth), quarter), half))


class TFNet(nn.Module):
    """Logits of (background, break-up): float32 [B, 3, H, W] in 0-1 -> float32 [B, classes, H, W].

    variant: s0 to s6. pooling, skips: False leaves out the pyramid pooling or the skip connections (ablations).
    local_contrast: the encoder sees LocalContrast of the gray instead of the published RGB.
    UserError for an unknown variant, and for an input whose sides are not multiples of 16.
    """

    def __init__(
        self,
        variant: str = "s0",
        pooling: bool = True,
        skips: bool = True,
        classes: int = 2,
        local_contrast: bool = False,
    ) -> None:
        super().__init__()
        if variant not in WIDTHS:
            raise UserError(f"There is no TF-Net variant '{variant}': choose one of {', '.join(WIDTHS)}.")
        self.variant, self.classes = variant, classes
        channels = channels_of(variant)
        first, _, _, fourth = channels
        self.contrast = LocalContrast(CONTRAST_CELL_PX) if local_contrast else None
        self.encoder = Encoder(channels)
        # the published parameter counts fit a decoder half as wide, relative to the encoder, from s1 on
        thinning = 2 if variant == "s0" else 4
        self.ppm = PyramidPooling(fourth, fourth // thinning) if pooling else None
        self.decoder = Decoder(fourth // thinning if pooling else fourth, channels, thinning, skips)
        self.final_conv = nn.Conv2d(first // thinning, classes, 1)
        initialise(self)

    def half_logits(self, x: Tensor) -> Tensor:
        """Logits at half resolution, float32 [B, classes, H/2, W/2], as the deployed graph takes them."""
        check_input_size(int(x.shape[2]), int(x.shape[3]), STRIDE)
        half, quarter, eighth, deep = self.encoder(x if self.contrast is None else self.contrast(x))
        if self.ppm is not None:
            deep = self.ppm(deep)
        return cast(Tensor, self.final_conv(self.decoder(deep, half, quarter, eighth)))

    def forward(self, x: Tensor) -> Tensor:
        return upsample2(self.half_logits(x))

    def reparameterise(self) -> "TFNet":
        """The plain form: a copy in evaluation mode with one convolution a block."""
        return plain_form(self)


def channels_of(variant: str) -> tuple[int, int, int, int]:
    """Of the encoder's four maps."""
    first, second, third, fourth = (int(base * WIDTHS[variant]) for base in _BASE_WIDTHS)
    return first, second, third, fourth


def upsample2(x: Tensor) -> Tensor:
    """Bilinear ×2 with half-pixel centres."""
    return F.interpolate(x, scale_factor=2.0, mode="bilinear", align_corners=False)


def _resize(x: Tensor, height: int, width: int) -> Tensor:
    return F.interpolate(x, size=(height, width), mode="bilinear", align_corners=False)


def _stage(in_channels: int, channels: int, depth: int, stride: int) -> nn.Sequential:
    first = MobileOneBlock(in_channels, channels, stride=stride)
    return nn.Sequential(first, *(MobileOneBlock(channels, channels) for _ in range(depth - 1)))
