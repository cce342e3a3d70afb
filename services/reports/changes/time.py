"""The problem's line when there is more time, or when it waits for a condition."""

from eventlog.record import Record
from services.reports.changes import Changes
from services.reports.lines import IssueLines


def _due(lines: IssueLines, record: Record, _timezone: str) -> IssueLines:
    return lines.with_problem(due=record.data["due"])


def _held(lines: IssueLines, record: Record, _timezone: str) -> IssueLines:
    return lines.with_problem(state="held", held_review_by=record.data["review_by"])


def _reviewed(lines: IssueLines, record: Record, _timezone: str) -> IssueLines:
    return lines.with_problem(held_review_by=record.data["review_by"])


def _resumed(lines: IssueLines, record: Record, _timezone: str) -> IssueLines:
    return lines.with_problem(state="in_progress", due=record.data["due"], held_review_by=None)


CHANGES: Changes = {
    "ExtensionGranted": _due,
    "DeadlineRecomputed": _due,
    "IssueHeld": _held,
    "HoldReviewed": _reviewed,
    "IssueResumed": _resumed,
}
