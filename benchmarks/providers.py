"""What there is to compute by on this machine."""

from tfcollab.errors import UserError
from tfcollab.runtime import repository
from tfcollab.runtime.contract import Task
from tfcollab.runtime.providers import Provider
from tfcollab.runtime.session import Session


def on_this_machine() -> list[str]:
    """cpu, and of openvino and cuda those that really compute."""
    return [name.value for name in (Provider.CPU, Provider.OPENVINO, Provider.CUDA) if _computes(name)]


def _computes(provider: Provider) -> bool:
    try:
        Session.open(repository.resolve(Task.DETECT), provider)
    except UserError:
        return False
    return True
