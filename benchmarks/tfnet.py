"""TF-Net s0 at 512×512: ONNX Runtime as deployed, against the same net in plain PyTorch on the same threads."""

from pathlib import Path

import numpy as np
import torch

from benchmarks.interleave import medians_s
from tfcollab.nets.build import build
from tfcollab.nets.export import export_onnx
from tfcollab.runtime.providers import OnnxRuntime

SIDE_PX = 512


def measure(folder: Path, threads: int, rounds: int = 40) -> dict[str, float]:
    """Milliseconds a crop of each side, and how many times faster the deployed form is."""
    torch.manual_seed(0)
    torch.set_num_threads(threads)
    net = build("segment", variant="s0").eval()
    export_onnx(net, "segment", (SIDE_PX, SIDE_PX), folder / "model.onnx")
    session = OnnxRuntime().open((folder / "model.onnx").read_bytes(), ["CPUExecutionProvider"], threads)
    gray = np.random.default_rng(0).integers(0, 256, (1, SIDE_PX, SIDE_PX), np.uint8)
    plain = net.reparameterise()
    colour = torch.from_numpy(gray).float().div(255)[:, None].repeat(1, 3, 1, 1)

    def in_torch() -> None:
        with torch.inference_mode():
            plain(colour)

    taken = medians_s({"torch": in_torch, "onnxruntime": lambda: session.run(None, {"crop": gray})}, rounds)
    return {
        "torch_ms": 1000 * taken["torch"],
        "onnxruntime_ms": 1000 * taken["onnxruntime"],
        "times_faster_than_torch": taken["torch"] / taken["onnxruntime"],
    }
