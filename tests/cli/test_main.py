"""The program as such: help, version, and wrong words."""

from importlib.metadata import version
from pathlib import Path

import pytest
from clips import tfcollab

COMMANDS = (
    *("demo", "app", "analyze", "doctor", "models", "synth", "record", "user", "patient", "exam", "backup", "audit"),
    *("report", "train", "evaluate", "export"),
)


def test_help_names_every_command_and_the_intended_use(tmp_path: Path) -> None:
    ended = tfcollab("--help", cwd=tmp_path)
    assert ended.status == 0
    assert all(f" {command} " in ended.out for command in COMMANDS)
    assert "not a cleared medical device" in " ".join(ended.out.split())


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(tmp_path: Path, command: str) -> None:
    ended = tfcollab(command, "--help", cwd=tmp_path)
    assert ended.status == 0
    assert "Usage: " in ended.out


def test_version_is_that_of_the_package(tmp_path: Path) -> None:
    assert tfcollab("--version", cwd=tmp_path).out == f"tfcollab {version('tfcollab')}\n"


@pytest.mark.parametrize("arguments", [["analyse"], ["analyze"], ["analyze", "x", "--eye", "left"], ["demo", "--what"]])
def test_a_wrong_command_or_option_is_status_2(tmp_path: Path, arguments: list[str]) -> None:
    ended = tfcollab(*arguments, cwd=tmp_path)
    assert ended.status == 2
    assert "Traceback" not in ended.err


@pytest.mark.parametrize("command", [["train", "segment", "--data", "x"], ["models", "import", "x.pt"]])
def test_what_needs_torch_says_so_where_it_is_missing(tmp_path: Path, command: list[str]) -> None:
    # None in sys.modules makes the import fail as it does where the package is not installed
    ended = tfcollab(*command, cwd=tmp_path, before="import sys; sys.modules['torch'] = None")
    assert ended.status == 2
    assert "pip install 'tfcollab[train]'" in ended.err
