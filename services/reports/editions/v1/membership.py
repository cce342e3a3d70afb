"""What stands in an edition: what happened in its range, and what is still open at its cut."""

from collections.abc import Iterator

from services.reports.editions.content import Cut
from services.reports.editions.v1.state import Issue, Result, Task


def is_listed_problem(issue: Issue, cut: Cut) -> bool:
    """Reported in the range, carried over and still open, or ended in the range."""
    return (
        issue.reported_at > cut.previous
        or issue.is_open
        or (issue.ended_at is not None and issue.ended_at > cut.previous)
    )


def is_listed_task(task: Task, cut: Cut) -> bool:
    """Planned in the range, or open at the cut."""
    return task.planned_at > cut.previous or task.is_open


def results_of(issue: Issue) -> Iterator[tuple[Task, Result]]:
    """Those that were there when the issue was closed, which it is at the cut. Each result is printed once: in the
    first edition at whose cut its issue is closed. What becomes of it later is told as an erratum."""
    closed_at = issue.closed_at or 0
    for task in issue.tasks.values():
        if task.result is not None and task.result.completed_at < closed_at:
            yield task, task.result


def is_closed_without_task(issue: Issue) -> bool:
    return issue.is_closed and all(task.result is None for task in issue.tasks.values())


def order_of(number: str) -> tuple[int, ...]:
    """`WT-202611-0032` and `RW-202611-0032-1` in the order of month, n and k."""
    return tuple(int(part) for part in number.split("-")[1:])
