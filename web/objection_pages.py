"""异议: what people say against an edition; the office answers, a second person approves, the answer is public."""

from typing import Any

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from eventlog.errors import Failure, Invalid, NotFound
from web import edition_words, listing, queue_lists, session
from web.edition_pages import READING, command_id, expected_version
from web.errors import explain, field_words
from web.refusals import Finding, findings, words_of

pages = Blueprint("objections", __name__)
TABS = {"": "全部", "open": "待答复", "proposed": "答复待审", "answered": "已答复"}
NAMES = {"text": "答复"}
DONE = {"answer": "答复写好了，等另一个人审。", "approve": "答复公开了。"}


@pages.get("/objections")
def show() -> str:
    queue_lists.only_for(*READING)
    of = request.args.get("of", "")
    of = of if of in TABS else ""
    asked = {**({"state": of} if of else {}), **listing.place()}
    answer = session.call("reports", "objections", asked)
    return render_template(
        "objections.html",
        current="objections",
        of=of,
        parts=TABS,
        page=listing.page(answer, {"of": of} if of else {}),
        states=edition_words.OBJECTION_STATES,
    )


@pages.get("/objections/<objection_id>")
def show_one(objection_id: str) -> str:
    queue_lists.only_for(*READING)
    return _page(_load(objection_id))


@pages.post("/objections/<objection_id>")
def propose(objection_id: str) -> ResponseReturnValue:
    queue_lists.only_for(*READING)
    typed = request.form.get("text", "").strip()
    try:
        told = {"text": typed} if typed else {}
        session.call("reports", "propose_objection_answer", _request(objection_id) | told)
    except NotFound:
        raise
    except Failure as failure:
        return _refused(_load(objection_id), typed, failure)
    return redirect(f"/objections/{objection_id}?done=answer", 303)


@pages.get("/objections/<objection_id>/approve")
def ask(objection_id: str) -> ResponseReturnValue:
    queue_lists.only_for(*READING)
    found = _load(objection_id)
    if "approve_objection_answer" not in found["allowed"]:
        return redirect(f"/objections/{objection_id}", 303)
    return _confirm(found)


@pages.post("/objections/<objection_id>/approve")
def approve(objection_id: str) -> ResponseReturnValue:
    queue_lists.only_for(*READING)
    try:
        session.call("reports", "approve_objection_answer", _request(objection_id))
    except NotFound:
        raise
    except Failure as failure:
        return _confirm(_load(objection_id), words_of(failure)), explain(failure)[0]
    return redirect(f"/objections/{objection_id}?done=approve", 303)


def _refused(found: dict[str, Any], typed: str, failure: Failure) -> ResponseReturnValue:
    errors: dict[str, str] = {}
    marked: list[Finding] = []
    if isinstance(failure, Invalid):
        errors = field_words(failure, NAMES)
    elif failure.code == "text_has_personal_data":
        errors, marked = {"text": words_of(failure)}, findings(failure, typed)
    note = "" if errors else words_of(failure)
    return _page(found, typed, errors, marked, note), explain(failure)[0]


def _page(
    found: dict[str, Any],
    typed: str | None = None,
    errors: dict[str, str] | None = None,
    marked: list[Finding] | None = None,
    note: str = "",
) -> str:
    proposed = (found["proposal"] or {}).get("text") or ""
    return render_template(
        "objection.html",
        current="objections",
        objection=found,
        typed=proposed if typed is None else typed,
        errors=errors or {},
        marked=marked or [],
        note=note,
        states=edition_words.OBJECTION_STATES,
        done=DONE.get(request.args.get("done", "")),
        command_id=command_id(),
    )


def _confirm(found: dict[str, Any], note: str = "") -> str:
    return render_template(
        "objection_confirm.html",
        current="objections",
        objection=found,
        note=note,
        command_id=command_id(),
    )


def _load(objection_id: str) -> dict[str, Any]:
    return session.call("reports", "objection", {"id": objection_id})


def _request(objection_id: str) -> dict[str, Any]:
    """With the version that was on the page, so that nobody approves an answer that was not seen."""
    return {"command_id": command_id(), "objection_id": objection_id, **expected_version()}
