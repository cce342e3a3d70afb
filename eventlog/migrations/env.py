"""Alembic's entry for every set of migrations: connection and version table come from `eventlog.migrate`."""

from alembic import context

attributes = context.config.attributes
context.configure(
    connection=attributes["connection"],
    version_table=attributes["version_table"],
    transactional_ddl=False,  # the caller's transaction holds
)
context.run_migrations()
