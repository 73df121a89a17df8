"""The mean of two nets' weights: of a run and the model that it began with, often better than either.

That it works for fine-tuned nets, which lie in one basin of the loss: Wortsman 2022, Model soups, arXiv:2203.05482.
"""

import torch

from tfcollab.errors import UserError
from tfcollab.nets.build import Net
from tfcollab.training.begin import restored


@torch.no_grad()
def averaged(task: str, net: Net, model: str) -> Net:
    """Plain form of the net, each weight the mean of its own and that of a deployed model, by name or folder.

    Meant for a model that the net's training began with. UserError where it is of another net.
    """
    plain, other = net.reparameterise(), restored(task, model)
    mine, theirs = plain.state_dict(), other.state_dict()
    if {name: value.shape for name, value in mine.items()} != {name: value.shape for name, value in theirs.items()}:
        raise UserError(f"{model} is of another net than this run: only nets of the same task and variant have a mean.")
    plain.load_state_dict(
        {name: (value + theirs[name]) / 2 if value.is_floating_point() else value for name, value in mine.items()}
    )
    return plain
