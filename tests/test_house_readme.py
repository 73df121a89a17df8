"""The README's commands are what the gate runs."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]


def marked_line(marker: str) -> str:
    """The one line of the code block that follows `<!-- marker -->` in the README."""
    readme = (ROOT / "README.md").read_text("utf-8")
    found = re.search(rf"<!-- {marker} -->\n```sh\n([^\n]+)\n```\n", readme)
    assert found, f"README.md has no single line marked {marker}"
    return found[1]


def test_demo_and_test_command_each_make_their_own_environment() -> None:
    assert re.fullmatch(
        r"python3 -m venv (\S+) && \1/bin/pip install .+ && \1/bin/tfcollab demo", marked_line("demo command")
    )
    assert re.fullmatch(
        r"python3 -m venv (\S+) && \1/bin/pip install .+ && \1/bin/pytest -n 2", marked_line("test command")
    )


def test_the_gate_runs_exactly_the_test_command_of_the_readme(tmp_path: Path) -> None:
    # a python3 that only says how it was called, so that the line is run without installing anything
    fake = tmp_path / "python3"
    fake.write_text('#!/bin/sh\necho "called: $*"\nexit 7\n', "utf-8")
    fake.chmod(0o755)
    done = subprocess.run(
        ["bash", ROOT / ".ci/run"],
        env={"PATH": f"{tmp_path}:/usr/bin:/bin"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    first = marked_line("test command").partition(" && ")[0]
    assert done.stdout == f"+ {marked_line('test command')}\ncalled: {first.removeprefix('python3 ')}\n"
    assert done.returncode == 7


def test_links_of_the_readme_lead_somewhere() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    targets = [target for target in re.findall(r"\]\(([^)]+)\)", readme) if "://" not in target]
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_the_guide_has_a_picture_of_each_step_and_they_are_small() -> None:
    guide = (ROOT / "docs/guide.md").read_text("utf-8")
    pictures = [ROOT / "docs" / target for target in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", guide)]
    assert len(pictures) == len(re.findall(r"^\*\*\d+\.", guide, re.MULTILINE))
    assert [picture for picture in pictures if not picture.exists()] == []
    assert sum(picture.stat().st_size for picture in pictures) < 1_500_000


def test_licence_is_the_complete_apache_text() -> None:
    licence = (ROOT / "LICENSE").read_text("utf-8")
    assert "Apache License\n                           Version 2.0, January 2004" in licence
    assert "END OF TERMS AND CONDITIONS" in licence
    assert licence.rstrip().endswith("limitations under the License.")
