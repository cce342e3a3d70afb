"""驾驶舱: how many came in and what came of them, and the items behind every number. Nobody is ranked."""

from typing import Any

from flask import Blueprint, render_template

from eventlog.errors import NotFound
from web import dashboard_view, dates, listing, names, session, words
from web.dashboard_view import View
from web.definitions import DEFINITIONS
from web.listing import Filter
from web.security import allow_script

pages = Blueprint("dashboard", __name__)
HELD = 10  # on the page; the rest behind the number
HOLDERS = ("党政主职", "其他班子成员", "办事处、社区", "区直单位", "其他")
MEASURES = {
    "received": "收到",
    "closed": "销号",
    "solved": "解决",
    "partly_solved": "部分解决",
    "unsolved": "未解决",
    "timed": "销号，有办理时限",
    "on_time": "按时办完",
    "rated": "已评价",
    "satisfied": "满意",
    "not_rated": "没评价",
    "in_hand": "在办",
    "overdue": "在办超期",
    "held": "挂账",
    "worked": "销号，单位报结过",
}
SCOPE = (
    Filter("month", "月份", dates.month_name),
    Filter("unit", "单位", names.unit_name),
    Filter("as_of", "截至", lambda day: f"截至{day} 24:00"),
)
BEHIND = (
    Filter("measure", "哪个数", lambda value: words.word(MEASURES, value)),
    *SCOPE,
    Filter("state", "状态", words.state_word),
    Filter("category", "类别", names.category_name),
    Filter("row", "哪一行", names.unit_name),
    Filter("others", "哪一行", lambda _: "由别的单位主办"),
    Filter("group", "用时", lambda value: f"{words.word(dashboard_view.GROUPS, value)}个工作日"),
)


@pages.get("/dashboard")
def show() -> str:
    conditions = listing.chosen(SCOPE)
    if conditions.get("unit", "") not in ("", *names.units()):
        raise NotFound()
    answer = session.call("reports", "dashboard", conditions)
    held = {**conditions, "measure": "held", "limit": HELD}
    allow_script()
    return render_template(
        "dashboard.html",
        current="dashboard",
        view=View(answer, conditions),
        conditions=conditions,
        tags=listing.tags(SCOPE, conditions),
        as_of=answer["as_of"],
        held=session.call("reports", "dashboard_items", held)["items"],
        pledges=_pledges(conditions),
        months=[each["month"] for each in reversed(answer["months"])],
        units=list(names.units().values()),
        definitions=DEFINITIONS,
        bar=dashboard_view.bar,
        percent=dashboard_view.percent,
        rate=dashboard_view.rate,
    )


@pages.get("/dashboard/items")
def items() -> str:
    conditions = listing.chosen(BEHIND)
    answer = session.call("reports", "dashboard_items", {**_asked(conditions), **listing.place()})
    return render_template(
        "dashboard_items.html",
        current="dashboard",
        name=words.word(MEASURES, conditions.get("measure", "")),
        conditions=conditions,
        tags=[tag for tag in listing.tags(BEHIND, conditions) if "measure=" in tag.without],
        page=listing.page(answer, conditions),
        as_of=answer["as_of"],
    )


def _asked(conditions: dict[str, str]) -> dict[str, Any]:
    """A category stands for those below it; without a measure it is what came in."""
    asked: dict[str, Any] = {"measure": "received", **conditions}
    category = asked.pop("category", None)
    if category:
        every = names.categories().values()
        below = [each["id"] for each in every if category in (each["id"], each.get("parent"))]
        asked["categories"] = below or [category]
    if asked.pop("others", None):
        asked["others"] = True
    return asked


def _pledges(conditions: dict[str, str]) -> list[dict[str, Any]]:
    """How many are solved of how many were to be taken on, by kind of holder: nobody's name, and no unit's either.

    As of now, so not shown for a past day or a month."""
    if "as_of" in conditions or "month" in conditions:
        return []
    asked = {"unit": conditions["unit"]} if "unit" in conditions else {}
    rows = {name: {"name": name, "minimum": 0, "solved": 0} for name in HOLDERS}
    for each in session.call("issues", "pledges", asked)["items"]:
        row = rows[_holder(each)]
        row["minimum"] += each["minimum"]
        row["solved"] += each["solved"]
    return [row for row in rows.values() if row["minimum"] or row["solved"]]


def _holder(pledge: dict[str, Any]) -> str:
    if pledge["holder"]:
        known = {"principal_leader": "党政主职", "leadership_member": "其他班子成员"}
        return known.get(pledge["position"], "其他")
    kind = names.units().get(pledge["unit"], {}).get("kind")
    known = {"sub_office": "办事处、社区", "community": "办事处、社区", "direct_unit": "区直单位"}
    return known.get(kind or "", "其他")
