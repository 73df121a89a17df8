"""Fits a net's probabilities to a validation split, by maximum likelihood."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from tfcollab.chain.geometry import Pyramid
from tfcollab.datasets.crops import tf_crop
from tfcollab.datasets.layout import read_gray
from tfcollab.datasets.masks import IGNORED
from tfcollab.datasets.tfm import classification, detection
from tfcollab.errors import UserError
from tfcollab.nets.build import gray_to_input
from tfcollab.nets.deployed import Calibration
from tfcollab.nets.tfnet import TFNet
from tfcollab.runtime.session import Session
from tfcollab.training.evaluate import Progress, segmenter_input
from tfcollab.training.frame_pass import classifier_input
from tfcollab.training.likelihood import best_line, best_temperature

#: pixels are counted by their logit, in steps of 1/16 from -16 to 16; beyond, a probability is 0 or 1 for all purposes
_LIMIT, _STEPS = 16, 16
_T = TypeVar("_T")
#: over which the ranges of activations are taken
_PICTURES = 100


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


def calibration_pictures(
    task: str, size: tuple[int, int], margin: float | None, data: Path, detect: Session | None = None
) -> list[NDArray[np.uint8]]:
    """Pictures as the net is shown them, uint8 (H, W) of size, spread evenly over the training split: enough to know
    the range of its activations. margin and detect: as in fit_calibration.
    UserError where the data set does not fit.
    """
    if task == "segment":
        assert margin is not None
        return [segmenter_input(sample, size, margin)[0] for sample in _spread(tf_crop(data, "train"))]
    samples = classification(data, "train") if task == "classify" else detection(data, "train")
    frames = [read_gray(sample.image) for sample in _spread(samples)]
    if task == "classify":
        return [classifier_input(gray, detect, margin, size) for gray in frames]
    return [Pyramid(gray).letterbox(size)[0] for gray in frames]


def _spread(samples: Sequence[_T]) -> list[_T]:
    """About _PICTURES of the samples, evenly."""
    return list(samples[:: max(1, len(samples) // _PICTURES)][:_PICTURES])


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
