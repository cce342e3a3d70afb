"""What is left to others: the refusals that the service offers to nobody who had a hand in it, named all the same."""

from typing import Any

from web import session

# What the unit that did the work leaves to others, with the refusal that says so.
_HANDLED_IT = {
    "close": "closer_handled_it",
    "record_callback": "caller_handled_it",
    "recheck": "closer_handled_it",
    "order_rework": "closer_handled_it",
    "withdraw": "handling_unit_cannot_withdraw",
}


def refusal_of(command: str, issue: dict[str, Any]) -> str | None:
    """The code for this person; None where there is no such reason."""
    if command in _HANDLED_IT and handled_here(issue):
        return _HANDLED_IT[command]
    if command == "reject" and proposed_rejection(issue):
        return "second_person"
    return None


def proposed_rejection(issue: dict[str, Any]) -> bool:
    """Whether it waits for somebody else than this person to agree not to take it."""
    found = issue.get("rejection")
    if not found or found["rejected_at"] or issue["state"] not in ("reported", "triaged"):
        return False
    return bool(found["by"] == session.required().person["id"])


def handled_here(issue: dict[str, Any]) -> bool:
    handling = {
        issue["lead_unit"],
        *issue["support_units"],
        *(task["unit"] for task in issue["tasks"]),
    }
    return bool(handling & my_units())


def my_units() -> set[str]:
    """Where this person works or holds a role."""
    me = session.required().person
    return {me["unit"], *(held["unit"] for held in me["roles"])}
