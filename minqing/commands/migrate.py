"""`minqing migrate`: bring every database to the newest shape, before the processes that work on it start."""

import sys

import click

from eventlog.projection import RebuildNeeded
from minqing.system import settings_now, working


@click.command()
def migrate() -> None:
    """Create or upgrade the tables of every service. Run again, it changes nothing.

    `serve` and `pump` do the same for their own database; this does it first and in one place, so that a failure is
    told once. Where read models must be rebuilt, it names them all and exits with 1: run `minqing rebuild`.
    """
    outdated = False
    with working(settings_now()) as system:
        for name, application in system.applications.items():
            try:
                application.migrate()
                click.echo(f"{name}: up to date")
            except RebuildNeeded as needed:
                click.echo(f"{name}: {needed}")
                outdated = True
    sys.exit(1 if outdated else 0)
