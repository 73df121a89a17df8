"""The independent witness: break-up from the rings' own regularity, without any of the nets' judgement of the film.

Of the nets it takes where the rings are and, by not being asked, which frames are closed or blurred.
"""

from collections import deque
from statistics import median

import numpy as np
from numpy.typing import NDArray

from tfcollab.chain.baseline import Baseline, Bools
from tfcollab.chain.unwrap import Floats, PolarSize, View
from tfcollab.exam.frame import FULLY_BROKEN, NOT_SEEN, Irregularity, Rings
from tfcollab.exam.settings import CLOCK_TOLERANCE_S, ClinicalSettings

#: the ripple after a blink is over
_BASE_FROM_S = 0.2
#: shares of the ring area and of a cell that must be judged
_MIN_AREA, _MIN_CELL = 0.1, 0.3
#: readings of the spacing that its median is taken of
_SPACINGS = 9


class RingWitness:
    """Watches one recording's sharp frames in order; begins anew whenever the eye opens."""

    def __init__(self, settings: ClinicalSettings) -> None:
        self._settings = settings
        self._size = PolarSize.of_grid(settings.annuli, settings.sectors)
        self.reset()

    def reset(self) -> None:
        """Another recording."""
        self._opened_s: float | None = None
        self._base: Baseline | None = None
        self._spacings_px: deque[float] = deque(maxlen=_SPACINGS)

    @property
    def spacing_px(self) -> float | None:
        """From ring to ring in pixels of the frame: median of what the latest baselines began with; None before any."""
        return median(self._spacings_px) if self._spacings_px else None

    def read(self, view: View, rings: Rings, time_s: float, opened_s: float) -> Irregularity | None:
        """A sharp frame; None while the first frames are gathered, and where it cannot be judged.

        opened_s: when the eye opened, on the same clock.
        """
        if opened_s != self._opened_s:
            self._opened_s, self._base = opened_s, None
        if time_s < opened_s + _BASE_FROM_S - CLOCK_TOLERANCE_S:
            return None
        found = None if self._base is None else self._base.compare(view, rings, time_s)
        if self._base is None or self._base.outdone:
            self._base = Baseline(view, rings, time_s, self._size)
            if self._base.spacing_px is not None:
                self._spacings_px.append(self._base.spacing_px)
        return None if found is None else self._count(*found, self._base.geometry.disc)

    def _count(self, judged: Bools, broken: Bools, disc: float) -> Irregularity | None:
        """Cells and area; judged, broken: bool (radial, azimuth)."""
        annuli, sectors = self._settings.annuli, self._settings.sectors
        (steps, around), judged_1, broken_1 = judged.shape, judged.astype(np.float32), broken.astype(np.float32)
        # a step of azimuth is longer further out
        weight = disc + (np.arange(steps) + 0.5) / steps * (1 - disc)
        judged_area = float(weight @ judged_1.sum(1))
        if judged_area < _MIN_AREA * float(weight.sum()) * around:
            return None

        def counted(ones: Floats) -> NDArray[np.int64]:
            # floats, which hold such whole numbers exactly, are added many at a time
            rows = ones.reshape(annuli, -1, around).sum(1)
            return np.asarray(rows.reshape(annuli, sectors, -1).sum(2), np.int64)

        judged_steps = counted(judged_1)
        share = counted(broken_1) / np.maximum(judged_steps, 1)
        enough = judged_steps >= _MIN_CELL * (steps // annuli) * (around // sectors)
        cells = np.where(enough, np.round(share * FULLY_BROKEN), NOT_SEEN).astype(np.uint8)
        return Irregularity(cells, 100 * float(weight @ broken_1.sum(1)) / judged_area)
