"""回访: whom to call, the number for who asks to see it, and the answers on the same page."""

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from web import listing, queue_lists, session
from web.asked import Asked, load
from web.queue_forms import answer

pages = Blueprint("calls", __name__)
QUEUE = "calls"
CALLING = ("office", "reviewer")
Contact = dict[str, str | None]


@pages.get("/calls")
def show() -> str:
    queue_lists.only_for(*CALLING)
    return render_template("calls.html", current="calls", page=queue_lists.rows(QUEUE))


@pages.get("/calls/<issue_id>")
def ask(issue_id: str) -> ResponseReturnValue:
    queue_lists.only_for(*CALLING)
    asked = load(issue_id, "record_callback")
    if not asked.is_possible("record_callback"):
        return redirect(f"/issues/{issue_id}/record_callback")  # which says why
    asked.fill_in(request.args.to_dict())
    return _page(asked, 200)


@pages.post("/calls/<issue_id>/number")
def show_number(issue_id: str) -> ResponseReturnValue:
    """By a form and not by a link: each showing is recorded, and nobody opens it by accident."""
    queue_lists.only_for(*CALLING)
    contact = session.call("issues", "callback_contact", {"id": issue_id})
    asked = load(issue_id, "record_callback")
    asked.fill_in({})
    return _page(asked, 200, contact)


@pages.post("/calls/<issue_id>")
def act(issue_id: str) -> ResponseReturnValue:
    queue_lists.only_for(*CALLING)
    asked = load(issue_id, "record_callback")
    asked.keep(request.form)
    return answer(asked, request.form, render=_page, done=_next)


def _next(asked: Asked, position: int) -> ResponseReturnValue:
    return redirect(
        listing.address({"before": asked.issue["number"], "seen": position}, "/calls"), 303
    )


def _page(asked: Asked, status: int, contact: Contact | None = None) -> ResponseReturnValue:
    page = render_template(
        "call.html", current="calls", asked=asked, issue=asked.issue, contact=contact
    )
    return page, status
