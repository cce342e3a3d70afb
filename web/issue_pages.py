"""问题详情: one issue, whose turn it is, what was said, what was done about it and what came of it."""

import uuid
from collections.abc import Iterator
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from eventlog.errors import NotFound
from web import issue_holding, names, public_parts, session, stages, timeline, turns, words
from web.action_forms import ACTIONS, TEXT_ACTIONS
from web.form_told import told
from web.listing import seen

pages = Blueprint("issue", __name__)
# After these the issue may be confidential, and out of sight of who did it.
ENDS_SIGHT = ("mark_accused", "correct")
ENDED = ("referred", "rejected", "merged", "withdrawn", "filed")  # none of them is published
ANSWERS = ("grant_extension", "hold", "reject", "decide_objection")
ENTERED = ("photos", "supplements", "orders", "notes", "rechecks")


@pages.get("/issues/<issue_id>")
def show(issue_id: str) -> ResponseReturnValue:
    try:
        issue = session.call("issues", "get", {"id": issue_id, **seen()})
    except NotFound:
        if request.args.get("done") in ENDS_SIGHT:
            return render_template("issue_gone.html", current="issues")
        raise
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
        people=names.people(people_of(issue)),
        holding=issue_holding.rows(issue["holding"]),
        command_id=str(uuid.uuid4()),
        done=done_words(),
        asked=asked_lines(issue, turn),
    )


def text_lines(issue: dict[str, Any], turn: turns.Turn) -> list[dict[str, Any]]:
    """The sentences the public may read: what each is about, as proposed, as approved, and what may be done."""
    known = public_parts.public_texts(issue)
    propose, approve = (turn.beside.get(name) for name in TEXT_ACTIONS)
    mine = public_parts.may_be_approved(approve.defaults) if approve else set()
    lines = [
        {
            "label": choice.label,
            "part": choice.value,
            **known[choice.value],
            "propose": propose,
            "approve": approve if choice.value in mine else None,
        }
        for choice in public_parts.possible_texts(issue)
    ]
    ended = issue["state"] in ENDED
    return [
        line
        for line in lines
        if has_something(line) or (line["part"] == "public_text" and not ended)
    ]


def has_something(line: dict[str, Any]) -> bool:
    """A measure or result without a text is worth a line only to whoever may write one."""
    return bool(line["proposed"] or line["approved"] or line["propose"])


def done_words() -> str:
    """After an action the address names it, and the page says that it was recorded."""
    return words.COMMANDS[done] if (done := request.args.get("done")) in ACTIONS else ""


def asked_lines(issue: dict[str, Any], turn: turns.Turn) -> list[tuple[str, str]]:
    """What was asked of whoever reads this, so that it can be answered without a search."""
    if turn.main is None or turn.main.form.command not in ANSWERS:
        return []
    return told(turn.main.form.command, issue, turn.main.defaults)


def people_of(issue: dict[str, Any]) -> set[str]:
    """Everybody whom the page names, to be asked for at once."""
    return {person for person in _people(issue) if not person.startswith(timeline.SERVICE)}


def _people(issue: dict[str, Any]) -> Iterator[str]:
    yield from (each["by"] for name in ENTERED for each in issue[name])
    yield from (order["answer"]["by"] for order in issue["orders"] if order["answer"])
    yield from issue["accused_people"]
    holder = issue["pledge"] and issue["pledge"]["holder"]
    yield from (person for person in (holder, issue["reviewer"]) if person)
