"""Matroska into something that can only be appended to, readable as far as it has come."""

import contextlib
from collections import deque
from fractions import Fraction

import av
import numpy as np
from av.error import FFmpegError
from numpy.typing import NDArray

from tfcollab.video.append_file import RecordingSink
from tfcollab.video.encoder import EncoderSettings, PictureEncoder

#: Matroska's clock
TICKS_PER_S = 1000
#: a cluster is written when it is complete, so this much of a recording is in memory alone
CLUSTER_MS = 100


class LiveMkv:
    """Encodes gray pictures into Matroska, without ever going back in the file: it has no index and no duration.

    Every method may raise OSError (FFmpeg's errors are such).
    """

    def __init__(self, sink: RecordingSink, width: int, height: int, fps: float, settings: EncoderSettings) -> None:
        self._target = _Target(sink)
        # FFmpeg's own limits of a cluster hold for streaming over a network: 32 kB, less than a large picture
        options = {
            "flush_packets": "1",
            "cluster_time_limit": str(CLUSTER_MS),
            "cluster_size_limit": str(1 << 20),
            "fflags": "+bitexact",
        }
        self._container = av.open(self._target, "w", format="matroska", options=options)
        rate = Fraction(fps).limit_denominator(100_000)
        self._encoder = PictureEncoder(
            self._container, width, height, rate, Fraction(1, TICKS_PER_S), settings, is_gray=True
        )
        self._in_cluster: deque[int] = deque()

    def write(self, gray: NDArray[np.uint8], time_ms: int) -> list[int]:
        """Adds a picture; gives the times, in ms, of those pictures that the sink now has and had not before."""
        return self._mux(self._encoder.encode(gray, time_ms))

    def close(self) -> list[int]:
        """Writes what is left; as `write`."""
        written = self._mux(self._encoder.flush())
        self._container.close()
        self._target.raise_error()
        return [*written, *self._in_cluster]

    def abort(self) -> None:
        """Lets go of the encoder and writes nothing more."""
        self._target.is_shut = True
        with contextlib.suppress(FFmpegError, OSError):
            self._container.close()

    def _mux(self, packets: "list[av.Packet[av.VideoStream]]") -> list[int]:
        written: list[int] = []
        for packet in packets:
            before = self._target.size
            time_ms = packet.pts
            assert time_ms is not None
            self._container.mux(packet)
            self._target.raise_error()
            # a cluster goes out when the first picture of the next one comes
            if self._target.size > before:
                written += self._in_cluster
                self._in_cluster.clear()
            self._in_cluster.append(time_ms)
        return written


class _Target:
    """The file that FFmpeg sees. An error is kept for later: one raised here would pass through FFmpeg."""

    def __init__(self, sink: RecordingSink) -> None:
        self._sink = sink
        self._error: OSError | None = None
        self.is_shut = False
        self.size = 0

    def write(self, data: bytes) -> int:
        if not self.is_shut and self._error is None:
            try:
                self._sink.write(bytes(data))
            except OSError as error:
                self._error = error
        self.size += len(data)
        return len(data)

    def raise_error(self) -> None:
        if self._error is not None:
            raise self._error
