"""A public form while it is filled in: what stands in it, what is missing or wrong, how it is sent on."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from flask import Response, request
from werkzeug.datastructures import MultiDict

from eventlog.errors import Failure, Invalid, Unavailable
from web import names
from web.errors import explain, field_words
from web.form_fields import Choice, Field, request_of, typed_in
from web.public import stamps
from web.public.blueprint import page
from web.public.client import from_here
from web.public.forms import PLACES, PublicForm
from web.sayings import SAYINGS

FORM = "ask"  # the id of the form, to which an error that belongs to no field is linked
TRAP = "homepage"  # nobody sees this field; a machine fills it in
STAMP = "stamp"
NAMED = {"unit": "在哪里", "words": "哪里不对", "edition_number": "期号", "row_number": "编号"}
Found = TypeVar("Found")


class Filling:
    """`errors` are words by field; `status` what the page with them answers."""

    def __init__(self, form: PublicForm, typed: dict[str, Any], stamp: stamps.Stamp):
        self.form = form
        self.fields = [filled_in(field) for field in form.fields]
        self.typed = typed
        self.stamp = stamp
        self.errors: dict[str, str] = {}
        self.status = 200

    @classmethod
    def begun(cls, form: PublicForm, **known: str) -> "Filling":
        """The empty form; `known` stands in it already."""
        return cls(form, typed_in(form.fields, MultiDict(known)), stamps.new(form.key))

    @classmethod
    def sent(cls, form: PublicForm) -> "Filling":
        """What this request brought, looked through."""
        stamp = stamps.read(form.key, request.form.get(STAMP, ""))
        filling = cls(form, typed_in(form.fields, request.form), stamp)
        filling._look_through()
        return filling

    def request(self) -> dict[str, Any]:
        """As the service expects it."""
        told = request_of(self.fields, request.form)
        return {**told, **from_here(), "command_id": self.stamp.command_id}

    def refused(self, failure: Failure) -> None:
        self.status, text = explain(failure)
        self.errors = {FORM: text}
        if isinstance(failure, Invalid):
            self.errors = words_at_fields(failure, self.fields)
        if failure.code == "command_id_reused":
            self.stamp = stamps.new(self.form.key)
            self.errors = {FORM: SAYINGS["sent_before"].text}

    def shown(self) -> Response:
        return page(
            "form",
            self.status,
            form=self.form,
            filling=self,
            categories=or_nothing(names.grouped_categories, []),
        )

    def _look_through(self) -> None:
        if missing := missing_from(self.fields, self.typed):
            self.errors, self.status = missing, 422
        elif trouble := self.stamp.trouble or ("trapped" if request.form.get(TRAP) else ""):
            self.errors, self.status = {FORM: SAYINGS[trouble].text}, int(SAYINGS[trouble].status)


def missing_from(fields: list[Field], typed: dict[str, Any]) -> dict[str, str]:
    """A word at each field that has to be answered and was not."""
    return {
        field.name: field.error_words(f"{field.label}还没填")
        for field in fields
        if field.required and not str(typed[field.name]).strip()
    }


def words_at_fields(failure: Invalid, fields: list[Field]) -> dict[str, str]:
    """What is wrong, at the fields of this form; what belongs to none of them stands above it."""
    asked = {field.name: field for field in fields}
    words = field_words(
        failure,
        {**{name: field.label for name, field in asked.items()}, **NAMED},
        typed=lambda path: request.form.get(path, ""),
    )
    label = asked["verbatim"].label if "verbatim" in asked else ""
    return {
        (name if name in asked else FORM): text.replace("群众原话", label)
        for name, text in words.items()
    }


def filled_in(field: Field) -> Field:
    """With the places of the district to choose from."""
    if field.kind != "unit":
        return field
    units = or_nothing(names.units, {}).values()
    places = [unit for unit in units if unit["kind"] in PLACES and not unit.get("closed")]
    return replace(field, choices=tuple(Choice(unit["id"], unit["name"]) for unit in places))


def or_nothing(ask: Callable[[], Found], nothing: Any) -> Found:
    """While a service is down the form still comes back with the words that were typed."""
    try:
        return ask()
    except Unavailable:
        return nothing
