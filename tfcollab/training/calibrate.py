"""Fits a net's probabilities to a validation split, by maximum likelihood."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from tfcollab.datasets.crops import tf_crop
from tfcollab.datasets.layout import read_gray
from tfcollab.datasets.masks import IGNORED
from tfcollab.datasets.tfm import classification
from tfcollab.errors import UserError
from tfcollab.nets.build import gray_to_input
from tfcollab.nets.deployed import Calibration
from tfcollab.nets.tfnet import TFNet
from tfcollab.runtime.session import Session
from tfcollab.training.evaluate import Progress, classifier_input, segmenter_input

#: pixels are counted by their logit, in steps of 1/16 from -16 to 16; beyond, a probability is 0 or 1 for all purposes
_LIMIT, _STEPS = 16, 16
#: a split that the net reads without an error would drive the scale to infinity
_SCALES = (0.1, 10.0)
_BIASES = (-10.0, 10.0)


@torch.no_grad()
def fit_calibration(
    net: nn.Module,
    task: str,
    size: tuple[int, int],
    margin: float | None,
    data: Path,
    split: str,
    progress: Progress,
    detect: Session | None = None,
) -> Calibration:
    """The calibration under which the split's labels are likeliest.

    net: training form, for classify (a temperature: scale alone) or segment (scale and bias; ignored labels have no
    part). size: (height, width) of the input. margin: of the crop, None for a
    classifier of whole frames. detect: finds the rings that another classifier looks at.
    UserError where the data set does not fit, or the crops have pixels of one kind alone.
    """
    net.eval()
    if task == "classify":
        return _fit_classes(net, size, margin, data, split, progress, detect)
    assert isinstance(net, TFNet)
    assert margin is not None
    return _fit_pixels(net, size, margin, data, split, progress)


def _fit_classes(
    net: nn.Module,
    size: tuple[int, int],
    margin: float | None,
    data: Path,
    split: str,
    progress: Progress,
    detect: Session | None,
) -> Calibration:
    samples = classification(data, split)
    logits = []
    for i, sample in enumerate(samples):
        view = classifier_input(read_gray(sample.image), detect, margin, size)
        logits.append(net(gray_to_input(view[None]))[0])
        progress("classify", i + 1, len(samples))
    return best_temperature(torch.stack(logits), torch.tensor([sample.label for sample in samples]))


def _fit_pixels(
    net: TFNet, size: tuple[int, int], margin: float, data: Path, split: str, progress: Progress
) -> Calibration:
    samples = tf_crop(data, split)
    counts = np.zeros((2, 2 * _LIMIT * _STEPS + 1), np.int64)
    for i, sample in enumerate(samples):
        crop, labels = segmenter_input(sample, size, margin)
        half = net.half_logits(gray_to_input(crop[None]))[0]
        bins = ((half[1] - half[0]).clamp(-_LIMIT, _LIMIT) + _LIMIT).mul(_STEPS).round().long().numpy()
        bins = bins.repeat(2, 0).repeat(2, 1)
        for label in (0, 1):
            counts[label] += np.bincount(bins[(labels == label) & (labels != IGNORED)], minlength=counts.shape[1])
        progress("segment", i + 1, len(samples))
    if not counts.any(1).all():
        raise UserError(
            f"The {split} crops of {data} do not show both break-up and sound film, so that probabilities cannot be "
            "compared with them: give more validation data."
        )
    logits = torch.arange(counts.shape[1], dtype=torch.float64) / _STEPS - _LIMIT
    return best_line(logits, torch.from_numpy(counts).double())


def best_temperature(logits: Tensor, labels: Tensor) -> Calibration:
    """logits [N, C], labels int64 [N]."""
    scaled = logits.double()
    log_scale = torch.zeros((), dtype=torch.float64, requires_grad=True)
    _minimise([log_scale], lambda: F.cross_entropy(scaled * log_scale.exp(), labels))
    return Calibration(float(log_scale.detach().exp().clamp(*_SCALES)))


def best_line(logits: Tensor, counts: Tensor) -> Calibration:
    """logits [N], counts float64 [2, N]: how many pixels of each logit are background, and break-up."""
    log_scale = torch.zeros((), dtype=torch.float64, requires_grad=True)
    bias = torch.zeros((), dtype=torch.float64, requires_grad=True)
    share = counts / counts.sum()

    def loss() -> Tensor:
        z = logits * log_scale.exp() + bias
        return (share[0] * F.softplus(z) + share[1] * F.softplus(-z)).sum()

    _minimise([log_scale, bias], loss)
    return Calibration(float(log_scale.detach().exp().clamp(*_SCALES)), float(bias.detach().clamp(*_BIASES)))


@torch.enable_grad()
def _minimise(parameters: list[Tensor], loss: Callable[[], Tensor]) -> None:
    optimiser = torch.optim.LBFGS(
        parameters, max_iter=200, tolerance_grad=1e-9, tolerance_change=1e-12, line_search_fn="strong_wolfe"
    )

    def closure() -> float:
        optimiser.zero_grad()
        value = loss()
        value.backward()
        return value.item()

    optimiser.step(closure)
