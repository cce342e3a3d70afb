"""专题研究: the day, who was present, and what was decided on each item that is not over, on one form."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from eventlog.errors import Failure, Invalid, NotFound
from web import edition_rows, edition_words, names, queue_lists, session
from web.edition_pages import command_id, expected_version, load
from web.errors import explain, field_words
from web.refusals import NOT_OFFERED, words_of
from web.settings import today

pages = Blueprint("study", __name__)
ADDRESS = "/editions/<edition_id>/study"
STUDYING = ("office",)
OVER = ("closed", "referred", "rejected", "merged", "withdrawn", "filed")
MOST_LINES = 2000  # as many as the service takes
BLANKS = 2  # lines for items that are not listed
_LINE = re.compile(r"items\.([0-9]{1,4})\.(?:number|decision|note)")
NAMES = {
    "held_on": "开会的日子",
    "unit_ids": "参加的单位",
    "number": "编号",
    "decision": "决定",
    "note": "说明",
}
MENDED = {"held_on": "开会的日子从这个月 1 日起，到今天", "unit_ids": "选参加的单位"}


@dataclass
class Item:
    """One line of the form. `text`: what a listed one is about; a blank line has none and asks for a number."""

    number: str = ""
    decision: str = ""
    note: str = ""
    text: str = ""
    is_listed: bool = False

    @property
    def is_answered(self) -> bool:
        return bool(self.decision or self.note or (self.number and not self.is_listed))

    @property
    def request(self) -> dict[str, str]:
        told = {"number": self.number, "decision": self.decision, "note": self.note}
        return {name: value for name, value in told.items() if value}


@dataclass
class Typed:
    held_on: str
    unit_ids: list[str]
    items: list[Item]
    errors: dict[str, str] = field(default_factory=dict)
    note: str = ""

    @property
    def answered(self) -> list[int]:
        """The places of the lines that go along."""
        return [place for place, item in enumerate(self.items) if item.is_answered]

    @property
    def request(self) -> dict[str, Any]:
        told = {"held_on": self.held_on, "unit_ids": self.unit_ids}
        items = [self.items[place].request for place in self.answered]
        return {name: value for name, value in told.items() if value} | {"items": items}

    def refuse(self, failure: Failure) -> None:
        """Put it at its field, else above the form."""
        if isinstance(failure, Invalid):
            said = field_words(failure, NAMES)
            self.errors = {self._place(path): self._words(path, said[path]) for path in said}
        if not self.errors:
            self.note = words_of(failure)

    def _place(self, path: str) -> str:
        """The service counts the lines that were sent."""
        head, _, rest = path.partition(".")
        if head != "items":
            return head
        n, _, name = rest.partition(".")
        sent = self.answered
        place = sent[int(n)] if n.isdecimal() and int(n) < len(sent) else 0
        return f"items.{place}.{name or 'number'}"

    def _words(self, path: str, said: str) -> str:
        head, name = path.split(".")[0], path.rsplit(".", 1)[-1]
        if head == "items":
            number = self.items[int(self._place(path).split(".")[1])].number
            return f"{number}：{said}" if number.isascii() and len(number) < 30 and number else said
        return MENDED.get(head, said) if name == head or name.isdecimal() else said


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
