import pytest
import torch

from tfcollab.nets.detector import RingDetector, decode
from tfcollab.nets.detector_loss import detector_loss, generalised_iou, peak_targets

BOXES = torch.tensor([[[0.3, 0.2, 0.72, 0.8], [0.42, 0.38, 0.6, 0.62], [0.48, 0.46, 0.54, 0.54]]])
ALL = torch.ones(1, 3, dtype=torch.bool)


def test_each_peak_is_one_in_the_cell_of_the_centre_and_absent_boxes_have_none():
    target = peak_targets(BOXES, torch.tensor([[True, True, False]]), 36, 48)
    assert target[0, 0].argmax() == 18 * 48 + 24
    assert (target[0, :2] == 1).sum() == 2
    assert target[0, 2].max() == 0


def test_a_centre_beyond_the_frame_peaks_at_its_edge():
    target = peak_targets(torch.tensor([[[0.9, 0.4, 1.3, 0.6]]]), torch.ones(1, 1, dtype=torch.bool), 36, 48)
    assert target[0, 0].argmax() == 18 * 48 + 47


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ([0.0, 0.0, 1.0, 1.0], 1.0),
        ([0.0, 0.0, 0.5, 1.0], 0.5),
        # apart by their own width: no overlap, a third of the hull empty
        ([2.0, 0.0, 3.0, 1.0], -1 / 3),
    ],
)
def test_generalised_iou(other, expected):
    a, b = torch.tensor([0.0, 0.0, 1.0, 1.0]), torch.tensor(other)
    assert generalised_iou(a[None, None], b[None, None]).item() == pytest.approx(expected, abs=1e-5)


def test_a_perfect_answer_costs_next_to_nothing():
    raw = torch.zeros(1, 3, 5, 36, 48)
    target = peak_targets(BOXES, ALL, 36, 48)
    raw[:, :, 0] = torch.where(target == 1, 12.0, -12.0)
    size = torch.tensor([48.0, 36.0])
    x, y = torch.arange(48.0) + 0.5, torch.arange(36.0) + 0.5
    for index, typical in enumerate((0.42, 0.18, 0.06)):
        x0, y0, x1, y1 = BOXES[0, index]
        raw[0, index, 1] = ((x0 + x1) / 2 * size[0] - x)[None, :]
        raw[0, index, 2] = ((y0 + y1) / 2 * size[1] - y)[:, None]
        raw[0, index, 3] = ((x1 - x0) / typical).log()
        raw[0, index, 4] = ((y1 - y0) / typical * 36 / 48).log()
    loss = detector_loss(raw, BOXES, ALL)
    assert loss.total < 1e-3
    assert (decode(raw)[0, :, :4] - BOXES[0]).abs().max() < 1e-5


def test_without_any_box_the_loss_is_finite_and_teaches_absence():
    net = RingDetector()
    raw = net(torch.rand(2, 3, 96, 128))
    loss = detector_loss(raw, torch.zeros(2, 3, 4), torch.zeros(2, 3, dtype=torch.bool))
    loss.total.backward()
    assert torch.isfinite(loss.total)
    assert loss.overlap == 0
    assert all(torch.isfinite(p.grad).all() for p in net.parameters() if p.grad is not None)


def test_the_detector_learns_a_picture_in_a_few_steps():
    net = RingDetector()
    x = torch.zeros(2, 3, 96, 128)
    boxes = torch.stack([BOXES[0], BOXES[0] + torch.tensor([0.1, 0.05, 0.1, 0.05])])
    for picture, three in zip(x, boxes, strict=True):
        for value, box in zip((0.4, 0.7, 1.0), three, strict=True):
            x0, y0, x1, y1 = (box * torch.tensor([128, 96, 128, 96])).round().int().tolist()
            picture[:, y0:y1, x0:x1] = value
    optimiser = torch.optim.Adam(net.parameters(), 4e-3)
    for _ in range(40):
        loss = detector_loss(net(x), boxes, torch.ones(2, 3, dtype=torch.bool))
        optimiser.zero_grad()
        loss.total.backward()
        optimiser.step()
    with torch.no_grad():
        found = decode(net(x))
    overlap = generalised_iou(found[..., :4], boxes)
    assert overlap.min() > 0.6
    assert found[..., 4].min() > 0.4
