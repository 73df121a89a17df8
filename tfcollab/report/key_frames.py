"""The pictures of a report, picked while a recording is read, so that no frame has to be kept or read twice."""

from dataclasses import dataclass
from enum import StrEnum

import cv2

from tfcollab.exam.frame import FrameRecord, FrameResult, Rings
from tfcollab.exam.result import Measurement, TimeKind
from tfcollab.exam.timing import TimerState
from tfcollab.report import overlay

_JPEG_QUALITY = 88
_WIDTH_PX = 700
#: measurements of a recording that a report shows with their map and pictures; all are in its tables
MOST_SHOWN = 3


class PictureKind(StrEnum):
    """Why a frame is shown."""

    FIRST_BREAKUP = "first break-up"
    LARGEST_AREA = "largest area"


@dataclass(frozen=True, slots=True)
class KeyFrame:
    """One picture: the rings with what was read in them, at most 700 pixels wide.

    time_s: of the recording. area_pct: None where it was not read. jpeg: RGB, width × height pixels.
    """

    kind: PictureKind
    frame: int
    time_s: float
    area_pct: float | None
    jpeg: bytes
    width: int
    height: int


class KeyFrames:
    """Takes every frame in order and keeps two pictures an open-eye interval, as JPEG (about 0.1 MB each), and some
    more until it is known where its break-up began; of the first MOST_SHOWN measurements that broke, which are those
    that a report shows, so that a long recording takes no more memory than a short one."""

    def __init__(self) -> None:
        self._start_frame: int | None = None
        #: numbers of the measurements that broke
        self._broke: set[int] = set()
        # by the interval's first frame: numbers of intervals too short to count are used again
        self._candidates: dict[int, dict[int, KeyFrame]] = {}
        self._largest: dict[int, KeyFrame] = {}

    def push(self, result: FrameResult, state: TimerState) -> None:
        """Takes one frame and the state of the timer after it."""
        if state.start_frame is None or self._are_enough(state):
            return
        kept = self._candidates.get(state.start_frame, {})
        kept = {frame: picture for frame, picture in kept.items() if frame in state.candidate_frames}
        if result.frame.index in state.candidate_frames:
            kept[result.frame.index] = _picture(result, PictureKind.FIRST_BREAKUP)
        self._candidates[state.start_frame] = kept
        if state.largest_area_frame == result.frame.index:
            self._largest[state.start_frame] = _picture(result, PictureKind.LARGEST_AREA)

    def _are_enough(self, state: TimerState) -> bool:
        number = state.measurement_number or 0
        if state.start_frame != self._start_frame:
            self._start_frame = state.start_frame
            # the one that had the number was too short to count
            self._broke.discard(number)
        if state.first_breakup is not None and state.first_breakup.kind is TimeKind.MEASURED:
            self._broke.add(number)
        return sum(broke < number for broke in self._broke) >= MOST_SHOWN

    def of(self, measurement: Measurement) -> tuple[KeyFrame, ...]:
        """The confirmed first break-up and the largest area of a measurement; those of them that it has."""
        kept = [*self._candidates.get(measurement.start_frame, {}).values()]
        largest = self._largest.get(measurement.start_frame)
        wanted = (
            (kept, measurement.first_breakup_frame),
            ([] if largest is None else [largest], measurement.largest_area_frame),
        )
        return tuple(picture for pictures, frame in wanted for picture in pictures if picture.frame == frame)


def _picture(result: FrameResult, kind: PictureKind) -> KeyFrame:
    height, width = result.frame.gray.shape
    image = overlay.draw(result, view_of(result.rings, width, height))
    return encoded(image, kind, result.record())


def view_of(rings: Rings | None, width: int, height: int, max_width_px: int = _WIDTH_PX) -> overlay.View:
    """The part of a width × height frame that a picture shows: about the rings, or all of it where they are unknown."""
    if rings is None:
        return overlay.whole_frame(width, height, max_width_px)
    return overlay.around_rings(rings, width, height, max_width_px)


def encoded(image: overlay.Rgb, kind: PictureKind, record: FrameRecord) -> KeyFrame:
    """The picture that was drawn of a frame, as JPEG."""
    _, jpeg = cv2.imencode(".jpg", cv2.cvtColor(image, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY])
    height, width = image.shape[:2]
    return KeyFrame(kind, record.index, record.time_s, record.area_pct, jpeg.tobytes(), width, height)
