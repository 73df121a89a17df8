"""How a frame looks about its rings, and whether a later one still looks like it in the very same place."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from tfcollab.chain.change import Signature
from tfcollab.chain.geometry import Pyramid
from tfcollab.chain.locate import Near
from tfcollab.exam.frame import Box

#: part of the detector's view, in twenty-fourths of its sides, that the rings and the lids' edges around them take
_ROWS, _COLUMNS = (2, 22), (5, 19)


@dataclass(frozen=True, slots=True)
class Sight:
    """Of a frame, in a window of it. size: of the view of that, frame_shape: of the whole frame, height and width."""

    signature: Signature
    window: Box
    size: tuple[int, int]
    frame_shape: tuple[int, int]

    @classmethod
    def of(cls, pyramid: Pyramid, near: Near) -> Self:
        """Of a frame, by what the detector was shown of it."""
        height, width = near.view.shape
        return cls(Signature.of(_around_rings(near.view)), near.window, (height, width), pyramid.shape)

    def again(self, pyramid: Pyramid) -> "Sight | None":
        """How another frame looks there; None if it is of another size.

        The detector's own window follows the rings' box, which trembles: another window has other blocks.
        """
        if pyramid.shape != self.frame_shape:
            return None
        return Sight.of(pyramid, Near.of(pyramid, self.window, self.size))

    def lasts(self, now: "Sight", pyramid: Pyramid) -> bool:
        """Whether a later frame looks like this one. now: how that looks, in whatever window."""
        if not self.signature.differs(now.signature):
            return True
        there = None if now.window == self.window else self.again(pyramid)
        return there is not None and not self.signature.differs(there.signature)


def _around_rings(view: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The rings and what lies close around them, of the detector's view."""
    (top, bottom), (left, right) = (
        (first * side // 24, last * side // 24)
        for (first, last), side in zip((_ROWS, _COLUMNS), view.shape, strict=True)
    )
    return view[top:bottom, left:right]
