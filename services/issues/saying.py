"""Short answers about an issue that several pages give: its title, marks, limit, and whose turn it is."""

import re
from datetime import timedelta
from typing import Any

from services.issues.act import Act
from services.issues.issue import Issue
from services.issues.limit import CLOCK_HOURS, Limit, explain, to_days

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
    """`{role, unit, verb}`: the next step of the work and who takes it; None when it is over."""
    if issue.state in ("reported", "triaged", "returned"):
        return {"role": "office", "unit": None, "verb": "assign"}
    if issue.state == "held":
        return {"role": "office", "unit": None, "verb": "review_hold"}
    if issue.state == "rejected" and issue.is_objection_open:
        return {"role": "supervisor", "unit": None, "verb": "decide_objection"}
    if issue.state in ("assigned", "signed", "in_progress"):
        waits = issue.tasks_of_round or issue.round
        verb = "report_done" if waits else "plan_task"
        return {"role": "handler", "unit": issue.lead_unit, "verb": verb}
    if issue.state == "reported_done":
        verb = "record_callback" if issue.is_called_back_by_rule else "close"
        return {"role": "reviewer", "unit": None, "verb": verb}
    if issue.state == "called_back":
        return {"role": "reviewer", "unit": None, "verb": "close"}
    return None
