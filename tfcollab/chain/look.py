"""The first half of the chain: where the rings are, and the frame's class.

The class is read again at once after a change and in any case soon; where it is sure of an open, sharp eye it holds in
between, unless the second half sees a sign of break-up. A frame that comes very soon after another and looks like it
may be taken for it, rings and film.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from tfcollab.chain.geometry import Pyramid, class_view, ring_view
from tfcollab.chain.locate import Near, locate
from tfcollab.chain.locate import follow as locate_by_following
from tfcollab.chain.quiet import QuietFilm
from tfcollab.chain.sight import Sight
from tfcollab.chain.tracking import RingTracker
from tfcollab.chain.unwrap import View
from tfcollab.exam.confidence import Four, unsure
from tfcollab.exam.frame import Box, Frame, FrameClass, Rings
from tfcollab.exam.settings import CLOCK_TOLERANCE_S
from tfcollab.runtime.contract import ModelContract
from tfcollab.runtime.session import Session

#: a class holds for less than this
HELD_S = 0.15
#: and a frame is taken for the one before for less than this, one at most: of 30 frames a second and more every other
#: one, of 25 none
FRAME_HELD_S = 0.038
#: a ring system smaller than this in the frame cannot be read
_MIN_RINGS_PX = 32.0
_CLASSES = tuple(FrameClass)


@dataclass(frozen=True, slots=True)
class Look:
    """What the first half says of a frame.

    frame_class, probabilities: the classifier's. rings: None where none were found; steadied in an open, sharp frame.
    view: the segmenter's input; None unless the frame is open and sharp, with rings large enough to be read.
    read_class: reads the class after all, in any thread; None where it was read and does not hold from before.
    half: the frame at half its size, where that was needed. unchanged: it may be taken for the frame before.
    """

    frame: Frame
    frame_class: FrameClass
    probabilities: Four
    rings: Rings | None
    view: View | None
    read_class: Callable[[], Four] | None = None
    half: NDArray[np.uint8] | None = None
    unchanged: bool = False

    @property
    def is_sharp(self) -> bool:
        """Whether the frame shows rings in an open eye."""
        return self.rings is not None and self.frame_class in (FrameClass.CLEAR, FrameClass.BROKEN)


@dataclass(frozen=True, slots=True)
class Found:
    """A frame in which the rings were looked for, and no more. shown: what the detector saw where it followed them.
    sight: how the frame looks, where it was asked already."""

    frame: Frame
    pyramid: Pyramid
    rings: Rings | None
    shown: Near | None = None
    sight: Sight | None = None

    @property
    def unchanged(self) -> bool:
        """Whether it comes very soon after the frame before, and looks like it."""
        return self.sight is not None


@dataclass(frozen=True, slots=True)
class _Steadied:
    """The rings of a frame steadied, the segmenter's view of them, and what the tracker remembered before."""

    rings: Rings
    view: View | None
    before: tuple[tuple[float, Rings], ...]


@dataclass(frozen=True, slots=True)
class _Located:
    """Rings that were found where they were before, in an open, sharp frame: when, where, and how that looked."""

    time_s: float
    rings: Rings
    sight: Sight


@dataclass(frozen=True, slots=True)
class _Held:
    """A class that holds: of an open, sharp frame, with how that looked."""

    time_s: float
    sight: Sight
    probabilities: Four

    def holds(self, time_s: float, sight: Sight, pyramid: Pyramid) -> bool:
        """Whether it does for a later frame that looks like that."""
        soon = 0 < time_s - self.time_s < HELD_S - CLOCK_TOLERANCE_S
        return soon and self.sight.lasts(sight, pyramid)


