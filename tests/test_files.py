import os
import resource
import signal
from pathlib import Path

import pytest

from tfcollab.errors import UserError
from tfcollab.files import whole_folder, write_whole


def test_replaces_what_was_there_and_leaves_nothing_else(tmp_path):
    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_permissions_follow_the_umask(tmp_path):
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "a", b"x")
    finally:
        os.umask(before)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640


def test_full_disk_keeps_the_old_file_and_says_so(tmp_path):
    # a limit on file size fails in mid-write, as a full disk does
    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(UserError, match=r"Cannot write .*a\.json \(File too large\)"):
            write_whole(path, bytes(100_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_an_interruption_leaves_the_old_file_alone(tmp_path, monkeypatch):
    path = tmp_path / "a.json"
    path.write_bytes(b"old")

    def interrupted(handle):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_in_the_way_is_said(tmp_path):
    (tmp_path / "a").mkdir()
    with pytest.raises(UserError, match="Cannot write"):
        write_whole(tmp_path / "a", b"x")
    assert [entry.name for entry in tmp_path.iterdir()] == ["a"]


def test_parts_are_written_in_order_and_a_failing_one_leaves_nothing(tmp_path):
    write_whole(tmp_path / "a", (part for part in (b"x", b"", b"yz")))
    assert (tmp_path / "a").read_bytes() == b"xyz"

    def failing():
        yield b"x"
        raise ValueError("no more")

    with pytest.raises(ValueError, match="no more"):
        write_whole(tmp_path / "b", failing())
    assert [entry.name for entry in tmp_path.iterdir()] == ["a"]


def test_a_folder_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    with whole_folder(tmp_path / "new" / "folder") as scratch:
        (scratch / "deeper").mkdir()
        (scratch / "deeper" / "file").write_text("x")
        assert not (tmp_path / "new" / "folder").exists()
    assert (tmp_path / "new" / "folder" / "deeper" / "file").read_text() == "x"
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["folder"]


@pytest.mark.parametrize("error", [RuntimeError("ours"), UserError("theirs"), OSError(28, "No space left on device")])
def test_a_folder_that_fails_leaves_nothing(tmp_path: Path, error: Exception) -> None:
    def fail() -> None:
        with whole_folder(tmp_path / "folder") as scratch:
            (scratch / "file").write_text("x")
            raise error

    with pytest.raises(UserError if isinstance(error, OSError) else type(error)):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "file").write_text("old")
    with pytest.raises(UserError, match="not empty"), whole_folder(tmp_path / "folder"):
        raise AssertionError("not reached")
    assert (tmp_path / "folder" / "file").read_text() == "old"
    with pytest.raises(UserError, match="not empty"), whole_folder(tmp_path / "folder" / "file"):
        raise AssertionError("not reached")
