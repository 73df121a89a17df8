"""Checkpoints that `train` wrote."""

from pathlib import Path

import torch

from tfcollab.errors import UserError
from tfcollab.nets.build import Net
from tfcollab.training.modules import new_net


def load_net(checkpoint: Path) -> tuple[str, tuple[int, int], Net]:
    """Task, input size (height, width) and averaged net (training form) of a checkpoint that `train` wrote."""
    try:
        state = torch.load(checkpoint, map_location="cpu", weights_only=True)
        hyper = state["hyper_parameters"]
        task, size = hyper["task"], tuple(hyper["size"])
        weights = {k.removeprefix("averaged.module."): v for k, v in state["state_dict"].items() if "averaged.m" in k}
    except Exception as error:
        raise UserError(f"{checkpoint} is not a checkpoint of tfcollab train ({type(error).__name__}).") from None
    net = new_net(task, hyper["variant"])
    net.load_state_dict(weights)
    return task, (int(size[0]), int(size[1])), net.eval()
