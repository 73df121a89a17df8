"""A recording is identified by the SHA-256 of its bytes."""

import hashlib
from pathlib import Path

import pytest

from tfcollab.errors import UserError
from tfcollab.video.hashing import sha256_of


def test_hash_of_a_file(tmp_path: Path) -> None:
    data = bytes(range(256)) * 10_000
    (tmp_path / "video.mkv").write_bytes(data)
    assert sha256_of(tmp_path / "video.mkv") == hashlib.sha256(data).hexdigest()


def test_hash_of_a_folder_is_of_its_frames_in_order(tmp_path: Path) -> None:
    for number in (10, 9, 1):
        (tmp_path / f"f{number}.png").write_bytes(b"%d" % number)
    (tmp_path / "notes.txt").write_bytes(b"not hashed")
    assert sha256_of(tmp_path) == hashlib.sha256(b"1910").hexdigest()


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"gone\.mkv cannot be read"):
        sha256_of(tmp_path / "gone.mkv")
    with pytest.raises(UserError, match="holds no frames"):
        sha256_of(tmp_path)
