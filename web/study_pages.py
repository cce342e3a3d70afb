"""专题研究: the day, who was present, and what was decided on each item that is not over, on one form."""

import re
from collections.abc import Iterable
from typing import Any

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from eventlog.errors import Failure, NotFound
from web import edition_rows, edition_words, names, queue_lists, session
from web.edition_pages import command_id, expected_version, load
from web.errors import explain
from web.refusals import NOT_OFFERED
from web.settings import today
from web.study_form import Item, Typed

pages = Blueprint("study", __name__)
ADDRESS = "/editions/<edition_id>/study"
STUDYING = ("office",)
OVER = ("closed", "referred", "rejected", "merged", "withdrawn", "filed")
MOST_LINES = 2000  # as many as the service takes
BLANKS = 2  # lines for items that are not listed
_LINE = re.compile(r"items\.([0-9]{1,4})\.(?:number|decision|note)")


@pages.get(ADDRESS)
def ask(edition_id: str) -> ResponseReturnValue:
    queue_lists.only_for(*STUDYING)
    edition = load(edition_id)
    study = edition["study"] or {"held_on": today().isoformat(), "units": [], "items": []}
    typed = Typed(
        study["held_on"], [unit["id"] for unit in study["units"]], _lines(edition, study["items"])
    )
    if "record_study" not in edition["allowed"]:
        typed.note = NOT_OFFERED
    return _page(edition, typed), 422 if typed.note else 200


@pages.post(ADDRESS)
def record(edition_id: str) -> ResponseReturnValue:
    queue_lists.only_for(*STUDYING)
    edition = load(edition_id)
    typed = _typed(edition)
    head = {"command_id": command_id(), "edition_id": edition_id, **expected_version()}
    try:
        session.call("reports", "record_study", {**head, **typed.request})
    except NotFound:
        raise
    except Failure as failure:
        typed.refuse(failure)
        return _page(edition, typed), explain(failure)[0]
    return redirect(f"/editions/{edition_id}?done=study", 303)


def _page(edition: dict[str, Any], typed: Typed) -> str:
    return render_template(
        "edition_study.html",
        current="editions",
        edition=edition,
        typed=typed,
        units=list(names.units().values()),
        decisions=edition_words.DECISIONS,
        command_id=command_id(),
        may="record_study" in edition["allowed"],
    )


def _lines(edition: dict[str, Any], decided: list[dict[str, Any]]) -> list[Item]:
    """What is not over in the first rows, with what was decided; then decisions on others, then blank lines."""
    said = {each["number"]: each for each in decided}
    rows, _ = edition_rows.first_rows(edition["id"], "problem")
    open_ones = [row for row in rows if row.get("state") not in (None, *OVER)]
    listed = [_item(row["number"], said.pop(row["number"], {}), _about(row)) for row in open_ones]
    others = [_item(number, each, "") for number, each in said.items()]
    return [*listed, *others, *(Item() for _ in range(BLANKS))]


def _item(number: str, said: dict[str, Any], text: str) -> Item:
    decision, note = said.get("decision") or "", said.get("note") or ""
    return Item(number, decision, note, text, is_listed=bool(text))


def _about(row: dict[str, Any]) -> str:
    return row.get("public_text") or row.get("category_name") or row["number"]


def _typed(edition: dict[str, Any]) -> Typed:
    form = request.form
    about = {item.number: item.text for item in _lines(edition, []) if item.is_listed}
    items = []
    for place in range(_lines_of(form)):
        number, decision, note = (
            form.get(f"items.{place}.{name}", "").strip() for name in ("number", "decision", "note")
        )
        text = about.get(number, "")
        items.append(Item(number, decision, note, text, is_listed=bool(text)))
    held_on = form.get("held_on", "").strip()
    return Typed(held_on, [unit for unit in form.getlist("unit_ids") if unit], items)


def _lines_of(names_sent: Iterable[str]) -> int:
    """How many lines the form has, empty ones too."""
    places = [int(found[1]) for name in names_sent if (found := _LINE.fullmatch(name))]
    return min(max(places, default=BLANKS - 1) + 1, MOST_LINES)
