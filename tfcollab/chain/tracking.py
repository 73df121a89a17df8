"""Steadies the ring boxes from frame to frame, so that the map's cells stay where they are on the cornea."""

from collections import deque
from statistics import median

from tfcollab.exam.frame import Box, Rings

_FRAMES = 5
_SECONDS = 0.3
#: overlap with the steadied box below which the eye has really moved
_SAME_PLACE_IOU = 0.7


class RingTracker:
    """Median of the boxes of the last 5 frames, at most 0.3 s back; begins anew at a jump or closure."""

    def __init__(self) -> None:
        self._recent: deque[tuple[float, Rings]] = deque(maxlen=_FRAMES)

    def steady(self, rings: Rings, time_s: float) -> Rings:
        """The rings found in the frame at time_s (seconds, rising from call to call), steadied."""
        while self._recent and time_s - self._recent[0][0] > _SECONDS:
            self._recent.popleft()
        if self._recent and rings.outside.iou(self._recent[-1][1].outside) < _SAME_PLACE_IOU:
            self._recent.clear()
        self._recent.append((time_s, rings))
        recent = [item[1] for item in self._recent]
        return Rings(
            outside=_median([item.outside for item in recent], rings.outside.confidence),
            middle=_median_of_found([item.middle for item in recent], rings.middle),
            inside=_median_of_found([item.inside for item in recent], rings.inside),
        )

    def state(self) -> tuple[tuple[float, Rings], ...]:
        """What it remembers, for `restore`."""
        return tuple(self._recent)

    def restore(self, state: tuple[tuple[float, Rings], ...]) -> None:
        """As it was, as if nothing had been steadied since."""
        self._recent.clear()
        self._recent.extend(state)

    def reset(self) -> None:
        """Forgets everything: the eye closed, and may open elsewhere."""
        self._recent.clear()


def _median_of_found(boxes: list[Box | None], newest: Box | None) -> Box | None:
    found = [box for box in boxes if box is not None]
    if not found:
        return None
    return _median(found, (newest or found[-1]).confidence)


def _median(boxes: list[Box], confidence: float) -> Box:
    corners = zip(*((box.x0, box.y0, box.x1, box.y1) for box in boxes), strict=True)
    x0, y0, x1, y1 = (median(values) for values in corners)
    return Box(x0, y0, x1, y1, confidence)
