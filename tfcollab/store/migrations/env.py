"""Run by Alembic, on the connection and in the transaction that tfcollab.store.migrate.upgrade hands over."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=context.config.attributes["tables"],
    # the caller's transaction holds all migrations, so that a crash leaves the old form whole
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
