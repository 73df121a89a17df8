"""An output folder is complete or not there at all."""

from pathlib import Path

import pytest

from tfcollab.cli.outputs import check_new, check_same_recording, check_writable, staged
from tfcollab.errors import UserError


def everything_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_files_arrive_only_at_the_end_and_other_files_stay(tmp_path: Path) -> None:
    out = tmp_path / "a" / "b"
    with staged(out) as scratch:
        (scratch / "new.txt").write_text("new", "utf-8")
        assert not out.exists()
    assert everything_in(tmp_path) == ["a", "a/b", "a/b/new.txt"]
    with staged(out) as scratch:
        (scratch / "other.txt").write_text("other", "utf-8")
        (scratch / "new.txt").write_text("newer", "utf-8")
    assert everything_in(out) == ["new.txt", "other.txt"]
    assert (out / "new.txt").read_text("utf-8") == "newer"


def test_named_files_that_are_not_written_anew_go(tmp_path: Path) -> None:
    for name in ("report.pdf", "mine.txt"):
        (tmp_path / name).write_text("old", "utf-8")
    with staged(tmp_path, replaced=("report.pdf", "result.json")) as scratch:
        (scratch / "result.json").write_text("new", "utf-8")
    assert everything_in(tmp_path) == ["mine.txt", "result.json"]


@pytest.mark.parametrize(
    ("files", "refused"),
    [
        ({}, False),
        ({"mine.txt": "x"}, False),
        ({"result.json": '{"source": {"sha256": "a"}}', "report.pdf": ""}, False),
        ({"result.json": '{"source": {"sha256": "b"}}'}, True),
        ({"result.json": "[]"}, True),
        ({"result.json": "not JSON"}, True),
        ({"report.pdf": ""}, True),
    ],
)
def test_a_folder_holds_one_recording(tmp_path: Path, files: dict[str, str], refused: bool) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    if not refused:
        check_same_recording(tmp_path, ("result.json", "report.pdf"), "result.json", "a")
        return
    with pytest.raises(UserError, match="another recording"):
        check_same_recording(tmp_path, ("result.json", "report.pdf"), "result.json", "a")


@pytest.mark.parametrize("error", [UserError("bad"), KeyboardInterrupt(), OSError("disk")])
def test_an_error_leaves_nothing(tmp_path: Path, error: BaseException) -> None:
    def write_half() -> None:
        with staged(tmp_path / "out" / "deep") as scratch:
            (scratch / "half.txt").write_text("half", "utf-8")
            raise error

    with pytest.raises(type(error)):
        write_half()
    assert everything_in(tmp_path) == []


def test_a_sentence_names_the_folder_that_was_asked_for(tmp_path: Path) -> None:
    with pytest.raises(UserError) as told, staged(tmp_path / "out") as scratch:
        raise UserError(f"Cannot write {scratch / 'result.json'} (disk full): free some space.")
    assert str(told.value) == f"Cannot write {tmp_path / 'out' / 'result.json'} (disk full): free some space."


def test_a_file_in_the_way_is_refused_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    for folder in (tmp_path / "file", tmp_path / "file" / "out"):
        with pytest.raises(UserError, match="is not a folder"):
            check_writable(folder)


@pytest.mark.skipif(not Path("/proc/1").is_dir(), reason="needs a file system that takes no files, here /proc")
def test_a_folder_that_takes_no_files_is_refused_before_any_work() -> None:
    with pytest.raises(UserError, match="is not writable"):
        check_writable(Path("/proc/out"))


def test_the_check_leaves_no_trace(tmp_path: Path) -> None:
    check_writable(tmp_path / "a" / "b")
    assert everything_in(tmp_path) == []


def test_a_folder_that_must_be_new_may_be_empty_but_hold_nothing(tmp_path: Path) -> None:
    check_new(tmp_path / "a")
    check_new(tmp_path)
    (tmp_path / "mine.txt").write_text("", "utf-8")
    with pytest.raises(UserError, match="is not empty"):
        check_new(tmp_path)
