"""The frame classifier: clear, closed, broken or blur, from the rings' surroundings or the whole frame."""

from typing import cast

import torch
from torch import Tensor, nn

from tfcollab.nets.local_contrast import LocalContrast
from tfcollab.nets.mobileone import MobileOneBlock, initialise, plain_form

CLASSES = 4
#: a window of 384 pixels around the rings shows one in 5 to 25
CONTRAST_CELL_PX = 4
#: cells whose mean stands for "somewhere in the frame": fewer let noise speak, more hide a small break-up
_TOP_CELLS = 4


class FrameClassifier(nn.Module):
    """Logits of (clear, closed, broken, blur): float32 [B, 3, H, W] in 0-1 -> float32 [B, 4].

    0.37 GMAC at 384×384. A break-up may cover one thousandth of the picture, so every feature of the maps at H/16 and
    H/32 is pooled twice: by its mean, and by the mean of its strongest cells.
    """

    def __init__(self, dropout: float = 0.2) -> None:
        super().__init__()
        self.contrast = LocalContrast(CONTRAST_CELL_PX)
        self.stem = MobileOneBlock(3, 16, stride=2)
        self.stage1 = nn.Sequential(MobileOneBlock(16, 24, stride=2), MobileOneBlock(24, 24))
        self.stage2 = nn.Sequential(MobileOneBlock(24, 48, stride=2), *(MobileOneBlock(48, 48) for _ in range(2)))
        self.stage3 = nn.Sequential(MobileOneBlock(48, 96, stride=2), *(MobileOneBlock(96, 96) for _ in range(2)))
        self.stage4 = nn.Sequential(MobileOneBlock(96, 160, stride=2), MobileOneBlock(160, 160))
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(2 * (96 + 160), CLASSES)
        initialise(self)

    def forward(self, x: Tensor) -> Tensor:
        fine = self.stage3(self.stage2(self.stage1(self.stem(self.contrast(x)))))
        coarse = self.stage4(fine)
        features = torch.cat([*_pool(fine), *_pool(coarse)], 1)
        return cast(Tensor, self.head(self.dropout(features)))

    def reparameterise(self) -> "FrameClassifier":
        """The plain form: a copy in evaluation mode with one convolution a block."""
        return plain_form(self)


def _pool(x: Tensor) -> tuple[Tensor, Tensor]:
    """Mean, and mean of the strongest cells, of each channel: two of [B, C]."""
    cells = x.flatten(2)
    strongest = cells.topk(min(_TOP_CELLS, cells.shape[2]), dim=2).values
    return cells.mean(2), strongest.mean(2)
