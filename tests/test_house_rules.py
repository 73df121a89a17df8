"""The house holds: rooms import only downwards, style, and types."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"], id="rooms"),
        pytest.param(["-m", "ruff", "check", "."], id="ruff"),
        pytest.param(["-m", "ruff", "format", "--check", "."], id="format"),
        pytest.param(["-m", "mypy"], id="mypy"),
    ],
)
def test_the_house_rule_holds(arguments: list[str]) -> None:
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_module_is_longer_than_300_lines() -> None:
    lengths = {str(path): len(path.read_text("utf-8").splitlines()) for path in (ROOT / "tfcollab").rglob("*.py")}
    assert {path: lines for path, lines in lengths.items() if lines > 300} == {}


def test_every_room_is_packaged_and_has_its_place_in_the_layers() -> None:
    setup = (ROOT / "setup.cfg").read_text("utf-8").splitlines()
    rooms = sorted(path.parent.name for path in (ROOT / "tfcollab").glob("*/__init__.py"))
    layers = setup[setup.index("layers =") :]
    packages = setup[setup.index("packages =") : setup.index("package_dir =")]
    assert [room for room in rooms if f"    tfcollab.{room}" not in packages] == []
    assert [room for room in rooms if f"    tfcollab.{room}" not in layers] == []
