import torch

from tfcollab.nets.classifier import FrameClassifier


def test_plain_form_equals_the_trained_one(randomise):
    net = FrameClassifier()
    x = torch.rand(2, 3, 288, 384)
    randomise(net, x)
    with torch.no_grad():
        expected, plain = net(x), net.reparameterise()(x)
    assert expected.shape == (2, 4)
    assert expected.std() > 0.05
    assert (plain - expected).abs().max() < 1e-4


def test_a_patch_of_eight_pixels_weighs_more_in_the_strongest_cells_than_in_the_mean():
    net = FrameClassifier().eval()
    plain, patched = torch.full((1, 3, 288, 384), 0.5), torch.full((1, 3, 288, 384), 0.5)
    patched[..., 140:148, 190:198] = torch.rand(8, 8)
    with torch.no_grad():
        fine = [net.stage3(net.stage2(net.stage1(net.stem(x)))).flatten(2) for x in (plain, patched)]
    in_mean = (fine[1].mean(2) - fine[0].mean(2)).abs().mean()
    in_top = (fine[1].topk(4, dim=2).values.mean(2) - fine[0].topk(4, dim=2).values.mean(2)).abs().mean()
    assert in_top > 5 * in_mean


def test_the_deployed_net_has_between_half_a_million_and_a_million_parameters():
    assert 0.5e6 < sum(p.numel() for p in FrameClassifier().reparameterise().parameters()) < 1e6
