"""问题详情: one issue, whose turn it is, what was said, what was done about it and what came of it."""

import uuid
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from web import form_choices, session, stages, timeline, turns, words
from web.action_forms import ACTIONS, TEXT_ACTIONS
from web.listing import seen
from web.photo_pages import people_of

pages = Blueprint("issue", __name__)


@pages.get("/issues/<issue_id>")
def show(issue_id: str) -> ResponseReturnValue:
    issue = session.call("issues", "get", {"id": issue_id, **seen()})
    allowed = session.call("issues", "allowed", {"id": issue_id})
    facts = session.call("issues", "timeline", {"id": issue_id})["items"]
    turn = turns.turn(issue, allowed["items"])
    return render_template(
        "issue.html",
        current="issues",
        issue=issue,
        turn=turn,
        heading=turns.heading(issue),
        stages=stages.bar(issue, facts),
        step=stages.step(issue["state"]),
        steps=len(stages.STAGES),
        entries=timeline.entries(facts),
        texts=text_lines(issue, turn),
        people=people_of(issue),
        command_id=str(uuid.uuid4()),
        done=done_words(),
    )


def text_lines(issue: dict[str, Any], turn: turns.Turn) -> list[dict[str, Any]]:
    """The sentences the public may read: what each is about, as proposed, as approved, and what may be done."""
    known = form_choices.public_texts(issue)
    propose, approve = (turn.texts.get(name) for name in TEXT_ACTIONS)
    mine = form_choices.may_be_approved(approve.defaults) if approve else set()
    lines = [
        {
            "label": choice.label,
            "part": choice.value,
            **known[choice.value],
            "propose": propose,
            "approve": approve if choice.value in mine else None,
        }
        for choice in form_choices.possible_texts(issue)
    ]
    return [line for line in lines if line["part"] == "public_text" or has_something(line)]


def has_something(line: dict[str, Any]) -> bool:
    """A measure or result without a text is worth a line only to whoever may write one."""
    return bool(line["proposed"] or line["approved"] or line["propose"])


def done_words() -> str:
    """After an action the address names it, and the page says that it was recorded."""
    return words.COMMANDS[done] if (done := request.args.get("done")) in ACTIONS else ""
