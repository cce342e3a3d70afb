"""期次公布: the editions, each with its four steps, what is in the way, what was checked, and its rows."""

import uuid
from datetime import timedelta
from typing import Any

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from eventlog.errors import Failure, Invalid, NotFound
from web import edition_rows, edition_steps, edition_words, queue_lists, session
from web.errors import explain
from web.refusals import words_of
from web.settings import today

pages = Blueprint("editions", __name__)
READING = ("office", "reviewer", "publisher", "supervisor")
WITHDRAWING = ("reviewer", "publisher")
MONTHS_BACK = 12
DONE = {
    "draft": "草稿编好了。样张正在生成，过几秒刷新。",
    "study": "专题研究记下了。",
    "proof": "重新出样张了，过几秒刷新。",
    "approve": "批准了。接下来由宣传报道公布。",
    "publish": "公布了。公开的几页正在生成，过一会儿刷新。",
    "discard": "作废了。这个月可以重新编。",
    "withdraw": "这一行撤下了，公开的几页正在改。",
}
ANSWER_SECONDS = 30.0  # until the lists have come to the end of the month


@pages.get("/editions")
def show() -> ResponseReturnValue:
    queue_lists.only_for(*READING)
    return _list()


@pages.post("/editions")
def draft() -> ResponseReturnValue:
    queue_lists.only_for(*READING)
    month = request.form.get("month", "").strip()
    asked = {"command_id": command_id(), **({"month": month} if month else {})}
    try:
        answer = session.call("reports", "draft_edition", asked, timeout=ANSWER_SECONDS)
    except Invalid:
        return _list({"month": "选一个月份"}), 422
    except Failure as failure:
        return _list(note=words_of(failure)), explain(failure)[0]
    return redirect(f"/editions/{answer['id']}?done=draft", 303)


def _list(errors: dict[str, str] | None = None, note: str = "") -> str:
    answer = session.call("reports", "editions")
    published = [each for each in answer["items"] if each["state"] == "published"]
    months = months_to_draft(published[0]["month"] if published else None)
    return render_template(
        "editions.html",
        current="editions",
        editions=answer["items"],
        may_draft="draft_edition" in answer["allowed"],
        months=months,
        next_number=len(published) + 1,
        following=_following(published[0]["month"]) if published else None,
        states=edition_words.STATES,
        roles=edition_words.TURN_ROLES,
        errors=errors or {},
        note=note,
        command_id=command_id(),
    )


@pages.get("/editions/<edition_id>")
def show_one(edition_id: str) -> str:
    me = queue_lists.only_for(*READING)
    edition = load(edition_id)
    totals = edition_rows.totals(edition_id)
    return render_template(
        "edition.html",
        current="editions",
        edition=edition,
        steps=edition_steps.steps(edition),
        turn=edition_steps.turn(edition),
        checks=edition_steps.checks(edition, totals),
        hits=edition_rows.hits(edition),
        totals=totals,
        words_of=edition_words,
        month_end=_last_day(edition["month"]),
        done=DONE.get(request.args.get("done", "")),
        may_withdraw=edition["state"] == "published" and me.holds(*WITHDRAWING),
        command_id=command_id(),
    )


@pages.get("/editions/<edition_id>/rows/<kind>")
def rows(edition_id: str, kind: str) -> str:
    me = queue_lists.only_for(*READING)
    if kind not in edition_words.LISTS:
        raise NotFound()
    edition = load(edition_id)
    return render_template(
        "edition_rows.html",
        current="editions",
        edition=edition,
        kind=kind,
        page=edition_rows.page(edition_id, kind),
        totals=edition_rows.totals(edition_id),
        words_of=edition_words,
        may_withdraw=edition["state"] == "published" and me.holds(*WITHDRAWING),
    )


def load(edition_id: str) -> dict[str, Any]:
    """Raises Forbidden, NotFound."""
    return session.call("reports", "edition", {"id": edition_id})


def command_id() -> str:
    return request.form.get("command_id") or str(uuid.uuid4())


def expected_version() -> dict[str, Any]:
    """The version that the page showed. One that is no number is left to the service to refuse."""
    typed = request.form.get("expected_version", "")
    is_number = typed.isascii() and typed.isdecimal() and len(typed) < 16
    return {"expected_version": int(typed) if is_number else typed} if typed else {}


def months_to_draft(last_published: str | None) -> list[str]:
    """The one after the last edition, if it is over; before the first edition, the months of the last year."""
    this = f"{today():%Y-%m}"
    if last_published:
        following = _following(last_published)
        return [following] if following < this else []
    found, day = [], today()
    for _ in range(MONTHS_BACK):
        day = day.replace(day=1) - timedelta(days=1)
        found.append(f"{day:%Y-%m}")
    return found


def _following(month: str) -> str:
    year, number = map(int, month.split("-"))
    return f"{year + number // 12}-{number % 12 + 1:02d}"


def _last_day(month: str) -> str:
    year, number = map(int, _following(month).split("-"))
    return (today().replace(year=year, month=number, day=1) - timedelta(days=1)).isoformat()
