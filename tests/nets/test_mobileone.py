import pytest
import torch
from torch import nn

from tfcollab.errors import UserError
from tfcollab.nets.mobileone import MobileOneBlock, plain_form

KINDS = {
    "identity kept": {"in_channels": 16, "out_channels": 16},
    "channels change": {"in_channels": 3, "out_channels": 16},
    "stride 2": {"in_channels": 16, "out_channels": 16, "stride": 2},
    "pointwise": {"in_channels": 16, "out_channels": 16, "kernel": 1},
    "dilated": {"in_channels": 16, "out_channels": 16, "dilation": 4},
    "four branches": {"in_channels": 16, "out_channels": 16, "branches": 4},
    "squeeze-excite": {"in_channels": 16, "out_channels": 32, "squeeze_excite": True},
}


@pytest.mark.parametrize("kind", KINDS)
def test_plain_form_of_every_kind_of_block_equals_the_trained_one(kind, randomise):
    block = MobileOneBlock(**KINDS[kind])
    x = torch.randn(2, KINDS[kind]["in_channels"], 13, 18)
    randomise(block, x)
    with torch.no_grad():
        expected, plain = block(x), block.reparameterise()(x)
    assert plain.shape == expected.shape
    assert expected.abs().max() > 0.1
    assert (plain - expected).abs().max() < 1e-5


def test_plain_form_of_a_block_is_one_convolution_and_a_relu():
    plain = MobileOneBlock(16, 16, branches=3).reparameterise()
    assert [type(part) for part in plain] == [nn.Conv2d, nn.ReLU]
    assert plain[0].weight.shape == (16, 16, 3, 3)


def test_plain_form_leaves_the_net_as_it_was():
    net = nn.Sequential(MobileOneBlock(3, 8), MobileOneBlock(8, 8))
    before = {name: value.clone() for name, value in net.state_dict().items()}
    plain = plain_form(net)
    assert net.training
    assert not plain.training
    assert all(torch.equal(value, before[name]) for name, value in net.state_dict().items())
    assert not any(isinstance(module, nn.BatchNorm2d) for module in plain.modules())


def test_squeeze_excite_without_channels_is_refused_with_a_sentence():
    with pytest.raises(UserError, match="cannot be used on a block of 8 channels"):
        MobileOneBlock(8, 8, squeeze_excite=True)
