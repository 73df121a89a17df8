"""The second half of the chain: break-up, by the segmenter and by the witness, in the frames that the first half calls
open and sharp."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from tfcollab.chain.look import Look, class_of
from tfcollab.chain.opening import Opening
from tfcollab.chain.polar import RingMap, ring_map
from tfcollab.chain.quiet import QuietFilm
from tfcollab.chain.standing import StandingMarks
from tfcollab.chain.unwrap import View
from tfcollab.chain.visibility import visible_rings, with_breakup
from tfcollab.chain.witness import RingWitness
from tfcollab.exam.confidence import LENIENT_LEVEL, STRICT_LEVEL, Four, breakup_range
from tfcollab.exam.frame import (
    FULLY_BROKEN,
    NOT_SEEN,
    Box,
    Breakup,
    Frame,
    FrameClass,
    FrameResult,
    Irregularity,
    Rings,
)
from tfcollab.exam.phases import Signal, frame_signal
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.runtime.session import Session

#: share of a cell's pixels that must be seen for the cell to count
_MIN_CELL_SEEN = 0.3
#: share of the ring area that must be seen for an area to be given: a few pixels would give any percentage
_MIN_RING_AREA_SEEN = 0.05
#: side of the patch whose mean probability is taken, in radii of the outermost ring
_PATCH = 0.11


@dataclass(frozen=True, slots=True)
class _Alone:
    """What is read in a frame without a net."""

    irregularity: Irregularity | None
    grid: RingMap
    visible: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is done beside the segmenter. probabilities: of a class that held, read on the chance that it counts."""

    look: Look
    alone: _Alone | None
    probabilities: Four | None


class _Film(NamedTuple):
    """What was read in a frame of a quiet film."""

    rings: Rings
    breakup: Breakup
    irregularity: Irregularity | None


