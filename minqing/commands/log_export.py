"""`minqing log export FOLDER`: the history of every service, in files that any other system can begin with."""

import sys
from pathlib import Path

import click

from eventlog.archive.export import export as write_archive
from eventlog.archive.manifest import Manifest
from eventlog.archive.portable import ACCOUNTS, KEYS
from eventlog.clock import system_clock
from minqing.system import master_key, reading, settings_now

ERASE = "\r\x1b[K"


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--with-keys", is_flag=True, help="Keys of the sealed words too, wrapped as they are."
)
@click.option("--with-accounts", is_flag=True, help="Logins, password hashes and mailboxes too.")
def export(folder: Path, with_keys: bool, with_accounts: bool) -> None:
    """Write the logs of all services into FOLDER, which must be new or empty; `log import` reads it.

    Runs beside a running system. Positions, times and digests stay as they are. Without --with-keys sealed words
    are in it but nobody can open them there; without --with-accounts nobody can sign in where it is imported. An
    export with keys is as secret as the database: whoever also has the master key reads everything, and words
    that are forgotten later stay readable in it.
    """
    on_request = [kind for kind, wanted in ((KEYS, with_keys), (ACCOUNTS, with_accounts)) if wanted]
    settings = settings_now()
    with reading(settings) as system:
        applications = system.applications.values()
        if with_keys:
            for application in applications:
                application.environment.keyring.check()
        written = write_archive(
            folder,
            [application.member for application in applications],
            system_clock(),
            on_request=on_request,
            master_key=master_key(settings),
            progress=show_progress,
        )
    tell(written)
    click.echo(f"wrote {len(written.files)} files and manifest.json to {folder}")


def show_progress(file: str, lines: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"{ERASE}{file}: {lines:,} lines", nl=False, err=True)


def tell(manifest: Manifest) -> None:
    """What an export holds; the digests are to be compared at the other end."""
    if sys.stderr.isatty():
        click.echo(ERASE, nl=False, err=True)
    for name, head in manifest.heads.items():
        if head.position:
            click.echo(f"{name}: {head.position:,} facts, digest {head.digest}")
    for kind, absent in (
        (KEYS, "no keys: sealed words stay sealed"),
        (ACCOUNTS, "no accounts: nobody can sign in with it"),
    ):
        click.echo(f"with {kind}" if kind in manifest.holds else absent)
