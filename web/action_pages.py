"""Each action on an issue has a page of its own: a form that asks, and the answer to what was sent.

Nothing that was typed is lost: not by a wrong value (422), not by a rule that says no, not by somebody who was
faster (409: what changed since, and the same form again with the new version), not by a service that is away (503).
Sending a form twice is harmless: it carries the id of its command.
"""

from typing import Any

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from eventlog.errors import Conflict, Failure, Forbidden, NotFound, Unavailable
from web import form_told, merge_target, not_mine, session, timeline, turns
from web.action_forms import ACTIONS, FORMS
from web.asked import Asked, Typed, load
from web.errors import explain, say
from web.names import grouped_categories
from web.queue import WAITS_FOR_OFFICE, next_in_queue, queue
from web.refusals import NOT_OFFERED, because

pages = Blueprint("issue_action", __name__)
ADDRESS = f"/issues/<issue_id>/<any({', '.join(ACTIONS)}):command>"


@pages.get(ADDRESS)
def ask(issue_id: str, command: str) -> ResponseReturnValue:
    asked = load(issue_id, command)
    if not asked.is_possible(command):
        return _barred(asked)
    asked.fill_in(request.args.to_dict())
    if asked.form.confirm and not asked.fields:
        return _confirm(asked)
    return _form(asked, 200)


@pages.post(ADDRESS)
def act(issue_id: str, command: str) -> ResponseReturnValue:
    posted = request.form
    try:
        asked = load(issue_id, command, posted.get("asked_as"))
    except Unavailable as failure:
        return _send_again(issue_id, command, posted, failure)
    asked.keep(posted)
    if posted.get("back") or posted.get("look"):
        return _form(asked, 200)
    if asked.is_possible(command):
        asked.find_missing(posted)
    if asked.errors or asked.note:
        return _form(asked, 422)
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


def _send_again(
    issue_id: str, command: str, posted: Typed, failure: Failure
) -> ResponseReturnValue:
    """The issue cannot even be read: everything that was sent stands ready to be sent once more."""
    form = FORMS.get(posted.get("asked_as", ""), ACTIONS[command])
    status, text = explain(failure)
    page = render_template(
        "send_again.html",
        current="issues",
        issue_id=issue_id,
        form=form,
        text=text,
        kept=[(name, value) for name, value in posted.items(multi=True) if name != "csrf_token"],
        written=[
            (each.label, posted[each.name])
            for each in form.fields
            if each.kind in ("words", "day", "number") and posted.get(each.name)
        ],
    )
    return page, status


def _done(asked: Asked, answer: dict[str, Any]) -> ResponseReturnValue:
    here = f"/issues/{asked.issue['id']}?done={asked.command}&seen={answer['position']}"
    if _is_of_the_queue(asked):
        following = next_in_queue(asked.issue["id"], answer["position"])
        if following:
            number = asked.issue["number"]
            here = f"/issues/{following['id']}/assign?done={asked.command}&before={number}"
    return redirect(here, 303)


def _form(asked: Asked, status: int) -> ResponseReturnValue:
    listed = _is_of_the_queue(asked)
    before = request.args.get("before") if request.args.get("done") in ACTIONS else None
    page = render_template(
        "issue_action.html",
        current="queue" if listed else "issues",
        asked=asked,
        issue=asked.issue,
        queue=queue() if listed else [],
        may_only_triage=listed and asked.is_possible("triage"),
        categories=grouped_categories(),
        before=before,
        told=_told(asked),
    )
    return page, status


def _is_of_the_queue(asked: Asked) -> bool:
    return asked.form.command == "assign" and asked.issue["state"] in WAITS_FOR_OFFICE


def _confirm(asked: Asked) -> ResponseReturnValue:
    """`target`: the other issue of a merge, as it is now; its version goes along."""
    return render_template(
        "issue_confirm.html",
        current="issues",
        asked=asked,
        issue=asked.issue,
        told=_told(asked),
        target=merge_target.target(str(asked.typed.get("into", ""))),
    )


def _told(asked: Asked) -> list[form_told.Line]:
    return form_told.told(asked.form.command, asked.issue, asked.proposed)


def _somebody_was_faster(asked: Asked, failure: Conflict) -> ResponseReturnValue:
    """What changed since the form was opened, then the form again: typed words kept, version and command id new."""
    facts = session.call("issues", "timeline", {"id": asked.issue["id"]})["items"]
    seen = int(asked.version) if asked.version.isdecimal() else 0
    since = [fact for fact in facts if fact["version"] > seen]
    again = load(asked.issue["id"], asked.command, asked.form.name)
    again.take_over(asked)
    page = render_template(
        "conflict.html",
        current="issues",
        asked=again,
        issue=again.issue,
        text=timeline.changed(since[0]) if since else say("conflict", failure.params),
        changes=timeline.entries(since),
        barred=None if again.is_possible(again.command) else _why(again),
        categories=grouped_categories(),
        told=_told(again),
    )
    return page, 409


def _barred(asked: Asked) -> ResponseReturnValue:
    """The rule, and what is possible instead."""
    page = render_template(
        "issue_barred.html",
        current="issues",
        asked=asked,
        issue=asked.issue,
        text=_why(asked),
        heading=turns.heading(asked.issue),
        turn=turns.turn(asked.issue, asked.allowed),
    )
    return page, 422 if asked.offer(asked.command) else explain(Forbidden())[0]


def _why(asked: Asked) -> str:
    """The service tells reasons to those whose role has the step; to the unit that did the work we tell its own."""
    offered = asked.offer(asked.command)
    if offered:
        return because(offered["code"], offered["params"])
    code = not_mine.refusal_of(asked.command, asked.issue)
    return because(code, {}) if code else NOT_OFFERED
