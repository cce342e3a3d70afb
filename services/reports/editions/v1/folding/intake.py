"""How an issue comes in, and where it ends without work."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from eventlog.record import Record
from services.reports.editions.v1.folding import Change, given, local_day
from services.reports.editions.v1.state import Issue


def reported(record: Record, zone: ZoneInfo) -> Issue:
    data = record.data
    return Issue(
        id=data["issue_id"],
        number=data["number"],
        month=local_day(record, zone)[:7],
        reported_at=record.position,
        source=data["source"],
        occurred_on=data.get("occurred_on"),
        category=data["category"],
        field=data.get("field"),
        place=data["unit_id"],
        on_spot=bool(data.get("on_spot")),
        needs_conditions=data.get("needs_conditions"),
        urgent=bool(data.get("danger")),
    )


def _triaged(issue: Issue, record: Record, _zone: ZoneInfo) -> Issue:
    data = record.data
    return replace(
        issue,
        state="triaged",
        category=data["category"],
        field=given(data.get("field"), issue.field),
        needs_conditions=given(data.get("needs_conditions"), issue.needs_conditions),
        urgent=issue.urgent or data.get("limit_class") == "urgent",
    )


def _corrected(issue: Issue, record: Record, _zone: ZoneInfo) -> Issue:
    data = record.data
    return replace(
        issue,
        category=given(data.get("category"), issue.category),
        field=given(data.get("field"), issue.field),
        place=given(data.get("unit_id"), issue.place),
        occurred_on=given(data.get("occurred_on"), issue.occurred_on),
        urgent=given(data.get("danger"), issue.urgent),
    )


def ended(state: str) -> Change:
    return lambda issue, record, _zone: replace(issue, state=state, ended_at=record.position)


def _withdrawn(issue: Issue, record: Record, zone: ZoneInfo) -> Issue:
    """It ends with the last reporter who takes it back."""
    return ended("withdrawn")(issue, record, zone) if record.data.get("is_last", True) else issue


def _unmerged(issue: Issue, record: Record, _zone: ZoneInfo) -> Issue:
    """Told in both streams; only the one that had been absorbed goes on from here."""
    data = record.data
    if data["issue_id"] != data["absorbed_id"]:
        return issue
    return replace(issue, state=data["state"], ended_at=None, turns=issue.turns + 1)


CHANGES: dict[str, Change] = {
    "IssueTriaged": _triaged,
    "IssueCorrected": _corrected,
    "IssueFiled": ended("filed"),
    "IssueReferred": ended("referred"),
    "IssueRejected": ended("rejected"),
    "IssueMerged": ended("merged"),
    "IssueUnmerged": _unmerged,
    "IssueWithdrawn": _withdrawn,
}
