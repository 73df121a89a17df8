"""Import of published TF-Net checkpoints (`.pt`), without ever running what a pickle asks for."""

import pickle
import tempfile
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import torch
from torch import Tensor

from tfcollab.errors import UserError
from tfcollab.nets.export import export_onnx, export_published
from tfcollab.nets.tfnet import WIDTHS, TFNet

INPUT_SIZE = (512, 512)
#: in probability, between a net and its graph with pre- and post-processing as published
MAX_DIFFERENCE = 1e-4
_LISTED = 3
_SCALAR = np._core.multiarray.scalar  # type: ignore[attr-defined]
#: loss and score may be numpy numbers, whose pickles name these; the older path is that of numpy 1
_NUMPY_NUMBERS: list[Callable[..., Any] | tuple[Callable[..., Any], str]] = [
    (_SCALAR, "numpy._core.multiarray.scalar"),
    (_SCALAR, "numpy.core.multiarray.scalar"),
    np.dtype,
    np.dtypes.Float64DType,
    np.dtypes.Float32DType,
    np.dtypes.Int64DType,
]


@dataclass(frozen=True, slots=True)
class Published:
    """A published checkpoint: the net in training form, and what the file says of it.

    width: multiplier of the base channels. epoch, miou (0-1, on the authors' validation data): None where not told.
    """

    net: TFNet
    variant: str
    width: float
    classes: int
    epoch: int | None
    miou: float | None


def load_published(path: Path) -> Published:
    """Read a checkpoint with model_state_dict, nc and wid; needs nothing else of it.

    UserError where the file is missing, no checkpoint, holds anything but weights and numbers, or does not fit TF-Net.
    """
    content = _read(path)
    missing = [key for key in ("model_state_dict", "nc", "wid") if key not in content]
    if missing:
        raise UserError(f"{path} is not a published TF-Net checkpoint: it lacks {', '.join(missing)}.")
    width, classes = _number(content["wid"]), _number(content["nc"])
    variant = next((name for name, known in WIDTHS.items() if width is not None and abs(width - known) < 1e-6), None)
    if variant is None or width is None:
        widths = ", ".join(f"{known:g}" for known in WIDTHS.values())
        raise UserError(f"{path} has the width {content['wid']!r}, which is no TF-Net variant's: known are {widths}.")
    if classes != 2:
        raise UserError(f"{path} has {content['nc']!r} classes: only nets for background and break-up can be imported.")
    net = TFNet(variant)
    state = content["model_state_dict"]
    _check_tensors(path, state, net.state_dict())
    net.load_state_dict(state)
    epoch = _number(content.get("epoch"))
    return Published(
        net, variant, WIDTHS[variant], 2, None if epoch is None else int(epoch), _number(content.get("miou"))
    )


def import_published(path: Path, out_folder: Path) -> tuple[Published, float]:
    """Write the deployed graph of a published checkpoint to `out_folder`/model.onnx, for crops of 512×512.

    Gives what was read, for the model's contract and card, and graph_difference() of its net.
    UserError as in load_published, graph_difference and export_onnx.
    """
    published = load_published(path)
    difference = graph_difference(published.net)
    export_onnx(published.net, "segment", INPUT_SIZE, out_folder / "model.onnx")
    return published, difference


@torch.no_grad()
def graph_difference(net: TFNet) -> float:
    """Largest difference in probability between the net and its graph with pre- and post-processing as published.

    Both get the same random RGB of 512×512 in 0-1. UserError above MAX_DIFFERENCE, or where a probability is no number.
    """
    image = torch.rand(1, 3, *INPUT_SIZE, generator=torch.Generator().manual_seed(0))
    wanted = torch.softmax(net.eval()(image), 1).numpy()
    with tempfile.TemporaryDirectory() as folder:
        graph = Path(folder) / "published.onnx"
        export_published(net, graph, INPUT_SIZE)
        session = onnxruntime.InferenceSession(graph.read_bytes(), providers=["CPUExecutionProvider"])
    (found,) = session.run(None, {"image": image.numpy()})
    difference = float(np.abs(found - wanted).max())
    if not difference <= MAX_DIFFERENCE:
        raise UserError(
            f"The graph of the checkpoint differs from its net by {difference:.2g} in probability, more than "
            f"{MAX_DIFFERENCE:g}: it is not imported; take the published file as it is."
        )
    return difference


def _read(path: Path) -> Mapping[str, Any]:
    try:
        with path.open("rb"), torch.serialization.safe_globals(_NUMPY_NUMBERS), warnings.catch_warnings():
            # torch remarks on unusual pickles, which are then read or refused all the same
            warnings.simplefilter("ignore")
            content = torch.load(path, map_location="cpu", weights_only=True)
    except OSError as error:
        raise UserError(f"The checkpoint {path} cannot be read: {error.strerror}.") from None
    except pickle.UnpicklingError:
        raise UserError(
            f"{path} is refused: it is damaged, or holds Python objects besides weights and numbers, "
            "which could run code."
        ) from None
    # arbitrary bytes make torch.load fail in many ways, none of which tells the user more
    except Exception:
        raise UserError(f"{path} is not a PyTorch checkpoint, or is damaged: take the published .pt file.") from None
    if not isinstance(content, Mapping):
        raise UserError(f"{path} is not a published TF-Net checkpoint: it holds no table of named parts.")
    return content


def _check_tensors(path: Path, state: object, expected: Mapping[str, Tensor]) -> None:
    if not isinstance(state, Mapping) or not all(isinstance(value, Tensor) for value in state.values()):
        raise UserError(f"{path} is not a published TF-Net checkpoint: its model_state_dict does not hold tensors.")
    _refuse(path, "lacks tensors", [name for name in expected if name not in state])
    _refuse(path, "has tensors that TF-Net does not know", [str(name) for name in state if name not in expected])
    wrong = [
        f"{name} {tuple(state[name].shape)} instead of {tuple(tensor.shape)}"
        for name, tensor in expected.items()
        if state[name].shape != tensor.shape
    ]
    _refuse(path, "has tensors of another shape than its width says", wrong)
    _refuse(path, "has values that are not finite", [name for name in expected if not state[name].isfinite().all()])


def _refuse(path: Path, what: str, found: list[str]) -> None:
    if found:
        more = f" and {len(found) - _LISTED} more" if len(found) > _LISTED else ""
        raise UserError(f"{path} cannot be imported, because it {what}: {', '.join(found[:_LISTED])}{more}.")


def _number(value: object) -> float | None:
    """A Python, numpy or one-element tensor number; None for anything else."""
    if isinstance(value, Tensor) and value.numel() == 1:
        return float(value.item())
    return float(value) if isinstance(value, int | float | np.number) else None
