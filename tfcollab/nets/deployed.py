"""The nets as they are deployed: decoder's gray in, host's answer out, everything between folded into the graph.

The rewriting is exact. At a fixed input size the pyramid's pooling and up-sampling are constant matrices; ordinary
export of adaptive pooling fails where the size does not divide. One logit, the difference of the two, stands for
soft-max.
"""

from dataclasses import dataclass
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from tfcollab.errors import UserError
from tfcollab.nets.classifier import FrameClassifier
from tfcollab.nets.detector import RingDetector, decode
from tfcollab.nets.mobileone import check_input_size
from tfcollab.nets.tfnet import POOL_SIZES, STRIDE, PyramidPooling, TFNet, upsample2


@dataclass(frozen=True, slots=True)
class Calibration:
    """What makes a net's soft-max mean something: logits × scale + bias, folded into the deployed graph.

    classify: scale is one over the temperature of the four logits, bias 0. segment: of the logit difference between
    break-up and background (Platt). As it is, nothing changes.
    Source: Guo et al., On Calibration of Modern Neural Networks, ICML 2017.
    """

    scale: float = 1.0
    bias: float = 0.0


#: for a net whose probabilities were not compared with anything
UNCALIBRATED = Calibration()


class DeployedClassifier(nn.Module):
    """uint8 [1, H, W] -> probabilities float32 [1, 4]."""

    def __init__(self, net: FrameClassifier, calibration: Calibration = UNCALIBRATED) -> None:
        super().__init__()
        self.net = net.reparameterise()
        self.scale = calibration.scale

    def forward(self, frame: Tensor) -> Tensor:
        return torch.softmax(self.net(_one_channel(frame) / 255.0) * self.scale, 1)


class DeployedDetector(nn.Module):
    """uint8 [1, H, W] -> boxes float32 [1, 3, 5]: x0, y0, x1, y1 relative to the input, confidence."""

    def __init__(self, net: RingDetector) -> None:
        super().__init__()
        self.net = net.reparameterise()
        _fold_gray(self.net.stem)

    def forward(self, frame: Tensor) -> Tensor:
        return decode(self.net(_one_channel(frame)))


class DeployedSegmenter(nn.Module):
    """uint8 [1, H, W] -> probability of break-up × 255, uint8 [1, H/2, W/2].

    UserError for a net whose classes are not background and break-up.
    """

    def __init__(self, net: TFNet, input_size: tuple[int, int], calibration: Calibration = UNCALIBRATED) -> None:
        super().__init__()
        _check_two_classes(net)
        self.net = _with_matrices(net.reparameterise(), input_size)
        self.scale = 1.0
        if net.contrast is None:
            _fold_gray(self.net.encoder.stem[0])
        else:
            self.scale = 1 / 255.0
        head = self.net.final_conv
        difference = nn.Conv2d(head.in_channels, 1, 1)
        assert head.bias is not None
        assert difference.bias is not None
        with torch.no_grad():
            difference.weight.copy_((head.weight[1:2] - head.weight[0:1]) * calibration.scale)
            difference.bias.copy_((head.bias[1:2] - head.bias[0:1]) * calibration.scale + calibration.bias)
        self.net.final_conv = difference

    def forward(self, crop: Tensor) -> Tensor:
        probability = torch.sigmoid(self.net.half_logits(_one_channel(crop) * self.scale))
        return (probability * 255.0).round().to(torch.uint8)[:, 0]


class PublishedSegmenter(nn.Module):
    """TF-Net with the published pre- and post-processing.

    RGB / 255, float32 [1, 3, H, W] -> soft-max over (background, break-up), float32 [1, 2, H, W].
    """

    def __init__(self, net: TFNet, input_size: tuple[int, int]) -> None:
        super().__init__()
        self.net = _with_matrices(net.reparameterise(), input_size)

    def forward(self, image: Tensor) -> Tensor:
        return torch.softmax(upsample2(self.net.half_logits(image)), 1)


class MatrixPooling(nn.Module):
    """Pyramid pooling for one map of fixed size, pooling and up-sampling written as products with constant matrices."""

    def __init__(self, ppm: PyramidPooling, height: int, width: int) -> None:
        super().__init__()
        self.height, self.width = height, width
        self.branches = nn.ModuleList(cast(nn.Sequential, branch)[1] for branch in ppm.pyramid_branches)
        self.main_branch, self.fusion = ppm.main_branch, ppm.fusion
        # a linear map's matrix is its answer to the unit vectors
        cells = torch.eye(height * width).reshape(-1, 1, height, width)
        pooling = [F.adaptive_avg_pool2d(cells, size).flatten(1) for size in POOL_SIZES]
        self.register_buffer("pooling", torch.cat(pooling, 1))
        for size in POOL_SIZES:
            fields = torch.eye(size * size).reshape(-1, 1, size, size)
            spread = F.interpolate(fields, size=(height, width), mode="bilinear", align_corners=False)
            self.register_buffer(f"spread{size}", spread.flatten(1))

    def forward(self, x: Tensor) -> Tensor:
        fields = torch.matmul(x.flatten(2), self.get_buffer("pooling"))
        joined = [self.main_branch(x)]
        parts = torch.split(fields, [size * size for size in POOL_SIZES], 2)
        for size, branch, part in zip(POOL_SIZES, self.branches, parts, strict=True):
            spread = torch.matmul(branch(part[..., None]).flatten(2), self.get_buffer(f"spread{size}"))
            joined.append(spread.reshape(1, -1, self.height, self.width))
        return cast(Tensor, self.fusion(torch.cat(joined, 1)))


def _with_matrices(plain: TFNet, input_size: tuple[int, int]) -> TFNet:
    check_input_size(*input_size, STRIDE)
    if plain.ppm is not None:
        # the module is swapped in a deployed copy only; it has the same call as the one that it replaces
        plain.ppm = cast(PyramidPooling, MatrixPooling(plain.ppm, input_size[0] // STRIDE, input_size[1] // STRIDE))
    return plain


def _fold_gray(stem: nn.Module) -> None:
    """Let a re-parameterised stem take one channel in 0-255 for three equal ones in 0-1."""
    first = cast(nn.Sequential, stem)[0]
    assert isinstance(first, nn.Conv2d)
    first.weight = nn.Parameter((first.weight.detach().double().sum(1, keepdim=True) / 255.0).float())
    first.in_channels = 1


def _one_channel(gray: Tensor) -> Tensor:
    return gray[:, None].to(torch.float32)


def _check_two_classes(net: TFNet) -> None:
    if net.classes != 2:
        raise UserError(
            f"The segmenter has {net.classes} classes, but it can only be deployed with two, background and "
            "break-up: train or import one with two classes."
        )
