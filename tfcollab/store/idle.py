"""How long nobody has used a record: by a clock that cannot be set, and that goes on while the computer sleeps."""

import math
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


def running_s() -> float:
    """Seconds since some moment in the past; neither setting the clock nor the computer's sleep matters."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        # time.monotonic stands still while a Mac sleeps
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    return time.monotonic()


class IdleTimer:
    """limit_s: idle for so long, it is due; never while something is in use. May be used from several threads."""

    def __init__(self, limit_s: float, now_s: Callable[[], float] = running_s) -> None:
        self.limit_s = limit_s
        self._now_s = now_s
        self._guard = threading.Lock()
        self._uses = 0
        self._last_s = now_s()

    @property
    def is_used(self) -> bool:
        return self._uses > 0

    @property
    def is_due(self) -> bool:
        with self._guard:
            return not self._uses and self._now_s() - self._last_s >= self.limit_s

    @property
    def left_s(self) -> float:
        """Seconds until it is due, 0 or less when it is; infinite while something is in use."""
        with self._guard:
            return math.inf if self._uses else self.limit_s - (self._now_s() - self._last_s)

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Counts from anew when the block is left."""
        with self._guard:
            self._uses += 1
        try:
            yield
        finally:
            with self._guard:
                self._uses -= 1
                self._last_s = self._now_s()
