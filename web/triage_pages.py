"""研判队列: at a desk the list beside one form for the whole decision, on a phone the list and then the form."""

import uuid
from dataclasses import replace
from typing import Any

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from eventlog.errors import Unavailable
from web import listing, names, queue_lists, session
from web.action_fields import KIND
from web.action_forms import ACTIONS
from web.asked import Asked, load, version_of
from web.queue_forms import answer

pages = Blueprint("triage", __name__)
QUEUE = "triage"
LOOKED_AT = 2000  # characters that are compared with what is open already
# Ends without work, and what somebody proposed: apart from the form, each a page of its own.
APART = ("refer", "propose_reject", "reject", "answer_directly", "file", "merge")


@pages.get("/triage")
def show() -> ResponseReturnValue:
    """The list; at a desk with the first of it beside."""
    queue_lists.only_for("office")
    waiting = queue_lists.rows(QUEUE)
    asked = _load(waiting.items[0]["id"], "assign") if waiting.items else None
    if asked and asked.is_possible("assign"):
        _fill_in(asked, {})
        return _page(asked, 200, waiting=waiting, is_list=True)
    return render_template("triage.html", current="queue", waiting=waiting, asked=None)


@pages.get("/triage/<issue_id>")
def ask(issue_id: str) -> ResponseReturnValue:
    queue_lists.only_for("office")
    asked = _load(issue_id, "assign")
    if not asked.is_possible("assign"):
        return redirect(f"/issues/{issue_id}/assign")  # which says why
    _fill_in(asked, request.args.to_dict())
    return _page(asked, 200)


@pages.post("/triage/<issue_id>")
def act(issue_id: str) -> ResponseReturnValue:
    queue_lists.only_for("office")
    asked = _load(issue_id, "triage" if request.form.get("only") else "assign")
    asked.keep(request.form)
    told = request.form.copy()
    told.pop("kind", None)
    return answer(asked, told, render=_page, done=_next, before=_correct_kind)


def _load(issue_id: str, command: str) -> Asked:
    """The form of `assign`, with 性质 beside the category where this person may correct it."""
    asked = load(issue_id, command, "assign")
    if asked.is_possible("correct"):
        now = asked.issue["kind"]
        # A tip-off is one from its first word on, or never: it is kept from others from then on.
        kinds = [each for each in KIND.choices if each.value != "tipoff" or each.value == now]
        asked.fields.insert(1, replace(KIND, choices=tuple(kinds)))
    return asked


def _fill_in(asked: Asked, chosen: dict[str, str]) -> None:
    asked.fill_in(chosen)
    if "kind" in asked.typed and "kind" not in chosen:
        asked.typed["kind"] = asked.issue["kind"]


def _correct_kind(asked: Asked) -> None:
    """性质 belongs to what was registered: another one is a correction, in the same act for who sends the form."""
    kind = asked.typed.get("kind")
    if not kind or kind == asked.issue["kind"]:
        return
    command_id = uuid.uuid5(uuid.NAMESPACE_URL, f"minqing:kind:{asked.command_id}:{kind}")
    correction = {
        "command_id": str(command_id),
        "id": asked.issue["id"],
        "expected_version": version_of(asked.version),
        "kind": kind,
    }
    told = session.call("issues", "correct", correction)
    asked.version, asked.issue["kind"] = str(told["version"]), kind


def _next(asked: Asked, position: int) -> ResponseReturnValue:
    done = {"done": asked.command, "before": asked.issue["number"]}
    following = queue_lists.following(QUEUE, asked.issue["id"], position)
    path = f"/triage/{following['id']}" if following else "/triage"
    return redirect(listing.address({**done, "seen": position}, path), 303)


def _page(
    asked: Asked, status: int, waiting: listing.Page | None = None, is_list: bool = False
) -> ResponseReturnValue:
    page = render_template(
        "triage.html",
        current="queue",
        waiting=waiting or queue_lists.rows(QUEUE),
        is_list=is_list,
        asked=asked,
        issue=asked.issue,
        similar=_similar(asked.issue),
        categories=names.grouped_categories(),
        may_only_triage=asked.is_possible("triage"),
        apart=[name for name in APART if asked.is_possible(name)],
        titles={name: ACTIONS[name].title for name in APART},
    )
    return page, status


def _similar(issue: dict[str, Any]) -> list[dict[str, Any]]:
    """Open ones that may be the same thing; none while the service is still reading."""
    if not issue["verbatim"]:
        return []
    asked = {
        "unit": issue["unit"],
        "category": issue["category"],
        "text": issue["verbatim"][:LOOKED_AT],
    }
    try:
        found = session.call("issues", "similar", asked)["items"]
    except Unavailable:
        return []
    return [each for each in found if each["id"] != issue["id"]]
