"""ONNX files of the three nets, self-contained and with fixed shapes."""

import io
import warnings
from pathlib import Path

import onnx
import torch
from torch import Tensor, nn

from tfcollab.errors import UserError
from tfcollab.files import write_whole
from tfcollab.nets.classifier import FrameClassifier
from tfcollab.nets.deployed import (
    UNCALIBRATED,
    Calibration,
    DeployedClassifier,
    DeployedDetector,
    DeployedSegmenter,
    PublishedSegmenter,
)
from tfcollab.nets.detector import RingDetector
from tfcollab.nets.tfnet import TFNet

OPSET = 17
#: input and output name of each task's graph
NAMES = {
    "classify": ("frame", "probabilities"),
    "detect": ("frame", "boxes"),
    "segment": ("crop", "breakup"),
}


def export_onnx(
    module: nn.Module,
    task: str,
    input_size: tuple[int, int],
    path: Path,
    calibration: Calibration = UNCALIBRATED,
) -> None:
    """Write the deployed graph of a net (training or plain form) to `path`.

    input_size: (height, width) in pixels. calibration: of the probabilities of classify and segment.
    Input uint8 [1, H, W], gray. Output: classify `probabilities` float32 [1, 4]; detect `boxes` float32 [1, 3, 5];
    segment `breakup` uint8 [1, H/2, W/2], probability × 255.
    UserError where the net is not one for the task, cannot take the size, or the file cannot be written.
    """
    height, width = input_size
    deployed = _deployed(module, task, input_size, calibration)
    _write(deployed, torch.zeros(1, height, width, dtype=torch.uint8), NAMES[task], path)


def export_published(net: TFNet, path: Path, input_size: tuple[int, int] = (512, 512)) -> None:
    """Write TF-Net with the published pre- and post-processing, to compare with other implementations.

    Input `image` float32 [1, 3, H, W], RGB / 255; output `probabilities` float32 [1, 2, H, W], soft-max over background
    and break-up. UserError as in export_onnx.
    """
    image = torch.zeros(1, 3, *input_size)
    _write(PublishedSegmenter(net, input_size), image, ("image", "probabilities"), path)


def _deployed(module: nn.Module, task: str, input_size: tuple[int, int], calibration: Calibration) -> nn.Module:
    if task == "classify" and isinstance(module, FrameClassifier):
        return DeployedClassifier(module, calibration)
    if task == "detect" and isinstance(module, RingDetector):
        return DeployedDetector(module)
    if task == "segment" and isinstance(module, TFNet):
        return DeployedSegmenter(module, input_size, calibration)
    raise UserError(
        f"A {type(module).__name__} cannot be exported for the task '{task}': choose classify for a FrameClassifier, "
        "detect for a RingDetector, segment for a TFNet."
    )


@torch.no_grad()
def _write(module: nn.Module, example: Tensor, names: tuple[str, str], path: Path) -> None:
    module = module.cpu().eval()
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        # the exporter by torch.export needs a package more; the older one warns that it is older
        warnings.filterwarnings("ignore", category=DeprecationWarning)
        # sizes are meant to be constants of the graph
        warnings.filterwarnings("ignore", category=torch.jit.TracerWarning)
        torch.onnx.export(
            module,
            (example,),
            buffer,  # type: ignore[arg-type]
            input_names=[names[0]],
            output_names=[names[1]],
            opset_version=OPSET,
            dynamo=False,
        )
    content = buffer.getvalue()
    onnx.checker.check_model(content)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"The model cannot be written to {path}: {error.strerror}.") from None
    write_whole(path, content)
