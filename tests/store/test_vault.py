"""The encrypted file: what goes in comes out anywhere, and nothing in it can be moved, left out or added unnoticed."""

import os
from pathlib import Path

import numpy as np
import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tfcollab.errors import UserError
from tfcollab.store.vault import VaultWriter
from tfcollab.store.vault_format import FILE_HEAD_BYTES, RECORD_BYTES, RECORD_HEAD_BYTES, TAG_BYTES, recording_key
from tfcollab.store.vault_reader import VaultReader

MASTER = bytes(range(32))
CONTENT = np.random.default_rng(1).bytes(5 * RECORD_BYTES + 777)
RECORD = RECORD_HEAD_BYTES + RECORD_BYTES + TAG_BYTES


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Five full records and a short last one."""
    path = tmp_path / "x.vault"
    writer = VaultWriter(path, MASTER)
    writer.write(CONTENT)
    writer.finish()
    return path


def content_of(path: Path, synced_bytes: int | None = None) -> tuple[bytes, bool]:
    with VaultReader(path, MASTER, synced_bytes) as reader:
        return reader.read(), reader.is_finished


def test_what_was_written_comes_back_from_any_place(path: Path) -> None:
    assert content_of(path) == (CONTENT, True)
    rng = np.random.default_rng(2)
    with VaultReader(path, MASTER) as reader:
        for start, length in rng.integers(0, [len(CONTENT), 3 * RECORD_BYTES], (100, 2)).tolist():
            assert reader.seek(start) == start
            assert reader.read(length) == CONTENT[start : start + length]
            assert reader.tell() == min(start + length, len(CONTENT))
        assert reader.seek(-10, os.SEEK_END) == len(CONTENT) - 10
        assert reader.read() == CONTENT[-10:]
        assert reader.read(5) == b""


def test_the_recordings_key_is_hkdf_of_the_master_and_the_file_id() -> None:
    expected = HKDF(SHA256(), 32, b"i" * 16, b"tfcollab recording").derive(MASTER)
    assert recording_key(MASTER, b"i" * 16) == expected
    assert recording_key(MASTER, b"j" * 16) != expected
    with pytest.raises(ValueError, match="32 bytes"):
        recording_key(b"short", b"i" * 16)


def test_records_can_be_neither_exchanged_nor_repeated_nor_left_out_nor_added(path: Path, tmp_path: Path) -> None:
    data = path.read_bytes()
    head, records = data[:FILE_HEAD_BYTES], data[FILE_HEAD_BYTES:]
    parts = [records[at : at + RECORD] for at in range(0, len(records), RECORD)]
    other = tmp_path / "other.vault"
    writer = VaultWriter(other, MASTER)
    writer.write(CONTENT)
    writer.finish()
    foreign = other.read_bytes()[FILE_HEAD_BYTES:][:RECORD]
    for wrong in (
        [parts[1], parts[0], *parts[2:]],
        [parts[0], parts[0], *parts[1:]],
        [parts[0], *parts[2:]],
        [*parts[:-2], parts[-1]],
        [foreign, *parts[1:]],
        [*parts, parts[0]],
    ):
        path.write_bytes(head + b"".join(wrong))
        with pytest.raises(UserError, match=r"altered or damaged|goes on behind its end"):
            content_of(path)


def test_a_cut_at_any_place_leaves_the_whole_records_before_it_and_is_not_finished(path: Path) -> None:
    data = path.read_bytes()
    second = FILE_HEAD_BYTES + RECORD
    for cut in (FILE_HEAD_BYTES, second, second + 5, second + RECORD_HEAD_BYTES, second + 4000, len(data) - 1):
        path.write_bytes(data[:cut])
        whole = (cut - FILE_HEAD_BYTES) // RECORD
        assert content_of(path) == (CONTENT[: whole * RECORD_BYTES], False)


def test_an_altered_length_is_damage_and_not_an_end(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[FILE_HEAD_BYTES + RECORD + 8] ^= 0x40
    path.write_bytes(data)
    with pytest.raises(UserError, match=f"altered or damaged at byte {FILE_HEAD_BYTES + RECORD}"):
        content_of(path)


def test_what_a_power_cut_left_behind_the_safe_part_is_where_it_ends(path: Path) -> None:
    data = path.read_bytes()
    safe = FILE_HEAD_BYTES + 3 * RECORD
    # the file had grown, and the disk had not come so far: in the head of a record, and in its data
    for lost in (safe, safe + RECORD_HEAD_BYTES + 100):
        path.write_bytes(data[:lost] + bytes(len(data) - lost))
        assert content_of(path, synced_bytes=safe) == (CONTENT[: 3 * RECORD_BYTES], False)
    altered = bytearray(data)
    altered[safe - 100] ^= 1
    path.write_bytes(altered)
    with pytest.raises(UserError, match="altered or damaged"):
        content_of(path, synced_bytes=safe)


def test_what_was_flushed_is_readable_while_the_writer_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "live.vault"
    writer = VaultWriter(path, MASTER)
    for part in (b"first", b"second" * 30_000, b"third"):
        writer.write(part)
        writer.flush()
    assert content_of(path) == (b"first" + b"second" * 30_000 + b"third", False)
    first, again = writer.sync(), writer.sync()
    assert (first.start_byte, first.end_byte) == (0, path.stat().st_size)
    assert (again.start_byte, again.end_byte) == (first.end_byte, first.end_byte)
    writer.finish()
    assert content_of(path)[1]
