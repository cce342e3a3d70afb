"""督办: orders without an answer, then those with one; by item and unit, never by person."""

from typing import Any

from flask import Blueprint, render_template, request

from web import queue_lists, words

pages = Blueprint("supervision", __name__)
TABS = {"": ("未答复", "supervision"), "answered": ("已答复", "answered")}
WATCHING = ("supervisor", "office", "handler", "unit_head")
ANSWERING = ("handler", "unit_head")


@pages.get("/supervision")
def show() -> str:
    me = queue_lists.only_for(*WATCHING)
    of = request.args.get("of", "")
    of = of if of in TABS else ""
    page = queue_lists.rows(TABS[of][1], **({"of": of} if of else {}))
    mine = {held["unit"] for held in me.person["roles"] if held["role"] in ANSWERING}
    return render_template(
        "supervision.html",
        current="supervision",
        of=of,
        parts={key: title for key, (title, _) in TABS.items()},
        page=page,
        orders=[order for issue in page.items for order in _orders(issue, of == "answered")],
        mine=mine,
        watches_lateness=me.holds("supervisor", "office"),
    )


def _orders(issue: dict[str, Any], answered: bool) -> list[dict[str, Any]]:
    """One row an order: an issue may have several."""
    return [
        {**order, "issue": issue, "name": _name(order["level"])}
        for order in issue["waiting"]["orders"]
        if (order["answered_at"] is not None) == answered
    ]


def _name(level: int | None) -> str:
    return words.LEVELS.get(str(level), "督办单") if level else "督办单"
