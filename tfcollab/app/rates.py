"""How often something happens."""

import threading
import time
from collections import deque

#: long enough to be read, short enough to show a fall at once
_WINDOW_S = 2.0


class Rate:
    """Events a second over the last two seconds; any thread may count and ask."""

    def __init__(self) -> None:
        self._at_s: deque[float] = deque(maxlen=4096)
        self._lock = threading.Lock()

    def count(self) -> None:
        with self._lock:
            self._at_s.append(time.monotonic())

    def per_second(self) -> float:
        now_s = time.monotonic()
        with self._lock:
            while self._at_s and now_s - self._at_s[0] > _WINDOW_S:
                self._at_s.popleft()
            if len(self._at_s) < 2:
                return 0.0
            # between first and last, so that the very beginning is not too low
            span_s = max(self._at_s[-1] - self._at_s[0], now_s - self._at_s[-1])
            return (len(self._at_s) - 1) / span_s if span_s > 0 else 0.0
