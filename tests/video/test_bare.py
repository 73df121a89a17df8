"""A bare copy has the pictures and their times, and nothing else of the recording."""

from pathlib import Path

import av
import numpy as np
import pytest
from recorded import SIZE, picture

from tfcollab.video import open_source
from tfcollab.video.bare import write_bare
from tfcollab.video.writer import VideoWriter

PLANTED = (b"PLANTED-title", b"PLANTED-comment", b"PLANTED-track", b"2019-05-04")
START_S = 5.0


def tagged(folder: Path, codec: str, ending: str) -> Path:
    """A recording with a title, a comment, a date, a name of its track, and what the encoder says of itself."""
    with VideoWriter(folder / f"plain.{ending}", *SIZE, 30, codec=codec) as writer:
        for index in range(20):
            writer.write(picture(index), START_S + index / 30)
    path = folder / f"tagged.{ending}"
    with av.open(str(folder / f"plain.{ending}")) as source, av.open(str(path), "w") as copy:
        copy.metadata.update(title="PLANTED-title", comment="PLANTED-comment", date="2019-05-04")
        track = copy.add_stream_from_template(source.streams.video[0])
        track.metadata["title"] = "PLANTED-track"
        for packet in source.demux(source.streams.video[0]):
            if packet.size:
                packet.stream = track
                copy.mux(packet)
    return path


@pytest.mark.parametrize(
    ("codec", "ending"), [("h264", "mkv"), ("h264", "mp4"), ("ffv1", "mkv"), ("mjpeg", "mkv"), ("mjpeg", "avi")]
)
def test_pictures_and_times_stay_and_what_was_planted_does_not(tmp_path: Path, codec: str, ending: str) -> None:
    path, bare = tagged(tmp_path, codec, ending), tmp_path / "bare.mkv"
    before = path.read_bytes()
    assert b"PLANTED-title" in before
    assert (b"x264" in before) == (codec == "h264")
    write_bare(path.open("rb"), path, bare)
    with open_source(path) as source, open_source(bare) as copy:
        frames, copied = list(source), list(copy)
    assert len(copied) == 20
    assert all(np.array_equal(one.gray, other.gray) for one, other in zip(frames, copied, strict=True))
    assert copied[0].time_s == 0
    first_s = frames[0].time_s
    assert [frame.time_s for frame in copied] == pytest.approx([frame.time_s - first_s for frame in frames], abs=0.0006)
    after = bare.read_bytes()
    assert [words for words in (*PLANTED, b"x264", b"PLANTED") if words in after] == []
