"""三个清单: problems, tasks and effects, as `reports` derives them; nothing here is typed or counted."""

import re
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from web import dates, definitions, list_exports, list_kinds, listing, names, session
from web.list_kinds import KINDS, Conditions

pages = Blueprint("lists", __name__)
_KIND = f"<any({', '.join(KINDS)}):kind>"
_PLACE = re.compile(r"(?:[A-Za-z]{2}-)?20\d\d-?(?:0[1-9]|1[0-2])(?:-\d{1,8})?(?:-\d{1,4})?")
EXPORT_ALL = "/lists/all.xlsx"


@pages.get("/lists")
def first() -> ResponseReturnValue:
    return redirect("/lists/problem", 303)


@pages.get(f"/lists/{_KIND}")
def show(kind: str) -> str:
    filters = list_kinds.filters(kind)
    conditions = listing.chosen(filters)
    jump = request.args.get("from_number", "").strip()
    place = {"from_number": jump.upper()} if _PLACE.fullmatch(jump) else {}
    asked = {**list_kinds.asked(conditions), **place, **listing.place()}
    answer = session.call("reports", KINDS[kind].method, asked)
    return render_template(
        "lists.html",
        current="lists",
        kind=kind,
        shown=KINDS[kind],
        conditions=conditions,
        tags=listing.tags(filters, conditions),
        page=listing.page(answer, conditions),
        as_of=answer["as_of"],
        tabs_of_lists=tabs(kind, conditions, answer["total"]),
        changes=changes_until_now(kind, conditions, answer),
        jump=jump,
        jump_is_wrong=bool(jump) and not place,
        ways=list_kinds.WAYS,
        months=session.call("reports", "months")["items"],
        units=list(names.units().values()),
        confidential=confidential_words(conditions.get("month")),
        exports=exports(kind, conditions),
        definitions=definitions.DEFINITIONS,
        counted="行",
    )


@pages.get(f"/lists/{_KIND}.<any(csv, xlsx):ending>")
def export(kind: str, ending: str) -> Response:
    conditions = listing.chosen(list_kinds.filters(kind))
    if ending == "csv":
        return list_exports.csv(kind, conditions)
    return list_exports.xlsx([kind], conditions)


@pages.get(EXPORT_ALL)
def export_all() -> Response:
    return list_exports.xlsx(list(KINDS), listing.chosen(list_kinds.filters("problem")))


@pages.get("/lists/definitions")
def explain() -> str:
    return render_template(
        "definitions.html", current="lists", definitions=definitions.DEFINITIONS.values()
    )


def exports(kind: str, conditions: Conditions) -> list[tuple[str, str]]:
    """(name, address) of the files under these conditions."""
    return [
        ("XLSX", listing.address(conditions, f"/lists/{kind}.xlsx")),
        ("CSV", listing.address(conditions, f"/lists/{kind}.csv")),
        ("三个清单 XLSX", listing.address(list_kinds.shared(conditions), EXPORT_ALL)),
    ]


def changes_until_now(
    kind: str, conditions: Conditions, answer: dict[str, Any]
) -> dict[str, Any] | None:
    """How many rows of a list of a past day are others now, each with the page that shows them; None for now."""
    if "as_of" not in conditions:
        return None
    present = {name: value for name, value in conditions.items() if name != "as_of"}
    since = {**list_kinds.asked(present), "list": kind, "since": answer["as_of"]["position"]}
    counts = session.call("reports", "changes_since", {**since, "limit": 1})["counts"]
    there = {**present, "since": conditions["as_of"]}
    return {
        "counts": [
            (what, count, listing.address({**there, "what": what}, f"/lists/{kind}/changes"))
            for what, count in counts.items()
            if count
        ],
        "address": listing.address(there, f"/lists/{kind}/changes"),
        "now": listing.address(present),
    }


def confidential_words(month: str | None) -> str:
    """How many issues are on no list, as far as it is told: of this month, or of each."""
    counts = session.call("reports", "confidential_counts")["counts"]
    told = [
        f"{dates.month_name(each)} {count} 件"
        for each, count in counts.items()
        if count and month in (None, each)
    ]
    if not told:
        return "保密件不列入清单，一个月满 5 件才说件数。"
    return f"保密件不列入清单，一个月满 5 件才说件数：{'，'.join(told)}。"


def tabs(kind: str, conditions: Conditions, total: int) -> list[dict[str, Any]]:
    """The three lists with their row counts under the same conditions; a state is of one list only."""
    shared = list_kinds.shared(conditions)
    return [
        {
            "key": key,
            "name": each.name,
            "address": listing.address(shared, f"/lists/{key}"),
            "current": key == kind,
            "total": total if key == kind else _rows(each.method, shared),
        }
        for key, each in KINDS.items()
    ]


def _rows(method: str, conditions: Conditions) -> int:
    return session.call("reports", method, {**list_kinds.asked(conditions), "limit": 1})["total"]
