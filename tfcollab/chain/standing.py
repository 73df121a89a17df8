"""Marks that stand there from the moment the eye opens: lamps, debris, rings too fine to be read. What changes in a
film is its break-up; what looks broken from the first is not, or cannot be told from what is not."""

import cv2
import numpy as np
from numpy.typing import NDArray

from tfcollab.chain.opening import Opening
from tfcollab.exam.settings import CLOCK_TOLERANCE_S, ClinicalSettings

Bools = NDArray[np.bool_]

#: the first sharp frame must come so soon after the opening: later on, what it shows can be a break-up
_FIRST_WITHIN_S = 0.3
#: share of an opening's first sharp frames that must mark a place for it to stand: one is enough of up to ten
_MIN_SHARE = 0.1
#: around a mark nothing counts either, within half of this share of the crop's side: about a ring, by which the eye
#: may move between the rings and what they fall on
_AROUND = 0.1


class StandingMarks:
    """Watches one recording's sharp frames in order.

    The crops are cut by the rings' own box, so that a place in one is the same place of the rings in the next.
    """

    def __init__(self, settings: ClinicalSettings) -> None:
        self._within_s = settings.standing_s + CLOCK_TOLERANCE_S
        self._nothing = settings.standing_s == 0
        self.reset()

    def reset(self) -> None:
        """Another recording."""
        self._opened_s: float | None = None
        self._first_s: float | None = None
        self._frames = 0
        self._marked: NDArray[np.float32] | None = None
        self._standing: Bools | None = None

    def among(self, marked: Bools, time_s: float, opening: Opening) -> Bools | None:
        """Where nothing counts in this frame, bool (h, w); None where all does.

        marked: bool (h, w), what looks broken at the lenient level, of the same shape in all frames of an opening.
        """
        if not opening.seen or opening.since_s is None or self._nothing:
            return None
        if opening.since_s != self._opened_s:
            self.reset()
            self._opened_s = opening.since_s
        if self._first_s is None:
            self._first_s = time_s
        is_first = self._first_s <= self._opened_s + _FIRST_WITHIN_S + CLOCK_TOLERANCE_S
        if is_first and time_s <= self._first_s + self._within_s:
            self._gather(marked)
        return self._standing

    def _gather(self, marked: Bools) -> None:
        self._frames += 1
        if self._marked is None:
            self._marked = np.zeros(marked.shape, np.float32)
        self._marked += marked
        often = self._marked >= _MIN_SHARE * self._frames
        if not often.any():
            self._standing = None
            return
        side = 2 * round(_AROUND * marked.shape[0] / 2) - 1
        around = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
        self._standing = cv2.dilate(often.astype(np.uint8), around) > 0
