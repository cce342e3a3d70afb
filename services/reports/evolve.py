"""What each fact of an issue does to its lines: `evolve` is pure, and the lists are nothing but its result.

A type that is not named in `changes/` changes no line.
"""

from eventlog.record import Record
from services.reports.changes import Changes, intake, outcome, publication, time, work
from services.reports.lines import IssueLines

CHANGES: Changes = {
    **intake.CHANGES,
    **work.CHANGES,
    **time.CHANGES,
    **outcome.CHANGES,
    **publication.CHANGES,
}


def evolve(lines: IssueLines | None, record: Record, timezone: str) -> IssueLines | None:
    """The issue's lines after this fact; `lines` is None before the issue was reported."""
    if record.type == "IssueReported":
        return IssueLines(intake.reported(record, timezone))
    change = CHANGES.get(record.type)
    return lines if lines is None or change is None else change(lines, record, timezone)


def touches_lines(record: Record) -> bool:
    return record.type == "IssueReported" or record.type in CHANGES
