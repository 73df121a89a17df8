"""Tables as CSV that no spreadsheet takes for formulas; open to every room.

A text that begins with one of `= + - @`, a tab, a line end or `'` gets one `'` in front. Nothing is lost: whoever reads
the file with a program takes one `'` off where a text begins with it, and has the text as it was.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence

Value = str | int | float | bool | None

_NEEDS_MARK = ("=", "+", "-", "@", "\t", "\r", "\n", "'")


def csv_lines(columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> Iterator[bytes]:
    """The lines of a table, UTF-8, RFC 4180: empty for None, yes and no, floats with up to 6 decimals."""
    table = csv.writer(_Encoder())
    yield table.writerow(columns)
    for row in rows:
        yield table.writerow([cell(value) for value in row])


def cell(value: Value) -> str:
    """One value as it stands in a table, before quoting."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_NEEDS_MARK) else value
    # a numpy float would otherwise name its type
    return str(value) if isinstance(value, int) else repr(round(float(value), 6))


class _Encoder:
    """A file to csv.writer, which hands back what its file's write gives."""

    def write(self, line: str) -> bytes:
        return line.encode("utf-8", errors="replace")
