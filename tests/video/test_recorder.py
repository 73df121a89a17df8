"""The recorder keeps every frame with its time, and says of each one that it could not keep."""

import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import numpy as np
import pytest
from recorded import SIZE, frame, picture

from tfcollab.errors import UserError
from tfcollab.video import open_source
from tfcollab.video.append_file import AppendFile, StoredRange
from tfcollab.video.manifest import manifest_path, read_manifest
from tfcollab.video.recorder import Recorder, RecorderSettings, RecorderState, record_plain
from tfcollab.video.recovery import RecordingState, recover

MIB = 1 << 20


def record(path: Path, times_s: list[float], codec: str = "h264") -> Recorder:
    with record_plain(path, *SIZE, 60, RecorderSettings(codec)) as recorder:
        for index, time_s in enumerate(times_s):
            assert recorder.put(frame(index, time_s))
    return recorder


@pytest.mark.parametrize(("codec", "tolerance"), [("h264", 16), ("ffv1", 0)])
def test_every_frame_comes_back_with_its_own_time(tmp_path: Path, codec: str, tolerance: int) -> None:
    # a camera's clock, a variable rate, and a hole
    times_s = [731.25 + t for t in (0.0, 0.0167, 0.033, 0.05, 0.25, 0.2667, 0.9)]
    status = record(tmp_path / "exam.mkv", times_s, codec).status()
    assert (status.state, status.frames_recorded, status.frames_dropped) == (RecorderState.CLOSED, 7, 0)
    with open_source(tmp_path / "exam.mkv") as source:
        frames = list(source)
        assert source.info.codec == codec
        assert source.decode_report().missing_frames == 0
    assert [f.time_s for f in frames] == pytest.approx([t - 731.25 for t in times_s], abs=0.0006)
    for index, found in enumerate(frames):
        assert np.percentile(np.abs(found.gray.astype(int) - picture(index)), 99) <= tolerance


def test_the_manifest_lists_what_is_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "exam.mkv"
    with record_plain(path, *SIZE, 60, RecorderSettings()) as recorder:
        start_s = time.monotonic()
        for index in range(60):
            recorder.put(frame(index))
            time.sleep(max(0.0, start_s + index / 60 - time.monotonic()))
    manifest = read_manifest(path, b"")
    assert manifest.end
    assert (manifest.frames, manifest.end.frames, manifest.end.bytes) == (60, 60, path.stat().st_size)
    assert len(manifest.segments) >= 3
    at = 0
    for segment in manifest.segments:
        assert segment.stored.start_byte == at
        at = segment.stored.end_byte
    spans = [(s.first_ms, s.last_ms) for s in manifest.segments if s.frames]
    assert spans[0][0] == 0
    assert spans[-1][1] == round(59 * 1000 / 60)
    check = recover(path)
    assert (check.state, check.frames, check.end_reason) == (RecordingState.COMPLETE, 60, "closed")
    assert check.last_frame_s == pytest.approx(59 / 60, abs=0.0006)


