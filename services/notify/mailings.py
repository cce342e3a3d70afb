"""Which facts of `issues` are told by e-mail, and to whom. Pure: a fact's data in, mailings out.

A step more for residents is a line in RESIDENT_STEPS and its words in `mail_texts.py`.
"""

from dataclasses import dataclass
from typing import Any

UNIT, OFFICE, RESIDENT = "unit", "office", "resident"
ASSIGNED, SUPPORTING, COMPLETED = "assigned", "supporting", "completed"
ACCEPTED, DONE = "accepted", "done"

# docs/domain.md, messages. Referred, rejected, extended, held, reopened: their facts are not built yet.
RESIDENT_STEPS = {"IssueTriaged": ACCEPTED, "CompletionReported": DONE}
ONCE_AN_ISSUE = frozenset({ACCEPTED})  # whatever is triaged again was accepted before


@dataclass(frozen=True)
class IssueKnown:
    """What `notify` remembers of an issue: ids, its number and marks, no word."""

    issue_id: str
    number: str
    unit_id: str  # the place
    urgent: bool
    on_spot: bool
    confidential: bool


@dataclass(frozen=True)
class Mailing:
    """`unit_id`: the unit that is written to, or the place whose office is; None for a resident."""

    kind: str
    to: str
    unit_id: str | None = None
    due: str | None = None

    @property
    def once_an_issue(self) -> bool:
        return self.kind in ONCE_AN_ISSUE


def known_from(data: dict[str, Any]) -> IssueKnown:
    """From the data of an IssueReported."""
    return IssueKnown(
        issue_id=data["issue_id"],
        number=data["number"],
        unit_id=data["unit_id"],
        urgent=bool(data.get("danger")),
        on_spot=bool(data.get("on_spot")),
        confidential=bool(data.get("confidential")),
    )


def marks_changed_by(type_: str, data: dict[str, Any]) -> dict[str, bool]:
    """Marks of the issue that this fact changes. An issue that is worked on again is solved on the spot no more."""
    if type_ == "IssueTriaged" and data.get("limit_class") == "urgent":
        return {"urgent": True}
    return {"on_spot": False} if type_ == "ReworkOrdered" else {}


def mailings_of(type_: str, data: dict[str, Any], issue: IssueKnown) -> list[Mailing]:
    """Nothing of what was solved on the spot, because everybody was there; nothing of what is confidential."""
    if issue.on_spot or issue.confidential:
        return []
    found: list[Mailing] = []
    if type_ == "IssueAssigned":
        found += _to_units(data)
    if type_ == "CompletionReported":
        found.append(Mailing(COMPLETED, OFFICE, issue.unit_id))
    if type_ in RESIDENT_STEPS:
        found.append(Mailing(RESIDENT_STEPS[type_], RESIDENT))
    return found


def _to_units(data: dict[str, Any]) -> list[Mailing]:
    lead, due = data["lead_unit_id"], data.get("due")
    support = dict.fromkeys(u for u in data.get("support_unit_ids", ()) if u != lead)
    return [Mailing(ASSIGNED, UNIT, lead, due)] + [
        Mailing(SUPPORTING, UNIT, unit, due) for unit in support
    ]
