"""`minqing edition build`: make published editions once more, from the logs, and compare."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from eventlog.record import Record
from minqing.system import System, reading, settings_now
from services.reports.application import ReportsApplication
from services.reports.editions import folder
from services.reports.editions.document import Edition as Printed
from services.reports.editions.withdrawal import withdraw
from services.reports.own_log import approved_at, series, withdrawals
from services.reports.press.making import cut_of, print_edition, withdrawn_before
from services.reports.press.press import before, made_of
from services.reports.press.sources import PAGE, Read
from services.reports.workflow.edition import Edition


@click.command()
@click.option("--number", type=click.IntRange(min=1), help="Only this edition.")
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write the folders that were made here.",
)
def build(number: int | None, into: Path | None) -> None:
    """Build the published editions again from the logs, and compare each with what was published.

    Needs the key that signed them (MINQING_EDITION_KEY, or `edition.key` in the data folder): the salts of the rows
    come from it. Exit code 1 when one has another digest. Changes nothing, and runs beside a running system.
    """
    different = False
    with reading(settings_now()) as system:
        app = system.applications["reports"]
        if not isinstance(app, ReportsApplication) or app.environment.printing is None:
            raise click.ClickException("set MINQING_EDITION_KEY (or MINQING_EDITION_KEY_FILE)")
        chain: list[Printed] = []
        for edition, made in _editions(system, app):
            published = edition.publication.digest if edition.publication else ""
            if number in (None, edition.number):
                is_equal = made.digest == published
                different |= not is_equal
                click.echo(f"{edition.number:04d} {edition.month}: {_word(is_equal, made)}")
                if into:
                    earlier = [each.chain_entry for each in chain]
                    path = folder.write(into, made, earlier, app.environment.printing.key)
                    click.echo(f"  written: {path}")
            chain.append(made)
        if not chain:
            click.echo("no edition is published")
    sys.exit(1 if different else 0)


def _word(is_equal: bool, made: Printed) -> str:
    return f"equal, {made.digest}" if is_equal else f"DIFFERENT, now {made.digest}"


def _editions(system: System, app: ReportsApplication) -> Iterator[tuple[Edition, Printed]]:
    """Each published edition, made anew, with the rows taken out that were withdrawn since."""
    printing = app.environment.printing
    with app.environment.engine.connect() as conn:
        found, gone = series(conn), withdrawals(conn)
        approved = {each.edition_id: approved_at(conn, each.edition_id) for each in found}
    campaign = system.applications["campaign"].log
    origin = campaign.head().origin if campaign else "live"
    previous = None
    for edition in (each for each in found if each.state == "published"):
        taken = withdrawn_before(gone, approved[edition.edition_id])
        made = made_of(
            _read(system),
            app.environment.timezone,
            edition,
            before(found, edition),
            taken,
            cut_of(edition).texts,
        )
        if printing is None:
            return
        printed = print_edition(made, edition, previous, origin, printing.key)
        previous = printed.digest
        for _, fact in gone:
            day = fact.on.isoformat()
            printed = withdraw(printed, fact.list, fact.row_number, day, fact.reason, printing.key)
        yield edition, printed


def _read(system: System) -> Read:
    def read(service: str, after: int, until: int) -> list[Record]:
        return system.applications[service].wire_as_of(until).read(after, PAGE)

    return read
