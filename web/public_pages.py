"""/public/: the three lists for everyone. No sign-in, no script, no cookie; only texts that two persons approved."""

import re
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, abort, make_response, render_template, request

from web import dates, listing, session
from web.doors import open_to_everyone
from web.settings import today

pages = Blueprint("public", __name__, url_prefix="/public")

A_MINUTE = "public, max-age=60"
_MONTH = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class PublicList:
    """`asked_for` is the service's name of the list, `counter` the word that counts its lines."""

    key: str
    asked_for: str
    name: str
    counter: str
    about: str


LISTS = {
    each.key: each
    for each in (
        PublicList("problems", "problem", "问题清单", "件", "大家反映了什么"),
        PublicList("tasks", "task", "服务清单", "项", "谁来办，怎么办，什么时候办完"),
        PublicList("effects", "effect", "效果清单", "项", "办成了什么，大家满不满意"),
    )
}


@pages.get("/")
@open_to_everyone
def index() -> Response:
    return _index(_counts(), _month())


@pages.get("/<any(problems, tasks, effects):key>")
@open_to_everyone
def show(key: str) -> Response:
    counts, month = _counts(), _month()
    month = month or next(iter(counts), None)
    if month is None:
        return _index(counts, None)
    shown = LISTS[key]
    query = {"list": shown.asked_for, "month": month, **listing.place()}
    answer = session.call_as_web("reports", "public_list", query)
    page = listing.page(answer, {"month": month})
    return _page("public_list.html", shown=shown, month=month, page=page, as_of=answer["as_of"])


def _index(counts: dict[str, dict[str, int]], asked_for: str | None) -> Response:
    """The newest month that is public, unless another is asked for; whether this month is, is said."""
    this_month = f"{today():%Y-%m}"
    month = asked_for or next(iter(counts), this_month)
    return _page(
        "public_index.html",
        month=month,
        counts=counts.get(month),
        others=[each for each in counts if each != month],
        this_month_waits=this_month not in counts and not asked_for,
    )


def _counts() -> dict[str, dict[str, int]]:
    """Public lines by month, newest first, and by list."""
    answer = session.call_as_web("reports", "months")
    return {month: answer["counts"][month] for month in answer["items"]}


def _month() -> str | None:
    typed = request.args.get("month")
    if typed and not _MONTH.fullmatch(typed):
        abort(404)
    return typed or None


def _page(template: str, *, month: str, **values: Any) -> Response:
    waits = "本月" if month == f"{today():%Y-%m}" else dates.month_name(month)
    response = make_response(
        render_template(
            template, lists=LISTS, month=month, not_public_yet=f"{waits}清单还没有公布", **values
        )
    )
    response.headers["Cache-Control"] = A_MINUTE
    return response
