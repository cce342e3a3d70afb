"""查我的事: with number and code one sees how far it is, and rates, adds, takes back, has it opened again, objects.

Number and code go in the body of the form and in no address, so that no history or log of the way keeps them.
"""

import uuid
from dataclasses import dataclass
from typing import Any

from flask import Response, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from eventlog.errors import Conflict, Failure, Invalid, Refused, Unavailable
from web import session
from web.doors import open_to_everyone
from web.errors import explain
from web.form_fields import request_of, typed_in
from web.public.acts import ACTS, STEPS, Act
from web.public.blueprint import page, pages
from web.public.client import from_here
from web.public.filling import missing_from, words_at_fields
from web.sayings import SAYINGS

REFUSALS = (Invalid, Refused, Conflict, Unavailable)


@dataclass
class Asked:
    """One form on the page of an issue: what was typed into it and what is wrong with it."""

    act: Act
    command_id: str
    typed: dict[str, Any]
    errors: dict[str, str]


@pages.get("/look-up")
@open_to_everyone
def look_up_form() -> ResponseReturnValue:
    return page("look_up", number=request.args.get("number", ""), errors={})


@pages.post("/look-up")
@open_to_everyone
def look_up() -> ResponseReturnValue:
    try:
        told = _track()
    except REFUSALS as failure:
        return _not_found(failure)
    return _issue(told)


@pages.post(f"/look-up/<any({', '.join(ACTS)}):name>")
@open_to_everyone
def act(name: str) -> ResponseReturnValue:
    chosen = ACTS[name]
    asked = Asked(chosen, _command_id(), typed_in(chosen.fields, request.form), {})
    try:
        told = _track()  # counts the code before anything is said about the form
    except REFUSALS as failure:
        return _not_found(failure)
    if chosen.confirm and not request.form.get("sure"):
        return page("withdraw", told=told, act=chosen, command_id=asked.command_id, slip=_slip())
    asked.errors = missing_from(list(chosen.fields), asked.typed)
    return _issue(told, asked, 422) if asked.errors else _done(told, asked)


def _done(told: dict[str, Any], asked: Asked) -> Response:
    """The issue as it stands afterwards, with a word that it was taken; or with what is wrong."""
    said = request_of(asked.act.fields, request.form)
    head = {"command_id": asked.command_id, **_slip(), **from_here()}
    try:
        session.call_as_web("issues", asked.act.name, {**said, **head})
    except REFUSALS as failure:
        status, text = explain(failure)
        asked.errors = {asked.act.anchor: text}
        if isinstance(failure, Invalid):
            asked.errors = words_at_fields(failure, list(asked.act.fields))
        return _issue(told, asked, status)
    return _issue(_track(), status=200, done=asked.act.done)


def _track() -> dict[str, Any]:
    return session.call_as_web("issues", "track", {**_slip(), **from_here()})


def _slip() -> dict[str, str]:
    """As it was typed, without the spaces that people put between digits."""
    number, code = request.form.get("number", ""), request.form.get("code", "")
    return {"number": "".join(number.split()).upper(), "code": "".join(code.split())}


def _command_id() -> str:
    return request.form.get("command_id", "") or str(uuid.uuid4())


def _not_found(failure: Failure) -> Response:
    """Which of the two was wrong is never said, nor that one of them could be none."""
    status, text = explain(failure)
    if isinstance(failure, Invalid):
        status, text = int(SAYINGS["code_wrong"].status), SAYINGS["code_wrong"].text
    number = _slip()["number"]
    return page("look_up", status, number=number, errors={"number": text})


def _issue(
    told: dict[str, Any], asked: Asked | None = None, status: int = 200, done: str = ""
) -> Response:
    """Its way, and a form for each thing that may be done now."""
    offered = [
        asked
        if asked and asked.act is each
        else Asked(each, str(uuid.uuid4()), typed_in(each.fields, MultiDict()), {})
        for each in ACTS.values()
        if each.name in told["can"]
    ]
    errors = asked.errors if asked else {}
    return page(
        "issue",
        status,
        told=told,
        offered=offered,
        done=done,
        errors=errors,
        steps=STEPS,
        slip=_slip(),
    )
