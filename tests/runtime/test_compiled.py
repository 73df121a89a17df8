"""What was compiled is taken again only if it is the very thing that this user's program kept; else it is made anew."""

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tiny_models import write_folder

from tfcollab.runtime import compiled, openvino_session
from tfcollab.runtime.repository import read_folder
from tfcollab.runtime.session import Session

FRAME = np.full((1, 48, 64), 100, np.uint8)
needs_openvino = pytest.mark.skipif(not openvino_session.installed(), reason="tfcollab[openvino] is not installed")


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Makes somebody's folders those that are used, and gives the folder of what was compiled."""

    def of(user: str) -> Path:
        folder = tmp_path / user / "cache"
        monkeypatch.setattr(compiled, "user_compiled_dir", lambda: folder)
        monkeypatch.setattr(compiled, "user_compiled_key_file", lambda: tmp_path / user / "data" / "key")
        return folder

    of("user")
    return of


def test_what_is_kept_comes_back_and_nothing_else_does(places: Callable[[str], Path]) -> None:
    assert compiled.load("one") is None
    compiled.keep("one", b"compiled")
    assert compiled.load("one") == b"compiled"
    assert compiled.load("two") is None


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 39), by=st.integers(1, 255), left=st.integers(0, 40))
def test_a_damaged_file_is_as_good_as_none(places: Callable[[str], Path], at: int, by: int, left: int) -> None:
    path = places("user") / "one"
    compiled.keep("one", b"compiled")
    whole = path.read_bytes()
    assert len(whole) == 40
    for damaged in (
        whole[:at] + bytes([whole[at] ^ by]) + whole[at + 1 :],
        whole[: min(left, 39)],
        whole + b"\0",
    ):
        path.write_bytes(damaged)
        assert compiled.load("one") is None


def test_a_file_of_another_user_or_another_model_is_as_good_as_none(places: Callable[[str], Path]) -> None:
    places("other")
    compiled.keep("one", b"theirs")
    theirs = (places("other") / "one").read_bytes()
    folder = places("user")
    compiled.keep("one", b"ours")
    compiled.keep("two", b"ours too")
    (folder / "one").write_bytes(theirs)
    assert compiled.load("one") is None
    (folder / "one").write_bytes((folder / "two").read_bytes())
    assert compiled.load("one") is None


def test_every_part_counts_for_the_name_and_so_does_where_it_ends() -> None:
    names = {compiled.name_of(parts) for parts in ([b"ab", b"c"], [b"a", b"bc"], [b"abc"], [b"abc", b""])}
    assert len(names) == 4


def test_the_key_is_for_its_user_alone_and_one_that_is_damaged_is_made_anew(
    places: Callable[[str], Path], tmp_path: Path
) -> None:
    compiled.keep("one", b"compiled")
    key = tmp_path / "user" / "data" / "key"
    if os.name == "posix":
        assert key.stat().st_mode & 0o077 == 0
    key.write_bytes(b"short")
    assert compiled.load("one") is None
    compiled.keep("one", b"compiled again")
    assert compiled.load("one") == b"compiled again"
    assert [path.name for path in key.parent.iterdir()] == ["key"]


def test_where_nothing_can_be_written_nothing_is_kept_and_nothing_is_said(
    places: Callable[[str], Path], tmp_path: Path
) -> None:
    places("user").parent.mkdir()
    (tmp_path / "user" / "cache").write_text("no folder")
    compiled.keep("one", b"compiled")
    assert compiled.load("one") is None


def test_what_was_not_asked_for_longest_goes_first(places: Callable[[str], Path]) -> None:
    folder = places("user")
    for number in range(24):
        compiled.keep(str(number), b"compiled")
        os.utime(folder / str(number), (number, number))
    assert compiled.load("0") is not None
    compiled.keep("24", b"compiled")
    assert {path.name for path in folder.iterdir()} == {str(number) for number in range(25)} - {"1"}


@needs_openvino
def test_a_model_taken_from_what_was_kept_answers_as_before_and_a_damaged_one_is_compiled_again(
    places: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = read_folder(write_folder(tmp_path, "detect"))
    taken: list[bool] = []
    real = compiled.load

    def watched(name: str) -> bytes | None:
        found = real(name)
        taken.append(found is not None)
        return found

    monkeypatch.setattr(compiled, "load", watched)
    first = Session.open(model, "openvino").run(FRAME)
    (path,) = places("user").iterdir()
    sound = path.read_bytes()
    np.testing.assert_array_equal(Session.open(model, "openvino").run(FRAME), first)
    for damaged in (b"", sound[: len(sound) // 2], sound[:-1] + bytes([sound[-1] ^ 1]), bytes(len(sound))):
        path.write_bytes(damaged)
        np.testing.assert_array_equal(Session.open(model, "openvino").run(FRAME), first)
        np.testing.assert_array_equal(Session.open(model, "openvino").run(FRAME), first)
    assert taken == [False, True, *[False, True] * 4]
    # another number of threads is another thing
    Session.open(model, "openvino", threads=1)
    assert len(list(places("user").iterdir())) == 2


@needs_openvino
def test_what_openvino_cannot_read_although_it_was_kept_is_compiled_again(
    places: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = read_folder(write_folder(tmp_path, "detect"))
    first = Session.open(model, "openvino").run(FRAME)
    (path,) = places("user").iterdir()
    compiled.keep(path.name, b"of a version that wrote something else")
    np.testing.assert_array_equal(Session.open(model, "openvino").run(FRAME), first)
