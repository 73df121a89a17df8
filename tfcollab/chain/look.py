"""The first half of the chain: where the rings are, and the frame's class. Both are looked at again after a change, and
at least every tenth of a second; in between they hold."""

from dataclasses import dataclass, replace

import numpy as np

from tfcollab.chain.change import Signature
from tfcollab.chain.geometry import Pyramid, class_view, ring_crop
from tfcollab.chain.locate import locate
from tfcollab.chain.tracking import RingTracker
from tfcollab.chain.unwrap import View
from tfcollab.exam.frame import Box, Frame, FrameClass, Rings
from tfcollab.exam.settings import CLOCK_TOLERANCE_S
from tfcollab.runtime.contract import ModelContract
from tfcollab.runtime.session import Session

#: class and rings hold for less than this
HELD_S = 0.1
#: boxes that the tracker has to have before its median is taken to hold
_STEADIED_BY = 3
#: a ring system smaller than this in the frame cannot be read
_MIN_RINGS_PX = 32.0
_CLASSES = tuple(FrameClass)


@dataclass(frozen=True, slots=True)
class Look:
    """What the first half says of a frame.

    frame_class, probabilities: the classifier's. rings: None where none were found; steadied in an open, sharp frame.
    view: the segmenter's input; None unless the frame is open and sharp, with rings large enough to be read.
    """

    frame: Frame
    frame_class: FrameClass
    probabilities: tuple[float, float, float, float]
    rings: Rings | None
    view: View | None

    @property
    def is_sharp(self) -> bool:
        """Whether the frame shows rings in an open eye."""
        return self.rings is not None and self.frame_class in (FrameClass.CLEAR, FrameClass.BROKEN)


class Looker:
    """Looks at one recording's frames in order; one thread owns it, and the two models.

    segment: contract of the segmenter, which says what it wants to see. follow: look for the rings first where they
    were in the frame before. hold: whether class and rings hold where nothing has changed.
    """

    def __init__(self, classify: Session, detect: Session, segment: ModelContract, *, follow: bool, hold: bool) -> None:
        self._classify = classify
        self._detect = detect
        self._segment = segment
        self._follow = follow
        self._hold = hold
        self._tracker = RingTracker()
        self.reset()

    def reset(self) -> None:
        """Another recording."""
        self._tracker.reset()
        self._last: Box | None = None
        self._held: Look | None = None
        self._signature: Signature | None = None
        #: frames whose class and rings are those of the frame before
        self.held_frames = 0

    def look(self, frame: Frame) -> Look:
        """The next frame."""
        held = self._still(frame)
        if held is not None:
            self.held_frames += 1
            return held
        look = self._look(frame)
        self._held = self._signature = None
        if self._hold and look.view is not None and len(self._tracker) >= _STEADIED_BY:
            self._held, self._signature = look, Signature.of(look.view.crop)
        return look

    def _still(self, frame: Frame) -> Look | None:
        """What was said of an earlier frame, if it holds for this one."""
        held, before = self._held, self._signature
        if held is None or before is None or held.rings is None or held.frame.gray.shape != frame.gray.shape:
            return None
        if not 0 < frame.time_s - held.frame.time_s < HELD_S - CLOCK_TOLERANCE_S:
            return None
        view = self._view(frame, held.rings)
        if view is None or before.differs(Signature.of(view.crop)):
            return None
        return replace(held, frame=frame, view=view)

    def _look(self, frame: Frame) -> Look:
        pyramid = Pyramid(frame.gray)
        rings = locate(self._detect, pyramid, self._last if self._follow else None)
        contract = self._classify.contract
        given = self._classify.run(class_view(pyramid, rings, contract.crop_margin, contract.input_size)[np.newaxis])[0]
        probabilities = (float(given[0]), float(given[1]), float(given[2]), float(given[3]))
        look = Look(frame, _CLASSES[int(np.argmax(given))], probabilities, rings, None)
        if look.frame_class is FrameClass.CLOSED:
            self._tracker.reset()
        self._last = None
        # boxes of blurred frames are too rough to steady others by
        if rings is None or not look.is_sharp:
            return look
        self._last = rings.outside
        steadied = self._tracker.steady(rings, frame.time_s)
        return replace(look, rings=steadied, view=self._view(frame, steadied))

    def _view(self, frame: Frame, rings: Rings) -> View | None:
        if min(rings.outside.width, rings.outside.height) < _MIN_RINGS_PX:
            return None
        return View(*ring_crop(frame.gray, rings.outside, self._segment.margin, self._segment.input_size))
