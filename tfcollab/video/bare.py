"""A copy of a recording that holds its pictures and their times, and nothing else that could say whose it is."""

from pathlib import Path
from typing import BinaryIO

import av
from av.bitstream import BitStreamFilterContext
from av.container import InputContainer

from tfcollab.video.container import open_container
from tfcollab.video.file import VideoFile
from tfcollab.video.writer import VideoWriter

#: copied as they are, when nothing has to be turned; H.264 without the messages that encoders and cameras leave in it
_COPIED = {"h264": "filter_units=remove_types=6", "ffv1": "null"}
_USUAL_FPS = 30.0


def write_bare(content: BinaryIO, name: Path, target: Path) -> None:
    """Writes Matroska with the one video track of `content`, its first frame at 0 s; times are kept to 1 ms.

    H.264 and FFV1 that lie in Matroska (all recordings of this program) are copied, picture by picture; everything else
    is decoded and kept lossless, in gray. Title, dates, device, places, sound, subtitles, chapters and attachments stay
    behind. name: of the recording, for error texts. Closes `content`.

    Raises:
        UserError: it cannot be read. OSError: it cannot be written.
    """
    container, stream = open_container(name, content)
    is_copied = stream.codec_context.name in _COPIED and "matroska" in container.format.name
    if is_copied:
        with container, content:
            _copy(container, stream, target)
        return
    container.close()
    content.seek(0)
    with VideoFile(name, None, content) as source:
        info = source.info
        with VideoWriter(target, info.width, info.height, info.frame_rate or _USUAL_FPS, codec="ffv1") as writer:
            start_s: float | None = None
            for frame in source:
                start_s = frame.time_s if start_s is None else start_s
                writer.write(frame.gray, frame.time_s - start_s)


def _copy(container: InputContainer, stream: av.VideoStream, target: Path) -> None:
    with av.open(str(target), "w", format="matroska", options={"fflags": "+bitexact"}) as bare:
        track = bare.add_stream_from_template(stream)
        track.metadata.clear()
        messages_out = BitStreamFilterContext(_COPIED[stream.codec_context.name], stream, track)
        start: int | None = None
        for packet in container.demux(stream):
            if not packet.size or packet.is_corrupt or packet.pts is None:
                continue
            start = packet.pts if start is None else start
            packet.pts, packet.dts = packet.pts - start, None if packet.dts is None else packet.dts - start
            for kept in messages_out.filter(packet):
                kept.stream = track
                bare.mux(kept)
