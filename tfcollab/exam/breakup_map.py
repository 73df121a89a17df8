"""The break-up map of one measurement, and the summary times that are read from it."""

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from tfcollab.exam.frame import FULLY_BROKEN, NOT_SEEN, Eye
from tfcollab.exam.persistence import Bools, Persistence
from tfcollab.exam.result import BreakupMap
from tfcollab.exam.settings import CLOCK_TOLERANCE_S, ClinicalSettings

#: sides of the image as clockwise quarters from 12 o'clock; facing the patient, the right eye's nose is at image right
_QUADRANTS: dict[Eye, tuple[str, str, str, str]] = {
    Eye.OD: ("superior", "nasal", "inferior", "temporal"),
    Eye.OS: ("superior", "temporal", "inferior", "nasal"),
    Eye.UNKNOWN: ("superior", "image right", "inferior", "image left"),
}


class MapBuilder:
    """Gathers the cells of a measurement's sharp frames; memory does not grow with their number."""

    def __init__(self, settings: ClinicalSettings) -> None:
        shape = (settings.annuli, settings.sectors)
        self._settings = settings
        self._cells = Persistence(shape, settings)
        self._seen = np.zeros(shape, np.int64)
        self._frames = 0

    def add(self, time_s: float, cells: NDArray[np.uint8] | None, broken_frame: bool) -> float:
        """One sharp frame; gives the share of cells seen in it, 0-1.

        cells: uint8 (annuli, sectors), see Breakup; None where nothing was segmented. A cell can only break in a
        frame that holds a break-up, so that the map never contradicts the first break-up time.
        """
        self._frames += 1
        if cells is None:
            return 0.0
        seen = cells != NOT_SEEN
        broken = seen & (cells >= self._settings.cell_broken_share * FULLY_BROKEN) & broken_frame
        self._seen += seen
        self._cells.push(time_s, seen, broken)
        return float(seen.mean())

    def finish(
        self, eye: Eye, start_s: float, first_breakup_s: float | None, first_cells: Bools | None = None
    ) -> BreakupMap:
        """The map in seconds from start_s; first_breakup_s (of the recording's clock) is None where none was found.

        first_cells: bool (annuli, sectors), where it began, which may be before a frame held it; None: not known.
        """
        times_s = np.full(self._seen.shape, np.inf)
        if first_breakup_s is not None:
            found = ~np.isnan(self._cells.first_s)
            times_s[found] = np.maximum(self._cells.first_s[found], first_breakup_s) - start_s
            if first_cells is not None:
                times_s[first_cells] = first_breakup_s - start_s
        times_s[self._seen < max(self._settings.min_cell_seen_share * self._frames, 1)] = np.nan
        return BreakupMap(times_s, quadrant_times(times_s, eye, self._settings.min_cell_seen_share))


def empty_map(settings: ClinicalSettings, eye: Eye) -> BreakupMap:
    """A map of which nothing is known, for an interval whose start was not seen."""
    times_s = np.full((settings.annuli, settings.sectors), np.nan)
    return BreakupMap(times_s, quadrant_times(times_s, eye, settings.min_cell_seen_share))


def quadrant_names(eye: Eye) -> tuple[str, str, str, str]:
    """Names of the quadrants in the order top, right, bottom, left of the image."""
    return _QUADRANTS[eye]


def quadrant_times(times_s: NDArray[np.float64], eye: Eye, min_seen_share: float) -> dict[str, float]:
    """Earliest time of each quarter of the image (90 degrees around 12, 3, 6 and 9 o'clock), seconds.

    times_s: (annuli, sectors), as in BreakupMap. +inf where nothing broke and at least min_seen_share of the
    quarter's cells (and one) were seen, NaN where fewer were.
    """
    sectors = times_s.shape[1]
    middle_deg = (np.arange(sectors) + 0.5) * 360 / sectors
    quarter = ((middle_deg + 45) // 90).astype(int) % 4
    values = {}
    for number, name in enumerate(quadrant_names(eye)):
        cells = times_s[:, quarter == number]
        seen = ~np.isnan(cells)
        if np.isfinite(cells).any():
            values[name] = float(cells[np.isfinite(cells)].min())
        else:
            stable = seen.any() and seen.mean() >= min_seen_share
            values[name] = math.inf if stable else math.nan
    return values


def average_breakup_s(times_s: NDArray[np.float64]) -> float | None:
    """NIAvg-BUT: mean over the cells that broke, seconds; None if none did."""
    broken = times_s[np.isfinite(times_s)]
    return float(broken.mean()) if broken.size else None


def a3f_breakup_s(times_s: NDArray[np.float64], first_s: float, second_within_s: float) -> float | None:
    """A3F-BUT: mean of the first break-up time and those of the second and third site, seconds.

    None with fewer than three sites, or with the second one more than second_within_s after the first.
    Source: Acet Y, Int J Ophthalmol 2022;15(12):1932-1939; what makes a site of its own is the program's convention.
    """
    sites_s = breakup_sites_s(times_s)
    if len(sites_s) < 3 or sites_s[1] - first_s > second_within_s + CLOCK_TOLERANCE_S:
        return None
    return (first_s + sites_s[1] + sites_s[2]) / 3


def breakup_sites_s(times_s: NDArray[np.float64]) -> list[float]:
    """Times at which a break-up began away from every earlier one, rising, seconds.

    Cells that break at one time and touch each other (also by a corner, and across 12 o'clock) are one site; a group
    that touches a cell broken before is growth of that one.
    """
    sites = []
    before = np.zeros(times_s.shape, np.bool_)
    for time_s in np.unique(times_s[np.isfinite(times_s)]):
        now = times_s == time_s
        sites += [float(time_s) for group in _groups(now) if not (_widened(group) & before).any()]
        before |= now
    return sites


def _groups(cells: Bools) -> Iterator[Bools]:
    """The connected groups of a mask, in the order of their first cell."""
    left = cells.copy()
    while left.any():
        group = np.zeros_like(left)
        group[np.unravel_index(int(left.argmax()), left.shape)] = True
        while (grown := _widened(group) & left).sum() > group.sum():
            group = grown
        yield group
        left &= ~group


def _widened(cells: Bools) -> Bools:
    """The mask and all its neighbours; annuli end at the edges, sectors go round."""
    tall = cells.copy()
    tall[1:] |= cells[:-1]
    tall[:-1] |= cells[1:]
    return tall | np.roll(tall, 1, axis=1) | np.roll(tall, -1, axis=1)
