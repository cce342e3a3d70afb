"""What facts make of the lines of an issue: given facts, then lines."""

from datetime import UTC, datetime
from typing import Any

import pytest

from eventlog.clock import to_microseconds
from eventlog.record import Record
from services.reports.evolve import evolve, touches_lines
from services.reports.line_values import from_decimal, month_of, sequence
from services.reports.lines import IssueLines

AT = datetime(2026, 11, 24, 2, tzinfo=UTC)
REPORTED: tuple[str, dict[str, Any]] = (
    "IssueReported",
    {
        "number": "WT-202611-0032",
        "kind": "help_request",
        "source": "visit",
        "unit_id": "reed",
        "category": "roads",
    },
)
REWORK: tuple[str, dict[str, Any]] = ("ReworkOrdered", {"due": None})
CLOSED = ("IssueClosed", {"outcome": "solved"})


def record(position: int, type_: str, data: dict[str, Any], at: datetime = AT) -> Record:
    told = {"issue_id": "i", **data}
    us = to_microseconds(at)
    return Record(position, "i", position, type_, 1, "f", "a", None, None, told, us)


def lines_after(*facts: tuple[str, dict[str, Any]]) -> IssueLines:
    lines: IssueLines | None = None
    for position, (type_, data) in enumerate((REPORTED, *facts), 1):
        lines = evolve(lines, record(position, type_, data), "Asia/Shanghai")
    assert lines is not None
    return lines


def assigned(lead: str) -> tuple[str, dict[str, Any]]:
    return "IssueAssigned", {"lead_unit_id": lead, "due": "2026-12-01"}


def planned(k: int) -> tuple[str, dict[str, Any]]:
    number = f"RW-202611-0032-{k}"
    return "TaskPlanned", {"task_id": f"t{k}", "number": number, "unit_id": "power"}


def completed(k: int) -> tuple[str, dict[str, Any]]:
    number = f"XG-202611-0032-{k}"
    return "TaskCompleted", {"task_id": f"t{k}", "number": number, "completed_on": "2026-11-24"}


def answered(satisfaction: str | None, basis: str | None = "reached") -> tuple[str, dict[str, Any]]:
    return "CallbackRecorded", {"basis": basis, "solved": "solved", "satisfaction": satisfaction}


def test_an_answer_is_about_the_results_since_the_last_rework() -> None:
    lines = lines_after(
        assigned("power"),
        planned(1),
        completed(1),
        answered("very_dissatisfied"),
        REWORK,
        planned(2),
        completed(2),
        answered("satisfied"),
        CLOSED,
    )
    said = {task: effect.satisfaction for task, effect in lines.effects.items()}
    assert said == {"t1": "very_dissatisfied", "t2": "satisfied"}
    assert all(effect.closed and effect.outcome == "solved" for effect in lines.effects.values())
    assert (lines.problem.reworks, lines.problem.ended_position) == (1, 10)


def test_a_try_that_reached_nobody_changes_no_line() -> None:
    before = (assigned("power"), planned(1), completed(1))
    assert lines_after(*before, answered(None, basis=None)) == lines_after(*before)


def test_who_was_not_rated_is_not_taken_for_satisfied() -> None:
    lines = lines_after(assigned("power"), planned(1), completed(1))
    assert lines.effects["t1"].satisfaction is None
    lines = lines_after(assigned("power"), planned(1), completed(1), answered(None, "three_tries"))
    assert lines.effects["t1"].satisfaction == "not_rated"


def test_open_tasks_go_over_to_the_new_lead_unit_and_completed_ones_stay() -> None:
    lines = lines_after(assigned("power"), planned(1), planned(2), completed(1), assigned("water"))
    assert {task: line.lead_unit_id for task, line in lines.tasks.items()} == {
        "t1": "power",
        "t2": "water",
    }
    assert lines.effects["t1"].lead_unit_id == "power"
    assert lines.problem.lead_unit_id == "water"


def test_progress_without_a_task_is_progress_of_every_open_task() -> None:
    said = ("ProgressReported", {"task_id": None, "quantity": 3.0})
    lines = lines_after(assigned("power"), planned(1), planned(2), completed(1), said)
    told = {task: (line.progress, line.progress_quantity) for task, line in lines.tasks.items()}
    assert told == {"t1": ("completed", None), "t2": ("in_progress", None)}


def test_a_category_found_at_triage_is_that_of_every_line_of_the_issue() -> None:
    triaged = ("IssueTriaged", {"category": "parking", "field": "governance_difficulty"})
    lines = lines_after(assigned("power"), planned(1), completed(1), triaged)
    assert {(line.category, line.field) for line in lines} == {("parking", "governance_difficulty")}


def test_a_result_approved_before_the_task_is_done_waits_for_it() -> None:
    approved = ("PublicTextApproved", {"part": "public_result", "task_id": "t1", "text": "灯亮了"})
    lines = lines_after(assigned("power"), planned(1), approved)
    assert lines.effects == {}
    lines = lines_after(assigned("power"), planned(1), approved, completed(1))
    assert lines.effects["t1"].public_result == "灯亮了"


def test_facts_that_no_list_knows_change_nothing() -> None:
    assert lines_after(("IssueEscalated", {"level": 2})) == lines_after()
    assert not touches_lines(record(1, "IssueEscalated", {}))
    assert evolve(None, record(1, *CLOSED), "Asia/Shanghai") is None


@pytest.mark.parametrize(
    ("at", "month"),
    [
        (datetime(2026, 6, 30, 15, 59, tzinfo=UTC), "2026-06"),
        (datetime(2026, 6, 30, 16, 30, tzinfo=UTC), "2026-07"),
        (datetime(2026, 12, 31, 16, 0, tzinfo=UTC), "2027-01"),
    ],
)
def test_a_month_begins_at_midnight_in_shanghai(at: datetime, month: str) -> None:
    assert month_of(record(1, *REPORTED, at=at), "Asia/Shanghai") == month


def test_numbers_are_ordered_by_month_n_and_k() -> None:
    told = ["WT-202612-0001", "WT-202611-10000", "WT-202611-9999", "XG-202611-0009-10"]
    told += ["RW-202611-0009-2", "WT-202611-0009", "WT-202512-9999"]
    assert sorted(told, key=sequence, reverse=True) == told


@pytest.mark.parametrize(("stored", "told"), [("8.0", 8), ("2.5", 2.5), ("0.0", 0), (None, None)])
def test_a_whole_quantity_is_told_without_a_point(stored: str | None, told: float | None) -> None:
    assert repr(from_decimal(stored)) == repr(told)
