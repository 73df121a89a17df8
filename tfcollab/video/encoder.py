"""Turns pictures into the packets of a video stream; shared by the writer of files and the recorder."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import av
import numpy as np
from av.codec.context import Flags, ThreadType
from av.container import OutputContainer
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Colorspace
from numpy.typing import NDArray

ENCODERS: Mapping[str, str] = {"h264": "libx264", "hevc": "libx265", "ffv1": "ffv1", "mjpeg": "mjpeg"}
_GRAY_FORMAT: Mapping[str, str] = {"h264": "gray", "hevc": "gray", "ffv1": "gray", "mjpeg": "yuvj420p"}
_COLOR_FORMAT: Mapping[str, str] = {"h264": "yuv420p", "hevc": "yuv420p", "ffv1": "bgr0", "mjpeg": "yuvj420p"}
#: FFmpeg's FF_QP2LAMBDA
_LAMBDA_PER_QUALITY = 118


@dataclass(frozen=True, slots=True)
class EncoderSettings:
    """codec: h264, hevc, ffv1 (lossless) or mjpeg. crf: quality of h264 and hevc, 0 (best) to 51.

    pix_fmt: FFmpeg's name of the stored format; None takes one that holds the first picture. preset: speed of h264 and
    hevc. rotation_deg: counter-clockwise turn that players are asked to make. has_b_frames: whether pictures may be
    predicted from later ones. live (h264, ffv1): each picture leaves the encoder before the next one comes, and a key
    frame starts every second, so that what has arrived can be read whatever happens next.
    """

    codec: str = "h264"
    crf: int = 18
    pix_fmt: str | None = None
    preset: str = "fast"
    rotation_deg: int = 0
    has_b_frames: bool = True
    live: bool = False


class PictureEncoder:
    """One video stream of a container, made for pictures of one size.

    Raises ValueError where the container cannot hold the codec.
    """

    def __init__(
        self,
        container: OutputContainer,
        width: int,
        height: int,
        rate: Fraction,
        time_base: Fraction,
        settings: EncoderSettings,
        is_gray: bool,
    ) -> None:
        codec = settings.codec
        pix_fmt = settings.pix_fmt or (_GRAY_FORMAT if is_gray else _COLOR_FORMAT)[codec]
        stream = container.add_stream(ENCODERS[codec], rate=rate, options=_options(settings))
        assert isinstance(stream, av.VideoStream)
        context = stream.codec_context
        context.pix_fmt = pix_fmt
        format_ = av.VideoFormat(pix_fmt, width, height)
        halves_chroma = format_.chroma_width(2) == 1 or format_.chroma_height(2) == 1
        needs_even = halves_chroma or codec == "hevc"
        context.width, context.height = (side + side % 2 if needs_even else side for side in (width, height))
        context.time_base = self.time_base = time_base
        context.flags |= Flags.bitexact
        # the number of threads changes what an encoder writes
        context.thread_count = 2 if codec == "h264" or settings.live else 1
        if settings.live:
            context.thread_type = ThreadType.SLICE
            context.gop_size = max(1, round(rate))
        if not format_.is_rgb:
            context.color_range = _range(pix_fmt)
            if not pix_fmt.startswith("gray"):
                context.colorspace = Colorspace.ITU709
        if codec == "mjpeg":
            context.flags |= Flags.qscale
            context.global_quality = 2 * _LAMBDA_PER_QUALITY
        if settings.rotation_deg:
            stream.set_display_rotation(settings.rotation_deg)
        self._stream = stream

    def encode(self, image: NDArray[np.uint8], pts: int) -> "list[av.Packet[av.VideoStream]]":
        """The packets that this picture, uint8 gray (H, W) or RGB (H, W, 3), brings out; pts in units of time_base."""
        frame = self._to_frame(image)
        frame.pts, frame.time_base = pts, self.time_base
        return self._stream.encode(frame)

    def flush(self) -> "list[av.Packet[av.VideoStream]]":
        """The packets that the encoder still holds; nothing can be encoded afterwards."""
        return self._stream.encode(None)

    def _to_frame(self, image: NDArray[np.uint8]) -> VideoFrame:
        context = self._stream.codec_context
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


def _options(settings: EncoderSettings) -> dict[str, str]:
    options: dict[str, str] = {}
    if settings.codec in ("h264", "hevc"):
        options |= {"crf": str(settings.crf), "preset": settings.preset}
        if not settings.has_b_frames:
            options["bf"] = "0"
    if settings.codec == "h264":
        # libx264's AVX-512 macroblock tree gives other bytes for the same pictures from run to run
        options["mbtree"] = "0"
        if settings.live:
            options["tune"] = "zerolatency"
    if settings.codec == "hevc":
        options["x265-params"] = "log-level=none:pools=none:frame-threads=1"
    if settings.codec == "ffv1" and settings.live:
        options |= {"level": "3", "slices": "4", "slicecrc": "1"}
    return options


def _range(pix_fmt: str) -> ColorRange:
    return ColorRange.MPEG if pix_fmt.startswith(("yuv4", "nv")) else ColorRange.JPEG
