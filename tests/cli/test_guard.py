"""Exit statuses: 2 for what the user can put right, 1 for our faults, 130 for Ctrl-C; never a traceback."""

import errno
import re
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
import typer

from tfcollab import faults
from tfcollab.cli.guard import GuardedGroup
from tfcollab.errors import UserError


@pytest.fixture
def ending(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Runs a guarded program whose one command raises `error`; gives its exit status and its stderr."""

    def run(error: BaseException, *options: str) -> tuple[int, str]:
        app = typer.Typer(cls=GuardedGroup, pretty_exceptions_enable=False)

        @app.callback()
        def options_of_all(debug: bool = False) -> None:
            pass

        @app.command()
        def go() -> None:
            raise error

        with pytest.raises(SystemExit) as left:
            app([*options, "go"])
        assert isinstance(left.value.code, int)
        return left.value.code, capsys.readouterr().err

    return run


def test_a_user_error_is_its_sentence_and_status_2(ending: Callable[..., tuple[int, str]]) -> None:
    assert ending(UserError("The file x is not a video.")) == (2, "tfcollab: The file x is not a video.\n")


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES])
def test_a_full_or_closed_disk_is_status_2(ending: Callable[..., tuple[int, str]], code: int) -> None:
    status, told = ending(OSError(code, "reason", "/some/where"))
    assert status == 2
    assert told.count("\n") == 1
    assert "/some/where" in told


def test_ctrl_c_is_status_130(ending: Callable[..., tuple[int, str]]) -> None:
    assert ending(KeyboardInterrupt()) == (130, "tfcollab: interrupted; nothing unfinished was kept.\n")


def test_a_fault_is_one_sentence_and_files_its_traceback(ending: Callable[..., tuple[int, str]]) -> None:
    status, told = ending(ZeroDivisionError("unforeseen"))
    assert status == 1
    assert told.count("\n") == 1
    named = re.search(r"the traceback is in (.+)\.$", told.strip())
    assert named
    filed = Path(named[1])
    assert "ZeroDivisionError: unforeseen" in filed.read_text("utf-8")
    filed.unlink()


def test_a_traceback_that_cannot_be_filed_is_shown(
    ending: Callable[..., tuple[int, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    status, told = ending(ZeroDivisionError("unforeseen"))
    assert status == 1
    assert "ZeroDivisionError: unforeseen" in told
    assert told.endswith("tfcollab: this is a fault of the program; the traceback above could not be filed.\n")


def test_debug_shows_the_traceback(ending: Callable[..., tuple[int, str]]) -> None:
    status, told = ending(ZeroDivisionError("unforeseen"), "--debug")
    assert status == 1
    assert "Traceback" in told
    assert "ZeroDivisionError: unforeseen" in told


@pytest.mark.parametrize(
    ("module", "extra"), [("torch", "[train]"), ("lightning.pytorch", "[train]"), ("onnxruntime", "[cpu]")]
)
def test_a_missing_extra_is_named(ending: Callable[..., tuple[int, str]], module: str, extra: str) -> None:
    status, told = ending(ModuleNotFoundError(f"No module named {module!r}", name=module))
    assert status == 2
    assert f"pip install 'tfcollab{extra}'" in told


def test_a_module_of_our_own_that_is_missing_is_our_fault(ending: Callable[..., tuple[int, str]]) -> None:
    status, told = ending(ModuleNotFoundError("No module named 'tfcollab.x'", name="tfcollab.x"), "--debug")
    assert status == 1
    assert "fault of the program" in told


def test_a_wrong_option_is_the_parsers_status_2(ending: Callable[..., tuple[int, str]]) -> None:
    status, told = ending(typer.BadParameter("not like this"))
    assert status == 2
    assert "not like this" in told


def test_a_fault_while_a_record_is_open_is_filed_without_the_error_s_own_text(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = typer.Typer(cls=GuardedGroup, pretty_exceptions_enable=False)

    @app.callback()
    def options_of_all(debug: bool = False) -> None:
        pass

    @app.command()
    def go(private: bool = False) -> None:
        if private:
            faults.tell_no_values()
        # not in the source lines that a traceback shows
        name, born = ("".join(parts) for parts in (("Anna M", "üster"), ("19", "70-02-03")))
        try:
            raise KeyError(name)
        except KeyError as error:
            raise ValueError(born) from error

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    filed = []
    for options in (["--private"], []):
        with pytest.raises(SystemExit):
            app(["go", *options])
        (path,) = tmp_path.glob("tfcollab-fault-*.txt")
        filed.append(path.read_text("utf-8") + capsys.readouterr().err)
        path.unlink()
    assert [word for word in ("Müster", "1970") if word in filed[0]] == []
    # what a developer needs is there: places and kinds, of both
    for part in ("builtins.KeyError", "builtins.ValueError", "test_guard.py", "led to"):
        assert part in filed[0]
    # a command that opens no record tells all
    assert "Müster" in filed[1]
    assert "1970" in filed[1]
