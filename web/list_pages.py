"""三个清单: problems, tasks and effects, as `reports` derives them; nothing here is typed or counted."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue

from web import dates, listing, names, session, words
from web.listing import Filter

pages = Blueprint("lists", __name__)


@dataclass(frozen=True)
class ListKind:
    """`rows` is the template of its rows; `states` what its filter 状态 offers."""

    name: str
    method: str
    states: dict[str, str]

    @property
    def rows(self) -> str:
        return f"partials/{self.method}.html"


PROBLEM_STATES = {
    state: name for state, name in words.STATES.items() if state in (*words.FLOW, "held", "closed")
}
KINDS = {
    "problem": ListKind("问题清单", "problem_list", PROBLEM_STATES),
    "task": ListKind("服务清单", "task_list", words.TASK_STATES),
    "effect": ListKind("效果清单", "effect_list", words.EFFECT_STATES),
}


@pages.get("/lists")
def first() -> ResponseReturnValue:
    return redirect("/lists/problem", 303)


@pages.get(f"/lists/<any({', '.join(KINDS)}):kind>")
def show(kind: str) -> str:
    chosen_list = KINDS[kind]
    filters = filters_of(chosen_list)
    conditions = listing.chosen(filters)
    answer = session.call("reports", chosen_list.method, {**conditions, **listing.place()})
    return render_template(
        "lists.html",
        current="lists",
        kind=kind,
        shown=chosen_list,
        conditions=conditions,
        tags=listing.tags(filters, conditions),
        page=listing.page(answer, conditions),
        as_of=answer["as_of"],
        tabs_of_lists=tabs(kind, conditions, answer["total"]),
        months=session.call("reports", "months")["items"],
        units=list(names.units().values()),
        confidential=confidential_words(conditions.get("month")),
        counted="行",
    )


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


def filters_of(chosen_list: ListKind) -> tuple[Filter, ...]:
    return (
        Filter("month", "月份", dates.month_name),
        Filter("unit", "单位", names.unit_name),
        Filter("state", "状态", lambda value: words.word(chosen_list.states, value)),
    )


def tabs(kind: str, conditions: dict[str, str], total: int) -> list[dict[str, Any]]:
    """The three lists with their row counts under the same month and unit; a state is of one list only."""
    shared = {name: value for name, value in conditions.items() if name != "state"}
    return [
        {
            "name": each.name,
            "address": listing.address(shared, f"/lists/{key}"),
            "current": key == kind,
            "total": total if key == kind else _rows(each, shared),
        }
        for key, each in KINDS.items()
    ]


def _rows(chosen_list: ListKind, conditions: dict[str, str]) -> int:
    return session.call("reports", chosen_list.method, {**conditions, "limit": 1})["total"]
