"""Scales and biases under which labels are likeliest."""

from collections.abc import Callable

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F

from tfcollab.datasets.tfm import CLASS_NAMES
from tfcollab.exam.confidence import area_evidence
from tfcollab.nets.deployed import Calibration

#: a split that the net reads without an error would drive the scale to infinity
_SCALES = (0.1, 10.0)
_BIASES = (-10.0, 10.0)


def area_line(areas_pct: NDArray[np.float64], truth: NDArray[np.int64]) -> dict[str, float] | None:
    """Scale and bias of the likeliest line for exam.confidence; None where sharp frames of both kinds are missing.

    areas_pct: float64 [N], NaN where none was read; truth: int64 [N], class of each frame.
    """
    kinds = [(truth == CLASS_NAMES.index(name)) & ~np.isnan(areas_pct) for name in ("clear", "broken")]
    if not all(kind.any() for kind in kinds):
        return None
    read = kinds[0] | kinds[1]
    evidence = torch.tensor([area_evidence(area_pct) for area_pct in areas_pct[read]], dtype=torch.float64)
    found = best_line(evidence, torch.from_numpy(np.stack([kind[read] for kind in kinds])).double())
    return {"scale": found.scale, "bias": found.bias}


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
