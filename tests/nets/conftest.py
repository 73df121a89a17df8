"""Nets whose batch norms have done something, with activations of a size at which 1e-4 means something."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import torch
from torch import nn

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(autouse=True)
def _one_seed_and_one_thread() -> Iterator[None]:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    torch.manual_seed(0)
    yield
    torch.set_num_threads(threads)


@pytest.fixture
def randomise() -> Callable[[nn.Module, torch.Tensor], None]:
    return _randomise


@torch.no_grad()
def _randomise(net: nn.Module, example: torch.Tensor) -> None:
    """Random affine parts, and running statistics that are those of the example disturbed at random.

    Each norm is set when the example reaches it, so that the disturbances do not multiply from block to block.
    """

    def set_from(norm: nn.BatchNorm2d, inputs: tuple[torch.Tensor, ...]) -> None:
        variance, mean = torch.var_mean(inputs[0], dim=(0, 2, 3), correction=0)
        # pooled maps hardly vary: their own variance would blow up rounding errors
        variance = variance.clamp(min=0.25)
        norm.weight.uniform_(0.2, 0.7)
        norm.bias.normal_(0.0, 0.2)
        norm.running_mean = mean + 0.3 * variance.sqrt() * torch.randn_like(mean)
        norm.running_var = variance * torch.empty_like(variance).uniform_(0.6, 1.6)

    hooks = [
        module.register_forward_pre_hook(set_from) for module in net.modules() if isinstance(module, nn.BatchNorm2d)
    ]
    net.eval()(example)
    for hook in hooks:
        hook.remove()
