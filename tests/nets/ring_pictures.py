"""Pictures of rings, and nets whose running statistics are those of such pictures."""

import numpy as np
from torch import nn

from tfcollab.nets.build import gray_to_input

SIZES = {"classify": (96, 96), "detect": (96, 128), "segment": (96, 96)}


def pictures(size: tuple[int, int], count: int) -> list[np.ndarray]:
    rng = np.random.default_rng(3)
    y, x = np.mgrid[: size[0], : size[1]]
    rings = np.sin(np.hypot(x - size[1] / 2, y - size[0] / 2) / 2)
    return [np.clip(100 + 60 * rings + rng.normal(0, 6, size), 0, 255).astype(np.uint8) for _ in range(count)]


def calm(net: nn.Module) -> None:
    """Running statistics of the pictures, so that activations are of the size that trained nets have."""
    net.train()
    for _ in range(20):
        net(gray_to_input(np.stack(pictures((96, 96), 4))))
