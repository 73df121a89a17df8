"""No text in a table is taken for a formula, and none is lost by that."""

import csv
import io

import pytest

from tfcollab.csv_cells import cell, csv_lines

HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@sum",
    "\t=1",
    "\r=1",
    "\n=1",
    "'=1",
    "''",
    "'quoted'",
    'a"b,c\r\nd',
    "<b>\x1b[31m\u202e",
    "=" * 10_000,
    "plain",
    "",
]


def test_what_a_spreadsheet_would_run_gets_a_mark_that_can_be_taken_off_again() -> None:
    lines = b"".join(csv_lines(["text"], [[text] for text in HOSTILE])).decode()
    read = [row[0] if row else "" for row in csv.reader(io.StringIO(lines, newline=""))][1:]
    assert [text for text in read if text.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))] == []
    assert [text.removeprefix("'") if text.startswith("'") else text for text in read] == HOSTILE


@pytest.mark.parametrize(
    ("value", "text"), [(None, ""), (True, "yes"), (False, "no"), (-3, "-3"), (-1.5, "-1.5"), (1 / 3, "0.333333")]
)
def test_numbers_stay_numbers(value: bool | float | None, text: str) -> None:
    assert cell(value) == text
