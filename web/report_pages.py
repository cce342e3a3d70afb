"""登记问题: an issue that no visit brought, tip-offs and reports against somebody among them; and its receipt."""

import uuid
from dataclasses import replace
from typing import Any

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from eventlog.errors import Conflict, Failure, Forbidden, Invalid, Refused, Unavailable
from web import names, navigation, report_form, session
from web.errors import explain, field_words
from web.report_form import SOURCES, TIP_OFF, Report

pages = Blueprint("report", __name__)

FORM = "report"  # an error that belongs to no field is linked to the form itself
PLACES = ("sub_office", "community", "production_team", "residential_area")
FIELD_OF = {"external_ref_used": "external_id"}
OF_THIS_FORM = {"external_ref_used": "这张热线工单登记过了，没有重复登记"}


@pages.get("/issues/new")
def new() -> str:
    me = _writer()
    return _form(Report(str(uuid.uuid4()), {"unit": _place_of(me), "source": _source_of(me)}))


@pages.post("/issues/new")
def report() -> ResponseReturnValue:
    _writer()
    told = report_form.read(request.form, str(uuid.uuid4()))
    if request.form.get("act") == "look":
        return _form(told)
    errors = told.missing()
    if errors:
        return _form(told, errors), 422
    try:
        answer = session.call("issues", "report", told.request())
    except (Invalid, Refused, Conflict, Unavailable) as failure:
        return _not_reported(told, failure)
    return redirect(f"/issues/{answer['id']}/receipt", 303)


@pages.get("/issues/<issue_id>/receipt")
def receipt(issue_id: str) -> str:
    """Shown for a quarter of an hour: of a confidential issue this is all that most reporters ever see."""
    told = session.call("issues", "receipt", {"id": issue_id})
    me = session.required()
    may_follow = not told["confidential"] or me.holds("confidential_handler")
    return render_template(
        "report_receipt.html", current="report", receipt=told, may_follow=may_follow
    )


def _writer() -> session.SignedIn:
    """Raises Forbidden for who may not report."""
    me = session.required()
    if not me.holds(*navigation.REPORTS):
        raise Forbidden()
    return me


def _place_of(me: session.SignedIn) -> str:
    """Where somebody of a community works is where it happened, as a rule; an office is no such place."""
    unit = _or_nothing(names.units, {}).get(me.unit, {})
    return me.unit if unit.get("kind") in PLACES else ""


def _source_of(me: session.SignedIn) -> str:
    """A delegate who is nothing else brings what delegates hear."""
    staff = me.holds("visitor", "handler", "office")
    return "delegate" if me.holds("delegate") and not staff else "staff"


def _form(told: Report, errors: dict[str, str] | None = None) -> str:
    units = [unit for unit in _or_nothing(names.units, {}).values() if not unit.get("closed")]
    return render_template(
        "report_form.html",
        current="report",
        told=told,
        errors=errors or {},
        units=units,
        people=_people(told),
        categories=_or_nothing(names.grouped_categories, []),
        sources=SOURCES,
        tip_off=TIP_OFF,
    )


def _people(told: Report) -> list[dict[str, Any]]:
    """Those of the unit that is looked in, and those who were ticked before."""
    ticked = list(told.picked.get("accused_people", ()))
    found = _or_nothing(lambda: names.people(ticked), {}) if ticked else {}
    people = [found[person] for person in ticked if person in found]
    if told.look_in:
        asked = {"unit": told.look_in}
        answer = _or_nothing(
            lambda: session.call("campaign", "people_of_unit", asked), {"items": []}
        )
        people += [person for person in answer["items"] if person["id"] not in ticked]
    return people


def _not_reported(told: Report, failure: Failure) -> ResponseReturnValue:
    """The form again with everything on it, and a word at each field or on top."""
    status, text = explain(failure)
    text = OF_THIS_FORM.get(failure.code, text)
    if isinstance(failure, Invalid):
        words = field_words(failure, typed=lambda path: request.form.get(path, ""))
        errors = {told.original_field(path): word for path, word in words.items()}
    else:
        errors = {FIELD_OF.get(failure.code, FORM): text}
    if failure.code == "command_id_reused":
        told = replace(told, command_id=str(uuid.uuid4()))
        errors = {FORM: "这张表交过一次了。改过以后还要再登记一次的，再按一次登记"}
    return _form(told, errors), status


def _or_nothing(ask: Any, nothing: Any) -> Any:
    """While a service is down the form still comes back with the words that were typed; what is no id finds none."""
    try:
        return ask()
    except (Unavailable, Invalid):
        return nothing
