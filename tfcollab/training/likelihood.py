"""Scales and biases under which labels are likeliest."""

from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F

from tfcollab.datasets.tfm import CLASS_NAMES
from tfcollab.nets.deployed import Calibration

#: a split that the net reads without an error would drive the scale to infinity
_SCALES = (0.1, 10.0)
_BIASES = (-10.0, 10.0)
_RIDGE = 1e-5


def evidence_line(evidence: NDArray[np.float64], truth: NDArray[np.int64]) -> dict[str, Any] | None:
    """Weights and bias of the likeliest line for exam.confidence; None where sharp frames of both kinds are missing.

    evidence: float64 [N, 3], as exam.confidence.evidence gives it, NaN where no area was read; truth: int64 [N], class
    of each frame.
    """
    kinds = [(truth == CLASS_NAMES.index(name)) & ~np.isnan(evidence).any(1) for name in ("clear", "broken")]
    if not all(kind.any() for kind in kinds):
        return None
    read = kinds[0] | kinds[1]
    given, broken = torch.from_numpy(evidence[read]), torch.from_numpy(kinds[1][read]).double()
    weights = torch.zeros(given.shape[1], dtype=torch.float64, requires_grad=True)
    bias = torch.zeros((), dtype=torch.float64, requires_grad=True)
    # a split that is told apart without an error would drive the weights to infinity
    _minimise(
        [weights, bias],
        lambda: F.binary_cross_entropy_with_logits(given @ weights + bias, broken) + _RIDGE * weights.square().sum(),
    )
    return {"weights": [float(weight) for weight in weights.detach()], "bias": float(bias.detach())}


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
