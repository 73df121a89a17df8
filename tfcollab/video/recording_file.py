"""A recording in the making: the video and, beside it, the list of what is safe on the disk."""

import numpy as np
from numpy.typing import NDArray

from tfcollab.video.append_file import RecordingSink, StoredRange
from tfcollab.video.encoder import EncoderSettings
from tfcollab.video.live_mkv import LiveMkv
from tfcollab.video.manifest import ManifestEnd, ManifestStart, ManifestWriter, Segment


class RecordingFile:
    """Keeps the two in step: a segment is listed only when its bytes outlive a power cut.

    Methods may raise OSError; after one, `abort`.
    """

    def __init__(
        self, sink: RecordingSink, width: int, height: int, fps: float, settings: EncoderSettings, manifest_key: bytes
    ) -> None:
        self._sink = sink
        self._mkv = LiveMkv(sink, width, height, fps, settings)
        self._manifest = ManifestWriter(sink.path, manifest_key, ManifestStart(width, height, settings.codec))
        self._unsynced_ms: list[int] = []
        self._frames = 0

    def write(self, gray: NDArray[np.uint8], time_ms: int) -> None:
        """Adds a picture; time_ms after that of the one before it."""
        complete_ms = self._mkv.write(gray, time_ms)
        self._frames += 1
        if complete_ms:
            self._unsynced_ms += complete_ms
            self._sink.flush()

    def sync(self, dropped_frames: int) -> None:
        """Makes what has been written safe, and lists it; without anything new it does nothing."""
        if self._unsynced_ms:
            self._list(self._sink.sync(), dropped_frames)

    def finish(self, dropped_frames: int, reason: str) -> None:
        """Ends the recording; without a picture nothing is left of it."""
        if not self._frames:
            self.abort()
            self._manifest.path.unlink()
            self._sink.path.unlink()
            return
        self._unsynced_ms += self._mkv.close()
        stored = self._sink.finish()
        self._list(stored, dropped_frames)
        self._manifest.finish(ManifestEnd(self._frames, dropped_frames, stored.end_byte, reason))

    def abort(self) -> None:
        """Closes both as they are; never raises."""
        self._mkv.abort()
        self._sink.abort()
        self._manifest.abort()

    def _list(self, stored: StoredRange, dropped_frames: int) -> None:
        times_ms = self._unsynced_ms
        first_ms, last_ms = (times_ms[0], times_ms[-1]) if times_ms else (None, None)
        self._manifest.add(Segment(stored, len(times_ms), first_ms, last_ms, dropped_frames))
        self._unsynced_ms = []
