import threading
import time
from collections.abc import Iterator
from contextlib import closing

import numpy as np
import pytest

from tfcollab.chain.prefetch import prefetched
from tfcollab.exam.frame import Frame

GRAY = np.zeros((2, 2), np.uint8)


def _frames(count: int, taken: list[int] | None = None, fail_at: int | None = None) -> Iterator[Frame]:
    for index in range(count):
        if index == fail_at:
            raise OSError("disk gone")
        if taken is not None:
            taken.append(index)
        yield Frame(index, index / 30, GRAY)


def _decoding() -> bool:
    return any(thread.name == "tfcollab-decode" for thread in threading.enumerate())


def test_all_frames_come_in_order_and_the_thread_ends() -> None:
    assert [frame.index for frame in prefetched(_frames(200))] == list(range(200))
    assert not _decoding()


def test_no_frames_are_no_frames() -> None:
    assert list(prefetched(_frames(0))) == []


def test_only_a_few_frames_are_decoded_ahead() -> None:
    taken: list[int] = []
    with closing(prefetched(_frames(1000, taken), ahead=3)) as frames:
        next(frames)
        time.sleep(0.3)
        # one given out, three waiting, one in hand
        assert len(taken) <= 5


def test_an_error_comes_after_the_frames_before_it() -> None:
    seen: list[int] = []
    with pytest.raises(OSError, match="disk gone"):
        seen.extend(frame.index for frame in prefetched(_frames(10, fail_at=6)))
    assert seen == list(range(6))
    assert not _decoding()


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_leaving_early_leaves_no_thread_behind(error: type[BaseException]) -> None:
    def leave() -> None:
        with closing(prefetched(_frames(10_000))) as frames:
            for frame in frames:
                if frame.index == 5:
                    raise error

    with pytest.raises(error):
        leave()
    assert not _decoding()
