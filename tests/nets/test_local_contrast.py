"""Local contrast is blind to gain and offset, and the same in training and in the deployed graph."""

from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch

from tfcollab.nets.build import build
from tfcollab.nets.export import export_onnx
from tfcollab.nets.local_contrast import LocalContrast


def rings(gain: float = 1.0, offset: float = 0.0) -> torch.Tensor:
    y, x = torch.meshgrid(torch.arange(128.0), torch.arange(128.0), indexing="ij")
    wave = torch.sin(torch.hypot(x - 64, y - 64) * 0.6)
    return (0.4 + offset + 0.2 * gain * wave)[None, None]


def test_rings_of_a_quarter_of_the_contrast_look_nearly_the_same():
    contrast = LocalContrast(4)
    strong, faint = contrast(rings()), contrast(rings(0.25, -0.15))
    inner = (slice(None), slice(1, None), slice(24, -24), slice(24, -24))
    assert torch.abs(strong[inner] - faint[inner]).max() < 0.15
    assert strong[inner].std() > 0.3


def test_a_flat_picture_stays_flat():
    flat = LocalContrast(2)(torch.full((1, 3, 64, 64), 0.7))
    assert torch.abs(flat[:, 1:]).max() < 1e-3
    assert torch.allclose(flat[:, 0], torch.tensor(0.7))


def test_the_deployed_segmenter_with_local_contrast_equals_the_net(tmp_path: Path):
    torch.manual_seed(3)
    net = build("segment", variant="s0", local_contrast=True).eval()
    export_onnx(net, "segment", (96, 96), tmp_path / "model.onnx")
    session = onnxruntime.InferenceSession(tmp_path / "model.onnx", providers=["CPUExecutionProvider"])
    gray = np.random.default_rng(1).integers(40, 130, (1, 96, 96), np.uint8)
    with torch.no_grad():
        logits = net.half_logits(torch.from_numpy(gray).float()[:, None].expand(-1, 3, -1, -1) / 255)
    wanted = torch.sigmoid(logits[:, 1] - logits[:, 0]) * 255
    given = session.run(None, {"crop": gray})[0].astype(float)
    assert np.abs(given - wanted.numpy()).max() == pytest.approx(0, abs=0.5 + 255e-4)
