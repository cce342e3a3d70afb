"""`minqing init`: make the data folder and the first administrator, before the first start."""

import click

from eventlog.clock import system_clock
from minqing.data_folder import DataFolder
from minqing.embedded import EmbeddedHost
from minqing.first_administrator import first_administrator_link
from minqing.system import settings_now


@click.command()
@click.option("--login", default="admin", show_default=True, help="The administrator's account.")
def init(login: str) -> None:
    """Prepare an empty system and print a one-time link with which the first administrator sets a password.

    Run it before the first `minqing up`; on a folder that has an administrator it changes nothing.
    """
    settings = settings_now()
    folder = DataFolder(settings.data)
    with folder.locked():
        folder.require_whole()
        folder.make()
        host = EmbeddedHost(folder, system_clock, settings.timezone)
        try:
            host.migrate()
            link = first_administrator_link(host, login)
        finally:
            host.stop()
    if link is None:
        click.echo(f"{folder.path} already has an administrator; nothing was changed")
        return
    click.echo(f"data folder: {folder.path}")
    click.echo(
        f"after `minqing up`, open once: http://{settings.host}:{settings.port}/welcome/{link}"
    )
