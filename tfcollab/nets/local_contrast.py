"""Gray levels relative to their surroundings, so that faint rings and bright ones look alike to a net."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

#: windows, in cells of the coarse map over which mean and deviation are taken: about one and about two ring periods
WINDOWS_CELLS = (5, 11)
#: deviation, of full scale, below which a neighbourhood counts as flat: about three gray levels
_FLAT = 0.012
_LIMIT = 3.0


class LocalContrast(nn.Module):
    """float32 [B, 1 or 3, H, W] of gray in 0-1 -> [B, 3, H, W]: gray, and its contrast within two windows.

    Contrast is (gray - mean) / deviation of the neighbourhood, limited to ±3 and halved. Mean and deviation are taken
    on a map coarser by `cell_px` and interpolated: the window has WINDOWS_CELLS × cell_px pixels. H and W have
    to be multiples of cell_px. It has no weights.
    """

    def __init__(self, cell_px: int) -> None:
        super().__init__()
        self.cell_px = cell_px

    def forward(self, x: Tensor) -> Tensor:
        gray = x[:, :1]
        mean = F.avg_pool2d(gray, self.cell_px)
        square = F.avg_pool2d(gray * gray, self.cell_px)
        return torch.cat([gray, *(self._contrast(gray, mean, square, cells) for cells in WINDOWS_CELLS)], 1)

    def _contrast(self, gray: Tensor, mean: Tensor, square: Tensor, cells: int) -> Tensor:
        mean, square = self._around(mean, cells), self._around(square, cells)
        # interpolated squares are never below the squared interpolated mean but for rounding
        deviation = ((square - mean * mean).clamp(min=0) + _FLAT**2).sqrt()
        return ((gray - mean) / deviation).clamp(-_LIMIT, _LIMIT) / 2

    def _around(self, cells_map: Tensor, cells: int) -> Tensor:
        near = F.avg_pool2d(cells_map, cells, stride=1, padding=cells // 2, count_include_pad=False)
        return F.interpolate(near, scale_factor=float(self.cell_px), mode="bilinear", align_corners=False)
