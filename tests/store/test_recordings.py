"""Encrypted recordings: nothing of them is on the disk in plain, and they play back as plain ones do."""

import re
import time
from pathlib import Path

import av
import numpy as np
import pytest
from recorded import SIZE, frame, picture

from tfcollab.errors import UserError
from tfcollab.exam.frame import Frame
from tfcollab.store.recordings import open_plain, open_recording, record, recover_recording, unfinished
from tfcollab.store.vault import VaultWriter
from tfcollab.video import open_source
from tfcollab.video.recorder import SYNC_EVERY_S, RecorderSettings, record_plain
from tfcollab.video.recovery import RecordingState, recover

MASTER = bytes(range(32))
FRAMES = 150


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plain and an encrypted recording of the same frames, lossless; the encrypted one is written in several parts,
    which it is by time and not by number of frames.
    """
    folder = tmp_path_factory.mktemp("recordings")
    settings = RecorderSettings("ffv1")
    with (
        record_plain(folder / "plain.mkv", *SIZE, 60, settings) as plain,
        record(folder / "exam.vault", MASTER, *SIZE, 60, settings) as encrypted,
    ):
        for index in range(FRAMES):
            assert plain.put(frame(index))
            assert encrypted.put(frame(index))
            if index in (FRAMES // 3, 2 * FRAMES // 3):
                time.sleep(4 * SYNC_EVERY_S)
    return folder


def read(path: Path) -> list[Frame]:
    with open_recording(path, MASTER) as source:
        return list(source)


def test_an_encrypted_recording_plays_back_frame_by_frame(folder: Path) -> None:
    with open_recording(folder / "exam.vault", MASTER) as source:
        frames = list(source)
        assert source.decode_report().warnings == ()
    with open_source(folder / "plain.mkv") as source:
        times_s = [f.time_s for f in source]
    assert len(frames) == FRAMES
    assert [f.time_s for f in frames] == times_s
    assert all(np.array_equal(f.gray, picture(f.index)) for f in frames)
    check = recover_recording(folder / "exam.vault", MASTER)
    assert (check.state, check.frames) == (RecordingState.COMPLETE, FRAMES)


def test_seeking_gives_the_frames_of_the_plain_recording(folder: Path) -> None:
    with (
        open_plain(folder / "exam.vault", MASTER) as content,
        av.open(content) as encrypted,
        av.open(folder / "plain.mkv") as plain,
    ):
        for time_ms in (2000, 300, 1500, 0, 2400, 1000):
            found = []
            for container in (encrypted, plain):
                container.seek(time_ms, stream=container.streams.video[0])
                found.append(next(container.decode(video=0)))
            assert found[0].pts == found[1].pts
            assert found[0].pts is not None
            assert abs(found[0].pts - time_ms) <= 1000
            assert np.array_equal(found[0].to_ndarray(), found[1].to_ndarray())


def test_nothing_of_it_is_on_the_disk_in_plain(tmp_path: Path) -> None:
    planted = [b"PLANTED-IN-THE-FRAME-%02d!" % i for i in range(20)]
    sink = VaultWriter(tmp_path / "planted.vault", MASTER)
    for words in planted:
        sink.write(words * 1000)
        sink.flush()
    sink.finish()
    with record(tmp_path / "exam.vault", MASTER, *SIZE, 60, RecorderSettings("ffv1")) as recorder:
        for index in range(30):
            recorder.put(frame(index))
    with open_plain(tmp_path / "exam.vault", MASTER) as content:
        plain = content.read()
    everything = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert len(everything) > 500_000
    header = [plain[:16], b"matroska", b"V_FFV1", b"Lavf"]
    assert all(words in plain for words in header)
    of_the_frames = [plain[at : at + 16] for at in range(200, len(plain) - 16, len(plain) // 40)]
    assert [words for words in [*planted, *header, *of_the_frames] if words in everything] == []


def test_frames_that_were_recorded_twice_leave_different_bytes(folder: Path, tmp_path: Path) -> None:
    with record(tmp_path / "again.vault", MASTER, *SIZE, 60, RecorderSettings("ffv1")) as recorder:
        for index in range(10):
            recorder.put(frame(index))
    first, again = (folder / "exam.vault").read_bytes(), (tmp_path / "again.vault").read_bytes()
    blocks = {first[at : at + 16] for at in range(48, len(first), 16)}
    assert not blocks & {again[at : at + 16] for at in range(48, len(again), 16)}


def test_another_key_is_refused(folder: Path) -> None:
    with pytest.raises(UserError, match=r"exam\.vault belongs to another key, or its beginning is damaged"):
        open_recording(folder / "exam.vault", bytes(32))
    check = recover_recording(folder / "exam.vault", bytes(32))
    assert check.state is RecordingState.DAMAGED


def test_what_is_no_encrypted_recording_is_refused(folder: Path) -> None:
    for read_it in (open_recording, recover_recording):
        with pytest.raises(UserError, match="is not an encrypted recording of this program"):
            read_it(folder / "plain.mkv", MASTER)
        with pytest.raises(UserError, match="cannot be read"):
            read_it(folder / "missing.vault", MASTER)


def copy_of(folder: Path, target: Path, name: str) -> dict[Path, bytes]:
    """The recording and its manifest, copied; path → content."""
    contents = {}
    for path in (folder / name, folder / f"{name}.manifest.jsonl"):
        contents[target / path.name] = path.read_bytes()
        (target / path.name).write_bytes(path.read_bytes())
    return contents


def state_of(path: Path) -> RecordingState | None:
    """None where it is refused altogether."""
    try:
        return (recover_recording(path, MASTER) if path.suffix == ".vault" else recover(path)).state
    except UserError:
        return None


@pytest.mark.parametrize("name", ["exam.vault", "plain.mkv"])
def test_a_hundred_flipped_bits_are_all_found(folder: Path, tmp_path: Path, name: str) -> None:
    contents = copy_of(folder, tmp_path, name)
    assert state_of(tmp_path / name) is RecordingState.COMPLETE
    total = sum(len(content) for content in contents.values())
    rng = np.random.default_rng(4)
    # both files alike, head, last bytes and every kind of place between
    manifest_bits = rng.integers(0, 8 * len(contents[tmp_path / f"{name}.manifest.jsonl"]), 30)
    places = [(f"{name}.manifest.jsonl", bit) for bit in manifest_bits]
    places += [(name, bit) for bit in rng.integers(0, 8 * len(contents[tmp_path / name]), 62)]
    places += [(name, bit) for bit in (0, 70, 130, 8 * 48, 8 * 56 + 3)]
    places += [(each, -1) for each in (name, f"{name}.manifest.jsonl")] + [(f"{name}.manifest.jsonl", -9)]
    assert len(places) == 100
    assert total > 100_000
    unseen = []
    for file, bit in places:
        content = bytearray(contents[tmp_path / file])
        content[int(bit) // 8] ^= 1 << (int(bit) % 8)
        (tmp_path / file).write_bytes(content)
        if state_of(tmp_path / name) not in (None, RecordingState.DAMAGED):
            unseen.append((file, bit))
        (tmp_path / file).write_bytes(contents[tmp_path / file])
    assert unseen == []


def test_an_altered_place_stops_the_playback_with_a_sentence(folder: Path, tmp_path: Path) -> None:
    contents = copy_of(folder, tmp_path, "exam.vault")
    path = tmp_path / "exam.vault"
    content = bytearray(contents[path])
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    seen = []
    with pytest.raises(UserError, match=r"exam\.vault was altered or damaged"), open_recording(path, MASTER) as source:
        seen += [f.gray for f in source]
    check = recover_recording(path, MASTER)
    assert 0 < check.frames < FRAMES
    assert len(check.problems) == 1
    # which frames the middle of the file holds depends on when its writes came together
    said = re.search(r"exam\.vault is not as it was stored, from ([\d.]+) s on", check.problems[0])
    assert said is not None
    assert 0 < float(said[1]) < frame(FRAMES).time_s


@pytest.mark.parametrize("name", ["exam.vault", "plain.mkv"])
def test_a_truncated_recording_is_never_called_complete(folder: Path, tmp_path: Path, name: str) -> None:
    contents = copy_of(folder, tmp_path, name)
    whole = contents[tmp_path / name]
    for length in (len(whole) - 1, len(whole) // 2, len(whole) // 3, 60):
        (tmp_path / name).write_bytes(whole[:length])
        assert state_of(tmp_path / name) is RecordingState.DAMAGED
    (tmp_path / name).write_bytes(whole + b"\0")
    assert state_of(tmp_path / name) in (None, RecordingState.DAMAGED)
    (tmp_path / name).write_bytes(whole)
    # a manifest that lost its end says less, and never more
    lines = contents[tmp_path / f"{name}.manifest.jsonl"].splitlines(keepends=True)
    (tmp_path / f"{name}.manifest.jsonl").write_bytes(b"".join(lines[:-1]))
    assert state_of(tmp_path / name) is RecordingState.INTERRUPTED
    (tmp_path / f"{name}.manifest.jsonl").write_bytes(b"".join(lines[:1] + lines[2:]))
    assert state_of(tmp_path / name) is RecordingState.DAMAGED
    (tmp_path / f"{name}.manifest.jsonl").unlink()
    assert state_of(tmp_path / name) is RecordingState.DAMAGED


def test_interrupted_recordings_are_listed(folder: Path, tmp_path: Path) -> None:
    copy_of(folder, tmp_path, "exam.vault")
    assert unfinished(tmp_path, MASTER) == []
    sink = VaultWriter(tmp_path / "cut.vault", MASTER)
    (tmp_path / "cut.vault.manifest.jsonl").write_bytes(b'{"kind": "sta')
    assert unfinished(tmp_path, MASTER) == [tmp_path / "cut.vault"]
    check = recover_recording(tmp_path / "cut.vault", MASTER)
    assert (check.state, check.frames, check.last_frame_s) == (RecordingState.INTERRUPTED, 0, None)
    sink.abort()
