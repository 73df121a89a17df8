"""Records of earlier forms, to be brought to this one."""

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, delete, insert, inspect, select

from tfcollab.store import migrate
from tfcollab.store.models import AuditHead
from tfcollab.store.report_models import Report

#: Alembic's own table
VERSION = "alembic_version"


def rows_of(engine: Engine) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, in an order that does not depend on the database."""
    with engine.connect() as connection:
        tables = [Report.metadata.tables[name] for name in inspect(connection).get_table_names() if name != VERSION]
        return {
            table.name: sorted((dict(row) for row in connection.execute(select(table)).mappings()), key=repr)
            for table in tables
        }


def make_first_form(engine: Engine, rows: dict[str, list[dict[str, Any]]]) -> None:
    """The tables as the first migration made them, with those of the rows that it had tables for."""
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
    with engine.begin() as connection:
        config.attributes.update(connection=connection, tables=Report.metadata)
        command.upgrade(config, "0001")
        connection.execute(delete(AuditHead))
        held = inspect(connection).get_table_names()
        for table in Report.metadata.sorted_tables:
            if table.name in held and rows[table.name]:
                # versions refer to earlier ones
                ordered = sorted(rows[table.name], key=lambda row: row.get("number") or 0)
                connection.execute(insert(table), ordered)
