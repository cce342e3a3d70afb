"""走访: the list, the form at the doorstep, the visit, and the slip with the numbers of its problems."""

import time
import uuid
from dataclasses import replace
from typing import Any

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from eventlog.errors import Conflict, Failure, Forbidden, Invalid, NotFound, Refused, Unavailable
from web import listing, names, session, similar_hints, visit_form
from web.errors import explain, field_words, say
from web.quantity_units import QUANTITY_UNITS
from web.security import allow_script
from web.visit_form import Draft, Problem

pages = Blueprint("visits", __name__)

RECENT, FOUND = 5, 10
SLIP_WAIT, SLIP_PAUSE = 2.0, 0.1
LISTS = {"": "我的", "appointed": "约好的", "all": "我看得到的"}
NOTHING = {
    "": "你还没有登记过走访",
    "appointed": "7 天内没有约好的走访",
    "all": "还没有走访记录",
}
ABOUT_SIMILAR = ("similar-", "apart-", "same-")
FORM = "visit"  # an error that belongs to no field is linked to the form itself
OF_THIS_FORM = {
    "use_legal_channel": "举报和涉及具体单位、人员的反映不在走访里登记。"
    "到“登记问题”里登记为保密件，或告诉他打 12388、到信访窗口"
}


@pages.get("/visits")
def show_list() -> str:
    of = request.args.get("of", "")
    of = of if of in LISTS else ""
    asked = {"mine": of != "all", "appointed": of == "appointed"}
    answer = session.call("visits", "list", {**asked, **listing.place()})
    return render_template(
        "visits.html",
        current="visits",
        of=of,
        lists=LISTS,
        nothing=NOTHING[of],
        page=listing.page(answer, {"of": of} if of else {}),
    )


@pages.get("/visits/<visit_id>")
def show(visit_id: str) -> str:
    visit = session.call("visits", "get", {"id": visit_id})
    issues = {item["n"]: item for item in _problems(visit_id)} if visit["problems"] else {}
    people = names.people(visit["visitors"])
    visitors = [people[person]["name"] for person in visit["visitors"] if person in people]
    return render_template(
        "visit.html", current="visits", visit=visit, issues=issues, visitors=visitors
    )


@pages.get("/visits/new")
def new() -> str:
    draft = Draft(command_id=_named_command())
    again = request.args.get("again")
    party = _party_of(session.call("visits", "get", {"id": again})) if again else None
    if party:
        draft = replace(draft, plain={"party_id": party["id"]})
    return _form(draft, shown=[party] if party else [])


@pages.post("/visits/new")
def record() -> ResponseReturnValue:
    draft = visit_form.read(request.form, str(uuid.uuid4()))
    act = request.form.get("act") or request.args.get("act", "submit")  # the latter by a script
    if act == "find":
        return _form(draft, finding=True)
    if act == "add":
        return _form(replace(draft, problems=(*draft.problems, Problem())))
    if act.startswith("drop-"):
        return _form(replace(draft, problems=_without(draft.problems, act.removeprefix("drop-"))))
    if act.startswith(ABOUT_SIMILAR):
        return _about_similar(draft, act)
    errors = draft.missing()
    if errors:
        return _form(draft, errors), 422
    try:
        answer = session.call("visits", "record", draft.request())
    except (Invalid, Refused, NotFound, Conflict, Unavailable) as failure:
        return _not_recorded(draft, failure)
    return redirect(f"/visits/{answer['id']}/slip?seen={answer['position']}", 303)


def _about_similar(draft: Draft, act: str) -> ResponseReturnValue:
    """查有没有报过, 不是同一件, 就是这件: what a script does while somebody types, and without one."""
    n, issue_id = similar_hints.read_act(act, draft)
    if n is None:
        return _form(draft)
    if act.startswith("same-"):
        return _add_to(draft, n, issue_id)
    draft = similar_hints.set_apart(draft, n, issue_id)
    return _form(draft, similar={n: similar_hints.hints(draft, n)})


def _add_to(draft: Draft, n: int, issue_id: str) -> ResponseReturnValue:
    if not draft.problems[n].typed.get("verbatim"):
        return _form(draft, {f"problems.{n}.verbatim": say("verbatim_missing")}), 422
    try:
        similar_hints.add_to(draft, n, issue_id)
    except Failure as failure:
        status, text = explain(failure)
        return _form(draft, {f"problems.{n}.verbatim": text}), status
    return _form(replace(draft, problems=_without(draft.problems, str(n))), added=issue_id)


