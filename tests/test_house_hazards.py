"""Every control in the table of hazards is held by a test that exists."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
TABLE = (ROOT / "docs/hazards.md").read_text("utf-8")


def rows() -> list[list[str]]:
    lines = [line for line in TABLE.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if not set(line) <= set("|- ")]


def test_every_test_that_the_hazards_name_exists() -> None:
    named = re.findall(r"`(tests/[^`]+?)(?:::([^`]+))?`", TABLE)
    assert len(named) > 50
    dead = [
        f"{file}::{name}"
        for file, name in named
        if not (ROOT / file).is_file()
        or (name and not re.search(rf"^def {re.escape(name)}\(", (ROOT / file).read_text("utf-8"), re.MULTILINE))
    ]
    assert dead == []


def test_every_hazard_has_a_control_and_a_test() -> None:
    hazards = [row for row in rows() if row != ["hazard", "control", "test"]]
    assert len(hazards) > 25
    assert [
        row for row in hazards if len(row) != 3 or not all(row) or "`tests/" not in row[2] or "::" not in row[2]
    ] == []
    assert len({row[0] for row in hazards}) == len(hazards)
