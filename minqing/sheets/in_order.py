"""The tables of a workbook one after the other: what the first bring, the later ones may name."""

import time

import click

from minqing.sheets.bringing import Outcome, Rows, bring
from minqing.sheets.kinds import PARTIES, UNITS
from minqing.sheets.table import Table
from minqing.system import System

WAIT_SECONDS = 60.0


def bring_in_order(
    system: System, tables: list[Table], dry_run: bool, sign_ins: list[dict[str, str]]
) -> list[Outcome]:
    """`sign_ins` takes the one-time links as they come, so that none is lost when a later table fails."""
    outcomes: list[Outcome] = []
    planned: Rows = []
    for table in tables:
        if table.kind is PARTIES and outcomes:
            _wait(system, max(outcome.position for outcome in outcomes))
        outcome = bring(system, table, dry_run, planned, sign_ins)
        outcomes.append(outcome)
        if dry_run and table.kind is UNITS:
            planned = [_without_number(row) for row in outcome.sound_rows]
    return outcomes


def _without_number(row: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in row.items() if name != "row"}


def _wait(system: System, position: int) -> None:
    """Until `visits` knows the units that have just entered."""
    deadline = time.monotonic() + WAIT_SECONDS
    while True:
        passed = system.peer.call("visits", "passed", {}, token=system.token())["items"]
        if all(at >= position for name, at in passed.items() if name.endswith("@campaign")):
            return
        if time.monotonic() > deadline:
            raise click.ClickException("visits does not know the new units; is its pump running?")
        time.sleep(0.1)
