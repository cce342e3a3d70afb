"""`minqing up`: everything in one process on a data folder. SIGINT and SIGTERM end it."""

import signal
import sys
from types import FrameType

import click

from eventlog.clock import system_clock
from minqing.data_folder import DataFolder
from minqing.demo.play import SIGN_INS, play
from minqing.demo.progress import shown_on_stderr
from minqing.embedded import EmbeddedHost
from minqing.first_administrator import first_administrator_link
from minqing.logging_setup import log_to_stderr
from minqing.port import check_port
from minqing.settings import Settings
from minqing.site import Site
from minqing.system import settings_now


@click.command()
def up() -> None:
    """Run the whole system here: http://127.0.0.1:8000/ (MINQING_PORT moves it).

    The first start plays two months of an invented district and prints who can sign in; MINQING_DEMO=0 starts empty.
    Later starts keep all data.
    """
    log_to_stderr()
    # a process started in the background by a shell inherits SIGINT as ignored
    signal.signal(signal.SIGINT, signal.default_int_handler)
    settings = settings_now()
    folder = DataFolder(settings.data)
    check_port(settings)
    mail = settings.mail
    with folder.locked():
        _first_start(folder, settings)
        host = EmbeddedHost(folder, system_clock, settings.timezone, mail, settings.public)
        host.migrate()
        link = first_administrator_link(host.applications["campaign"], "admin")
        if link:
            host.settle()
        host.start()
        site = Site(host, settings, folder)
        _stop_on_signals(site)
        _say(folder, settings, link)
        try:
            site.run()
        finally:
            host.stop()
    click.echo("stopped")


def _first_start(folder: DataFolder, settings: Settings) -> None:
    """Play the story into a new folder. One that was interrupted is begun again: it holds nothing else."""
    if not folder.is_new and not folder.unfinished.exists():
        return
    if folder.unfinished.exists():
        for file in folder.path.glob("*.sqlite*"):
            file.unlink()
    if settings.demo:
        folder.unfinished.touch(mode=0o600)  # before the keys, by which a folder is no longer new
    folder.make()
    if settings.demo:
        play(folder, settings.timezone, system_clock(), shown_on_stderr)
    folder.unfinished.unlink(missing_ok=True)


def _say(folder: DataFolder, settings: Settings, link: str | None) -> None:
    address = f"http://{settings.host}:{settings.port}"
    sign_ins = folder.file(SIGN_INS)
    if sign_ins.exists():
        click.echo(sign_ins.read_text(encoding="utf-8"))
    if link:
        click.echo(f"first administrator, open once: {address}/welcome/{link}")
    click.echo(f"民情 {address}/  (public: {address}/public/)")
    sys.stdout.flush()


def _stop_on_signals(site: Site) -> None:
    def stop(_number: int, _frame: FrameType | None) -> None:
        site.stop()

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
