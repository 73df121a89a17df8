"""TF-Net s0, s1 and s4 at 512×512, as deployed, by ONNX Runtime and OpenVINO, against PyTorch on the same threads."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import torch

from benchmarks.interleave import medians_s
from tfcollab.nets.build import build
from tfcollab.nets.export import export_onnx
from tfcollab.nets.quantise import quantise
from tfcollab.runtime import openvino_session
from tfcollab.runtime.openvino_session import OpenVinoSession
from tfcollab.runtime.providers import OnnxRuntime

SIDE_PX = 512
_CALIBRATED_ON = 8
#: of each variant, so that the row takes some two minutes
ROUNDS = {"s0": 40, "s1": 15, "s4": 7}


def measure(folder: Path, threads: int) -> dict[str, dict[str, float]]:
    """Of each variant, as _measure."""
    return {variant: _measure(variant, folder / variant, threads, rounds) for variant, rounds in ROUNDS.items()}


def _measure(variant: str, folder: Path, threads: int, rounds: int) -> dict[str, float]:
    """Milliseconds a crop of each side, and how many times faster than PyTorch each deployed form is.

    The weights are random, which the time does not depend on; int8 is the form that is made of a trained one.
    """
    torch.manual_seed(0)
    torch.set_num_threads(threads)
    net = build("segment", variant=variant).eval()
    export_onnx(net, "segment", (SIDE_PX, SIDE_PX), folder / "model.onnx")
    grays = np.random.default_rng(0).integers(0, 256, (_CALIBRATED_ON, SIDE_PX, SIDE_PX), np.uint8)
    floats = (folder / "model.onnx").read_bytes()
    forms = {"fp32": floats, "int8": quantise(floats, grays)}
    plain = net.reparameterise()
    colour = torch.from_numpy(grays[:1]).float().div(255)[:, None].repeat(1, 3, 1, 1)

    def in_torch() -> None:
        with torch.inference_mode():
            plain(colour)

    sides: dict[str, Callable[[], object]] = {"torch": in_torch}
    for form, model in forms.items():
        sessions = {"onnxruntime": OnnxRuntime().open(model, ["CPUExecutionProvider"], threads)}
        if openvino_session.installed():
            sessions["openvino"] = OpenVinoSession(model, threads)
        for name, session in sessions.items():
            sides[f"{name}_{form}"] = partial(session.run, ["breakup"], {"crop": grays[:1]})
    taken = medians_s(sides, rounds)
    ratios = {f"{name}_times_faster": taken["torch"] / taken_s for name, taken_s in taken.items() if name != "torch"}
    return {f"{name}_ms": 1000 * taken_s for name, taken_s in taken.items()} | ratios
