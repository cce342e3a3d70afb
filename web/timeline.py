"""经过: what each fact of an issue is called, who did it, and at which of its two times.

The day on which something was done and the moment at which it was recorded are both said when the days differ.
What people wrote is always shown whole; a fact that only follows from a later act is one quiet line.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from web import dates, names, words
from web.errors import say
from web.settings import today, zone

SERVICE = "service:"
# Their other day is not when they happened: it is the day on which the person was contacted.
SAYS_WHEN_CONTACTED = ("IssueSignedFor", "CompletionReported")


@dataclass(frozen=True)
class Entry:
    """One line of the story. `by` are the parts of its second line; `look`: now, sys or empty."""

    title: str
    by: list[str]
    words: list[str]
    look: str


def entries(timeline: list[dict[str, Any]]) -> list[Entry]:
    """`timeline` as `issues.timeline` answers it, newest first."""
    people = names.people(item["by"] for item in timeline if not item["by"].startswith(SERVICE))
    return [_entry(item, people, newest=place == 0) for place, item in enumerate(timeline)]


def _entry(item: dict[str, Any], people: dict[str, dict[str, Any]], *, newest: bool) -> Entry:
    said = spoken(item)
    quiet = item["implied"] and not said
    return Entry(title(item), _by(item, people), said, "now" if newest else "sys" if quiet else "")


def changed(item: dict[str, Any]) -> str:
    """你打开以后，王燕 14:20 改过。"""
    people = {} if item["by"].startswith(SERVICE) else names.people([item["by"]])
    moment = dates.moment(item["at"], today(), zone())
    return say("conflict", {"by": who(item, people), "at": moment})


def title(item: dict[str, Any]) -> str:
    """`交办给区供电所，12月1日前`."""
    name = words.word(words.STEPS, item["type"])
    detail = DETAILS.get(item["type"], lambda _fields: "")(item["fields"])
    return f"{name}{detail}"


def spoken(item: dict[str, Any]) -> list[str]:
    """What people wrote in this fact; nothing once it is forgotten."""
    return [text for text in item["words"].values() if text]


def who(item: dict[str, Any], people: dict[str, dict[str, Any]]) -> str:
    unit = names.unit_name(item["by_unit"]) if item["by_unit"] else ""
    if item["by"].startswith(SERVICE):
        return unit or "系统"
    person = people.get(item["by"], {}).get("name") or "（姓名已删除）"
    return f"{unit} {person}".strip()


def _by(item: dict[str, Any], people: dict[str, dict[str, Any]]) -> list[str]:
    recorded = dates.as_day(item["at"], zone())
    happened = recorded
    if item["occurred_on"] and item["type"] not in SAYS_WHEN_CONTACTED:
        happened = dates.as_day(item["occurred_on"], zone())
    actor = who(item, people)
    moment = dates.moment(item["at"], today(), zone())
    if happened == recorded:
        return [moment, actor]
    return [dates.near_day(happened, today()), actor, f"{moment} 补记"]


def _triaged(fields: dict[str, Any]) -> str:
    way = {True: "创造条件办", False: "马上办"}.get(fields.get("needs_conditions"))  # type: ignore[arg-type]
    parts = [names.category_name(fields["category"])] if fields.get("category") else []
    return "：" + "，".join([*parts, way] if way else parts) if parts or way else ""


def _assigned(fields: dict[str, Any]) -> str:
    return f"给{names.unit_name(fields['lead_unit_id'])}{_until(fields)}"


def _until(fields: dict[str, Any]) -> str:
    if not fields.get("due"):
        return ""
    return f"，{dates.short_day(dates.as_day(fields['due'], zone()), today())}前"


def _contacted(fields: dict[str, Any]) -> str:
    day = fields.get("contacted_on")
    return f"，{dates.short_day(dates.as_day(day, zone()), today())}联系了反映人" if day else ""


def _quantity(fields: dict[str, Any]) -> str:
    if fields.get("quantity") is None:
        return ""
    return f"，{dates.quantity(fields['quantity'], fields.get('quantity_unit'))}"


def _completed(fields: dict[str, Any]) -> str:
    return f"为{words.word(words.OUTCOMES, fields.get('claimed'))}{_contacted(fields)}"


def _called_back(fields: dict[str, Any]) -> str:
    if not fields.get("reached"):
        basis = fields.get("basis")
        return f"：{words.word(words.BASES, basis)}" if basis else "：没联系上"
    solved = words.word(words.OUTCOMES, fields.get("solved"))
    return f"：{solved}，{words.word(words.SATISFACTION, fields.get('satisfaction'), '未评价')}"


def _part(fields: dict[str, Any]) -> str:
    return f"：{words.word(words.PUBLIC_PARTS, fields.get('part'))}"


DETAILS: dict[str, Callable[[dict[str, Any]], str]] = {
    "IssueTriaged": _triaged,
    "IssueAssigned": _assigned,
    "IssueSignedFor": _contacted,
    "TaskPlanned": lambda fields: f"{_quantity(fields)}{_until(fields)}",
    "ProgressReported": _quantity,
    "TaskCompleted": _quantity,
    "CompletionReported": _completed,
    "CallbackRecorded": _called_back,
    "ReworkOrdered": _until,
    "DeadlineRecomputed": _until,
    "IssueClosed": lambda fields: f"：{words.word(words.OUTCOMES, fields.get('outcome'))}",
    "PublicTextProposed": _part,
    "PublicTextApproved": _part,
}
