"""What the ring detector is trained towards: a peak at each box's centre, and the box around it."""

from typing import NamedTuple

import torch
from torch import Tensor

from tfcollab.nets.detector import cell_centres, decode_cells

#: width of a peak as a share of the box's shorter side, and its limits in cells
_PEAK_SHARE, _MIN_SIGMA_CELLS, _MAX_SIGMA_CELLS = 0.15, 0.7, 2.0
#: cells whose target is above this learn the box too, as they vote on it at inference
_BOX_FROM = 0.3
_EPS = 1e-6


class DetectorLoss(NamedTuple):
    """Scalars: `total` is what to minimise, the others are its parts."""

    total: Tensor
    heat: Tensor
    overlap: Tensor
    distance: Tensor


def detector_loss(raw: Tensor, boxes: Tensor, present: Tensor) -> DetectorLoss:
    """Loss of the detector's raw maps.

    raw: float32 [B, 3, 5, h, w]. boxes: float32 [B, 3, 4], x0, y0, x1, y1 relative to the input (0-1, may reach
    beyond), in the order outside, middle, inside. present: bool [B, 3], False where the frame has no such box (its
    values in `boxes` are then ignored).
    """
    target = peak_targets(boxes, present, raw.shape[-2], raw.shape[-1])
    found = present.to(raw.dtype).sum().clamp(min=1.0)
    heat = _focal(raw[:, :, 0], target) / found

    weights = torch.where(target > _BOX_FROM, target, torch.zeros_like(target))
    weights = weights / weights.sum().clamp(min=_EPS)
    wanted = torch.where(present[..., None], boxes, torch.tensor([0.0, 0.0, 1.0, 1.0], device=boxes.device))
    wanted = wanted[..., None, None]
    proposed = decode_cells(raw)
    overlap = (weights * (1 - generalised_iou(proposed, wanted))).sum()
    distance = (weights * _relative_distance(proposed, wanted)).sum()
    return DetectorLoss(heat + overlap + distance, heat, overlap, distance)


def peak_targets(boxes: Tensor, present: Tensor, rows: int, columns: int) -> Tensor:
    """Gaussian peaks, 1 in the cell that holds the centre, 0 where not present: float32 [B, 3, rows, columns]."""
    grid_x, grid_y = cell_centres(rows, columns, boxes.device)
    scale = torch.tensor([columns, rows, columns, rows], dtype=boxes.dtype, device=boxes.device)
    x0, y0, x1, y1 = (boxes * scale).unbind(-1)
    center_x = ((x0 + x1) / 2).floor().clamp(0, columns - 1) + 0.5
    center_y = ((y0 + y1) / 2).floor().clamp(0, rows - 1) + 0.5
    sigma = (_PEAK_SHARE * torch.minimum(x1 - x0, y1 - y0)).clamp(_MIN_SIGMA_CELLS, _MAX_SIGMA_CELLS)
    distance2 = (grid_x - center_x[..., None, None]) ** 2 + (grid_y - center_y[..., None, None]) ** 2
    peaks = torch.exp(-distance2 / (2 * sigma[..., None, None] ** 2))
    return torch.where(present[..., None, None], peaks, torch.zeros_like(peaks))


def generalised_iou(a: Tensor, b: Tensor) -> Tensor:
    """GIoU (Rezatofighi et al., CVPR 2019), -1 to 1, of boxes whose four values lie along dimension 2."""
    ax0, ay0, ax1, ay1 = a.unbind(2)
    bx0, by0, bx1, by1 = b.unbind(2)
    inner = _area(torch.maximum(ax0, bx0), torch.maximum(ay0, by0), torch.minimum(ax1, bx1), torch.minimum(ay1, by1))
    hull = _area(torch.minimum(ax0, bx0), torch.minimum(ay0, by0), torch.maximum(ax1, bx1), torch.maximum(ay1, by1))
    union = _area(ax0, ay0, ax1, ay1) + _area(bx0, by0, bx1, by1) - inner
    return inner / union.clamp(min=_EPS) - (hull - union) / hull.clamp(min=_EPS)


def _area(x0: Tensor, y0: Tensor, x1: Tensor, y1: Tensor) -> Tensor:
    return (x1 - x0).clamp(min=0) * (y1 - y0).clamp(min=0)


def _relative_distance(a: Tensor, b: Tensor) -> Tensor:
    """Mean distance of the four sides in units of box b's width and height, so that small boxes count as much."""
    width = (b[:, :, 2] - b[:, :, 0]).clamp(min=_EPS)
    height = (b[:, :, 3] - b[:, :, 1]).clamp(min=_EPS)
    return ((a - b).abs() / torch.stack([width, height, width, height], 2)).mean(2)


def _focal(logits: Tensor, target: Tensor) -> Tensor:
    """Sum of the penalty-reduced focal loss over all cells (Zhou et al., "Objects as Points", 2019)."""
    probability = torch.sigmoid(logits)
    positive = torch.nn.functional.logsigmoid(logits) * (1 - probability) ** 2
    negative = torch.nn.functional.logsigmoid(-logits) * probability**2 * (1 - target) ** 4
    return -torch.where(target == 1, positive, negative).sum()
