"""Which facts of `issues` are told to whom. Pure: a fact's data in, entries of the inbox out."""

from dataclasses import dataclass
from typing import Any

ASSIGNED = "assigned"


@dataclass(frozen=True)
class Notice:
    """One entry in the inbox of one unit."""

    kind: str
    unit_id: str
    issue_id: str
    due: str | None


def notices_of(type_: str, data: dict[str, Any]) -> list[Notice]:
    """The lead unit and each support unit learn of an assignment; nobody of what was solved on the spot."""
    if type_ != "IssueAssigned" or data.get("on_spot"):
        return []
    units = dict.fromkeys((data["lead_unit_id"], *data.get("support_unit_ids", ())))
    return [Notice(ASSIGNED, unit, data["issue_id"], data.get("due")) for unit in units]
