"""The data dictionary names every table and column, and no others."""

import re
from datetime import datetime, timedelta, timezone
from pathlib import Path

from tfcollab.store.models import new_pseudonym, utc_now, utc_text
from tfcollab.store.report_models import Report

PAGE = Path(__file__).parents[2] / "docs" / "data-dictionary.md"


def test_the_data_dictionary_names_every_table_and_column() -> None:
    parts = re.split(r"^## (\w+).*$", PAGE.read_text("utf-8"), flags=re.MULTILINE)[1:]
    described = dict(zip(parts[::2], parts[1::2], strict=True))
    assert set(described) == set(Report.metadata.tables)
    for name, table in Report.metadata.tables.items():
        missing = [column.name for column in table.columns if f"`{column.name}`" not in described[name]]
        assert (name, missing) == (name, [])


def test_links_of_the_security_page_lead_somewhere() -> None:
    root = PAGE.parents[1]
    named = set(re.findall(r"`((?:tests|tfcollab|ui)/[\w/.]+)`", (root / "SECURITY.md").read_text("utf-8")))
    assert len(named) > 8
    assert [path for path in named if not (root / path).exists()] == []


def test_times_are_kept_in_utc_and_sort_as_text() -> None:
    summer = datetime(2026, 7, 1, 1, 30, tzinfo=timezone(timedelta(hours=2)))
    assert utc_text(summer) == "2026-06-30T23:30:00.000000Z"
    assert utc_text(summer) < utc_now()


def test_a_pseudonym_is_random_and_cannot_be_misread() -> None:
    made = {new_pseudonym() for _ in range(100)}
    assert len(made) == 100
    assert all(re.fullmatch("P-[2-9A-HJ-NP-TV-Z]{10}", name) for name in made)
