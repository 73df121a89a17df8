"""Times of frames: strictly increasing, counted from the first, with the holes between them."""

from array import array

import numpy as np

from tfcollab.errors import UserError
from tfcollab.exam.settings import ClinicalSettings

# a source is opened without settings: it reports gaps by the default of settings.gap_factor, whatever an exam is set to
_GAP_FACTOR = ClinicalSettings().gap_factor


class FrameClock:
    """Keeps the time of every frame given out (8 bytes each); name is the recording's, for error messages."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._origin_s = 0.0
        self._times_s = array("d")

    def __len__(self) -> int:
        return len(self._times_s)

    def stamp(self, stamp_s: float | None) -> float:
        """Seconds since the first frame, for a frame with this time stamp.

        Raises UserError where there is no stamp, or it does not come after the stamp before it.
        """
        index = len(self._times_s)
        remedy = "record it again, or give the frame rate with --fps to count frames instead."
        if stamp_s is None:
            raise UserError(f"{self._name}: frame {index} carries no time stamp: {remedy}")
        if index == 0:
            self._origin_s = stamp_s
        time_s = stamp_s - self._origin_s
        if index and time_s <= self._times_s[-1]:
            raise UserError(
                f"{self._name}: time stamps do not increase at frame {index} "
                f"({time_s:.3f} s after {self._times_s[-1]:.3f} s): {remedy}"
            )
        self._times_s.append(time_s)
        return time_s

    def median_step_s(self) -> float | None:
        """Median time between frames; None with fewer than two."""
        return float(np.median(np.diff(self._times_s))) if len(self._times_s) > 1 else None

    def gaps(self) -> tuple[tuple[float, float], ...]:
        """(start_s, end_s) of every step longer than ClinicalSettings.gap_factor median steps."""
        if len(self._times_s) < 2:
            return ()
        times_s = np.array(self._times_s)
        steps_s = np.diff(times_s)
        return tuple(
            (float(times_s[i]), float(times_s[i + 1]))
            for i in np.flatnonzero(steps_s > _GAP_FACTOR * np.median(steps_s))
        )
