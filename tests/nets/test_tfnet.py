import json
from pathlib import Path

import pytest
import torch

from tfcollab.errors import UserError
from tfcollab.nets.tfnet import WIDTHS, TFNet

LAYOUT = Path(__file__).parents[2] / "../shared/reference/tfnet_checkpoint_layout.json"
#: published, in training form with two classes
PUBLISHED_MILLIONS = {"s0": 0.72, "s1": 2.6, "s2": 5.7, "s3": 10.2, "s4": 15.9, "s5": 22.9, "s6": 40.7}
ABLATIONS = [(pooling, skips) for pooling in (True, False) for skips in (True, False)]


@pytest.mark.skipif(not LAYOUT.exists(), reason="tfnet_checkpoint_layout.json is not beside the checkout")
def test_s0_has_the_tensors_of_the_published_checkpoint_in_name_shape_and_order():
    expected = json.loads(LAYOUT.read_text())["tensors"]
    state = TFNet("s0").state_dict()
    assert {name: list(value.shape) for name, value in state.items()} == expected
    assert list(state) == list(expected)


@pytest.mark.parametrize("variant", WIDTHS)
def test_every_variant_has_the_published_number_of_parameters(variant):
    with torch.device("meta"):
        net = TFNet(variant)
    millions = sum(parameter.numel() for parameter in net.parameters()) / 1e6
    digits = 2 if variant == "s0" else 1
    assert round(millions, digits) == PUBLISHED_MILLIONS[variant]


@pytest.mark.parametrize(("pooling", "skips"), ABLATIONS)
def test_plain_form_equals_the_trained_one_without_pooling_or_skips(pooling, skips, randomise):
    net = TFNet("s0", pooling=pooling, skips=skips)
    x = torch.rand(2, 3, 80, 96)
    randomise(net, x)
    with torch.no_grad():
        assert (net.reparameterise()(x) - net(x)).abs().max() < 1e-4
    assert (net.ppm is not None) == pooling
    assert net.decoder.up2.joins == skips


def test_logits_are_those_of_half_resolution_doubled(randomise):
    net = TFNet("s0")
    x = torch.rand(2, 3, 64, 96)
    randomise(net, x)
    with torch.no_grad():
        half, full = net.half_logits(x), net(x)
    assert half.shape == (2, 2, 32, 48)
    assert full.shape == (2, 2, 64, 96)
    # bilinear with half-pixel centres: every corner is kept
    assert torch.allclose(full[..., 0, 0], half[..., 0, 0], atol=1e-6)
    assert torch.allclose(full[..., -1, -1], half[..., -1, -1], atol=1e-6)


def test_a_step_of_training_lowers_the_loss():
    net = TFNet("s0")
    x = torch.rand(2, 3, 64, 64)
    mask = (x[:, 0] > 0.5).long()
    optimiser = torch.optim.Adam(net.parameters(), 1e-2)
    losses = []
    for _ in range(8):
        loss = torch.nn.functional.cross_entropy(net(x), mask)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    assert losses[-1] < 0.9 * losses[0]


@pytest.mark.parametrize("size", [(500, 512), (512, 500), (8, 16)])
def test_a_size_that_is_no_multiple_of_16_is_refused(size):
    with pytest.raises(UserError, match=f"{size[1]}×{size[0]} pixels: choose .* multiples of 16"):
        TFNet("s0")(torch.rand(1, 3, *size))


def test_an_unknown_variant_is_refused():
    with pytest.raises(UserError, match="no TF-Net variant 's7': choose one of s0, s1"):
        TFNet("s7")
