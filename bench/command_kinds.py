"""The commands of a working day: how often each comes, who gives it, and what must have happened to its issue.

Who gives it is told by role; the handler is the one of the issue's own unit, which leads.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bench.district import HANDLERS, OFFICE, REVIEWER, VISITOR
from eventlog.clock import system_clock
from services.issues.issue import Issue
from services.kernel.caller import Caller, service_caller

Fields = Callable[[Issue], dict[str, Any]]


@dataclass(frozen=True)
class Step:
    """A command that `role` gives on an issue."""

    name: str
    role: str
    fields: Fields = lambda _issue: {}

    def caller(self, issue: Issue) -> Caller:
        return {**_BY_ROLE, "handler": HANDLERS[issue.unit_id]}[self.role]


@dataclass(frozen=True)
class Kind:
    """`share` of a hundred commands are this step, each on an issue of its own that has taken the steps `before`."""

    share: int
    step: Step
    before: tuple[Step, ...] = ()


_BY_ROLE = {
    "office": OFFICE,
    "reviewer": REVIEWER,
    "visitor": VISITOR,
    "resident": service_caller("web", "public"),
}
REASON = {"reason": "现场看过，情况有变"}


def _assigned(issue: Issue) -> dict[str, Any]:
    return {"lead_unit": issue.unit_id, "category": issue.category}


def _of_task(issue: Issue) -> dict[str, Any]:
    return {"task_id": issue.tasks[0].task_id}


def _waiting(_issue: Issue) -> dict[str, Any]:
    asked = {"missing_condition": "等管网改造", "plan": "随改造一起换"}
    review_by = (system_clock() + timedelta(days=14)).date()
    return {**asked, "responsible_position": "unit_head", "review_by": review_by}


ASSIGN = Step("assign", "office", _assigned)
SIGN = Step("sign_for", "handler")
PLAN = Step("plan_task", "handler", lambda _: {"measure": "三日内换灯，检查整条线路"})
PROGRESS = Step("report_progress", "handler", lambda _: {"note": "材料已到，明天施工"})
DONE = Step(
    "complete_task",
    "handler",
    lambda issue: {**_of_task(issue), "result": "已换灯十二盏，夜里看过", "report_done": True},
)
CALL = Step(
    "record_callback",
    "reviewer",
    lambda _: {"reached": True, "solved": "solved", "satisfaction": "satisfied"},
)
CLOSE = Step("close", "reviewer", lambda _: {"outcome": "solved"})
ASK_TIME = Step("request_extension", "handler", lambda _: {"days": 2, **REASON})
GRANT_TIME = Step("grant_extension", "office")
ASK_HOLD = Step("request_hold", "handler", _waiting)
HOLD = Step("hold", "office")
RESUME = Step("resume", "office")
RETURN = Step("return_back", "handler", lambda _: REASON)
SUPPLEMENT = Step("supplement", "visitor", lambda _: {"text": "又说：雨天更黑，老人不敢出门"})
MERGE = Step("merge", "office")  # into another one, that the bench names
RATE = Step("rate", "resident", lambda _: {"solved": "solved", "satisfaction": "satisfied"})
REOPEN = Step("reopen", "office", lambda _: REASON)
RECHECK = Step("recheck", "reviewer", lambda _: {"still_solved": True})
ESCALATE = Step("escalate", "office", lambda _: {"level": 1})

TO_PLANNED = (ASSIGN, PLAN)
TO_DONE = (*TO_PLANNED, DONE)
TO_CLOSED = (*TO_DONE, CALL, CLOSE)
KINDS = (
    Kind(12, ASSIGN),
    Kind(8, SIGN, (ASSIGN,)),
    Kind(12, PLAN, (ASSIGN,)),
    Kind(10, PROGRESS, TO_PLANNED),
    Kind(12, DONE, TO_PLANNED),
    Kind(10, CALL, TO_DONE),
    Kind(10, CLOSE, (*TO_DONE, CALL)),
    Kind(5, SUPPLEMENT),
    Kind(2, ASK_TIME, TO_PLANNED),
    Kind(2, GRANT_TIME, (*TO_PLANNED, ASK_TIME)),
    Kind(2, ASK_HOLD, TO_PLANNED),
    Kind(2, HOLD, (*TO_PLANNED, ASK_HOLD)),
    Kind(2, RESUME, (*TO_PLANNED, ASK_HOLD, HOLD)),
    Kind(2, RETURN, (ASSIGN,)),
    Kind(2, MERGE),
    Kind(3, RATE, TO_DONE),
    Kind(1, REOPEN, TO_CLOSED),
    Kind(2, RECHECK, TO_CLOSED),
    Kind(1, ESCALATE, (ASSIGN,)),
)