class Looker:
    """Looks at one recording's frames in order; one thread at a time, which owns the two models as well.

    segment: contract of the segmenter, which says what it wants to see. follow: look for the rings first where they
    were in the frame before. hold: whether the class holds where nothing has changed, and a frame may be taken for the
    one before where `quiet` says so; only while followed.
    """

    def __init__(
        self,
        classify: Session,
        detect: Session,
        segment: ModelContract,
        quiet: QuietFilm,
        *,
        follow: bool,
        hold: bool,
    ) -> None:
        self._classify = classify
        self._detect = detect
        self._segment = segment
        self._quiet = quiet
        self._follow = follow
        self._hold = hold and follow
        self._tracker = RingTracker()
        self._classifying = Lock()
        self.reset()

    def reset(self) -> None:
        """Another recording."""
        self._tracker.reset()
        self._last: Box | None = None
        self._held: _Held | None = None
        self._early: _Steadied | None = None
        self._located: _Located | None = None
        #: frames whose class is that of an earlier one
        self.held_frames = 0

    def find(self, frame: Frame) -> Found:
        """The next frame, with where its rings are."""
        pyramid = Pyramid(frame.gray)
        located, self._located = self._located, None
        if located is not None and self._quiet.may_be_after(located.time_s):
            unchanged = self._with_rings_of(located, frame, pyramid)
            if unchanged is not None and self._quiet.after(located.time_s):
                return unchanged
        if not self._follow:
            return Found(frame, pyramid, locate(self._detect, pyramid))
        return Found(frame, pyramid, *locate_by_following(self._detect, pyramid, self._last))

    def _with_rings_of(self, located: _Located, frame: Frame, pyramid: Pyramid) -> Found | None:
        """A frame that comes so soon after one in which the rings were found, and looks like it, has its rings."""
        if not 0 < frame.time_s - located.time_s < FRAME_HELD_S:
            return None
        sight = located.sight.again(pyramid)
        if sight is None or located.sight.signature.differs(sight.signature):
            return None
        return Found(frame, pyramid, located.rings, sight=sight)

    def early_view(self, found: Found) -> View | None:
        """Before it is settled: the view that it will have if it is open and sharp; None where the frame before was
        not, so that this one may well not be either."""
        if self._last is None or found.rings is None:
            return None
        self._early = self._steadied(found, found.rings)
        return self._early.view

    def settle(self, found: Found) -> Look:
        """The frame that was found last, with its class. One that is unchanged has no view, and its rings are as they
        were found in the frame before."""
        frame, pyramid, rings = found.frame, found.pyramid, found.rings
        early, self._early = self._early, None
        sight = found.sight or self._sight(found)
        read_class = partial(self._read_class, pyramid, rings)
        if self._held is not None and sight is not None and self._held.holds(frame.time_s, sight, pyramid):
            probabilities, later = self._held.probabilities, read_class
            self.held_frames += 1
        else:
            probabilities, later = read_class(), None
            self._held = None
            if sight is not None and not unsure(probabilities):
                self._held = _Held(frame.time_s, sight, probabilities)
        frame_class = class_of(probabilities)
        look = Look(frame, frame_class, probabilities, rings, None, later, pyramid.half, found.unchanged)
        if early is not None and not look.is_sharp:
            self._tracker.restore(early.before)
        if look.frame_class is FrameClass.CLOSED:
            self._tracker.reset()
        self._last = None
        # boxes of blurred frames are too rough to steady others by
        if rings is None or not look.is_sharp:
            self._held = None
            return look
        self._last = rings.outside
        if found.unchanged:
            # so that the boxes of a moving eye are steadied over as long a time as if each frame were looked at
            self._tracker.steady(rings, frame.time_s)
            return look
        if sight is not None:
            self._located = _Located(frame.time_s, rings, sight)
        steadied = early or self._steadied(found, rings)
        return replace(look, rings=steadied.rings, view=steadied.view)

    def _steadied(self, found: Found, rings: Rings) -> _Steadied:
        before = self._tracker.state()
        steadied = self._tracker.steady(rings, found.frame.time_s)
        return _Steadied(steadied, self._view(found.pyramid, steadied), before)

    def _sight(self, found: Found) -> Sight | None:
        """How the frame looks; None where its class cannot hold."""
        if not self._hold or found.rings is None or found.shown is None:
            return None
        return Sight.of(found.pyramid, found.shown)

    def _read_class(self, pyramid: Pyramid, rings: Rings | None) -> Four:
        contract = self._classify.contract
        view = class_view(pyramid, rings, contract.crop_margin, contract.input_size)
        # the second half of the chain may ask as well, from its own thread
        with self._classifying:
            given = self._classify.run(view[np.newaxis])[0]
        return float(given[0]), float(given[1]), float(given[2]), float(given[3])

    def _view(self, pyramid: Pyramid, rings: Rings) -> View | None:
        if min(rings.outside.width, rings.outside.height) < _MIN_RINGS_PX:
            return None
        return View(*ring_view(pyramid, rings.outside, self._segment.margin, self._segment.input_size))


def class_of(probabilities: Four) -> FrameClass:
    """The likeliest one."""
    return _CLASSES[int(np.argmax(probabilities))]