class Reader:
    """Reads one recording's frames in order; one thread owns it, and the segmenter.

    beside: what needs no net runs in a thread of its own while the segmenter computes; the results are the same.
    quiet: told of every frame that was read.
    """

    def __init__(self, segment: Session, settings: ClinicalSettings, quiet: QuietFilm, *, beside: bool) -> None:
        self._segment = segment
        self._settings = settings
        self._film: _Film | None = None
        self._quiet = quiet
        # never beyond the level of the masks, so that the areas at the three levels are in order
        own = segment.contract.breakup_level
        self._lenient_level = min(own, round(255 * LENIENT_LEVEL))
        self._strict_level = max(own, round(255 * STRICT_LEVEL))
        self._opening = Opening(settings)
        self._standing = StandingMarks(settings)
        self._witness = RingWitness(settings)
        self._is_beside = beside
        self._beside: ThreadPoolExecutor | None = None
        self._class_counted = False
        self.classes_read = 0

    def reset(self) -> None:
        """Another recording."""
        #: frames whose class held and was read after all
        self.classes_read = 0
        self._class_counted = False
        self._film = None
        self._quiet.reset()
        self._opening.reset()
        self._standing.reset()
        self._witness.reset()

    def close(self) -> None:
        """Ends the thread beside; the next frame begins another one."""
        if self._beside is not None:
            self._beside.shutdown()
            self._beside = None

    def read(self, look: Look) -> FrameResult:
        """The next frame, as it was looked at; with the rings and the film of the one before where it is unchanged."""
        film, self._film = self._film, None
        if film is None or not look.unchanged or not look.is_sharp:
            return self.read_early(look.view, lambda: look)
        self._opening.push(look.frame.time_s, closed=False)
        taken = FrameResult(look.frame, look.frame_class, look.probabilities, *film, look.half)
        self._quiet.push(taken, is_taken=True)
        return self._settled(taken)

    def read_early(
        self, view: View | None, looked: Callable[[], Look], meanwhile: Callable[[Look], None] | None = None
    ) -> FrameResult:
        """As read(looked()), whose view will be this one if the frame turns out to be open and sharp.

        looked: called once, with a thread beside in it, while the segmenter computes; and so is meanwhile, after it.
        """
        beside = partial(self._beside_segmenter, looked, meanwhile)
        given: NDArray[np.uint8] | None = None
        if view is None or not self._is_beside:
            seen = beside()
            if seen.look.view is not None:
                given = self._segmented(seen.look.view)
        else:
            started = self._pool().submit(beside)
            try:
                given = self._segmented(view)
            finally:
                # whatever happens here, the thread beside is done with the frame
                seen = started.result()
        look, rings = seen.look, seen.look.rings
        breakup = irregularity = None
        if rings is not None and look.is_sharp:
            if look.view is not None and seen.alone is not None and given is not None:
                breakup = self._breakup(look.view, look.frame, seen.alone, given)
                irregularity = seen.alone.irregularity
            rings = replace(rings, spacing_px=self._witness.spacing_px)
        found = FrameResult(look.frame, look.frame_class, look.probabilities, rings, breakup, irregularity, look.half)
        found = self._with_class_read(found, seen)
        is_quiet, self._film = self._quiet.push(found), None
        if is_quiet and found.breakup is not None and found.rings is not None:
            self._film = _Film(found.rings, found.breakup, found.irregularity)
        return self._settled(found)

    def _beside_segmenter(self, looked: Callable[[], Look], meanwhile: Callable[[Look], None] | None) -> _Seen:
        look = looked()
        self._opening.push(look.frame.time_s, look.frame_class is FrameClass.CLOSED)
        alone = probabilities = None
        if look.view is not None and look.rings is not None:
            alone = self._alone(look.view, look.rings, look.frame.time_s)
            if self._is_beside and self._class_counted and look.read_class is not None:
                # where it counted in the frame before it will count again
                probabilities = look.read_class()
        if meanwhile is not None:
            meanwhile(look)
        return _Seen(look, alone, probabilities)

    def _with_class_read(self, found: FrameResult, seen: _Seen) -> FrameResult:
        """A class that held is read after all where it counts: without a sign of break-up no class could make the frame
        a broken one, and of a certain one none could take anything away."""
        self._class_counted = found.breakup is not None and self._class_counts(found.breakup)
        read_class = seen.look.read_class
        if read_class is None or not self._class_counted:
            return found
        self.classes_read += 1
        probabilities = seen.probabilities or read_class()
        found = replace(found, frame_class=class_of(probabilities), probabilities=probabilities)
        if found.frame_class in (FrameClass.CLEAR, FrameClass.BROKEN):
            return found
        return replace(found, breakup=None, irregularity=None)

    def _class_counts(self, breakup: Breakup) -> bool:
        """Whether the classifier could bring the frame over a limit of the rules."""
        if breakup.area_pct is None:
            return False
        if breakup.area_pct == 0 and (breakup.patch_probability or 0.0) < LENIENT_LEVEL:
            # nothing shows
            return False
        least, most = breakup_range(breakup.area_pct, breakup.strict_area_pct, breakup.patch_probability)
        settings = self._settings
        limits = (
            *(settings.earliest_probability, settings.broken_probability),
            *(settings.sure_probability, settings.latest_probability),
        )
        return any(least < limit <= most for limit in limits)

    def _settled(self, result: FrameResult) -> FrameResult:
        """With the class that classifier and segmenter come to together, by the very rule that times the break-up.

        The classifier judges by all that it sees, the segmenter point by point.
        """
        settled = {Signal.CLEAR: FrameClass.CLEAR, Signal.BROKEN: FrameClass.BROKEN}
        signal = frame_signal(result.record(), self._settings)
        return replace(result, frame_class=settled.get(signal, result.frame_class))

    def _breakup(self, view: View, frame: Frame, alone: _Alone, probability: NDArray[np.uint8]) -> Breakup:
        grid, visible = alone.grid, alone.visible
        settings = self._settings
        broken = probability >= self._segment.contract.breakup_level
        in_frame = _in_frame(view.window, broken.shape, frame.gray.shape)
        seen = with_breakup(visible, broken, grid) & in_frame
        standing = self._standing.among(probability >= self._lenient_level, frame.time_s, self._opening)
        standing_pct = None
        if standing is not None:
            standing_pct = 100.0 * int((seen & broken & standing).sum()) / max(1, int(seen.sum()))
            probability = np.where(standing, np.uint8(0), probability)
            seen, broken = seen & ~standing, broken & ~standing
        cells, area_pct = _count(grid, broken, seen, (settings.annuli, settings.sectors))
        strict_pct = patch = None
        if area_pct is not None:
            strict_pct = 100.0 * int((seen & (probability >= self._strict_level)).sum()) / int(seen.sum())
            patch = _patch_probability(probability, (grid.cells >= 0) & in_frame, grid.radius_px)
        return Breakup(view.window, probability, cells, area_pct, strict_pct, patch, standing_pct)

    def _segmented(self, view: View) -> NDArray[np.uint8]:
        return np.asarray(self._segment.run(view.crop[np.newaxis])[0], np.uint8)

    def _pool(self) -> ThreadPoolExecutor:
        if self._beside is None:
            self._beside = ThreadPoolExecutor(1, "tfcollab-witness")
        return self._beside

    def _alone(self, view: View, rings: Rings, time_s: float) -> _Alone:
        """What the witness says, the grid over the segmenter's map, and where rings show in it."""
        # a frame that is read is an open one, so that there is a first one
        irregularity = self._witness.read(view, rings, time_s, self._opening.since_s or 0.0)
        height, width = self._segment.contract.output.shape[1:]
        crop = view.crop
        if crop.shape != (height, width):
            crop = np.asarray(cv2.resize(crop, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
        grid = ring_map(rings, view.window, (height, width), self._settings.annuli, self._settings.sectors)
        return _Alone(irregularity, grid, visible_rings(crop, grid))


def _count(
    grid: RingMap, broken: NDArray[np.bool_], seen: NDArray[np.bool_], shape: tuple[int, int]
) -> tuple[NDArray[np.uint8], float | None]:
    """Cells and area; shape: annuli, sectors."""
    count = shape[0] * shape[1]
    whole = np.bincount(grid.cells[grid.cells >= 0], minlength=count)
    seen_px = np.bincount(grid.cells[seen], minlength=count)
    broken_px = np.bincount(grid.cells[seen & broken], minlength=count)
    share = broken_px / np.maximum(seen_px, 1)
    enough = (seen_px > 0) & (seen_px >= _MIN_CELL_SEEN * whole)
    cells = np.where(enough, np.round(share * FULLY_BROKEN), NOT_SEEN).astype(np.uint8).reshape(shape)
    total = int(seen_px.sum())
    if total == 0 or total < _MIN_RING_AREA_SEEN * int(whole.sum()):
        return np.full(shape, NOT_SEEN, np.uint8), None
    return cells, 100.0 * int(broken_px.sum()) / total


def _patch_probability(probability: NDArray[np.uint8], within: NDArray[np.bool_], radius_px: float) -> float:
    """Highest mean probability, 0-1, of any square patch of the ring area; probability 0-255."""
    side = 2 * round(_PATCH * radius_px / 2) + 1
    inside = np.where(within, probability, np.uint8(0))
    # sums, for means are taken by threads of OpenCV's own, which then wait for more by spinning
    sums = cv2.boxFilter(inside, cv2.CV_32S, (side, side), normalize=False, borderType=cv2.BORDER_CONSTANT)
    return float(sums.max()) / (255 * side * side)


def _in_frame(window: Box, size: tuple[int, ...], frame_shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """Pixels of the crop, bool (h, w) of size, whose middle lies in the frame."""
    x = window.x0 + (np.arange(size[1]) + 0.5) * window.width / size[1]
    y = window.y0 + (np.arange(size[0]) + 0.5) * window.height / size[0]
    return np.asarray(((y >= 0) & (y < frame_shape[0]))[:, None] & ((x >= 0) & (x < frame_shape[1]))[None, :])
