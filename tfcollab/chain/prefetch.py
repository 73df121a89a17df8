"""Working ahead in a thread of its own: decoding beside the first half of the chain, and that beside the second."""

import threading
from collections.abc import Generator, Iterable
from queue import Empty, Full, Queue
from typing import TypeVar

T = TypeVar("T")

_WAIT_S = 0.1


class _End:
    """What is made has come to an end, or to an error."""

    def __init__(self, error: BaseException | None = None) -> None:
        self.error = error


def prefetched(items: Iterable[T], ahead: int = 3, name: str = "tfcollab-decode") -> Generator[T, None, None]:
    """The same items in the same order, taken from the iterable by another thread, at most `ahead` in waiting.

    An error of the iterable is raised here, after the items before it. Close the generator (contextlib.closing) when
    leaving early: the thread has ended and holds no item when close() returns. name: of the thread.
    """
    waiting: Queue[T | _End] = Queue(maxsize=ahead)
    stop = threading.Event()
    thread = threading.Thread(target=_fetch, args=(items, waiting, stop), name=name, daemon=True)
    thread.start()
    try:
        while True:
            try:
                item = waiting.get(timeout=_WAIT_S)
            except Empty:
                continue
            if isinstance(item, _End):
                if item.error is not None:
                    raise item.error
                return
            yield item
    finally:
        stop.set()
        thread.join()


def _fetch(items: Iterable[T], waiting: "Queue[T | _End]", stop: threading.Event) -> None:
    end = _End()
    try:
        for item in items:
            if not _put(item, waiting, stop):
                return
    except BaseException as error:  # whatever it is, it belongs to whoever reads
        end = _End(error)
    _put(end, waiting, stop)


def _put(item: T | _End, waiting: "Queue[T | _End]", stop: threading.Event) -> bool:
    while not stop.is_set():
        try:
            waiting.put(item, timeout=_WAIT_S)
        except Full:
            continue
        return True
    return False
