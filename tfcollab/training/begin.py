"""What a run begins with instead of nothing: another run, or a deployed model."""

from pathlib import Path
from typing import Any, cast

from torch.utils.data import DataLoader, Dataset

from tfcollab.errors import UserError
from tfcollab.nets.build import Net, gray_to_input
from tfcollab.nets.deployed import UNCALIBRATED, Calibration
from tfcollab.nets.mobileone import training_form
from tfcollab.nets.restored import restore, settle_statistics
from tfcollab.nets.tfnet import TFNet, channels_of
from tfcollab.nets.widened import widen
from tfcollab.runtime.repository import load, resolve
from tfcollab.training.checkpoint import load_net
from tfcollab.training.modules import NetModule

#: training pictures whose statistics the batch normalisations of a restored net begin with
_PICTURES = 64


def begin_with(module: NetModule, source: Path, samples: Dataset[Any]) -> None:
    """Give the module what `source` has learnt: a checkpoint of `train`, or a model by folder or name.

    A narrower TF-Net is widened. samples: the training pictures. UserError where the source is of another task, of a
    wider variant, or not what it should be.
    """
    deployed = not source.is_file()
    task, net = (module.task, restored(module.task, source)) if deployed else load_net(source)[::2]
    if task != module.task:
        raise UserError(f"{source} is of a net to {task}, not to {module.task}: begin with another one.")
    wider = isinstance(net, TFNet) and net.variant != module.options.variant
    if wider or deployed:
        plain = net.reparameterise()
        if isinstance(plain, TFNet) and isinstance(module.net, TFNet):
            if channels_of(plain.variant) > channels_of(module.net.variant):
                raise UserError(
                    f"{source} is of TF-Net {plain.variant}, wider than {module.net.variant}: begin with a smaller."
                )
            plain = widen(plain, module.net, module.options.seed)
        training_form(module.net, plain, module.options.seed)
        loader = DataLoader(samples, min(_PICTURES, len(cast(Any, samples))), shuffle=True)
        settle_statistics(module.net, gray_to_input(next(iter(loader))[0]))
    else:
        module.net.load_state_dict(net.state_dict())
    module.averaged.module.load_state_dict(module.net.state_dict())


def restored(task: str, name_or_folder: str | Path) -> Net:
    """Plain form of a deployed model, its files checked as before every use; UserError as there."""
    model = resolve(task, name_or_folder)
    folded = model.contract.calibration
    calibration = UNCALIBRATED if folded is None else Calibration(folded.scale, folded.bias)
    return restore(task, load(model), calibration)
