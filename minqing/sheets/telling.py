"""What an import says on the terminal: a line for each fault, one with the counts for each table."""

import click

from minqing.sheets.bringing import COUNTS, Outcome
from minqing.sheets.fault import Fault

MAX_LINES = 200


def say_faults(faults: list[Fault]) -> None:
    for fault in faults[:MAX_LINES]:
        click.echo(fault.line, err=True)
    if len(faults) > MAX_LINES:
        click.echo(f"… {len(faults) - MAX_LINES} more; --errors FILE writes them all", err=True)


def say_counts(outcomes: list[Outcome], dry_run: bool) -> None:
    for outcome in outcomes:
        click.echo(f"{outcome.table.kind.name}: {_counts(outcome)}")
    if dry_run:
        click.echo("dry run: nothing was changed")


def _counts(outcome: Outcome) -> str:
    """`new 3, changed 0, same 1, wrong 1 of 5 rows`"""
    rows = len(outcome.table.lines)
    if not rows:
        return "no rows below the heads, nothing to import"
    told = [f"{name} {outcome.counts[name]}" for name in COUNTS if name in outcome.counts]
    return f"{', '.join([*told, f'wrong {len(outcome.wrong)}'])} of {rows} rows"
