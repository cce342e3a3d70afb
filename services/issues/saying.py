"""Short answers about an issue that several pages give: its title, marks, limit, and whose turn it is."""

import re
from datetime import timedelta
from typing import Any

from services.issues.act import Act
from services.issues.issue import Issue
from services.issues.limits.limit import CLOCK_HOURS, Limit, explain, to_days

TITLE = 24
_SENTENCE = re.compile(r"[。！？!?；;\n]")


def title_of(verbatim: str | None) -> str | None:
    """The first words of what was said; None once they are forgotten."""
    if verbatim is None:
        return None
    first = _SENTENCE.split(verbatim.strip(), 1)[0].strip() or verbatim.strip()
    return first if len(first) <= TITLE else f"{first[: TITLE - 1]}…"


def marks_of(issue: Issue) -> list[Any]:
    """Codes, and `{mark, times}` where it is counted."""
    flags = (
        ("urgent", issue.is_urgent),
        ("confidential", issue.is_confidential),
        ("on_spot", issue.is_on_spot),
    )
    marks: list[Any] = [mark for mark, is_set in flags if is_set]
    counts = (("rework", issue.reworks), ("reopened", issue.reopenings))
    return [*marks, *({"mark": mark, "times": times} for mark, times in counts if times)]


def limit_of(limit: Limit | None, act: Act) -> dict[str, Any] | None:
    """What `explain` says of it and `late_days | left_days`; `late_hours` of clock hours that ended today."""
    if limit is None:
        return None
    late: dict[str, int] = to_days(limit, act.today, act.calendar)
    if limit.unit == CLOCK_HOURS and act.now > limit.due_at and "left_days" in late:
        late = {"late_hours": max(1, (act.now - limit.due_at) // timedelta(hours=1))}
    return {**explain(limit), **late}


def turn_of(issue: Issue) -> dict[str, Any] | None:
    """`{role, unit, verb}`: the next step of the work and who takes it; None when it is over.

    What was asked of the office comes first: meanwhile the unit may go on."""
    if issue.state == "rejected" and issue.is_objection_open:
        return _turn("supervisor", "decide_objection")
    if issue.state in ("reported_done", "called_back"):
        calls = issue.state == "reported_done" and issue.is_called_back_by_rule
        return _turn("reviewer", "record_callback" if calls else "close")
    asked = _asked_of_office(issue)
    if asked:
        return _turn("office", asked)
    if issue.state in ("assigned", "signed", "in_progress"):
        waits = issue.tasks_of_round or issue.round
        return _turn("handler", "report_done" if waits else "plan_task", issue.lead_unit)
    return None


def _asked_of_office(issue: Issue) -> str | None:
    if issue.state == "held":
        return "review_hold"
    if issue.state in ("reported", "triaged") and issue.rejection_by is not None:
        return "reject"
    if issue.state in ("reported", "triaged", "returned"):
        return "assign"
    if issue.hold_request is not None:
        return "hold"
    return "grant_extension" if issue.requested_days is not None else None


def _turn(role: str, verb: str, unit: str | None = None) -> dict[str, Any]:
    return {"role": role, "unit": unit, "verb": verb}
