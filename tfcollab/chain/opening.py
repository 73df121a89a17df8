"""When the eye opened: what is new in a tear film is told from what was there from the first."""

from tfcollab.exam.settings import CLOCK_TOLERANCE_S, ClinicalSettings


class Opening:
    """Follows the lids through one recording's frames, in order. A closure too short to be one changes nothing.

    since_s: time of the first open frame after the latest closure, or of the recording; None before any.
    seen: whether a closure came before it, so that this is when the eye opened.
    """

    def __init__(self, settings: ClinicalSettings) -> None:
        self._min_closure_s = settings.min_closure_s - CLOCK_TOLERANCE_S
        self.reset()

    def reset(self) -> None:
        """Another recording."""
        self.since_s: float | None = None
        self.seen = False
        self._closed_s: float | None = None

    def push(self, time_s: float, closed: bool) -> None:
        """The next frame; closed: whether its class is. One that is open may be sharp or not."""
        if closed:
            if self._closed_s is None:
                self._closed_s = time_s
            return
        if self._closed_s is not None and time_s - self._closed_s >= self._min_closure_s:
            self.since_s, self.seen = time_s, True
        self._closed_s = None
        if self.since_s is None:
            self.since_s = time_s
