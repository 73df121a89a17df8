"""Handing frames from one thread to another."""

import threading
from collections import deque
from typing import Generic, TypeVar

T = TypeVar("T")


class LatestBox(Generic[T]):
    """Holds one thing. Live, a newer one takes its place; otherwise whoever puts waits until it was taken.

    dropped: how many were replaced before they were taken.
    """

    def __init__(self, live: bool) -> None:
        self._live = live
        self._changed = threading.Condition()
        self._held: deque[T] = deque()
        self._closed = False
        self.dropped = 0

    def put(self, item: T) -> None:
        """After close it does nothing."""
        with self._changed:
            if self._live:
                self.dropped += len(self._held)
                self._held.clear()
            else:
                self._changed.wait_for(lambda: not self._held or self._closed)
            if not self._closed:
                self._held.append(item)
                self._changed.notify_all()

    def take(self, timeout_s: float) -> T | None:
        """What is held, or None where nothing came in time; after close what is still held."""
        with self._changed:
            self._changed.wait_for(lambda: self._held or self._closed, timeout_s)
            if not self._held:
                return None
            item = self._held.popleft()
            self._changed.notify_all()
            return item

    @property
    def closed(self) -> bool:
        """Whether nothing will come any more."""
        return self._closed and not self._held

    def close(self, discard: bool = False) -> None:
        with self._changed:
            self._closed = True
            if discard:
                self._held.clear()
            self._changed.notify_all()
