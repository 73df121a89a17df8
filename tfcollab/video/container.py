"""Opens a video container, or says in a sentence why it cannot be one."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import av
from av.container import InputContainer
from av.error import FFmpegError
from av.stream import Disposition

from tfcollab.errors import UserError

#: nothing else is opened: a play list in disguise would make FFmpeg open other files and addresses
_READABLE = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi"
_MATROSKA_MAGIC = b"\x1a\x45\xdf\xa3"
_ADVICE = "give an MP4, MOV, MKV or AVI video."


def open_container(path: Path, content: BinaryIO | None = None) -> tuple[InputContainer, av.VideoStream]:
    """The container and its first video stream, with a decoder set to two threads; raises UserError.

    content: the bytes to read, where they are not simply those of the file; `path` then only names it.
    """
    try:
        if content is None:
            with path.open("rb") as file:
                head = file.read(12)
        else:
            content.seek(0)
            head = content.read(12)
            content.seek(0)
    except OSError as error:
        raise UserError(f"{path} cannot be read ({error.strerror}): check its permissions.") from None
    if not head:
        raise UserError(f"{path} is empty (0 bytes): copy or record it again.")
    source = "file:" + str(path) if content is None else content
    try:
        container = av.open(source, "r", options={"format_whitelist": _READABLE}, metadata_errors="replace")
    except (FFmpegError, OSError):
        raise UserError(_why_not_video(path, head)) from None
    try:
        return container, _video_stream(container, path)
    except BaseException:
        container.close()
        raise


def announced_end_s(container: InputContainer, stream: av.VideoStream) -> float | None:
    """Where the container says that the last frame ends, in seconds of its own clock; None if it does not say."""
    if is_avi_container(container):
        return float(stream.frames / stream.average_rate) if stream.frames and stream.average_rate else None
    if stream.duration is not None and stream.time_base is not None:
        return float(((stream.start_time or 0) + stream.duration) * stream.time_base)
    # Matroska's own tag of a track; the length of the whole file may be that of the sound
    tag = stream.metadata.get("DURATION", "").replace("\0", "")
    if tag.count(":") == 2:
        hours, minutes, seconds = tag.split(":")
        try:
            return int(hours) * 3600 + int(minutes) * 60 + float(seconds)
        except ValueError:
            return None
    if container.duration is not None and len(container.streams) == 1:
        return container.duration / av.time_base
    return None


def has_sound_stamps(path: Path) -> bool:
    """Whether every frame of the video has a time stamp that comes after the one before it; reads the whole file.

    Where pictures are predicted from later ones, only decoding tells their order, so that it takes about as long as
    reading the recording.
    """
    container, stream = open_container(path)
    is_avi = is_avi_container(container)
    stamps: list[int | None] = []
    with container, contextlib.suppress(FFmpegError, OSError):
        for packet in container.demux(stream):
            if packet.size and not packet.is_discard:
                stamps.append(packet.dts if is_avi else packet.pts)
    known = [stamp for stamp in stamps if stamp is not None]
    if len(known) < len(stamps) or len(set(known)) < len(known):
        return False
    if is_avi:
        # they number places in the file
        return True
    if stream.codec_context.codec.intra_only:
        return known == sorted(known)
    return _increase_when_decoded(path)


def _increase_when_decoded(path: Path) -> bool:
    container, stream = open_container(path)
    last: int | None = None
    with container:
        for packet in _whole_packets(container, stream):
            # a damaged picture is left out when the recording is read, too
            with contextlib.suppress(FFmpegError, OSError):
                for frame in stream.codec_context.decode(packet):
                    if frame.pts is None or (last is not None and frame.pts <= last):
                        return False
                    last = frame.pts
    return True


def _whole_packets(container: InputContainer, stream: av.VideoStream) -> Iterator["av.Packet[av.VideoStream] | None"]:
    """The packets of a stream that can be decoded, then None, which makes the decoder give out what it holds."""
    with contextlib.suppress(FFmpegError, OSError):
        for packet in container.demux(stream):
            if packet.size and not packet.is_corrupt:
                yield packet
    yield None


def is_avi_container(container: InputContainer) -> bool:
    return container.format.name == "avi"


def _video_stream(container: InputContainer, path: Path) -> av.VideoStream:
    streams = [s for s in container.streams.video if not s.disposition & Disposition.attached_pic]
    if not streams:
        what = "sound only" if container.streams.audio else "no video"
        raise UserError(f"{path} holds {what}: {_ADVICE}")
    stream = streams[0]
    if stream.codec_context is None:
        raise UserError(f"{path} is coded in a way that cannot be decoded here: convert it to H.264.")
    stream.codec_context.thread_type = "AUTO"
    stream.codec_context.thread_count = 2
    # a damaged picture must not be patched up silently: it would look like a change of the tear film
    stream.codec_context.options = {"err_detect": "crccheck+bitstream+buffer+explode"}
    return stream


def _why_not_video(path: Path, head: bytes) -> str:
    if head[4:8] in (b"ftyp", b"wide", b"mdat", b"moov", b"free", b"skip"):
        return (
            f"{path} is an MP4 or MOV file without a usable index (moov atom), because its recording or copying was "
            "cut off: copy it again, or repair it with a tool for unfinished MP4 files."
        )
    if head.startswith((_MATROSKA_MAGIC, b"RIFF")):
        return f"{path} is cut off before its first picture and holds no frames: copy or record it again."
    return f"{path} is not a video that can be read: {_ADVICE}"
