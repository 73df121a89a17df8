"""Whether the eye has changed between two frames, by a small picture of each: how bright it is, block by block, and how
much the rings stand out there.

A lid that comes down changes the brightness, defocus and motion take away the rings' contrast, and a moving eye carries
the edges of pupil and lids from block to block. Within a block it does not matter where the rings lie.
"""

from dataclasses import dataclass
from typing import Self

import cv2
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
        size = (_BLOCKS, _BLOCKS)
        # a mean of whole numbers would be rounded to one
        gray = view.astype(np.float32)
        brightness = cv2.resize(gray, size, interpolation=cv2.INTER_AREA)
        square = cv2.resize(gray * gray, size, interpolation=cv2.INTER_AREA)
        contrast = np.sqrt(np.maximum(square - brightness * brightness, 1.0))
        return cls(np.asarray(brightness, np.float32), np.asarray(contrast, np.float32), float(brightness.std()))

    def differs(self, now: "Signature") -> bool:
        """Whether the later view shows something else."""
        limit = max(_LEVELS, _BRIGHTER * self.scale)
        if float((np.abs(now.brightness - self.brightness) > limit).mean()) > _CHANGED_BLOCKS:
            return True
        softer = float(np.median(now.contrast / self.contrast))
        return not _SOFTER <= softer <= 1 / _SOFTER