@pages.get("/visits/<visit_id>/slip")
def slip(visit_id: str) -> str:
    visit = session.call("visits", "get", {"id": visit_id})
    wanted = len(visit["problems"])
    problems = _problems(visit_id, wanted) if wanted else []
    return render_template(
        "slip.html",
        current="visits",
        visit=visit,
        problems=problems,
        texts={problem["n"]: problem["verbatim"] for problem in visit["problems"]},
        to_office=any(not problem["solved_on_spot"] for problem in visit["problems"]),
        waiting=len(problems) < wanted,
    )


def _named_command() -> str:
    """Taken from the address, so that the form is the same one after the browser's back button."""
    try:
        return str(uuid.UUID(request.args.get("form", "")))
    except ValueError:
        return str(uuid.uuid4())


def _form(draft: Draft, errors: dict[str, str] | None = None, **more: Any) -> str:
    finding = more.get("finding", False)
    allow_script()
    known = {
        party["id"]: party
        for party in [*more.get("shown", []), *visit_form.shown_parties(request.form)]
    }
    found = _parties(draft.plain.get("q", ""))
    chosen = draft.plain.get("party_id")
    return render_template(
        "visit_form.html",
        current="visits",
        draft=draft,
        errors=errors or {},
        finding=finding,
        similar=more.get("similar", {}),
        added=more.get("added"),
        picked=None if finding else known.get(chosen or ""),
        parties=found["items"],
        party_total=found["total"],
        units=list(_or_nothing(names.units, {}).values()),
        categories=_or_nothing(names.grouped_categories, []),
        quantity_units=QUANTITY_UNITS,
    )


def _not_recorded(draft: Draft, failure: Failure) -> ResponseReturnValue:
    """The form again with everything on it, and a word at each field or on top."""
    status, text = explain(failure)
    if isinstance(failure, Invalid):
        words = field_words(
            failure, typed=lambda path: request.form.get(draft.original_field(path), "")
        )
        errors = {draft.original_field(path): word for path, word in words.items()}
    elif isinstance(failure, NotFound):
        errors = {"party_id": "名册里没有这一户，或者你看不到，重新选"}
    else:
        errors = {FORM: OF_THIS_FORM.get(failure.code, text)}
    if failure.code == "command_id_reused":
        draft = replace(draft, command_id=str(uuid.uuid4()))
        errors = {FORM: "这张表交过一次了。改过以后还要再登记一次的，再按一次提交"}
    return _form(draft, errors), status


def _parties(q: str) -> dict[str, Any]:
    query: dict[str, Any] = {"q": q, "limit": FOUND} if q else {"limit": RECENT}
    return _or_nothing(lambda: session.call("visits", "parties", query), {"items": [], "total": 0})


def _or_nothing(ask: Any, nothing: Any) -> Any:
    """While a service is down the form still comes back with the words that were typed."""
    try:
        return ask()
    except Unavailable:
        return nothing


def _without(problems: tuple[Problem, ...], number: str) -> tuple[Problem, ...]:
    kept = tuple(problem for n, problem in enumerate(problems) if str(n) != number)
    return kept or (Problem(),)


def _party_of(visit: dict[str, Any]) -> dict[str, Any]:
    return {**visit["party"], "unit": visit["unit"]}


def _problems(visit_id: str, wanted: int = 0) -> list[dict[str, Any]]:
    """The issues made of the visit's problems: with `wanted`, waits up to two seconds until all are there."""
    deadline = time.monotonic() + SLIP_WAIT
    while True:
        found = _issues_of(visit_id, wanted)
        if len(found) >= wanted or time.monotonic() >= deadline:
            return found
        time.sleep(SLIP_PAUSE)


def _issues_of(visit_id: str, wanted: int) -> list[dict[str, Any]]:
    seen = request.args.get("seen", "")
    at_least = (
        {"at_least": {"visits": int(seen)}}
        if wanted and seen.isdecimal() and len(seen) < 16
        else {}
    )
    try:
        return session.call("issues", "by_visit", {"visit_id": visit_id, **at_least})["items"]
    except (Unavailable, Forbidden, NotFound):
        return []
