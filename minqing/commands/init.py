"""`minqing init`: the first administrator, and in embedded mode the data folder, before the first start."""

import click

from eventlog.clock import system_clock
from minqing.data_folder import DataFolder
from minqing.embedded import EmbeddedHost
from minqing.first_administrator import first_administrator_link
from minqing.settings import Settings
from minqing.system import settings_now, working


@click.command()
@click.option("--login", default="admin", show_default=True, help="The administrator's account.")
def init(login: str) -> None:
    """Prepare an empty system and print a one-time link with which the first administrator sets a password.

    Embedded: run it before the first `minqing up`; it makes the data folder. Distributed: run it once the databases
    have their tables. Where somebody has set a password already it changes nothing; else it prints a new link.
    """
    settings = settings_now()
    link = _distributed(settings, login) if settings.is_distributed else _embedded(settings, login)
    if link is None:
        click.echo("somebody has set a password already; nothing was changed")
        return
    start = "" if settings.is_distributed else "after `minqing up`, "
    click.echo(f"{start}open once: http://{settings.host}:{settings.port}/welcome/{link}")


def _distributed(settings: Settings, login: str) -> str | None:
    with working(settings) as system:
        return first_administrator_link(system.applications["campaign"], login)


def _embedded(settings: Settings, login: str) -> str | None:
    folder = DataFolder(settings.data)
    with folder.locked():
        folder.require_whole()
        folder.make()
        host = EmbeddedHost(folder, system_clock, settings.timezone)
        try:
            host.migrate()
            link = first_administrator_link(host.applications["campaign"], login)
            host.settle()
        finally:
            host.stop()
    click.echo(f"data folder: {folder.path}")
    return link
