"""Writes a video: every picture with its own time, and the file in its place only when it is complete."""

import contextlib
import os
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from types import TracebackType

import av
import numpy as np
from av.error import FFmpegError
from numpy.typing import NDArray

from tfcollab.errors import UserError
from tfcollab.video.encoder import ENCODERS, EncoderSettings, PictureEncoder

#: what a file name's ending asks for
CONTAINERS: Mapping[str, str] = {".mkv": "matroska", ".mp4": "mp4", ".mov": "mov", ".avi": "avi"}
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
        if codec not in ENCODERS:
            raise UserError(f"The video codec {codec!r} is not known: use one of {', '.join(ENCODERS)}.")
        self._size = width, height
        self._rate = Fraction(fps).limit_denominator(100_000)
        # AVI has no time stamps, only the number of a frame
        is_avi = container == "avi"
        self._time_base = 1 / self._rate if is_avi else Fraction(1, _TICKS_PER_S)
        self._settings = EncoderSettings(codec, crf, pix_fmt, preset, rotation_deg, has_b_frames=not is_avi)
        self._last_pts = -1
        self._encoder: PictureEncoder | None = None
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
            if self._encoder is None:
                self._encoder = self._open_encoder(is_gray=image.ndim == 2)
            self._container.mux(self._encoder.encode(image, pts))
        except OSError as error:
            self._abort()
            raise self._cannot_write(error) from None
        self._last_pts = pts
        self.frames += 1

    def close(self) -> None:
        """Finishes the file and moves it into place; a writer without any picture leaves nothing."""
        if self._encoder is None:
            self._abort()
            return
        try:
            self._container.mux(self._encoder.flush())
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

    def _open_encoder(self, is_gray: bool) -> PictureEncoder:
        try:
            return PictureEncoder(self._container, *self._size, self._rate, self._time_base, self._settings, is_gray)
        except ValueError:
            self._abort()
            raise UserError(
                f"A file ending in {self.path.suffix} cannot hold {self._settings.codec} video ({self.path}): use .mkv."
            ) from None

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


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