class SlowSink(AppendFile):
    """A disk that hangs until it is let go."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.let_go = threading.Event()

    def sync(self) -> StoredRange:
        self.let_go.wait()
        return super().sync()


def test_pressure_on_the_queue_is_bounded_counted_and_said(tmp_path: Path) -> None:
    sink = SlowSink(tmp_path / "exam.mkv")
    settings = RecorderSettings(queue_mib=0)
    recorder = Recorder(sink, *SIZE, 60, settings)
    taken = 0
    for index in range(120):
        taken += recorder.put(frame(index))
        time.sleep(0.002)
    status = recorder.status()
    assert status.frames_waiting <= 4
    assert status.frames_dropped == 120 - taken > 0
    assert f"{120 - taken} frames were not recorded, because disk or encoder could not keep up." in status.warnings
    sink.let_go.set()
    last = recorder.close()
    assert last.frames_recorded == taken
    check = recover(tmp_path / "exam.mkv")
    assert (check.state, check.frames, check.dropped_frames) == (RecordingState.COMPLETE, taken, 120 - taken)


def test_frames_of_another_size_and_times_that_do_not_increase_are_counted(tmp_path: Path) -> None:
    with record_plain(tmp_path / "exam.mkv", *SIZE, 60, RecorderSettings()) as recorder:
        assert recorder.put(frame(0, 1.0))
        assert recorder.put(frame(1, 1.0))
        assert not recorder.put(frame(2, 1.1, (80, 60)))
        assert not recorder.put(frame(3, float("nan")))
        assert recorder.put(frame(4, 1.2))
    status = recorder.status()
    assert (status.frames_recorded, status.frames_dropped) == (2, 3)
    assert "3 frames were not recorded, because their size or their time did not fit." in status.warnings
    assert recover(tmp_path / "exam.mkv").frames == 2


def test_a_disk_that_fills_is_warned_of_and_ends_the_recording_with_what_it_has(tmp_path: Path) -> None:
    path = tmp_path / "exam.mkv"
    left_mib = [5000]
    recorder = Recorder(AppendFile(path), *SIZE, 60, RecorderSettings(), free_bytes=lambda folder: left_mib[0] * MIB)
    assert recorder.status().warnings == ()
    index = 0
    deadline_s = time.monotonic() + 30
    while recorder.status().state is RecorderState.RECORDING and time.monotonic() < deadline_s:
        left_mib[0] -= 30
        recorder.put(frame(index))
        index += 1
        if 600 < left_mib[0] < 4000 and recorder.status().free_bytes < 4000 * MIB:
            assert "MiB are left on the disk; the recording stops at 512 MiB." in recorder.status().warnings[0]
        time.sleep(0.01)
    assert not recorder.put(frame(index))
    status = recorder.close()
    assert status.state is RecorderState.STOPPED
    assert status.stop_reason
    assert status.stop_reason.endswith("MiB are left on the disk; what came before is kept.")
    assert status.frames_refused >= 1
    check = recover(path)
    assert (check.state, check.frames) == (RecordingState.COMPLETE, status.frames_recorded)
    assert check.end_reason == status.stop_reason
    assert status.frames_recorded + status.frames_refused == index + 1


def test_a_disk_below_its_reserve_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="only 100 MiB are left on the disk; free some space before recording"):
        Recorder(AppendFile(tmp_path / "e.mkv"), *SIZE, 60, free_bytes=lambda folder: 100 * MIB)
    assert list(tmp_path.iterdir()) == []


def test_an_error_of_the_disk_stops_with_what_it_has(tmp_path: Path) -> None:
    code = """
        import resource, sys, time
        from pathlib import Path
        from recorded import frame, SIZE
        from tfcollab.video.recorder import RecorderSettings, record_plain
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
        recorder = record_plain(sys.argv[1], *SIZE, 60, RecorderSettings())
        for index in range(60):
            recorder.put(frame(index))
            time.sleep(0.01)
        status = recorder.close()
        print(status.state, status.frames_recorded + status.frames_refused, status.stop_reason)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), str(tmp_path / "exam.mkv")],
        env={"PYTHONPATH": str(Path(__file__).parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    state, frames, reason = done.stdout.strip().split(" ", 2)
    assert state == "stopped"
    assert 59 <= int(frames) <= 60
    assert reason == "The recording stopped, because it cannot be written (File too large); what came before is kept."
    check = recover(tmp_path / "exam.mkv")
    assert check.state is RecordingState.INTERRUPTED
    assert check.frames >= 10
    with open_source(tmp_path / "exam.mkv") as source:
        assert len(list(source)) == check.frames


def test_a_recording_without_a_frame_leaves_nothing(tmp_path: Path) -> None:
    assert record(tmp_path / "exam.mkv", []).status().state is RecorderState.CLOSED
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "exam.mkv").write_bytes(b"an older recording")
    with pytest.raises(UserError, match="exists already: choose another name"):
        record_plain(tmp_path / "exam.mkv", *SIZE, 60, RecorderSettings())
    (tmp_path / "other.mkv.manifest.jsonl").write_text("{}\n")
    with pytest.raises(UserError, match="exists already: choose another name"):
        record_plain(tmp_path / "other.mkv", *SIZE, 60, RecorderSettings())
    assert (tmp_path / "exam.mkv").read_bytes() == b"an older recording"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["exam.mkv", "other.mkv.manifest.jsonl"]


def test_a_camera_that_pauses_leaves_nothing_unsafe_behind(tmp_path: Path) -> None:
    path = tmp_path / "exam.mkv"
    recorder = record_plain(path, *SIZE, 60, RecorderSettings())
    for index in range(30):
        recorder.put(frame(index))
    deadline_s = time.monotonic() + 20
    # all but the tenth of a second that a cluster holds
    while read_manifest(path, b"").frames < 30 - 7 and time.monotonic() < deadline_s:
        time.sleep(0.02)
    assert 30 - 7 <= read_manifest(path, b"").frames < 30
    recorder.close()


def test_an_unknown_codec_is_refused() -> None:
    with pytest.raises(UserError, match="choose h264, or ffv1"):
        RecorderSettings("mjpeg")


def test_a_recording_is_its_owner_s_alone(tmp_path: Path) -> None:
    record(tmp_path / "exam.mkv", [0.0])
    assert (tmp_path / "exam.mkv").stat().st_mode & 0o077 == 0
    assert manifest_path(tmp_path / "exam.mkv").stat().st_mode & 0o077 == 0
