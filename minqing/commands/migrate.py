"""`minqing migrate`: bring every database to the newest shape, before the processes that work on it start."""

import click

from minqing.system import settings_now, working


@click.command()
def migrate() -> None:
    """Create or upgrade the tables of every service. Run again, it changes nothing.

    `serve` and `pump` do the same for their own database; this does it first and in one place, so that a failure is
    told once. When a read model must be rebuilt, it says so and exits with 1: run `minqing rebuild`.
    """
    with working(settings_now()) as system:
        for name, application in system.applications.items():
            application.migrate()
            click.echo(f"{name}: up to date")
