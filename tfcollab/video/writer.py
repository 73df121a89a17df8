"""Writes a video: every picture with its own time, and the file in its place only when it is complete."""

import contextlib
import os
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from types import TracebackType

import av
import numpy as np
from av.codec.context import Flags
from av.error import FFmpegError
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Colorspace
from numpy.typing import NDArray

from tfcollab.errors import UserError

#: what a file name's ending asks for
CONTAINERS: Mapping[str, str] = {".mkv": "matroska", ".mp4": "mp4", ".mov": "mov", ".avi": "avi"}
_ENCODERS: Mapping[str, str] = {"h264": "libx264", "hevc": "libx265", "ffv1": "ffv1", "mjpeg": "mjpeg"}
_GRAY_FORMAT: Mapping[str, str] = {"h264": "gray", "hevc": "gray", "ffv1": "gray", "mjpeg": "yuvj420p"}
_COLOR_FORMAT: Mapping[str, str] = {"h264": "yuv420p", "hevc": "yuv420p", "ffv1": "bgr0", "mjpeg": "yuvj420p"}
#: a multiple of every usual frame rate
_TICKS_PER_S = 90000


class VideoWriter:
    """Encodes pictures into a file that appears under its name on a clean close and never before.

    path: ends in .mkv, .mp4, .mov or .avi. Times are kept to 1/90000 s in .mp4 and .mov and to 1 ms in .mkv;
        .avi knows only frames at a constant rate, so times are rounded to whole multiples of 1/fps there.
    width, height: of the pictures, in pixels. Formats with halved chroma, and hevc, need even sizes; there the
        last column or row is written twice.
    fps: nominal frames a second; each picture's own time is what counts.
    codec: h264, hevc, ffv1 (lossless) or mjpeg. crf: quality of h264 and hevc, 0 (best) to 51.
    pix_fmt: FFmpeg's name of the stored format; None takes full-range gray (h264, hevc, ffv1) or yuvj420p (mjpeg)
        when the first picture is gray, yuv420p (h264, hevc), bgr0 (ffv1) or yuvj420p (mjpeg) when it is RGB.
    preset: speed of h264 and hevc. rotation_deg: counter-clockwise turn that players are asked to make.

    The same pictures and times give the same bytes. On an error, an exception in the `with` body or Ctrl-C
    nothing is left. Raises UserError where the file cannot be written.
    """

    def __init__(
        self,
        path: str | Path,
        width: int,
        height: int,
        fps: float,
        codec: str = "h264",
        crf: int = 18,
        pix_fmt: str | None = None,
        preset: str = "fast",
        rotation_deg: int = 0,
    ) -> None:
        self.path = Path(path)
        self.frames = 0
        container = CONTAINERS.get(self.path.suffix.lower())
        if container is None:
            raise UserError(
                f"{self.path} has no ending that names a video container: use one of {', '.join(CONTAINERS)}."
            )
        if codec not in _ENCODERS:
            raise UserError(f"The video codec {codec!r} is not known: use one of {', '.join(_ENCODERS)}.")
        self._size = width, height
        self._codec = codec
        self._crf = crf
        self._pix_fmt = pix_fmt
        self._preset = preset
        self._rotation_deg = rotation_deg
        self._rate = Fraction(fps).limit_denominator(100_000)
        # AVI has no time stamps, only the number of a frame
        self._constant_rate = container == "avi"
        self._time_base = 1 / self._rate if self._constant_rate else Fraction(1, _TICKS_PER_S)
        self._last_pts = -1
        self._stream: av.VideoStream | None = None
        self._part = self.path.with_name(self.path.name + ".part")
        try:
            # FFmpeg makes the file as late as the first picture
            self._part.touch()
            self._container = av.open("file:" + str(self._part), "w", format=container, options={"fflags": "+bitexact"})
        except OSError as error:
            self._part.unlink(missing_ok=True)
            raise self._cannot_write(error) from None

    def write(self, image: NDArray[np.uint8], time_s: float) -> None:
        """Adds a picture: uint8 gray (height, width) or RGB (height, width, 3), both full range 0-255.

        time_s: seconds, 0 or more, later than the picture's before it by at least one step of the container's clock.
        """
        if image.dtype != np.uint8 or image.shape[:2] != self._size[::-1] or image.shape[2:] not in ((), (3,)):
            raise ValueError(f"expected uint8 pictures of {self._size}, got {image.dtype} {image.shape}")
        pts = round(Fraction(time_s) / self._time_base)
        if pts <= self._last_pts:
            raise ValueError(f"time {time_s} s does not come after the picture before it")
        try:
            if self._stream is None:
                self._stream = self._open_stream(is_gray=image.ndim == 2)
            frame = self._to_frame(image, self._stream)
            frame.pts, frame.time_base = pts, self._time_base
            self._container.mux(self._stream.encode(frame))
        except OSError as error:
            self._abort()
            raise self._cannot_write(error) from None
        self._last_pts = pts
        self.frames += 1

    def close(self) -> None:
        """Finishes the file and moves it into place; a writer without any picture leaves nothing."""
        if self._stream is None:
            self._abort()
            return
        try:
            self._container.mux(self._stream.encode(None))
            self._container.close()
            _sync(self._part, os.O_RDWR)
            self._part.replace(self.path)
            if os.name == "posix":
                _sync(self.path.parent, os.O_RDONLY)
        except OSError as error:
            self._abort()
            raise self._cannot_write(error) from None
        except BaseException:
            self._abort()
            raise

    def __enter__(self) -> "VideoWriter":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        else:
            self._abort()

    def _open_stream(self, is_gray: bool) -> av.VideoStream:
        pix_fmt = self._pix_fmt or (_GRAY_FORMAT if is_gray else _COLOR_FORMAT)[self._codec]
        try:
            stream = self._container.add_stream(_ENCODERS[self._codec], rate=self._rate, options=self._options())
        except ValueError:
            self._abort()
            raise UserError(
                f"A file ending in {self.path.suffix} cannot hold {self._codec} video ({self.path}): use .mkv."
            ) from None
        assert isinstance(stream, av.VideoStream)
        context = stream.codec_context
        context.pix_fmt = pix_fmt
        format_ = av.VideoFormat(pix_fmt, *self._size)
        halves_chroma = format_.chroma_width(2) == 1 or format_.chroma_height(2) == 1
        needs_even = halves_chroma or self._codec == "hevc"
        context.width, context.height = (side + side % 2 if needs_even else side for side in self._size)
        context.time_base = self._time_base
        context.flags |= Flags.bitexact
        # the number of threads changes what an encoder writes
        context.thread_count = 2 if self._codec == "h264" else 1
        if not format_.is_rgb:
            context.color_range = _range(pix_fmt)
            if not pix_fmt.startswith("gray"):
                context.colorspace = Colorspace.ITU709
        if self._codec == "mjpeg":
            context.flags |= Flags.qscale
            context.global_quality = 2 * _LAMBDA_PER_QUALITY
        if self._rotation_deg:
            stream.set_display_rotation(self._rotation_deg)
        return stream

    def _options(self) -> dict[str, str]:
        options: dict[str, str] = {}
        if self._codec in ("h264", "hevc"):
            options |= {"crf": str(self._crf), "preset": self._preset}
            if self._constant_rate:
                options["bf"] = "0"
        if self._codec == "h264":
            # libx264's AVX-512 macroblock tree gives other bytes for the same pictures from run to run
            options["mbtree"] = "0"
        if self._codec == "hevc":
            options["x265-params"] = "log-level=none:pools=none:frame-threads=1"
        return options

    def _to_frame(self, image: NDArray[np.uint8], stream: av.VideoStream) -> VideoFrame:
        context = stream.codec_context
        extra_rows, extra_columns = context.height - image.shape[0], context.width - image.shape[1]
        if extra_rows or extra_columns:
            image = np.pad(image, ((0, extra_rows), (0, extra_columns), *[(0, 0)] * (image.ndim - 2)), mode="edge")
        frame = VideoFrame.from_ndarray(np.ascontiguousarray(image), "gray" if image.ndim == 2 else "rgb24")
        frame.color_range = ColorRange.JPEG
        pix_fmt = context.pix_fmt or ""
        if frame.format.name != pix_fmt:
            frame = frame.reformat(
                format=pix_fmt,
                dst_colorspace=Colorspace.ITU709,
                src_color_range=ColorRange.JPEG,
                dst_color_range=_range(pix_fmt),
            )
            frame.color_range = _range(pix_fmt)
        return frame

    def _abort(self) -> None:
        # a container that could not be finished complains again when it is closed
        with contextlib.suppress(FFmpegError, OSError):
            self._container.close()
        self._part.unlink(missing_ok=True)

    def _cannot_write(self, error: OSError) -> UserError:
        reason = error.strerror or str(error)
        return UserError(
            f"The video {self.path} cannot be written ({reason}): free some space or choose another place."
        )


#: FFmpeg's FF_QP2LAMBDA
_LAMBDA_PER_QUALITY = 118


def _range(pix_fmt: str) -> ColorRange:
    return ColorRange.MPEG if pix_fmt.startswith(("yuv4", "nv")) else ColorRange.JPEG


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
