"""What was typed on the form of a visit: read from the browser, kept when it comes back, made into a request.

Names of fields are the service's own paths (`problems.0.verbatim`), so that its errors find their field. A problem
nothing was written about is no problem; the service counts only the others, which `original_field` translates.
"""

import math
import re
from dataclasses import dataclass, field
from typing import Any

from werkzeug.datastructures import MultiDict

from web.errors import say

PLAIN = ("party_id", "q", "outcome", "note", "date", "visit_type", "next_contact", "purpose")
NEW_PARTY = ("kind", "name", "unit", "phone")
CONTACT = ("contact_name", "contact_phone", "contact_email")
PROBLEM = ("verbatim", "category", "kind", *CONTACT)
ON_SPOT = ("result", "quantity", "quantity_unit")
OFFICE, SPOT = "office", "spot"
MOST_PROBLEMS = 20
MOST_APART = 20
NEW = "new"  # chosen as the party: the one described in new_party
_PROBLEM_FIELD = re.compile(r"problems\.(\d{1,2})\.")


@dataclass(frozen=True)
class Problem:
    """`way`: for the office to look into, or solved on the spot. `apart`: issues that are another thing."""

    typed: dict[str, str] = field(default_factory=dict)
    spot: dict[str, str] = field(default_factory=dict)
    way: str = OFFICE
    danger: bool = False
    apart: tuple[str, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Choices that stand there ready do not count as something written."""
        written = [self.typed.get(name) for name in PROBLEM if name != "kind"] + list(
            self.spot.values()
        )
        return not any(written) and not self.danger

    def request(self) -> dict[str, Any]:
        found: dict[str, Any] = {name: text for name, text in self.typed.items() if text}
        if self.danger:
            found["danger"] = True
        if self.way == SPOT:
            spot = {name: text for name, text in self.spot.items() if text}
            found["solved_on_spot"] = {name: _number(name, text) for name, text in spot.items()}
        return found


@dataclass(frozen=True)
class Draft:
    """Everything on the form. `command_id` stays the same until the visit is recorded."""

    command_id: str
    plain: dict[str, str] = field(default_factory=dict)
    new_party: dict[str, str] = field(default_factory=dict)
    inquiry: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = (Problem(),)

    @property
    def written(self) -> list[Problem]:
        return [problem for problem in self.problems if not problem.is_blank]

    @property
    def is_new_party(self) -> bool:
        chosen = self.plain.get("party_id")
        return chosen == NEW or (not chosen and bool(self.new_party.get("name")))

    def request(self) -> dict[str, Any]:
        """The request of `visits.record`: what was left empty is left out, and so taken from what is known."""
        left_out = ("q", "party_id") if self.is_new_party else ("q",)
        request: dict[str, Any] = {"command_id": self.command_id}
        request |= {
            name: text for name, text in self.plain.items() if text and name not in left_out
        }
        if self.is_new_party:
            request["new_party"] = {name: text for name, text in self.new_party.items() if text}
        if self.inquiry:
            request["inquiry"] = list(self.inquiry)
        request["problems"] = [problem.request() for problem in self.written]
        return request

    def missing(self) -> dict[str, str]:
        """What this form always asks for, said in one go with its field."""
        found = {}
        if self.is_new_party and not self.new_party.get("name"):
            found["new_party.name"] = "写这一户的姓名或名称"
        elif not self.is_new_party and not self.plain.get("party_id"):
            found["party_id"] = say("party_missing")
        if not self.plain.get("outcome"):
            found["outcome"] = say("outcome_missing")
        for n, problem in enumerate(self.problems):
            if not problem.is_blank:
                found |= _missing_of(problem, f"problems.{n}.")
        return found

    def original_field(self, path: str) -> str:
        """The field on the form that the service means: it was not sent the blank problems."""
        match = _PROBLEM_FIELD.match(path)
        if match is None:
            return "inquiry" if path.startswith("inquiry.") else path
        places = [n for n, problem in enumerate(self.problems) if not problem.is_blank]
        n = int(match[1])
        return f"problems.{places[n]}.{path[match.end() :]}" if n < len(places) else path


def read(posted: MultiDict[str, str], command_id: str) -> Draft:
    """The form as it was sent, with as many problems as it had."""
    count = 1 + max((int(n) for n in _PROBLEM_FIELD.findall("\n".join(posted))), default=0)
    return Draft(
        command_id=posted.get("command_id") or command_id,
        plain={name: posted.get(name, "").strip() for name in PLAIN},
        new_party={name: posted.get(f"new_party.{name}", "").strip() for name in NEW_PARTY},
        inquiry=tuple(posted.getlist("inquiry")),
        problems=tuple(_read_problem(posted, n) for n in range(min(count, MOST_PROBLEMS))),
    )


def shown_parties(posted: MultiDict[str, str]) -> list[dict[str, Any]]:
    """The parties that the form offered, so that the one chosen is named again without a second question."""
    rows = (text.split("|", 3) for text in posted.getlist("shown_party"))
    keys = ("id", "kind", "unit", "name")
    return [dict(zip(keys, row, strict=True)) for row in rows if len(row) == len(keys)]


def _read_problem(posted: MultiDict[str, str], n: int) -> Problem:
    def typed(name: str) -> str:
        return posted.get(f"problems.{n}.{name}", "").strip()

    return Problem(
        typed={name: typed(name) for name in PROBLEM},
        spot={name: typed(f"solved_on_spot.{name}") for name in ON_SPOT},
        way=typed("way") or OFFICE,
        danger=bool(typed("danger")),
        apart=tuple(posted.getlist(f"problems.{n}.apart")[:MOST_APART]),
    )


def _missing_of(problem: Problem, path: str) -> dict[str, str]:
    found = {}
    if not problem.typed.get("verbatim"):
        found[f"{path}verbatim"] = say("verbatim_missing")
    if not problem.typed.get("category"):
        found[f"{path}category"] = say("category_missing")
    if problem.way == SPOT and not problem.spot.get("result"):
        found[f"{path}solved_on_spot.result"] = say("result_missing")
    return found


def _number(name: str, text: str) -> str | float:
    """A number as a number; what does not read as one goes as typed, and comes back with a word at its field."""
    if name != "quantity":
        return text
    try:
        number = float(text.replace(",", "").replace("，", ""))
    except ValueError:
        return text
    return number if math.isfinite(number) else text
