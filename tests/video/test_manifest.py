"""The list of what is safe: every line is sealed together with all before it."""

from pathlib import Path

import pytest

from tfcollab.video.append_file import StoredRange
from tfcollab.video.manifest import (
    Manifest,
    ManifestEnd,
    ManifestStart,
    ManifestWriter,
    Segment,
    manifest_path,
    read_manifest,
)

KEY = b"k" * 32
START = ManifestStart(160, 120, "h264")
SEGMENTS = tuple(
    Segment(StoredRange(100 * i, 100 * i + 100, f"{i:064x}"), 5, 100 * i, 100 * i + 80, dropped_frames=i)
    for i in range(4)
)
END = ManifestEnd(20, 3, 400, "closed")


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    writer = ManifestWriter(tmp_path / "exam.mkv", KEY, START)
    for segment in SEGMENTS:
        writer.add(segment)
    writer.finish(END)
    return tmp_path / "exam.mkv"


def test_what_was_listed_comes_back(recording: Path) -> None:
    manifest = read_manifest(recording, KEY)
    assert manifest == Manifest(START, SEGMENTS, END, ())
    assert (manifest.frames, manifest.stored_bytes, manifest.dropped_frames) == (20, 400, 3)


def test_every_line_is_there_as_soon_as_it_was_added(tmp_path: Path) -> None:
    writer = ManifestWriter(tmp_path / "exam.mkv", KEY, START)
    assert read_manifest(tmp_path / "exam.mkv", KEY) == Manifest(START, (), None, ())
    writer.add(SEGMENTS[0])
    assert read_manifest(tmp_path / "exam.mkv", KEY) == Manifest(START, SEGMENTS[:1], None, ())
    writer.abort()


def test_every_altered_line_is_found_and_nothing_behind_it_is_believed(recording: Path) -> None:
    path = manifest_path(recording)
    lines = path.read_bytes().splitlines(keepends=True)
    for number, line in enumerate(lines):
        altered = bytearray(line)
        altered[len(line) // 2] ^= 1
        path.write_bytes(b"".join([*lines[:number], altered, *lines[number + 1 :]]))
        manifest = read_manifest(recording, KEY)
        assert manifest.problems == (f"line {number + 1} of exam.mkv.manifest.jsonl is not as it was written",)
        assert manifest.end is None
        assert manifest.segments == SEGMENTS[: max(0, number - 1)]
    for wrong in (
        [lines[0], lines[2], lines[1], *lines[3:]],
        [*lines, lines[-1]],
        [b"\n", *lines],
        [b"[]\n"],
        lines[1:],
    ):
        path.write_bytes(b"".join(wrong))
        assert len(read_manifest(recording, KEY).problems) == 1


def test_a_line_that_was_being_written_is_no_damage(recording: Path) -> None:
    path = manifest_path(recording)
    lines = path.read_bytes().splitlines(keepends=True)
    for length in (1, 30, len(lines[3]) - 2):
        path.write_bytes(b"".join(lines[:3]) + lines[3][:length])
        assert read_manifest(recording, KEY) == Manifest(START, SEGMENTS[:2], None, ())


def test_nobody_without_the_key_writes_lines_that_are_believed(recording: Path) -> None:
    assert len(read_manifest(recording, b"another key").problems) == 1


def test_a_missing_manifest_is_a_problem(tmp_path: Path) -> None:
    assert read_manifest(tmp_path / "exam.mkv", KEY).problems == (
        "the list of its segments, exam.mkv.manifest.jsonl, is missing",
    )
