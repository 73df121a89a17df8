"""Decoding ahead in a thread of its own, so that it overlaps with inference."""

import threading
from collections.abc import Generator, Iterable
from queue import Empty, Full, Queue

from tfcollab.exam.frame import Frame

_WAIT_S = 0.1


class _End:
    """The frames have come to an end, or to an error."""

    def __init__(self, error: BaseException | None = None) -> None:
        self.error = error


def prefetched(frames: Iterable[Frame], ahead: int = 3) -> Generator[Frame, None, None]:
    """The same frames in the same order, taken from the iterable by another thread, at most `ahead` in waiting.

    An error of the iterable is raised here, after the frames before it. Close the generator (contextlib.closing) when
    leaving early: the thread has ended and holds no frame when close() returns.
    """
    waiting: Queue[Frame | _End] = Queue(maxsize=ahead)
    stop = threading.Event()
    thread = threading.Thread(target=_fetch, args=(frames, waiting, stop), name="tfcollab-decode", daemon=True)
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


def _fetch(frames: Iterable[Frame], waiting: "Queue[Frame | _End]", stop: threading.Event) -> None:
    end = _End()
    try:
        for frame in frames:
            if not _put(frame, waiting, stop):
                return
    except BaseException as error:  # whatever it is, it belongs to whoever reads
        end = _End(error)
    _put(end, waiting, stop)


def _put(item: Frame | _End, waiting: "Queue[Frame | _End]", stop: threading.Event) -> bool:
    while not stop.is_set():
        try:
            waiting.put(item, timeout=_WAIT_S)
        except Full:
            continue
        return True
    return False
