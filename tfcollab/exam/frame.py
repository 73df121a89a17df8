"""One frame and what the chain read in it."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from tfcollab.exam.confidence import breakup_probability, settled_probabilities

#: cell of the break-up map that could not be read in a frame (lid, lash, frame edge, no rings)
NOT_SEEN = 255
#: cell fully broken; between 0 and this the share of the cell's seen area that is broken
FULLY_BROKEN = 200


class FrameClass(StrEnum):
    """TFM's frame classes, in the order of the classifier's outputs."""

    CLEAR = "clear"
    CLOSED = "closed"
    BROKEN = "broken"
    BLUR = "blur"


class Eye(StrEnum):
    """OD is the right eye, OS the left."""

    OD = "OD"
    OS = "OS"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture of a recording.

    index: 0-based count of decoded frames, gaps not counted.
    time_s: the frame's own time (container PTS or capture stamp), seconds from the recording's first frame.
    gray: uint8 (height, width), full range 0-255; read-only.
    """

    index: int
    time_s: float
    gray: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Box:
    """Axis-aligned box in pixels of the full frame; x to the right, y down; x1 and y1 exclusive."""

    x0: float
    y0: float
    x1: float
    y1: float
    confidence: float = 1.0

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def center(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    def iou(self, other: "Box") -> float:
        """Intersection over union, 0 to 1."""
        w = max(0.0, min(self.x1, other.x1) - max(self.x0, other.x0))
        h = max(0.0, min(self.y1, other.y1) - max(self.y0, other.y0))
        union = self.width * self.height + other.width * other.height - w * h
        return w * h / union if union > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Rings:
    """The reflected ring system: outermost ring, the ring near 0.4 of it, and the dark central disc.

    spacing_px: from one ring to the next along the radius, in pixels of the frame; None while it is not known.
    """

    outside: Box
    middle: Box | None = None
    inside: Box | None = None
    spacing_px: float | None = None

    @property
    def center(self) -> tuple[float, float]:
        """Centre of the ring system in pixels (x, y): of the innermost box known, which decentres least."""
        return (self.inside or self.middle or self.outside).center

    @property
    def radii(self) -> tuple[float, float]:
        """Half width and half height of the outermost ring, in pixels."""
        return self.outside.width / 2, self.outside.height / 2


@dataclass(frozen=True, slots=True)
class Breakup:
    """Break-up read in one frame.

    window: the crop of the full frame that was segmented, in pixels; it may reach beyond the frame's edge.
    probability: uint8 (h, w) over the window, 0-255 for 0-1; any size.
    cells: uint8 (annuli, sectors); 0-FULLY_BROKEN for the broken share of the cell's seen area, or NOT_SEEN.
        Annulus 0 is the innermost; sector 0 starts at 12 o'clock, and they run clockwise in the image.
    area_pct: broken share of the seen ring area, 0-100; None if nothing of it was seen.
    strict_area_pct: the same at exam.confidence.STRICT_LEVEL, never larger.
    patch_probability: highest mean probability, 0-1, of any patch a ninth of the rings' radius wide; None as area_pct.
    standing_pct: share of the seen ring area, 0-100, that looks broken and did so from the moment the eye opened. It is
        left out of all the others, 0 in probability and not seen in the cells; None where nothing stood.
    """

    window: Box
    probability: NDArray[np.uint8]
    cells: NDArray[np.uint8]
    area_pct: float | None
    strict_area_pct: float | None = None
    patch_probability: float | None = None
    standing_pct: float | None = None


@dataclass(frozen=True, slots=True)
class Irregularity:
    """What the independent witness reads in one frame: rings that lost their regularity; cells and area_pct as in
    Breakup, of the area that it could judge.
    """

    cells: NDArray[np.uint8]
    area_pct: float


@dataclass(frozen=True, slots=True)
class FrameResult:
    """What the chain read in one frame, with the very frame it was read in (for overlays).

    frame_class: what classifier and segmenter come to together (exam.phases.frame_signal).
    probabilities: the classifier's, of the four classes in FrameClass order, summing to 1.
    rings: None where the detector found no outermost ring.
    breakup: None where nothing was segmented (closed, blur, no rings).
    irregularity: None where the witness cannot judge (as breakup, and at an interval's beginning).
    half: uint8, the frame at half its size, where it was read at that; a picture of it is made faster from this.
    """

    frame: Frame
    frame_class: FrameClass
    probabilities: tuple[float, float, float, float]
    rings: Rings | None = None
    breakup: Breakup | None = None
    irregularity: Irregularity | None = None
    half: NDArray[np.uint8] | None = None

    @property
    def settled_probabilities(self) -> tuple[float, float, float, float]:
        """How likely each class is by classifier and segmenter together; see exam.confidence."""
        return settled_probabilities(self.probabilities, self.record().breakup_probability)

    def record(self) -> "FrameRecord":
        """The same without pixels."""
        return FrameRecord(
            index=self.frame.index,
            time_s=self.frame.time_s,
            frame_class=self.frame_class,
            probabilities=self.probabilities,
            rings=self.rings,
            cells=None if self.breakup is None else self.breakup.cells,
            area_pct=None if self.breakup is None else self.breakup.area_pct,
            strict_area_pct=None if self.breakup is None else self.breakup.strict_area_pct,
            patch_probability=None if self.breakup is None else self.breakup.patch_probability,
            standing_pct=None if self.breakup is None else self.breakup.standing_pct,
            irregular_cells=None if self.irregularity is None else self.irregularity.cells,
            irregular_pct=None if self.irregularity is None else self.irregularity.area_pct,
        )


@dataclass(frozen=True, slots=True)
class FrameRecord:
    """A FrameResult without its pixels: what the clinical rules read.

    index: its place among the frames that were analysed, of which a live exam may leave some of the recording's out.
    excluded: a person says that the frame does not show the tear film; it then says as little as a blurred one.
    """

    index: int
    time_s: float
    frame_class: FrameClass
    probabilities: tuple[float, float, float, float]
    rings: Rings | None = None
    cells: NDArray[np.uint8] | None = None
    area_pct: float | None = None
    strict_area_pct: float | None = None
    patch_probability: float | None = None
    standing_pct: float | None = None
    irregular_cells: NDArray[np.uint8] | None = None
    irregular_pct: float | None = None
    excluded: bool = False

    @property
    def breakup_probability(self) -> float | None:
        """How likely it holds a break-up if it is sharp, 0-1; None where no area was read. See exam.confidence."""
        if self.area_pct is None:
            return None
        return breakup_probability(self.probabilities, self.area_pct, self.strict_area_pct, self.patch_probability)
