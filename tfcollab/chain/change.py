"""Whether the eye has changed between two frames, by a small picture of each: how bright it is, block by block, and how
much the rings stand out there.

A lid that comes down changes the brightness, defocus and motion take away the rings' contrast, and a moving eye carries
the edges of pupil and lids from block to block. Within a block it does not matter where the rings lie.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Self

import numpy as np
from numpy.typing import NDArray

#: blocks along each side of a view: of a whole ring system, one is about as long as from one ring to the next
_BLOCKS = 24
#: a block has changed by more than this share of the whole view's deviation in brightness, or these levels, ...
_BRIGHTER, _LEVELS = 0.3, 4.0
#: ... and the view where more than this share of its blocks has
_CHANGED_BLOCKS = 0.15
#: or where its rings stand out so much less or more than before, as the median over the blocks
_SOFTER = 0.88


@dataclass(frozen=True, slots=True)
class Signature:
    """Of a view. brightness: float32 (24, 24), mean of each block. contrast: its deviation, alike. scale: gray levels,
    deviation of the whole view."""

    brightness: NDArray[np.float32]
    contrast: NDArray[np.float32]
    scale: float

    @classmethod
    def of(cls, view: NDArray[np.uint8]) -> Self:
        """view: uint8 (h, w), of any size."""
        rows, columns = _blocks(view.shape[0]), _blocks(view.shape[1]).T
        # a mean of whole numbers would be rounded to one
        gray = view.astype(np.float32)
        brightness = rows @ gray @ columns
        square = rows @ (gray * gray) @ columns
        contrast = np.sqrt(np.maximum(square - brightness * brightness, 1.0))
        return cls(np.asarray(brightness, np.float32), np.asarray(contrast, np.float32), float(brightness.std()))

    def differs(self, now: "Signature") -> bool:
        """Whether the later view shows something else."""
        limit = max(_LEVELS, _BRIGHTER * self.scale)
        if float((np.abs(now.brightness - self.brightness) > limit).mean()) > _CHANGED_BLOCKS:
            return True
        softer = float(np.median(now.contrast / self.contrast))
        return not _SOFTER <= softer <= 1 / _SOFTER


@lru_cache(maxsize=4)
def _blocks(pixels: int) -> NDArray[np.float32]:
    """float32 (24, pixels): how much of each block along a side a pixel makes up; each row adds up to 1."""
    edges = np.linspace(0, pixels, _BLOCKS + 1)[:, None]
    at = np.arange(pixels)[None, :]
    within = np.minimum(edges[1:], at + 1) - np.maximum(edges[:-1], at)
    return np.asarray(np.maximum(within, 0) * (_BLOCKS / pixels), np.float32)
