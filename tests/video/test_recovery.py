"""What is left of a recording is counted as it decodes, and what it is called is true."""

from pathlib import Path

import pytest
from recorded import SIZE, frame

from tfcollab.errors import UserError
from tfcollab.video import open_source
from tfcollab.video.manifest import manifest_path, read_manifest
from tfcollab.video.recorder import RecorderSettings, record_plain
from tfcollab.video.recovery import RecordingState, recover, unfinished


@pytest.fixture(params=["h264", "ffv1"])
def recording(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A complete recording of 60 frames, in which the first half second was listed by itself."""
    path = tmp_path / "exam.mkv"
    with record_plain(path, *SIZE, 60, RecorderSettings(request.param)) as recorder:
        for index in range(60):
            recorder.put(frame(index))
            while index == 30 and not read_manifest(path, b"").segments:
                recorder.status()
    return path


def test_a_crash_at_any_byte_behind_the_list_leaves_what_decodes(recording: Path) -> None:
    data, lines = recording.read_bytes(), manifest_path(recording).read_bytes().splitlines(keepends=True)
    manifest_path(recording).write_bytes(b"".join(lines[:2]))
    listed = read_manifest(recording, b"")
    assert listed.frames > 0
    counts = []
    for length in range(listed.stored_bytes, len(data), (len(data) - listed.stored_bytes) // 7):
        recording.write_bytes(data[:length])
        check = recover(recording)
        with open_source(recording) as source:
            times_s = [f.time_s for f in source]
        assert (check.state, check.frames, check.problems) == (RecordingState.INTERRUPTED, len(times_s), ())
        assert check.last_frame_s == pytest.approx(times_s[-1], abs=1e-9)
        counts.append(check.frames)
    assert counts == sorted(counts)
    assert counts[0] == listed.frames < counts[-1]
    assert unfinished(recording.parent) == [recording]


def test_damage_within_the_list_says_from_when_on(recording: Path) -> None:
    data = bytearray(recording.read_bytes())
    manifest = read_manifest(recording, b"")
    data[manifest.segments[0].stored.end_byte + 10] ^= 1
    recording.write_bytes(data)
    check = recover(recording)
    assert (check.state, check.frames) == (RecordingState.DAMAGED, manifest.segments[0].frames)
    first_s = (manifest.segments[1].first_ms or 0) / 1000
    assert check.problems == (
        f"exam.mkv is not as it was stored, from {first_s:.3f} s on: restore the recording from a backup.",
    )


def test_a_complete_recording_is_not_offered_and_a_missing_one_is_said(recording: Path) -> None:
    assert recover(recording).state is RecordingState.COMPLETE
    assert unfinished(recording.parent) == []
    with pytest.raises(UserError, match=r"none\.mkv cannot be read"):
        recover(recording.with_name("none.mkv"))
