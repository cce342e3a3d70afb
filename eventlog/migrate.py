"""Brings a database to the newest shape: the log's own tables, then those that a service adds.

Each set of migrations is a package with `versions/`, run by the one `env.py` here, with a version table of its
own. Processes that start together wait for each other.
"""

from collections.abc import Iterable
from importlib.resources import files

import sqlalchemy as sa

from eventlog.engine import setting_up

OWN = "eventlog.migrations"


def upgrade(engine: sa.Engine, packages: Iterable[str] = ()) -> None:
    """Run the migrations of the log and of `packages` (dotted names, such as `services.issues.migrations`)."""
    from alembic import command  # costs 350 ms to import, and only migrating needs it
    from alembic.config import Config

    with setting_up(engine) as conn:
        for package in (OWN, *packages):
            config = Config()
            config.set_main_option("script_location", str(files(OWN)))
            config.set_main_option("version_locations", str(files(package) / "versions"))
            config.set_main_option("path_separator", "newline")
            config.attributes["connection"] = conn
            config.attributes["version_table"] = "alembic_" + package.split(".")[-2]
            command.upgrade(config, "head")
