"""Invented issues as `reports` is told of them: half only reported and assigned, half brought to their end."""

from collections.abc import Iterator
from typing import Any

from bench.district import TEAMS, UNITS
from bench.stories import CATEGORIES
from eventlog.record import Record

MONTHS = tuple(f"{year}{month:02d}" for year in (2025, 2026) for month in range(1, 11))
START_US, STEP_US = 1_735_700_000_000_000, 40_000_000
Told = tuple[str, dict[str, Any]]


def records(count: int) -> Iterator[Record]:
    """The facts of `count` issues, issue after issue, numbers in order; texts as two persons approved them."""
    position = 0
    for n in range(count):
        for type_, data in _facts(n, count):
            position += 1
            yield _record(position, data["issue_id"], type_, data)


def number(n: int, count: int) -> str:
    """Without its letters: `202601-0042` of the n-th of `count` issues."""
    of_month = -(-count // len(MONTHS))
    return f"{MONTHS[n // of_month]}-{n % of_month + 1:04d}"


def _facts(n: int, count: int) -> Iterator[Told]:
    id_, told, unit = f"issue-{n}", number(n, count), UNITS[n % len(UNITS)]
    of = {"issue_id": id_, "by": "somebody"}
    task = {**of, "task_id": f"{id_}-1"}
    text = {
        **of,
        "part": "public_text",
        "text": f"{n % 9 + 1}组村口路灯损坏，夜间通行不便，群众希望尽快维修。",
    }
    yield (
        "IssueReported",
        {
            **of,
            "number": f"WT-{told}",
            "kind": "help_request",
            "source": "visit",
            "unit_id": TEAMS[n % len(TEAMS)],
            "category": CATEGORIES[n % len(CATEGORIES)],
            "field": "livelihood_pain_point",
            "occurred_on": "2026-01-05",
            "needs_conditions": False,
        },
    )
    yield "PublicTextApproved", text
    yield "IssueAssigned", {**of, "lead_unit_id": unit, "due": "2026-01-12"}
    if n % 2:
        yield "TaskPlanned", {**task, "number": f"RW-{told}-1", "unit_id": unit}
        yield "TaskCompleted", {**task, "number": f"XG-{told}-1", "completed_on": "2026-01-09"}
        yield "IssueClosed", {**of, "outcome": "solved"}


def _record(position: int, stream: str, type_: str, data: dict[str, Any]) -> Record:
    return Record(
        position=position,
        stream=stream,
        version=1,
        type=type_,
        schema=1,
        fact_id=str(position),
        actor="somebody",
        command_id=None,
        causation_id=None,
        data=data,
        recorded_us=START_US + position * STEP_US,
        digest="00",
    )
