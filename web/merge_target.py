"""并入哪一件: issues that may be the same thing, and those that a number or a few words find."""

from typing import Any

from eventlog.errors import Failure
from web import names, session, words
from web.form_fields import Choice

MOST = 5
LOOKED_THROUGH = 20
GOES_ON = ("reported", "triaged", "returned", "assigned", "signed", "in_progress", "held")


def candidates(issue: dict[str, Any], search: str, chosen: str) -> tuple[Choice, ...]:
    """What was searched for, else what is like this one; the one that is chosen already stands first."""
    found = [*_chosen(chosen), *(_searched(search) if search else _similar(issue))]
    by_id = {item["id"]: item for item in found if item["id"] != issue["id"]}
    return tuple(_choice(item) for item in by_id.values())


def target(issue_id: str) -> dict[str, Any] | None:
    """The issue that goes on, as the person sees it; None where there is none to be seen."""
    try:
        return session.call("issues", "get", {"id": issue_id}) if issue_id else None
    except Failure:
        return None


def _chosen(issue_id: str) -> list[dict[str, Any]]:
    found = target(issue_id)
    return [found] if found else []


def _searched(search: str) -> list[dict[str, Any]]:
    try:
        found = session.call("issues", "list", {"q": search, "limit": LOOKED_THROUGH})["items"]
    except Failure:
        return []
    return [item for item in found if item["state"] in GOES_ON][:MOST]


def _similar(issue: dict[str, Any]) -> list[dict[str, Any]]:
    """Nothing is found for words that are forgotten, and while the index is behind."""
    if not issue.get("verbatim"):
        return []
    asked = {"unit": issue["unit"], "category": issue["category"], "text": issue["verbatim"]}
    try:
        return session.call("issues", "similar", {**asked, "limit": MOST})["items"]
    except Failure:
        return []


def _choice(item: dict[str, Any]) -> Choice:
    state = words.state_word(item["state"], item.get("outcome"))
    note = "·".join((item["number"], state, names.unit_name(item["unit"])))
    return Choice(item["id"], item["title"] or "（原话已删除）", note)
