"""One way in to the three networks."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from tfcollab.errors import UserError
from tfcollab.nets.classifier import FrameClassifier
from tfcollab.nets.detector import RingDetector
from tfcollab.nets.tfnet import TFNet

TASKS: Mapping[str, Callable[..., nn.Module]] = MappingProxyType(
    {"classify": FrameClassifier, "detect": RingDetector, "segment": TFNet}
)

Net = FrameClassifier | RingDetector | TFNet


def build(task: str, **options: object) -> Net:
    """A new net in training form; it takes float32 [B, 3, H, W] in 0-1 and has `reparameterise()`.

    Options: classify `dropout`; segment `variant` (s0 to s6), `pooling`, `skips`.
    UserError for an unknown task or option.
    """
    if task not in TASKS:
        raise UserError(f"There is no task '{task}': choose one of {', '.join(TASKS)}.")
    try:
        net = TASKS[task](**options)
    except TypeError as error:
        raise UserError(f"The net for '{task}' cannot be built with these options: {error}.") from None
    assert isinstance(net, FrameClassifier | RingDetector | TFNet)
    return net


def gray_to_input(gray: NDArray[np.uint8] | Tensor) -> Tensor:
    """uint8 [B, H, W] or [H, W] -> float32 [B, 3, H, W] in 0-1, gray repeated over the channels."""
    values = torch.as_tensor(gray).to(torch.float32) / 255.0
    if values.ndim == 2:
        values = values[None]
    return values[:, None].expand(-1, 3, -1, -1)
