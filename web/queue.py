"""研判队列: what waits for the office, so that one decision leads to the next."""

from typing import Any

from eventlog.errors import Unavailable
from web import session

WAITS_FOR_OFFICE = ("reported", "triaged")
SHOWN = 20


def queue() -> list[dict[str, Any]]:
    """The first of those that wait to be triaged, then of those to be assigned, each as the service orders them."""
    return [issue for state in WAITS_FOR_OFFICE for issue in _waiting(state, {}, SHOWN)]


def next_in_queue(done: str, position: int) -> dict[str, Any] | None:
    """The issue to look at after `done`; None when nothing waits, or when the list is not that far yet."""
    seen = {"at_least": {"issues": position}}
    try:
        waiting = [issue for state in WAITS_FOR_OFFICE for issue in _waiting(state, seen, 2)]
    except Unavailable:
        return None
    return next((issue for issue in waiting if issue["id"] != done), None)


def _waiting(state: str, seen: dict[str, Any], most: int) -> list[dict[str, Any]]:
    return session.call("issues", "list", {"state": state, "limit": most, **seen})["items"]
