"""/public/: the three lists for everyone. No sign-in, no script, no cookie; only texts that two persons approved."""

import re
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, abort, make_response, render_template, request

from web import listing, session
from web.doors import open_to_everyone

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
    months = _months()
    month = _month() or (months[0] if months else None)
    boxes = [(each, _lines(each, month, limit=1)) for each in LISTS.values()] if month else []
    published = any(answer["total"] for _, answer in boxes)
    return _page(
        "public_index.html",
        month=month,
        months=months,
        boxes=boxes,
        published=published,
        as_of=boxes[0][1]["as_of"] if boxes else None,
    )


@pages.get("/<any(problems, tasks, effects):key>")
@open_to_everyone
def show(key: str) -> Response:
    months = _months()
    month = _month() or (months[0] if months else None)
    if month is None:
        return _page(
            "public_index.html", month=None, months=[], boxes=[], published=False, as_of=None
        )
    shown = LISTS[key]
    answer = _lines(shown, month, **listing.place())
    page = listing.page(answer, {"month": month})
    return _page("public_list.html", shown=shown, month=month, page=page, as_of=answer["as_of"])


def _lines(shown: PublicList, month: str, **place: Any) -> dict[str, Any]:
    query = {"list": shown.asked_for, "month": month, **place}
    return session.call_as_web("reports", "public_list", query)


def _months() -> list[str]:
    """Newest first."""
    return sorted(session.call_as_web("reports", "months")["items"], reverse=True)


def _month() -> str | None:
    typed = request.args.get("month")
    if typed and not _MONTH.fullmatch(typed):
        abort(404)
    return typed or None


def _page(template: str, **values: Any) -> Response:
    response = make_response(render_template(template, lists=LISTS, **values))
    response.headers["Cache-Control"] = A_MINUTE
    return response
