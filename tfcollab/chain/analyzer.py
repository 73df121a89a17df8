"""One frame through the three nets: class, rings, break-up; the same live and offline."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from importlib.metadata import version
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray

from tfcollab.chain.geometry import Pyramid, class_view, ring_crop
from tfcollab.chain.locate import locate
from tfcollab.chain.polar import RingMap, ring_map
from tfcollab.chain.tracking import RingTracker
from tfcollab.chain.unwrap import View
from tfcollab.chain.visibility import seen_area
from tfcollab.chain.witness import RingWitness
from tfcollab.exam.confidence import LENIENT_LEVEL, STRICT_LEVEL
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
from tfcollab.exam.provenance import Provenance
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.runtime import repository
from tfcollab.runtime.contract import Task
from tfcollab.runtime.session import Session

_CLASSES = tuple(FrameClass)
#: share of a cell's pixels that must be seen for the cell to count
_MIN_CELL_SEEN = 0.3
#: share of the ring area that must be seen for an area to be given: a few pixels would give any percentage
_MIN_RING_AREA_SEEN = 0.05
#: a ring system smaller than this in the frame cannot be read
_MIN_RINGS_PX = 32.0


class Analyzer:
    """The chain over three opened models. Feed it one recording's frames in order; one thread owns it."""

    def __init__(
        self,
        classify: Session,
        detect: Session,
        segment: Session,
        settings: ClinicalSettings,
        *,
        follow: bool = True,
    ) -> None:
        """follow: look for the rings first where they were in the frame before; False looks at every whole frame."""
        self._classify = classify
        self._detect = detect
        self._segment = segment
        self.settings = settings
        self._follow = follow
        self._last: Box | None = None
        self._tracker = RingTracker()
        # never beyond the level of the masks, so that the areas at the three levels are in order
        own = segment.contract.breakup_level
        self._lenient_level = min(own, round(255 * LENIENT_LEVEL))
        self._strict_level = max(own, round(255 * STRICT_LEVEL))
        self._witness = RingWitness(settings)

    @classmethod
    def open(
        cls,
        settings: ClinicalSettings,
        *,
        models: dict[Task, str] | None = None,
        provider: str = "auto",
        precision: str = "auto",
        threads: int = 2,
    ) -> Self:
        """Opens the three models, by name or folder where given, else the shipped ones.

        Raises UserError as repository.resolve and Session.open do.
        """
        chosen = models or {}

        def opened(task: Task) -> Session:
            folder = repository.resolve(task, chosen.get(task))
            return Session.open(folder, provider, precision=precision, threads=threads)

        # OpenVINO compiles a net on one core for up to half a second
        with ThreadPoolExecutor() as pool:
            classify, detect, segment = pool.map(opened, (Task.CLASSIFY, Task.DETECT, Task.SEGMENT))
        return cls(classify, detect, segment, settings)

    def provenance(self) -> Provenance:
        """Which program, models and provider; to be asked after the run, for a provider may have failed in it."""
        sessions = (self._classify, self._detect, self._segment)
        providers = sorted({session.provider for session in sessions})
        notes = dict.fromkeys(session.provider_note for session in sessions if session.provider_note)
        return Provenance(
            program_version=version("tfcollab"),
            models=tuple(session.stamp() for session in sessions),
            provider=", ".join(providers),
            provider_note=" ".join(notes),
        )

    def reset(self) -> None:
        """Forgets the recording so far; call it before another one."""
        self._last = None
        self._tracker.reset()
        self._witness.reset()

    def process(self, frame: Frame) -> FrameResult:
        """Locates the rings, classifies what is seen there, and looks for break-up where it is clear or broken."""
        pyramid = Pyramid(frame.gray)
        rings = locate(self._detect, pyramid, self._last if self._follow else None)
        contract = self._classify.contract
        view = class_view(pyramid, rings, contract.crop_margin, contract.input_size)
        given = self._classify.run(view[np.newaxis])[0]
        probabilities = (float(given[0]), float(given[1]), float(given[2]), float(given[3]))
        frame_class = _CLASSES[int(np.argmax(given))]
        steady = rings is not None and frame_class in (FrameClass.CLEAR, FrameClass.BROKEN)
        self._last = rings.outside if rings is not None and steady else None
        if frame_class is FrameClass.CLOSED:
            self._tracker.reset()
            self._witness.closed(frame.time_s)
        else:
            self._witness.opened(frame.time_s)
        breakup = irregularity = None
        # boxes of blurred frames are too rough to steady others by
        if rings is not None and steady:
            rings = self._tracker.steady(rings, frame.time_s)
            breakup, irregularity = self._read(frame.gray, rings, frame.time_s)
            rings = replace(rings, spacing_px=self._witness.spacing_px)
        return self._settled(FrameResult(frame, frame_class, probabilities, rings, breakup, irregularity))

    def _settled(self, result: FrameResult) -> FrameResult:
        """With the class that classifier and segmenter come to together, by the very rule that times the break-up.

        The classifier judges by all that it sees, the segmenter point by point.
        """
        settled = {Signal.CLEAR: FrameClass.CLEAR, Signal.BROKEN: FrameClass.BROKEN}
        signal = frame_signal(result.record(), self.settings)
        return replace(result, frame_class=settled.get(signal, result.frame_class))

    def _read(self, gray: NDArray[np.uint8], rings: Rings, time_s: float) -> tuple[Breakup | None, Irregularity | None]:
        if min(rings.outside.width, rings.outside.height) < _MIN_RINGS_PX:
            return None, None
        contract = self._segment.contract
        crop, window = ring_crop(gray, rings.outside, contract.margin, contract.input_size)
        irregularity = self._witness.read(View(crop, window), rings, time_s)
        probability = self._segment.run(crop[np.newaxis])[0]
        size = (int(probability.shape[0]), int(probability.shape[1]))
        if crop.shape != size:
            crop = np.asarray(cv2.resize(crop, size[::-1], interpolation=cv2.INTER_AREA), np.uint8)
        grid = ring_map(rings, window, size, self.settings.annuli, self.settings.sectors)
        broken = probability >= contract.breakup_level
        in_frame = _in_frame(window, size, gray.shape)
        seen = seen_area(crop, broken, grid) & in_frame
        cells, area_pct = self._count(grid, broken, seen)
        lenient_pct = strict_pct = None
        if area_pct is not None:
            lenient = (probability >= self._lenient_level) & (grid.cells >= 0) & in_frame
            lenient_pct = 100.0 * int(lenient.sum()) / int((seen | lenient).sum())
            strict_pct = 100.0 * int((seen & (probability >= self._strict_level)).sum()) / int(seen.sum())
        return Breakup(window, probability, cells, area_pct, lenient_pct, strict_pct), irregularity

    def _count(
        self, grid: RingMap, broken: NDArray[np.bool_], seen: NDArray[np.bool_]
    ) -> tuple[NDArray[np.uint8], float | None]:
        shape = (self.settings.annuli, self.settings.sectors)
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


def _in_frame(window: Box, size: tuple[int, int], frame_shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """Pixels of the crop, bool (h, w), whose middle lies in the frame."""
    x = window.x0 + (np.arange(size[1]) + 0.5) * window.width / size[1]
    y = window.y0 + (np.arange(size[0]) + 0.5) * window.height / size[0]
    return np.asarray(((y >= 0) & (y < frame_shape[0]))[:, None] & ((x >= 0) & (x < frame_shape[1]))[None, :])
