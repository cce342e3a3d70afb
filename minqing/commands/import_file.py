"""`minqing import KIND FILE`: a workbook or CSV file, checked cell by cell; wrong rows are named and left out."""

import sys
from contextlib import nullcontext
from pathlib import Path

import click

from minqing.new_file import new_file
from minqing.sheets.bringing import Outcome
from minqing.sheets.in_order import bring_in_order
from minqing.sheets.kinds import ALONE, KINDS
from minqing.sheets.link_list import address, link_list
from minqing.sheets.source import read_all, read_one
from minqing.sheets.table import Table, Unreadable
from minqing.sheets.telling import say_counts, say_faults
from minqing.sheets.wrong_rows import wrong_rows
from minqing.system import settings_now, working

ALL = "all"
NEW_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command(name="import")
@click.argument("kind", type=click.Choice([*KINDS, *ALONE, ALL]))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--sheet", help="The sheet of the workbook, if it is not named for KIND.")
@click.option("--dry-run", is_flag=True, help="Check and count; change nothing.")
@click.option("--errors", type=NEW_FILE, help="Write wrong rows and reasons into this new .xlsx.")
@click.option("--links", type=NEW_FILE, help="Write one-time links into this new CSV, 0600.")
def import_file(
    kind: str, file: Path, sheet: str | None, dry_run: bool, errors: Path | None, links: Path | None
) -> None:
    """Import KIND from FILE (XLSX; or CSV, UTF-8 or GB 18030). Running it twice changes nothing.

    \b
    units    code,name,kind,parent_code
    people   login,name,position,unit_code,roles   (roles: handler;reviewer@CODE)
    parties  kind,name,unit_code,phone,external_id
    mailboxes  unit_code,email   (blank: no e-mail to the unit any more)
    all      a workbook with sheets for the first three, as `minqing export template` makes it

    Heads stand in row 1, in English or Chinese, in any order. A wrong row is named by its cell and left out.
    """
    if kind == ALL and sheet:
        raise click.UsageError("--sheet goes with one kind; `all` finds the sheets by their names")
    _check_new(errors, links)
    outcomes = _bring(_tables(kind, file, sheet), dry_run, links)
    say_faults([fault for outcome in outcomes for fault in outcome.faults])
    say_counts(outcomes, dry_run)
    wrong = any(outcome.wrong for outcome in outcomes)
    if wrong and errors:
        with new_file(errors) as out:
            out.write(wrong_rows(outcomes))
    sys.exit(1 if wrong else 0)


def _check_new(*paths: Path | None) -> None:
    for path in paths:
        if path and path.exists():
            raise click.UsageError(f"{path} exists already: name a new file")


def _tables(kind: str, file: Path, sheet: str | None) -> list[Table]:
    try:
        return read_all(file) if kind == ALL else [read_one(file, (KINDS | ALONE)[kind], sheet)]
    except Unreadable as problem:
        say_faults(problem.faults)
        click.echo("nothing was imported", err=True)
        sys.exit(1)


def _bring(tables: list[Table], dry_run: bool, links: Path | None) -> list[Outcome]:
    sign_ins: list[dict[str, str]] = []
    keeping = link_list(links, sign_ins) if links and not dry_run else nullcontext()
    try:
        with working(settings_now()) as system, keeping:
            if system.host:
                system.host.migrate()
                system.host.settle()
            return bring_in_order(system, tables, dry_run, sign_ins)
    finally:
        for sign_in in [] if links else sign_ins:
            click.echo(f"{sign_in['login']}: one-time link {address(sign_in)}")
