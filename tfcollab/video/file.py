"""A video file as a recording."""

import heapq
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

import av
import numpy as np
from av.error import FFmpegError
from av.video.frame import VideoFrame
from numpy.typing import NDArray

from tfcollab.errors import UserError
from tfcollab.exam.frame import Frame
from tfcollab.video.clock import FrameClock
from tfcollab.video.container import announced_end_s, has_sound_stamps, is_avi_container, open_container
from tfcollab.video.luma import to_gray
from tfcollab.video.source import DecodeReport, SourceInfo

#: pictures larger than this, in pixels, are decoded by more threads where nothing else waits for the cores: of H.264 at
#: 3632×2760 that takes about 4 % less time on two cores, at 1920×1080 not less
_LARGE_PX = 4_000_000
_THREADS_FOR_LARGE = 4


class VideoFile:
    """A VideoSource over an MP4, MOV, MKV or AVI file; it holds one frame at a time.

    content: the bytes to read, where they are not simply those of the file (an encrypted recording); closed with it.
    ahead: as for open_source.
    A picture that does not decode is counted and left out; so is, where pictures are predicted from others,
    everything up to the next key frame, because the damage would show in it.
    """

    info: SourceInfo

    def __init__(self, path: Path, fps: float | None, content: BinaryIO | None = None, *, ahead: bool = False) -> None:
        self._path = path
        self._content = content
        self._clock = FrameClock(path.name)
        self._warnings: list[str] = []
        self._container, self._stream = open_container(path, content)
        self._is_avi = is_avi_container(self._container)
        self._announced_end_s = announced_end_s(self._container, self._stream)
        self._time_base = self._stream.time_base or Fraction(1, av.time_base)
        self._avi_stamps: list[int] = []
        self._packets = self._skipped_by_edit_list = self._position = 0
        self._last_stamp_s = 0.0
        self._damaged = self._started = self._exhausted = False
        try:
            self._counting_fps = self._fps_to_count_with(fps)
            if ahead:
                self._decode_ahead()
            self._pictures = self._decode()
            self._first = next(self._pictures, None)
            if self._first is None:
                raise UserError(f"{path} holds no picture that can be decoded: copy or record it again.")
            self.info = self._describe(self._first[0])
        except BaseException:
            self.close()
            raise

    def __iter__(self) -> Iterator[Frame]:
        if self._started:
            raise RuntimeError("a source is iterated once")
        self._started = True
        picture, self._first = self._first, None
        while picture is not None:
            gray, stamp_s = picture
            if gray.shape != (self.info.height, self.info.width):
                raise UserError(
                    f"{self._path.name}: the picture changes from {self.info.width}×{self.info.height} to "
                    f"{gray.shape[1]}×{gray.shape[0]} pixels at frame {len(self._clock)}: cut the video there."
                )
            yield Frame(len(self._clock), self._clock.stamp(stamp_s), gray)
            picture = next(self._pictures, None)
        self._exhausted = True

    def decode_report(self) -> DecodeReport:
        frames = len(self._clock)
        missing = max(0, self._packets - frames) + self._frames_never_reached() if self._exhausted else 0
        warnings = list(self._warnings)
        if missing:
            warnings.append(
                f"{missing} of about {frames + missing} frames of {self._path.name} are missing, because it was cut "
                f"short or is damaged; the {frames} that decode were read."
            )
        return DecodeReport(frames, missing, self._clock.gaps(), tuple(warnings))

    def close(self) -> None:
        self._container.close()
        if self._content is not None:
            self._content.close()

    def __enter__(self) -> "VideoFile":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _fps_to_count_with(self, fps: float | None) -> float | None:
        if fps is None:
            return None
        if has_sound_stamps(self._path):
            self._warnings.append(f"The frame rate given for {self._path.name} was not used: it has its own times.")
            return None
        self._warnings.append(
            f"The time stamps of {self._path.name} cannot be used; times are counted at {fps:g} frames a second."
        )
        return fps

    def _decode_ahead(self) -> None:
        decoder = self._stream.codec_context
        # only where each picture has a time of its own: elsewhere a damaged one would displace those that are under way
        if decoder.width * decoder.height > _LARGE_PX and not self._is_avi and self._counting_fps is None:
            decoder.thread_count = _THREADS_FOR_LARGE

    def _describe(self, gray: NDArray[np.uint8]) -> SourceInfo:
        rate = self._stream.average_rate
        end_s = self._announced_end_s
        expected = self._stream.frames or (round(end_s * rate) if end_s and rate else None)
        return SourceInfo(
            name=self._path.name,
            width=gray.shape[1],
            height=gray.shape[0],
            codec=self._stream.codec_context.name,
            frame_rate=float(rate) if rate else None,
            expected_frames=expected,
            duration_s=end_s,
        )

    def _decode(self) -> Iterator[tuple[NDArray[np.uint8], float | None]]:
        for packet in self._read():
            try:
                frames = self._stream.codec_context.decode(packet)
            except (FFmpegError, OSError):
                self._damaged = True
                self._next_place()
                continue
            for frame in frames:
                stamp_s = self._stamp_s(frame, self._next_place())
                if frame.is_corrupt:
                    self._damaged = True
                elif frame.key_frame:
                    self._damaged = False
                if not self._damaged:
                    yield to_gray(frame), stamp_s

    def _read(self) -> Iterator["av.Packet[av.VideoStream] | None"]:
        """The packets of the video that are whole, then None, which makes the decoder give out what it holds."""
        packets = self._container.demux(self._stream)
        while True:
            try:
                packet = next(packets)
            except (StopIteration, FFmpegError, OSError):
                # what a broken end took with it shows in the announced count
                break
            if not packet.size:
                continue
            if packet.is_discard:
                self._skipped_by_edit_list += 1
            else:
                self._packets += 1
            stamp = packet.dts if self._is_avi else packet.pts
            if stamp is not None:
                self._last_stamp_s = max(self._last_stamp_s, float(stamp * self._time_base))
                if self._is_avi:
                    heapq.heappush(self._avi_stamps, stamp)
            if packet.is_corrupt:
                self._damaged = True
                self._next_place()
            else:
                yield packet
        yield None

    def _next_place(self) -> int | None:
        """Counts a picture, decoded or not; gives its time stamp in an AVI file.

        AVI numbers pictures in the order of storage, so that the n-th number in order is that of the n-th shown.
        """
        self._position += 1
        return heapq.heappop(self._avi_stamps) if self._avi_stamps else None

    def _stamp_s(self, frame: VideoFrame, avi_stamp: int | None) -> float | None:
        if self._counting_fps is not None:
            return self._position / self._counting_fps
        stamp = avi_stamp if self._is_avi else frame.pts
        return None if stamp is None else float(stamp * self._time_base)

    def _frames_never_reached(self) -> int:
        """Frames that the container announces after the last packet there is."""
        if self._stream.frames and not self._is_avi:
            return max(0, self._stream.frames - self._skipped_by_edit_list - self._packets)
        rate = self._stream.average_rate
        step_s = self._clock.median_step_s() or (float(1 / rate) if rate else None)
        if self._announced_end_s is None or step_s is None:
            return 0
        last_frame_s = max(step_s, float(1 / rate)) if rate else step_s
        return max(0, round((self._announced_end_s - self._last_stamp_s - last_frame_s) / step_s))
