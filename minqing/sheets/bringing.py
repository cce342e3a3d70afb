"""A table goes to its service, and what the service says comes back to the cells.

A service takes MAX_ROWS rows a call, each call all or nothing. A longer table goes in several, whose counts add up to
its rows; what breaks off between two of them is brought again: what has entered counts as the same.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from minqing.sheets.fault import Fault
from minqing.sheets.kinds import PARTIES
from minqing.sheets.table import Table
from minqing.system import System
from services.kernel.csv_rows import MAX_ROWS
from services.visits.party_import import Register, Row, plan_import
from services.visits.search_words import whole_name

SECONDS_A_CALL = 60.0
COUNTS = ("new", "changed", "same")

Rows = list[dict[str, Any]]


@dataclass
class Outcome:
    """`counts` and `wrong` together are the rows. `position` is the log's, from which they can be read."""

    table: Table
    counts: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    position: int = 0

    @property
    def wrong(self) -> set[int]:
        return {fault.row for fault in self.faults if fault.row is not None}

    @property
    def sound_rows(self) -> Rows:
        return [row for row in self.table.rows if row["row"] not in self.wrong]


def bring(
    system: System,
    table: Table,
    dry_run: bool,
    planned_units: Rows,
    sign_ins: list[dict[str, str]],
) -> Outcome:
    """`planned_units` are rows of units that would have entered before, in a dry run of a whole workbook;
    `sign_ins` takes the one-time links, also of the calls before one that fails."""
    outcome = Outcome(table, faults=[*table.faults, *_doubles_far_apart(table)])
    request: dict[str, Any] = {"dry_run": dry_run}
    if planned_units:
        request["planned_units"] = planned_units
    for rows in _batches(outcome.sound_rows):
        answer = _call(system, table, {**request, "rows": rows})
        sign_ins += answer.get("sign_ins") or []
        _add(outcome, answer)
    outcome.faults.sort(key=lambda fault: (fault.row or 0, fault.position or 0))
    return outcome


def _call(system: System, table: Table, request: dict[str, Any]) -> dict[str, Any]:
    service, method = table.kind.service, table.kind.method
    request = {"command_id": str(uuid4()), **request}
    answer = system.peer.call(
        service, method, request, token=system.token(), timeout=SECONDS_A_CALL
    )
    if system.host:
        system.host.settle()
    return answer


def _add(outcome: Outcome, answer: dict[str, Any]) -> None:
    for name in COUNTS:
        if name in answer:
            outcome.counts[name] = outcome.counts.get(name, 0) + answer[name]
    table = outcome.table
    outcome.faults += [table.fault(e["row"], e["field"], e["code"]) for e in answer["errors"]]
    outcome.position = max(outcome.position, answer["position"])


def _batches(rows: Rows) -> Iterator[Rows]:
    for start in range(0, len(rows), MAX_ROWS):
        yield rows[start : start + MAX_ROWS]


def _doubles_far_apart(table: Table) -> Iterable[Fault]:
    """Two rows of one party in different calls: the service would see each alone, and a dry run would count both
    as new. So a long file is compared whole, by the service's own rule."""
    if table.kind is not PARTIES or len(table.rows) <= MAX_ROWS:
        return
    rows = [Row(number=row["row"], **_cells(row)) for row in table.rows]
    plan = plan_import(rows, Register(), lambda _unit: None, _name_key)
    for error in plan.errors:
        if error["code"] == "duplicate":
            yield table.fault(error["row"], error["field"], error["code"])


def _cells(row: dict[str, Any]) -> dict[str, str | None]:
    return {name: text or None for name, text in row.items() if name != "row"}


def _name_key(row: Row) -> str:
    return f"{row.unit_code}/{whole_name(row.name or '')}"
