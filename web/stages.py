"""The six stages that every issue passes, as the bar over its page shows them."""

from dataclasses import dataclass
from typing import Any

STAGES = ("登记", "研判", "交办签收", "办理", "回访", "销号")
# The stage that a state waits in, counted from 1; an ended issue waits in none.
WAITS_IN = {
    "reported": 2,
    "triaged": 3,
    "returned": 3,
    "assigned": 3,
    "signed": 4,
    "in_progress": 4,
    "held": 4,
    "reported_done": 5,
    "called_back": 6,
}
# The fact whose day stands under a stage that is behind.
ENDED_BY = (
    ("IssueReported",),
    ("IssueTriaged",),
    ("IssueSignedFor", "IssueAssigned"),
    ("CompletionReported",),
    ("CallbackRecorded",),
    ("IssueClosed",),
)


@dataclass(frozen=True)
class Stage:
    """`look`: done, now or empty; `at` is the instant it was passed, `due` the day by which it should be."""

    name: str
    look: str
    at: str | None = None
    due: str | None = None


def step(state: str) -> int | None:
    """第 n 步; None for an issue that is over."""
    return WAITS_IN.get(state)


def bar(issue: dict[str, Any], timeline: list[dict[str, Any]]) -> list[Stage]:
    """`timeline` is newest first, so a stage that was passed twice shows its last day. What ended without a closing
    has no bar: it will not pass the stages that are left."""
    now = len(STAGES) + 1 if issue["state"] == "closed" else step(issue["state"])
    if now is None:
        return []
    due = (issue.get("limit") or {}).get("due")
    return [_stage(place, now, timeline, due) for place in range(1, len(STAGES) + 1)]


def _stage(place: int, now: int, timeline: list[dict[str, Any]], due: str | None) -> Stage:
    name = STAGES[place - 1]
    if place < now:
        facts = ENDED_BY[place - 1]
        return Stage(
            name, "done", at=next((item["at"] for item in timeline if item["type"] in facts), None)
        )
    return Stage(name, "now", due=due) if place == now else Stage(name, "")
