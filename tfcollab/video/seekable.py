"""A recording that was read once, frame by frame in any order."""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

import numpy as np
from av.error import FFmpegError
from av.video.frame import VideoFrame
from numpy.typing import NDArray

from tfcollab.errors import UserError
from tfcollab.video.container import is_avi_container, open_container
from tfcollab.video.luma import to_gray
from tfcollab.video.opening import open_source
from tfcollab.video.source import VideoSource

Gray = NDArray[np.uint8]
#: a frame that is at most so far ahead is reached by decoding on, another one by a jump to the key frame before it
_NEAR_S = 1.0
#: how much earlier to try where a container's index leads behind the frame that is looked for
_EARLIER_S = (0.0, 1.0, 5.0, 30.0)
#: containers round a time to a millisecond; a frame that is farther away is another one
_ROUNDED_S = 0.004
_CACHE_BYTES = 192 * 2**20
#: of the frames decoded on the way so many are kept: stepping back then needs no decoding
_KEPT_BEFORE = 24


class SeekableRecording:
    """Gives the very frames that iterating over the source gave.

    path, fps: as for open_source. times_s: of the frames that are wanted of it, in order; the index in it is the
    frame's, whatever lies between. content: gives the bytes to read where they are not simply those of the file (an
    encrypted recording).
    Where the container's stamps cannot be used to jump (AVI, folders, counted times), a jump back reads from the start.
    One thread owns it.
    """

    def __init__(
        self,
        path: Path,
        times_s: Sequence[float],
        fps: float | None = None,
        content: Callable[[], BinaryIO] | None = None,
    ) -> None:
        self._path = path
        self._times_s = times_s
        self._fps = fps
        self._cache: OrderedDict[int, Gray] = OrderedDict()
        self._cached_bytes = 0
        self._tolerance_s = min(_ROUNDED_S, 0.4 * min((b - a for a, b in pairwise(times_s)), default=1.0))
        self._pictures: Iterator[tuple[float, Callable[[], Gray]]] | None = None
        self._at_s = float("inf")
        self._source: VideoSource | None = None
        self._container = None
        if path.is_dir():
            return
        container, stream = open_container(path, None if content is None else content())
        if is_avi_container(container) or stream.time_base is None:
            container.close()
            return
        self._container, self._stream, self._tick_s = container, stream, float(stream.time_base)
        first = next(self._decode(), None)
        if fps is not None or first is None or first.pts is None:
            container.close()
            self._container = None
            return
        self._origin_s = first.pts * self._tick_s

    def frame(self, index: int, stopped: Callable[[], bool] = lambda: False) -> Gray | None:
        """Frame index, uint8 (height, width), read-only; None where it cannot be read again, or stopped() is true.

        Takes as long as decoding from the key frame before it, and next to nothing for frames around the last one.
        Raises UserError where the recording is no longer there.
        """
        if index in self._cache:
            self._cache.move_to_end(index)
            return self._cache[index]
        wanted_s = self._times_s[index]
        for earlier_s in _EARLIER_S:
            if earlier_s or not -self._tolerance_s < wanted_s - self._at_s < _NEAR_S:
                self._jump(wanted_s - earlier_s)
            found, overshot = self._walk(index, wanted_s, stopped)
            if found is not None or not overshot or stopped():
                return found
        return None

    def close(self) -> None:
        if self._container is not None:
            self._container.close()
        if self._source is not None:
            self._source.close()
        self._cache.clear()

    def __enter__(self) -> "SeekableRecording":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _walk(self, index: int, wanted_s: float, stopped: Callable[[], bool]) -> tuple[Gray | None, bool]:
        """Decodes on to the frame; (None, True) where what comes first lies behind it."""
        first = True
        while self._pictures is not None and not stopped():
            following = next(self._pictures, None)
            if following is None:
                self._pictures, self._at_s = None, float("inf")
                break
            self._at_s, gray = following
            at = self._index_at(self._at_s)
            if at is not None and index - _KEPT_BEFORE <= at <= index:
                self._keep(at, gray())
            if at == index:
                return self._cache[index], False
            if self._at_s > wanted_s:
                return None, first
            first = False
        return None, False

    def _index_at(self, time_s: float) -> int | None:
        after = int(np.searchsorted(self._times_s, time_s - self._tolerance_s))
        known = after < len(self._times_s) and abs(self._times_s[after] - time_s) <= self._tolerance_s
        return after if known else None

    def _keep(self, index: int, gray: Gray) -> None:
        if not gray.flags.owndata:
            # what a decoder lends keeps its colours too
            gray = gray.copy()
        gray.flags.writeable = False
        if index not in self._cache:
            self._cached_bytes += gray.nbytes
        self._cache[index] = gray
        self._cache.move_to_end(index)
        while self._cached_bytes > _CACHE_BYTES and len(self._cache) > 1:
            self._cached_bytes -= self._cache.popitem(last=False)[1].nbytes

    def _jump(self, time_s: float) -> None:
        self._at_s = -float("inf")
        if self._container is None:
            if self._source is not None:
                self._source.close()
            self._source = open_source(self._path, self._fps)
            self._pictures = ((frame.time_s, partial(np.asarray, frame.gray)) for frame in self._source)
            return
        stamp = round((max(0.0, time_s) + self._origin_s) / self._tick_s)
        try:
            self._container.seek(stamp, stream=self._stream, backward=True)
        except (FFmpegError, OSError):
            raise UserError(f"{self._path} cannot be read any more: check that it is still there.") from None
        self._pictures = self._stamped()

    def _stamped(self) -> Iterator[tuple[float, Callable[[], Gray]]]:
        for frame in self._decode():
            if frame.pts is not None and not frame.is_corrupt:
                yield frame.pts * self._tick_s - self._origin_s, partial(to_gray, frame)

    def _decode(self) -> Iterator[VideoFrame]:
        """Pictures in the order in which they are shown, from where the container stands; damaged ones are left out."""
        if self._container is None:
            return
        packets = self._container.demux(self._stream)
        while True:
            try:
                packet = next(packets)
            except (StopIteration, FFmpegError, OSError):
                return
            try:
                yield from self._stream.codec_context.decode(packet if packet.size else None)
            except (FFmpegError, OSError):
                continue
            if not packet.size:
                return
