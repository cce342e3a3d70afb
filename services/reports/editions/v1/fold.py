"""What each fact does to an issue. A type that is not named in `folding/` changes nothing that an edition says."""

from zoneinfo import ZoneInfo

from eventlog.record import Record
from services.reports.editions.v1.folding import Change, intake, outcome, work
from services.reports.editions.v1.folding.intake import reported as reported
from services.reports.editions.v1.state import Issue

_CHANGES: dict[str, Change] = {**intake.CHANGES, **work.CHANGES, **outcome.CHANGES}


def follow(issue: Issue, record: Record, zone: ZoneInfo) -> Issue:
    change = _CHANGES.get(record.type)
    return issue if change is None else change(issue, record, zone)
