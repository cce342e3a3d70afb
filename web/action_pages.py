"""Each action on an issue has a page of its own: a form that asks, and the answer to what was sent.

Nothing that was typed is lost: not by a wrong value (422), not by a rule that says no, not by somebody who was
faster (409: what changed since, and the same form again with the new version), not by a service that is away (503).
Sending a form twice is harmless: it carries the id of its command.
"""

from typing import Any

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from eventlog.errors import Conflict, Failure, Forbidden, NotFound
from web import session, timeline, turns
from web.action_forms import ACTIONS, form_of
from web.asked import Asked, Typed, load
from web.errors import explain, say
from web.names import grouped_categories
from web.queue import next_in_queue, queue
from web.refusals import NOT_NOW, because

pages = Blueprint("issue_action", __name__)
ADDRESS = f"/issues/<issue_id>/<any({', '.join(ACTIONS)}):command>"


@pages.get(ADDRESS)
def ask(issue_id: str, command: str) -> ResponseReturnValue:
    issue = session.call("issues", "get", {"id": issue_id})
    allowed = _allowed(issue_id)
    mine = next((item for item in allowed if item["command"] == command), None)
    if mine is None or not mine["enabled"]:
        return _barred(Asked(issue, command), allowed, mine)
    defaults = mine.get("fields") or {}
    asked = Asked(issue, command, form_of(command, issue["state"], defaults).name)
    asked.propose(defaults, request.args.to_dict())
    return _form(asked, 200, allowed)


@pages.post(ADDRESS)
def act(issue_id: str, command: str) -> ResponseReturnValue:
    posted = request.form
    asked = load(issue_id, command, posted.get("asked_as"))
    asked.keep(posted)
    if posted.get("back"):
        return _form(asked, 200)
    if asked.form.confirm and not posted.get("confirmed"):
        return _confirm(asked)
    return _send(asked, posted)


def _send(asked: Asked, posted: Typed) -> ResponseReturnValue:
    try:
        answer = session.call("issues", asked.command, asked.request(posted))
    except Conflict as failure:
        return _somebody_was_faster(asked, failure)
    except NotFound:
        raise
    except Failure as failure:
        asked.refuse(failure)
        return _form(asked, explain(failure)[0])
    return _done(asked, answer)


def _done(asked: Asked, answer: dict[str, Any]) -> ResponseReturnValue:
    here = f"/issues/{asked.issue['id']}?done={asked.command}&seen={answer['position']}"
    if asked.form.command == "assign" and asked.issue["state"] in ("reported", "triaged"):
        following = next_in_queue(asked.issue["id"], answer["position"])
        if following:
            here = f"/issues/{following['id']}/assign?done={asked.command}&before={asked.issue['number']}"
    return redirect(here, 303)


def _form(
    asked: Asked, status: int, allowed: list[dict[str, Any]] | None = None
) -> ResponseReturnValue:
    """With an answer of `issues.allowed` at hand, the form of assign also offers to triage only."""
    listed = asked.form.command == "assign" and asked.issue["state"] in ("reported", "triaged")
    offered = allowed if allowed is not None else _allowed(asked.issue["id"]) if listed else []
    page = render_template(
        "issue_action.html",
        current="queue" if listed else "issues",
        asked=asked,
        issue=asked.issue,
        queue=queue() if listed else [],
        may_only_triage=listed and any(i["command"] == "triage" and i["enabled"] for i in offered),
        categories=grouped_categories(),
        before=request.args.get("before") if request.args.get("done") in ACTIONS else None,
    )
    return page, status


def _confirm(asked: Asked) -> ResponseReturnValue:
    asked.missing()
    if asked.errors:
        return _form(asked, 422)
    return render_template(
        "issue_confirm.html", current="issues", asked=asked, issue=asked.issue
    ), 200


def _somebody_was_faster(asked: Asked, failure: Conflict) -> ResponseReturnValue:
    """What changed since the form was opened, then the form again: typed words kept, version and command id new."""
    facts = session.call("issues", "timeline", {"id": asked.issue["id"]})["items"]
    seen = int(asked.version) if asked.version.isdecimal() else 0
    since = facts[: max(0, asked.issue["version"] - seen)]
    again = Asked(asked.issue, asked.command, asked.form.name)
    again.typed = asked.typed
    allowed = _allowed(asked.issue["id"])
    mine = next((item for item in allowed if item["command"] == asked.command), None)
    page = render_template(
        "conflict.html",
        current="issues",
        asked=again,
        issue=asked.issue,
        text=timeline.changed(since[0]) if since else say("conflict", failure.params),
        changes=timeline.entries(since),
        barred=None if mine and mine["enabled"] else _why(mine),
        categories=grouped_categories(),
    )
    return page, 409


def _barred(
    asked: Asked, allowed: list[dict[str, Any]], mine: dict[str, Any] | None
) -> ResponseReturnValue:
    """The rule, and what is possible instead."""
    page = render_template(
        "issue_barred.html",
        current="issues",
        asked=asked,
        issue=asked.issue,
        text=_why(mine),
        turn=turns.turn(asked.issue, allowed),
    )
    return page, explain(Forbidden())[0] if mine is None else 422


def _why(mine: dict[str, Any] | None) -> str:
    return because(mine["code"], mine.get("params") or {}) if mine else NOT_NOW


def _allowed(issue_id: str) -> list[dict[str, Any]]:
    return session.call("issues", "allowed", {"id": issue_id})["items"]
