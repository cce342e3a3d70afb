"""`minqing log import FOLDER`: begin an empty system with the history of another one."""

from functools import partial
from pathlib import Path

import click

from eventlog.archive.check import check
from eventlog.archive.errors import ArchiveRefused
from eventlog.archive.load import Loading, missing_here
from eventlog.archive.manifest import Manifest
from eventlog.archive.portable import KEYS
from eventlog.archive.wrapping import Rewrap, key_check
from eventlog.clock import system_clock
from eventlog.follower import Fetch, ProjectionFollower
from minqing.commands.log_export import show_progress, tell
from minqing.settings import Settings
from minqing.system import System, master_key, receiving, settings_now
from services.kernel.facts_after import fetch_from_log


@click.command(name="import")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--master-key-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The exporting system's master key, where this system has another.",
)
def import_(folder: Path, master_key_file: Path | None) -> None:
    """Begin an empty system with what `log export` wrote into FOLDER.

    Everything is checked before anything is written: a file or line that was altered is named. Only empty logs
    take it: embedded, a data folder that is new; distributed, databases that are new, and better before `serve`
    and `pump` are started. Read models are folded here. Nothing old is published, sent or reacted to again.

    Interrupted, run it again with the same FOLDER: it goes on. Keys open only under the master key they were
    wrapped with. Where this system has another, name a copy of the old one (`master.key` of a data folder) by
    --master-key-file: the keys are wrapped anew.
    """
    settings = settings_now()
    with receiving(settings) as system:
        members = [application.member for application in system.applications.values()]
        manifest = check(folder, members, show_progress)
        for application in system.applications.values():
            application.migrate()
        missing = missing_here(manifest, members)
        rewrap = _rewrap(manifest, settings, master_key_file)
        for member in missing:
            Loading(folder, manifest, member, rewrap, show_progress).run()
        _fold(system)
    tell(manifest)
    before = sorted(manifest.heads.keys() - {member.name for member in missing})
    click.echo("imported" + (f" (before the interruption: {', '.join(before)})" if before else ""))


def _rewrap(manifest: Manifest, settings: Settings, file: Path | None) -> Rewrap | None:
    """Raises ArchiveRefused when the keys do not open under the master key that is here or was named."""
    if KEYS not in manifest.holds:
        if file:
            raise click.UsageError("--master-key-file: this folder holds no keys")
        return None
    ours = master_key(settings)
    theirs = _read_master_key(file) if file else ours
    if key_check(theirs) != manifest.key_check:
        raise ArchiveRefused(
            f"the keys in this folder are not wrapped by the master key in {file}"
            if file
            else "the keys in this folder are wrapped by another master key than this system's: "
            "name a file with it by --master-key-file"
        )
    return Rewrap(theirs, ours)


def _read_master_key(file: Path) -> bytes:
    return Settings({"MINQING_MASTER_KEY_FILE": str(file)}).master_key


def _fold(system: System) -> None:
    """The read models, to the ends of the logs."""

    def fetch(reader: str, source: str) -> Fetch:
        return fetch_from_log(system.applications[source].readable_by(reader))

    for application in system.applications.values():
        for follower in application.followers(partial(fetch, application.name)):
            if isinstance(follower, ProjectionFollower):
                while follower.step(system_clock()):
                    show_progress(f"{follower.name}@{follower.source}", follower.seen().position)
