"""The ring detector: at most one box each of the outermost ring, the middle ring and the dark central disc."""

from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from tfcollab.nets.mobileone import MobileOneBlock, check_input_size, initialise, plain_form

CLASSES = 3
#: height and width of the input have to be multiples of this
STRIDE = 16
_FIELDS = 5
#: box sides at a raw value of 0, as shares of the frame's width, at the design's typical eye: outside, middle, inside
TYPICAL_SIDES = (0.42, 0.18, 0.06)
#: exp(±3) times the typical side: from a dot to far beyond the frame, and no overflow early in training
_MAX_LOG_SIDE = 3.0
#: cells this near to the strongest one vote on the box, which steadies it from frame to frame
_VOTE_RADIUS_CELLS = 2.0
#: share of positives a new net expects (Lin et al., "Focal loss", ICCV 2017), as a logit
_PRIOR_LOGIT = -4.0


class RingDetector(nn.Module):
    """Anchor-free detector of three roughly concentric boxes; about 0.4 GMAC at 288×384.

    float32 [B, 3, H, W] in 0-1 (sides multiples of 16) -> raw float32 [B, 3 boxes, 5, H/8, W/8]: logit of "the box's
    centre is here", offset of the centre from the cell's in cells (x, y), and log of the box's width and height
    over their typical values. `decode` turns raw maps into boxes. UserError for an input of another size.
    """

    def __init__(self) -> None:
        super().__init__()
        self.stem = MobileOneBlock(3, 16, stride=2)
        self.stage1 = nn.Sequential(MobileOneBlock(16, 24, stride=2), MobileOneBlock(24, 24))
        self.stage2 = nn.Sequential(MobileOneBlock(24, 48, stride=2), *(MobileOneBlock(48, 48) for _ in range(2)))
        # the dilated blocks reach over the ring system, the frame's mean over everything
        self.stage3 = nn.Sequential(
            MobileOneBlock(48, 96, stride=2), *(MobileOneBlock(96, 96, dilation=dilation) for dilation in (2, 4, 2))
        )
        self.context = nn.Conv2d(96, 48, 1)
        self.lateral = MobileOneBlock(96, 48, kernel=1)
        self.fusion = nn.Sequential(MobileOneBlock(96, 48), MobileOneBlock(48, 48))
        self.head = nn.Conv2d(48, CLASSES * _FIELDS, 1)
        initialise(self)
        nn.init.normal_(self.head.weight, std=0.01)
        assert self.head.bias is not None
        with torch.no_grad():
            self.head.bias[::_FIELDS] = _PRIOR_LOGIT

    def forward(self, x: Tensor) -> Tensor:
        check_input_size(int(x.shape[2]), int(x.shape[3]), STRIDE)
        fine = self.stage2(self.stage1(self.stem(x)))
        deep = self.stage3(fine)
        deep = self.lateral(deep) + self.context(deep.mean((2, 3), keepdim=True))
        deep = F.interpolate(deep, scale_factor=2.0, mode="nearest")
        raw = self.head(self.fusion(torch.cat([deep, fine], 1)))
        return cast(Tensor, raw.unflatten(1, (CLASSES, _FIELDS)))

    def reparameterise(self) -> "RingDetector":
        """The plain form: a copy in evaluation mode with one convolution a block."""
        return plain_form(self)


def decode_cells(raw: Tensor) -> Tensor:
    """The box that each cell proposes: [B, 3, 5, h, w] -> [B, 3, 4, h, w], x0, y0, x1, y1 relative to the input.

    Not clipped to the frame: a ring system that is cut by the frame's edge keeps its centre and size.
    """
    rows, columns = raw.shape[-2:]
    grid_x, grid_y = cell_centres(rows, columns, raw.device)
    center_x = (grid_x + raw[:, :, 1]) / columns
    center_y = (grid_y + raw[:, :, 2]) / rows
    typical = torch.tensor(TYPICAL_SIDES, device=raw.device)[:, None, None]
    half = raw[:, :, 3:].clamp(-_MAX_LOG_SIDE, _MAX_LOG_SIDE).exp() / 2
    half_width = half[:, :, 0] * typical
    half_height = half[:, :, 1] * (typical * (columns / rows))
    return torch.stack(
        [center_x - half_width, center_y - half_height, center_x + half_width, center_y + half_height], 2
    )


def cell_centres(rows: int, columns: int, device: torch.device | None = None) -> tuple[Tensor, Tensor]:
    """x and y of the cells' centres, in cells: float32 [1, w] and [h, 1]."""
    x = torch.arange(columns, dtype=torch.float32, device=device) + 0.5
    y = torch.arange(rows, dtype=torch.float32, device=device) + 0.5
    return x[None, :], y[:, None]


def decode(raw: Tensor) -> Tensor:
    """Boxes of the raw maps: [B, 3, 5, h, w] -> float32 [B, 3, 5], x0, y0, x1, y1 relative, confidence 0-1.

    The strongest cell gives the confidence; it and the cells around it give the box, weighted by theirs.
    """
    rows, columns = raw.shape[-2:]
    logits = raw[:, :, 0].flatten(2)
    boxes = decode_cells(raw).flatten(3)
    grid_x, grid_y = cell_centres(rows, columns, raw.device)
    x = grid_x.expand(rows, columns).reshape(-1)
    y = grid_y.expand(rows, columns).reshape(-1)
    best = logits.argmax(2)
    distance2 = (x - x[best][..., None]) ** 2 + (y - y[best][..., None]) ** 2
    weights = torch.sigmoid(logits) * (distance2 <= _VOTE_RADIUS_CELLS**2).to(logits.dtype)
    weights = weights / weights.sum(2, keepdim=True)
    box = (boxes * weights[:, :, None, :]).sum(3)
    confidence = torch.sigmoid(logits.amax(2, keepdim=True))
    return torch.cat([box, confidence], 2)
