"""Migrations lead from nothing to what the models say, all or nothing."""

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.exc import DBAPIError

from tfcollab.errors import UserError
from tfcollab.store import migrate
from tfcollab.store.cipher import encrypted_engine
from tfcollab.store.report_models import Report
from tfcollab.store.wrapping import Key


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return encrypted_engine(tmp_path / "exams.db", Key.new())


def test_migrations_from_empty_give_the_tables_of_the_models(engine: Engine) -> None:
    migrate.upgrade(engine)
    migrate.upgrade(engine)
    with engine.connect() as connection:
        found = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(found, Report.metadata) == []
        assert set(Report.metadata.tables) == set(inspect(connection).get_table_names()) - {"alembic_version"}


def test_a_record_of_a_newer_program_is_refused_and_left_alone(engine: Engine) -> None:
    migrate.upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(UserError, match="newer TF-Collab"):
        migrate.upgrade(engine)
    with engine.begin() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == "9999"


def test_a_migration_that_fails_half_way_leaves_nothing(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE visit (id TEXT)"))
    with pytest.raises(DBAPIError):
        migrate.upgrade(engine)
    with engine.begin() as connection:
        assert inspect(connection).get_table_names() == ["visit"]


def test_a_record_of_the_first_form_is_brought_to_this_one_with_all_that_is_in_it(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
    with engine.begin() as connection:
        config.attributes.update(connection=connection, tables=Report.metadata)
        command.upgrade(config, "0001")
        assert "report" not in inspect(connection).get_table_names()
        values = "('p', 'P-1', 'Anna', 'other', ' anna', '2026', 1)"
        columns = "(id, pseudonym, name, sex, search_text, created_at, version)"
        connection.execute(text(f"INSERT INTO patient {columns} VALUES {values}"))
    migrate.upgrade(engine)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT name FROM patient")).scalars().all() == ["Anna"]
        assert connection.execute(text("SELECT count(*) FROM report")).scalar_one() == 0


def test_migrations_give_the_same_on_postgresql(server_url: str) -> None:
    engine = create_engine(server_url.replace("/postgres?", "/template1?"))
    with engine.connect() as connection:
        found = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(found, Report.metadata) == []
    engine.dispose()
