import pytest
import torch

from tfcollab.errors import UserError
from tfcollab.nets.detector import RingDetector, decode


def test_plain_form_equals_the_trained_one(randomise):
    net = RingDetector()
    x = torch.rand(2, 3, 288, 384)
    randomise(net, x)
    with torch.no_grad():
        expected, plain = net(x), net.reparameterise()(x)
    assert expected.shape == (2, 3, 5, 36, 48)
    assert (plain - expected).abs().max() < 1e-4
    assert (decode(plain) - decode(expected)).abs().max() < 1e-4


def test_decoding_gives_the_strongest_cells_box_and_its_confidence():
    raw = torch.zeros(1, 3, 5, 36, 48)
    raw[:, :, 0] = -20.0
    raw[0, 0, 0, 17, 23] = 2.0
    raw[0, 0, 1:3, 17, 23] = torch.tensor([0.5, 0.5])
    boxes = decode(raw)
    assert boxes.shape == (1, 3, 5)
    # centre at cell 24 of 48 and 18 of 36; typical width 0.42 of the frame's, and as many pixels high
    expected = torch.tensor([0.5 - 0.21, 0.5 - 0.28, 0.5 + 0.21, 0.5 + 0.28, torch.sigmoid(torch.tensor(2.0))])
    assert torch.allclose(boxes[0, 0], expected, atol=1e-5)
    assert boxes[0, 1:, 4].max() < 1e-6


def test_cells_beside_the_strongest_vote_and_far_ones_do_not():
    raw = torch.zeros(1, 3, 5, 36, 48)
    raw[:, :, 0] = -20.0
    raw[0, 0, 0, 10, 20] = raw[0, 0, 0, 10, 21] = 3.0
    raw[0, 0, 0, 30, 40] = 2.9
    box = decode(raw)[0, 0]
    assert (box[0] + box[2]) / 2 == pytest.approx(21 / 48, abs=1e-5)
    assert (box[1] + box[3]) / 2 == pytest.approx(10.5 / 36, abs=1e-5)


def test_every_corner_of_the_frame_reaches_every_answer():
    net = RingDetector().eval()
    x = torch.rand(1, 3, 288, 384, requires_grad=True)
    net(x)[0, 0, 3, 18, 24].backward()
    seen = x.grad.abs().sum(1)[0] > 0
    assert seen[:16, :16].any()
    assert seen[-16:, -16:].any()


def test_a_size_that_is_no_multiple_of_16_is_refused():
    with pytest.raises(UserError, match="380×288 pixels"):
        RingDetector()(torch.rand(1, 3, 288, 380))
