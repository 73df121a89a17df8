"""Brings a database's tables to the form that this program knows."""

from pathlib import Path

from sqlalchemy import Engine

from tfcollab.errors import UserError

# the last module with tables: whoever opens a record knows them all
from tfcollab.store.report_models import Report

_SCRIPTS = Path(__file__).parent / "migrations"


def upgrade(engine: Engine) -> None:
    """Runs every migration that is missing, all or none of them; does nothing where none is.

    Raises:
        UserError: the database was made by a newer program.
    """
    # here, because a window that only starts need not wait for them
    from alembic import command
    from alembic.config import Config
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    scripts = ScriptDirectory.from_config(config)
    with engine.begin() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
        if found == scripts.get_current_head():
            return
        if found is not None and found not in {script.revision for script in scripts.walk_revisions()}:
            raise UserError("The exam record was made by a newer TF-Collab: install that version, then open it again.")
        config.attributes["connection"] = connection
        config.attributes["tables"] = Report.metadata
        command.upgrade(config, "head")
