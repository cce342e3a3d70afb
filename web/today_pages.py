"""今日: what needs doing now, by role, late first; and 更多 for the phone. Never a figure about a person."""

from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, render_template

from web import dates, navigation, session, words
from web.session import SignedIn
from web.settings import today, zone

pages = Blueprint("today", __name__)

SHOWN = 50


@dataclass(frozen=True)
class Group:
    """A group of issues on 今日: `whole` is the address of the list behind it, `total` its number of rows."""

    title: str
    items: list[dict[str, Any]]
    total: int
    whole: str
    folded: bool = False
    empty: str = ""


@dataclass(frozen=True)
class Queue:
    """研判队列 as one row: how many wait and since when."""

    count: int
    late: int
    oldest: str | None


@dataclass(frozen=True)
class Today:
    groups: list[Group] = field(default_factory=list)
    queue: Queue | None = None


@pages.get("/")
def show() -> str:
    me = session.required()
    return render_template("today.html", current="today", view=view_for(me))


@pages.get("/more")
def more() -> str:
    me = session.required()
    roles = dict.fromkeys(words.word(words.ROLES, held["role"]) for held in me.person["roles"])
    tab_keys = {entry.key for entry in navigation.tabs(me)} - {"more"}
    return render_template("more.html", current="more", roles=list(roles), tab_keys=tab_keys)


def view_for(me: SignedIn) -> Today:
    """What this person's roles put first."""
    if me.holds("office", "reviewer", "handler", "unit_head", "supervisor"):
        return Today(_groups(me), _queue() if me.holds("office") else None)
    if me.holds("visitor", "delegate"):
        mine = _list({"mine": True})
        return Today([_group("现在要办", mine, "/issues?mine=1", empty="今天没有到期的事")])
    return Today()


def _groups(me: SignedIn) -> list[Group]:
    mine = _list({"mine": True})
    if not me.holds("handler", "unit_head"):
        return _by_step(mine, me)
    now = [item for item in mine["items"] if is_urgent(item)]
    later = [item for item in mine["items"] if not is_urgent(item)]
    first = Group("现在要办", now, len(now), "/issues?mine=1", empty="今天没有到期的事")
    # The numbers of both groups together are the number of the list behind them.
    groups = [first, Group("接着办", later, mine["total"] - len(now), "/issues?mine=1")]
    groups.append(_waiting(me))
    return [group for group in groups if group.total or group.empty]


def _by_step(mine: dict[str, Any], me: SignedIn) -> list[Group]:
    """For office and reviewers: by the step that is due."""
    steps = {
        "待交办": ("triaged", "returned"),
        "待回访": ("reported_done",),
        "待销号": ("called_back",),
    }
    groups = []
    for title, states in steps.items():
        found = [item for item in mine["items"] if item["state"] in states]
        if found:
            groups.append(Group(title, found, len(found), f"/issues?state={states[0]}"))
    if not groups and not me.holds("office"):
        groups.append(Group("现在要办", [], 0, "/issues?mine=1", empty="没有轮到你的事"))
    return groups


def _waiting(me: SignedIn) -> Group:
    """等别人办的: our unit's work that somebody else looks at now."""
    done = _list({"unit": me.unit, "state": "reported_done"})
    return _group("等别人办的", done, f"/issues?unit={me.unit}&state=reported_done", folded=True)


def _group(
    title: str, answer: dict[str, Any], whole: str, *, folded: bool = False, empty: str = ""
) -> Group:
    return Group(title, answer["items"], answer["total"], whole, folded, empty)


def _list(query: dict[str, Any]) -> dict[str, Any]:
    return session.call("issues", "list", {**query, "limit": SHOWN})


def _queue() -> Queue:
    reported = session.call("issues", "counts", {}).get("reported", {})
    return Queue(reported.get("count", 0), reported.get("late", 0), reported.get("oldest"))


def is_urgent(item: dict[str, Any]) -> bool:
    """Late, or due today."""
    due = (item.get("limit") or {}).get("due")
    return due is not None and dates.as_day(due, zone()) <= today()
