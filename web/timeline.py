"""经过: what each fact of an issue is called, who did it, and at which of its two times.

The day on which something was done and the moment at which it was recorded are both said when the days differ.
What people wrote is always shown whole; a fact that only follows from a later act is one quiet line.
"""

from dataclasses import dataclass
from typing import Any

from web import dates, names, words
from web.errors import say
from web.settings import today, zone
from web.step_details import detail

SERVICE = "service:"
# Their other day is not when they happened: it is the day on which the person was contacted.
SAYS_WHEN_CONTACTED = ("IssueSignedFor", "CompletionReported")
# Words of one step that would not tell which is which.
NAMED = {
    ("HoldRequested", "missing_condition"): "缺什么：",
    ("HoldRequested", "plan"): "打算：",
    ("TaskChanged", "measure"): "改成：",
    ("TaskChanged", "reason"): "原因：",
}


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
    return f"{name}{detail(item['type'], item['fields'])}"


def spoken(item: dict[str, Any]) -> list[str]:
    """What people wrote in this fact; nothing once it is forgotten."""
    said = ((NAMED.get((item["type"], name), ""), text) for name, text in item["words"].items())
    return [f"{named}{text}" for named, text in said if text]


def who(item: dict[str, Any], people: dict[str, dict[str, Any]]) -> str:
    unit = names.unit_name(item["by_unit"]) if item["by_unit"] else ""
    if item["by"].startswith(SERVICE):
        by_code = item["type"] != "IssueReported" and item["fields"].get("reporter_id")
        return "反映人" if by_code else unit or "系统"
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
