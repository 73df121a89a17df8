"""All rows of a record from one database into another, whichever of the two kinds each is."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, delete, func, insert, inspect, select

from tfcollab.errors import UserError
from tfcollab.store.cipher import READ_ONLY
from tfcollab.store.models import AuditHead, Base, User

#: at a time; a result document has some hundred kilobytes
_ROWS = 20


@contextmanager
def read_snapshot(engine: Engine) -> Iterator[Connection]:
    """A connection that sees the tables as they are at one moment, and keeps no writer waiting."""
    is_file = engine.dialect.name == "sqlite"
    options = {READ_ONLY: True} if is_file else {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with engine.connect() as connection:
        chosen = connection.execution_options(**options)
        with chosen.begin():
            yield chosen


def copy_tables(source: Connection, target: Connection) -> None:
    """Copies every row into tables that are new: empty, but for the mark of an empty audit trail.

    Raises:
        UserError: the target holds a record already.
    """
    if target.scalar(select(func.count()).select_from(User)):
        raise UserError("This database holds an exam record already: name an empty one.")
    unknown = set(inspect(target).get_table_names()) - set(Base.metadata.tables) - {"alembic_version"}
    if unknown:
        raise RuntimeError(f"tables without a model would be left out: {unknown}")
    target.execute(delete(AuditHead))
    for table in Base.metadata.sorted_tables:
        query = select(table)
        if any(key.column.table is table for key in table.foreign_keys):
            # what a row of the same table refers to goes before it
            query = query.order_by(table.c.number)
        with source.execute(query, execution_options={"yield_per": _ROWS}) as rows:
            for part in rows.mappings().partitions():
                target.execute(insert(table), [dict(row) for row in part])
