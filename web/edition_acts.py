"""批准, 公布, 作废 of an edition and 撤下 of a row: each asks once more on a page of its own, then does it."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from eventlog.errors import Failure, Invalid, NotFound, Unavailable
from web import edition_rows, edition_steps, edition_words, queue_lists, session
from web.edition_pages import READING, WITHDRAWING, command_id, expected_version, load
from web.errors import explain
from web.refusals import NOT_OFFERED, words_of

pages = Blueprint("edition_acts", __name__)


@dataclass(frozen=True)
class Act:
    """`after`: what follows from it, in a sentence."""

    command: str
    title: str
    after: str


ACTS = {
    "approve": Act("approve_edition", "批准", "批准以后文字不能再改，有错在下一期更正。"),
    "publish": Act(
        "publish_edition",
        "公布",
        "公布以后任何人都看得到，期次不能收回。有法定原因的，一行一行撤下。",
    ),
    "discard": Act("discard_edition", "作废", "这份草稿和研究记录不再用，这个月要重新编。"),
}
CHANGED = "样张变了。先看现在的样张，再批准"  # since the page was shown that led here
ADDRESS = f"/editions/<edition_id>/<any({', '.join(ACTS)}):name>"


@pages.get(ADDRESS)
def ask(edition_id: str, name: str) -> ResponseReturnValue:
    queue_lists.only_for(*READING)
    edition = load(edition_id)
    if name == "approve" and request.args.get("proof", "") != _digest(edition):
        return _confirm(edition, name, note=CHANGED, barred=CHANGED)
    why = _barred(edition, name)
    return _confirm(edition, name, note=why), 422 if why else 200


@pages.post(ADDRESS)
def do(edition_id: str, name: str) -> ResponseReturnValue:
    queue_lists.only_for(*READING)
    asked = _request(edition_id)
    if name == "approve":
        asked["content_digest"] = request.form.get("content_digest", "")
    try:
        session.call("reports", ACTS[name].command, asked)
    except NotFound:
        raise
    except Failure as failure:
        edition, said = load(edition_id), words_of(failure)
        same = asked.get("content_digest") in (None, _digest(edition))
        again = isinstance(failure, Unavailable) and same  # else look at the edition first
        return _confirm(edition, name, said, "" if again else said), explain(failure)[0]
    return redirect(f"/editions/{edition_id}?done={name}", 303)


@pages.post("/editions/<edition_id>/proof")
def proof(edition_id: str) -> ResponseReturnValue:
    """Nothing is asked: a newer proof harms nobody."""
    queue_lists.only_for(*READING)
    session.call("reports", "request_proof", _request(edition_id))
    return redirect(f"/editions/{edition_id}?done=proof", 303)


@pages.get("/editions/<edition_id>/rows/<kind>/<number>/withdraw")
def ask_to_withdraw(edition_id: str, kind: str, number: str) -> ResponseReturnValue:
    queue_lists.only_for(*WITHDRAWING)
    return _withdrawal(load(edition_id), kind, number)


@pages.post("/editions/<edition_id>/rows/<kind>/<number>/withdraw")
def withdraw(edition_id: str, kind: str, number: str) -> ResponseReturnValue:
    queue_lists.only_for(*WITHDRAWING)
    _require_kind(kind)
    asked = {"command_id": command_id(), "list": kind, "number": number}
    reason = request.form.get("reason", "").strip()
    try:
        session.call("reports", "withdraw_row", asked | ({"reason": reason} if reason else {}))
    except Invalid as failure:
        if "reason" not in failure.params:
            raise
        told = _withdrawal(load(edition_id), kind, number, {"reason": "选为什么撤下"})
        return told, 422
    except NotFound:
        raise
    except Failure as failure:
        told = _withdrawal(load(edition_id), kind, number, note=words_of(failure))
        return told, explain(failure)[0]
    return redirect(f"/editions/{edition_id}/rows/{kind}?done=withdraw", 303)


def _confirm(edition: dict[str, Any], name: str, note: str = "", barred: str = "") -> str:
    return render_template(
        "edition_confirm.html",
        current="editions",
        edition=edition,
        act=ACTS[name],
        name=name,
        barred=barred or _barred(edition, name),
        note=note,
        words_of=edition_words,
        command_id=command_id(),
    )


def _withdrawal(
    edition: dict[str, Any],
    kind: str,
    number: str,
    errors: dict[str, str] | None = None,
    note: str = "",
) -> str:
    _require_kind(kind)
    return render_template(
        "row_withdraw.html",
        current="editions",
        edition=edition,
        kind=kind,
        number=number,
        text=edition_rows.text_of(edition["id"], kind, number),
        errors=errors or {},
        note=note,
        words_of=edition_words,
        command_id=command_id(),
    )


def _barred(edition: dict[str, Any], name: str) -> str:
    """Why this person cannot do it now; empty when nothing is in the way."""
    if ACTS[name].command not in edition["allowed"]:
        return NOT_OFFERED
    blocking = edition_steps.blocking(edition) if name == "approve" else []
    return blocking[0] if blocking else ""


def _digest(edition: dict[str, Any]) -> str | None:
    return edition["proof"] and edition["proof"]["content_digest"]


def _request(edition_id: str) -> dict[str, Any]:
    return {"command_id": command_id(), "edition_id": edition_id, **expected_version()}


def _require_kind(kind: str) -> None:
    if kind not in edition_words.TEXT_OF:
        raise NotFound()
