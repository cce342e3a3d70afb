"""Lines of an issue before a unit works on it, and where it ends without."""

from dataclasses import replace
from typing import Any

from eventlog.record import Record
from services.reports.changes import Change, Changes, Data
from services.reports.line_values import month_of, sequence
from services.reports.lines import IssueLines, ProblemLine


def reported(record: Record, timezone: str) -> ProblemLine:
    data = record.data
    return ProblemLine(
        issue_id=data["issue_id"],
        number=data["number"],
        sequence=sequence(data["number"]),
        month=month_of(record, timezone),
        unit_id=data["unit_id"],
        category=data["category"],
        field=data.get("field"),
        confidential=bool(data.get("confidential")),
        on_spot=bool(data.get("on_spot")),
        kind=data["kind"],
        source=data["source"],
        occurred_on=data.get("occurred_on"),
        reported_us=record.recorded_us,
        needs_conditions=data.get("needs_conditions"),
        urgent=bool(data.get("danger")),
    )


def _triaged(lines: IssueLines, record: Record, _timezone: str) -> IssueLines:
    data, problem = record.data, lines.problem
    conditions = data.get("needs_conditions")
    named = {"category": data["category"], "field": data.get("field") or problem.field}
    return _on_every_line(lines, named).with_problem(
        state="triaged",
        needs_conditions=problem.needs_conditions if conditions is None else conditions,
        urgent=problem.urgent or data.get("limit_class") == "urgent",
    )


def _corrected(lines: IssueLines, record: Record, _timezone: str) -> IssueLines:
    """What is on all lines, and what only the problem says."""
    named = _given(record.data, ("category", "field", "unit_id"))
    own = _given(record.data, ("kind", "occurred_on"))
    if record.data.get("danger") is not None:
        own["urgent"] = record.data["danger"]
    return _on_every_line(lines, named).with_problem(**own)


def _ended(state: str) -> Change:
    def change(lines: IssueLines, record: Record, _timezone: str) -> IssueLines:
        return lines.with_problem(state=state, ended_position=record.position)

    return change


def _merged(lines: IssueLines, record: Record, _timezone: str) -> IssueLines:
    into = record.data["into_number"]
    return lines.with_problem(state="merged", merged_into=into, ended_position=record.position)


def _unmerged(lines: IssueLines, record: Record, _timezone: str) -> IssueLines:
    """Told in both streams; only the one that had been merged goes on from here."""
    data = record.data
    if data["issue_id"] != data["absorbed_id"]:
        return lines
    return lines.with_problem(state=data["state"], merged_into=None, ended_position=None)


def _withdrawn(lines: IssueLines, record: Record, timezone: str) -> IssueLines:
    """It ends with the last reporter who takes it back."""
    if not record.data.get("is_last", True):
        return lines
    return _ended("withdrawn")(lines, record, timezone)


def _on_every_line(lines: IssueLines, named: Data) -> IssueLines:
    changed = lines.with_tasks(*(replace(task, **named) for task in lines.tasks.values()))
    changed = changed.with_effects(*(replace(each, **named) for each in lines.effects.values()))
    return changed.with_problem(**named)


def _given(data: Data, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: data[name] for name in names if data.get(name) is not None}


CHANGES: Changes = {
    "IssueTriaged": _triaged,
    "IssueCorrected": _corrected,
    "IssueFiled": _ended("filed"),
    "IssueReferred": _ended("referred"),
    "IssueRejected": _ended("rejected"),
    "IssueMerged": _merged,
    "IssueUnmerged": _unmerged,
    "IssueWithdrawn": _withdrawn,
}
