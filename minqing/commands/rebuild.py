"""`minqing rebuild [--verify]`: fold the read models again from the logs."""

import sys
from contextlib import suppress

import click

from eventlog import rebuild as folding
from eventlog.projection import RebuildNeeded
from minqing.registry import SERVICES
from minqing.system import System, reading, settings_now, working
from services.kernel.application import Application


@click.command()
@click.argument("service", type=click.Choice(sorted(SERVICES)), required=False)
@click.option("--verify", "only_verify", is_flag=True, help="Compare only; change nothing.")
def rebuild(service: str | None, only_verify: bool) -> None:
    """Rebuild the read models of every service, or of SERVICE, from the logs.

    Without --verify the next generation is filled beside the live one and then switched; readers never wait.
    What was wrong in the old rows is printed. With --verify the logs are folded into a scratch place and compared
    with the live rows: exit code 1 when they differ. It may run beside a running system.
    """
    equal = True
    with (reading if only_verify else working)(settings_now()) as system:
        for name, application in system.applications.items():
            if service in (None, name):
                if not only_verify:
                    with suppress(RebuildNeeded):  # that is what we are here for
                        application.migrate()
                equal &= _all_of(system, application, only_verify)
    sys.exit(1 if only_verify and not equal else 0)


def _all_of(system: System, application: Application, only_verify: bool) -> bool:
    equal = True
    for projection in application.projections:
        logs = {
            source: system.applications[source].readable_by(application.name)
            for source in projection.sources
        }
        done = (folding.verify if only_verify else folding.rebuild)(
            projection, application.read_models, logs, progress=_progress
        )
        rate = done.facts / done.seconds if done.seconds else 0
        click.echo(
            f"{application.name}.{projection.name}: {done.facts:,} facts, {rate:,.0f} facts/s, {_word(done)}"
        )
        for difference in done.differences:
            click.echo(f"  {difference}")
        equal &= done.equal
    return equal


def _word(done: folding.Verification) -> str:
    if not done.is_compared:
        return "made anew"
    return "equal" if done.equal else "DIFFERENT"


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{done:,} of {total:,} facts", nl=done >= total, err=True)
