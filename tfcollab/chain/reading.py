"""The second half of the chain: break-up, by the segmenter and by the witness, in the frames that the first half calls
open and sharp."""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from tfcollab.chain.look import Look, class_of
from tfcollab.chain.opening import Opening
from tfcollab.chain.polar import RingMap, ring_map
from tfcollab.chain.standing import StandingMarks
from tfcollab.chain.unwrap import View
from tfcollab.chain.visibility import visible_rings, with_breakup
from tfcollab.chain.witness import RingWitness
from tfcollab.exam.confidence import LENIENT_LEVEL, STRICT_LEVEL, breakup_probability
from tfcollab.exam.frame import (
    FULLY_BROKEN,
    NOT_SEEN,
    Box,
    Breakup,
    FrameClass,
    FrameResult,
    Irregularity,
    Rings,
)
from tfcollab.exam.phases import Signal, frame_signal
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.runtime.session import Session

#: the classifier's answers that say most for and against a break-up
_SURELY_CLEAR, _SURELY_BROKEN = (1.0, 0.0, 0.0, 0.0), (0.0, 0.0, 1.0, 0.0)
#: share of a cell's pixels that must be seen for the cell to count
_MIN_CELL_SEEN = 0.3
#: share of the ring area that must be seen for an area to be given: a few pixels would give any percentage
_MIN_RING_AREA_SEEN = 0.05


class Reader:
    """Reads one recording's frames in order; one thread owns it, and the segmenter.

    beside: what needs no net runs in a thread of its own while the segmenter computes; the results are the same.
    """

    def __init__(self, segment: Session, settings: ClinicalSettings, *, beside: bool) -> None:
        self._segment = segment
        self._settings = settings
        # never beyond the level of the masks, so that the areas at the three levels are in order
        own = segment.contract.breakup_level
        self._lenient_level = min(own, round(255 * LENIENT_LEVEL))
        self._strict_level = max(own, round(255 * STRICT_LEVEL))
        self._opening = Opening(settings)
        self._standing = StandingMarks(settings)
        self._witness = RingWitness(settings)
        self._is_beside = beside
        self._beside: ThreadPoolExecutor | None = None
        self.classes_read = 0

    def reset(self) -> None:
        """Another recording."""
        #: frames whose class held and was read after all
        self.classes_read = 0
        self._opening.reset()
        self._standing.reset()
        self._witness.reset()

    def close(self) -> None:
        """Ends the thread beside; the next frame begins another one."""
        if self._beside is not None:
            self._beside.shutdown()
            self._beside = None

    def read(self, look: Look) -> FrameResult:
        """The next frame, as it was looked at."""
        frame, rings = look.frame, look.rings
        self._opening.push(frame.time_s, look.frame_class is FrameClass.CLOSED)
        breakup = irregularity = None
        if rings is not None and look.is_sharp:
            if look.view is not None:
                breakup, irregularity = self._read(look.view, rings, frame.time_s, frame.gray.shape)
            rings = replace(rings, spacing_px=self._witness.spacing_px)
        found = FrameResult(frame, look.frame_class, look.probabilities, rings, breakup, irregularity, look.half)
        return self._settled(self._with_class_read(found, look))

    def _with_class_read(self, found: FrameResult, look: Look) -> FrameResult:
        """A class that held is read after all where it counts: without a sign of break-up no class could make the frame
        a broken one, and of a large, certain one none could take anything away."""
        if look.read_class is None or found.breakup is None or not self._class_counts(found.breakup):
            return found
        self.classes_read += 1
        probabilities = look.read_class()
        found = replace(found, frame_class=class_of(probabilities), probabilities=probabilities)
        if found.frame_class in (FrameClass.CLEAR, FrameClass.BROKEN):
            return found
        return replace(found, breakup=None, irregularity=None)

    def _class_counts(self, breakup: Breakup) -> bool:
        """Whether there is a sign of break-up, and the classifier could bring the frame over a limit of the rules."""
        if not breakup.lenient_area_pct or breakup.area_pct is None:
            return False
        areas = breakup.area_pct, breakup.lenient_area_pct, breakup.strict_area_pct
        least, most = (breakup_probability(sure, *areas) for sure in (_SURELY_CLEAR, _SURELY_BROKEN))
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

    def _read(
        self, view: View, rings: Rings, time_s: float, frame_shape: tuple[int, ...]
    ) -> tuple[Breakup, Irregularity | None]:
        (irregularity, grid, visible), probability = self._both(view, rings, time_s)
        settings = self._settings
        broken = probability >= self._segment.contract.breakup_level
        in_frame = _in_frame(view.window, broken.shape, frame_shape)
        seen = with_breakup(visible, broken, grid) & in_frame
        lenient = probability >= self._lenient_level
        standing = self._standing.among(lenient, time_s, self._opening)
        standing_pct = None
        if standing is not None:
            standing_pct = 100.0 * int((seen & broken & standing).sum()) / max(1, int(seen.sum()))
            probability = np.where(standing, np.uint8(0), probability)
            seen, broken, lenient = seen & ~standing, broken & ~standing, lenient & ~standing
        cells, area_pct = _count(grid, broken, seen, (settings.annuli, settings.sectors))
        lenient_pct = strict_pct = None
        if area_pct is not None:
            lenient = lenient & (grid.cells >= 0) & in_frame
            lenient_pct = 100.0 * int(lenient.sum()) / int((seen | lenient).sum())
            strict_pct = 100.0 * int((seen & (probability >= self._strict_level)).sum()) / int(seen.sum())
        return Breakup(view.window, probability, cells, area_pct, lenient_pct, strict_pct, standing_pct), irregularity

    def _both(self, view: View, rings: Rings, time_s: float) -> "tuple[_Alone, NDArray[np.uint8]]":
        if not self._is_beside:
            return self._alone(view, rings, time_s), self._segment.run(view.crop[np.newaxis])[0]
        if self._beside is None:
            self._beside = ThreadPoolExecutor(1, "tfcollab-witness")
        started: Future[_Alone] = self._beside.submit(self._alone, view, rings, time_s)
        try:
            probability = self._segment.run(view.crop[np.newaxis])[0]
        finally:
            # whatever happens here, the witness is done with the frame
            alone = started.result()
        return alone, probability

    def _alone(self, view: View, rings: Rings, time_s: float) -> "_Alone":
        """What the witness says, the grid over the segmenter's map, and where rings show in it."""
        # a frame that is read is an open one, so that there is a first one
        irregularity = self._witness.read(view, rings, time_s, self._opening.since_s or 0.0)
        height, width = self._segment.contract.output.shape[1:]
        crop = view.crop
        if crop.shape != (height, width):
            crop = np.asarray(cv2.resize(crop, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
        grid = ring_map(rings, view.window, (height, width), self._settings.annuli, self._settings.sectors)
        return irregularity, grid, visible_rings(crop, grid)


_Alone = tuple[Irregularity | None, RingMap, NDArray[np.bool_]]


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


def _in_frame(window: Box, size: tuple[int, ...], frame_shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """Pixels of the crop, bool (h, w) of size, whose middle lies in the frame."""
    x = window.x0 + (np.arange(size[1]) + 0.5) * window.width / size[1]
    y = window.y0 + (np.arange(size[0]) + 0.5) * window.height / size[0]
    return np.asarray(((y >= 0) & (y < frame_shape[0]))[:, None] & ((x >= 0) & (x < frame_shape[1]))[None, :])
