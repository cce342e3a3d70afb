"""问题看板: where the issues stand, and the list behind every number."""

import re
from datetime import date
from typing import Any

from flask import Blueprint, render_template

from web import bulk, dates, listing, names, session, settings, words
from web.listing import Filter

pages = Blueprint("board", __name__)

IDENTIFIER = re.compile(r"[0-9a-zA-Z-]{8,60}")
LATE = {"1": "超期"}
MINE = {"1": "轮到我单位", "text": "待审公开文本"}
QUEUES = {
    "triage": "待研判交办",
    "decide": "等你定的",
    "holds": "挂账，待复核",
    "pledged": "我和我单位领办的",
    "supervision": "督办单未答复",
    "confidential": "保密件待处理",
}
MAY_APPROVE_TEXTS = ("office", "reviewer")
BEFORE_DONE = (*words.FLOW[:6], "held")
# Shown only while something stands there; the others keep their place, so that the strip reads alike every day.
ONLY_WITH_ISSUES = ("returned", "held")
APART = ("held", "closed")
NOTHING = {"count": 0, "late": 0, "oldest": None}
FILTERS = (
    Filter("q", "搜索", lambda value: f"搜“{value}”"),
    Filter("mine", "范围", lambda value: words.word(MINE, value)),
    Filter("area", "地点", lambda value: f"在{names.unit_name(value)}"),
    Filter("unit", "主办单位", names.unit_name),
    Filter("category", "类别", names.category_name),
    Filter("state", "状态", lambda value: words.word(words.STATES, value)),
    Filter("late", "时限", lambda value: words.word(LATE, value)),
    Filter("queue", "等什么", lambda value: words.word(QUEUES, value)),
    Filter("person", "人", lambda value: f"人：{_person(value)}"),
    Filter("since", "登记从", lambda value: f"{_day(value)}起登记"),
    Filter("until", "登记到", lambda value: f"{_day(value)}止登记"),
)


@pages.get("/issues")
def show() -> str:
    conditions = listing.chosen(FILTERS)
    me = session.required()
    approves = me.holds(*MAY_APPROVE_TEXTS)
    answer = session.call("issues", "list", _query(conditions))
    strip = flow_strip(session.call("issues", "counts", listing.seen()))
    return render_template(
        "board.html",
        current="issues",
        ticks=_ticks(answer["items"]) if me.holds("office") else {},
        conditions=conditions,
        tags=listing.tags(FILTERS, conditions),
        page=listing.page(answer, conditions),
        strip=strip,
        scopes={key: name for key, name in MINE.items() if key != "text" or approves},
        open_count=sum(part["count"] for part in strip if part["state"] != "closed"),
        late_count=sum(part["late"] for part in strip),
        units=list(names.units().values()),
        categories=names.grouped_categories(),
    )


def flow_strip(counts: dict[str, Any]) -> list[dict[str, Any]]:
    """The states in the order of the work, those apart at the end, each with what `counts` says of it."""
    states = [*words.FLOW, *APART]
    parts = [{"state": state, **NOTHING, **counts.get(state, {})} for state in states]
    shown = [part for part in parts if part["count"] or part["state"] not in ONLY_WITH_ISSUES]
    first_apart = next(part["state"] for part in shown if part["state"] in APART)
    return [{**part, "apart": part["state"] == first_apart} for part in shown]


def _ticks(issues: list[dict[str, Any]]) -> dict[str, str]:
    """What the tick of each issue sends that could be assigned, also anew."""
    return {
        issue["id"]: bulk.value_of(issue, issue["title"] or "", category=issue["category"])
        for issue in issues
        if issue["state"] in BEFORE_DONE
    }


def _person(value: str) -> str:
    """Somebody of the staff by name; else what was typed of a reporter's name."""
    known = names.people([value]) if IDENTIFIER.fullmatch(value) else {}
    return known[value]["name"] if value in known else value


def _day(value: str) -> str:
    """As it was typed, where it is no day: the service says so."""
    try:
        return dates.text_day(date.fromisoformat(value), settings.today())
    except ValueError:
        return value


def _query(conditions: dict[str, str]) -> dict[str, Any]:
    asked = {"late": ("late", "1"), "mine": ("mine", "1"), "text_waiting": ("mine", "text")}
    ticks = {name: True for name, (key, value) in asked.items() if conditions.get(key) == value}
    rest = {name: value for name, value in conditions.items() if name not in ("late", "mine")}
    return {**rest, **ticks, **listing.place(), **listing.seen()}
