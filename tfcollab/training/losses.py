"""Losses on logits; soft-max is applied once, here."""

import torch
from torch import Tensor
from torch.nn import functional as F

from tfcollab.datasets.masks import IGNORED

#: keeps Dice of a batch without break-up meaningful: that many falsely broken pixels halve it
DICE_SMOOTH_PX = 64.0


def segment_loss(logits: Tensor, labels: Tensor, breakup_weight: float = 4.0) -> Tensor:
    """Weighted cross-entropy plus Dice of the break-up class over the whole batch.

    logits: float32 [B, 2, H, W]; labels: int64 [B, H, W] of 0, 1 and IGNORED, which counts in neither.
    Break-up covers about one pixel in a hundred: cross-entropy alone settles on background. Dice is not taken per
    image, where a picture without break-up says nothing until its false alarms are few.
    """
    weight = logits.new_tensor([1.0, breakup_weight])
    judged = labels != IGNORED
    entropy = F.cross_entropy(logits, labels, weight=weight, ignore_index=IGNORED, reduction="sum")
    entropy = entropy / judged.sum().clamp(min=1)
    probability = torch.sigmoid(logits[:, 1] - logits[:, 0]) * judged
    truth = (labels == 1).to(logits.dtype)
    overlap = (probability * truth).sum()
    total = probability.sum() + truth.sum()
    dice = (2 * overlap + DICE_SMOOTH_PX) / (total + DICE_SMOOTH_PX)
    return 3 * entropy + 1 - dice


def class_weights(labels: Tensor, classes: int = 4) -> Tensor:
    """Weights by the inverse square root of frequency, mean 1 over the frames; 0 for a class that is absent."""
    counts = torch.bincount(labels, minlength=classes).to(torch.float32)
    weights = torch.where(counts > 0, counts.clamp(min=1) ** -0.5, torch.zeros(()))
    return weights * counts.sum() / (weights * counts).sum()


def classify_loss(logits: Tensor, labels: Tensor, weights: Tensor) -> Tensor:
    """Class-weighted cross-entropy with a little label smoothing; logits [B, 4], labels int64 [B]."""
    return F.cross_entropy(logits, labels, weight=weights, label_smoothing=0.02)
