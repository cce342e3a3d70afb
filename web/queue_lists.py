"""A queue as a page shows it: its rows, its place in the list, and what follows when one of it is done."""

from typing import Any

from eventlog.errors import Forbidden, Unavailable
from web import listing, session
from web.listing import Page


def rows(queue: str, **conditions: str) -> Page:
    """The page of this queue that the address asks for, after what was just written."""
    asked = {"queue": queue, **listing.place(), **listing.seen()}
    return listing.page(session.call("issues", "list", asked), conditions)


def counts() -> dict[str, dict[str, Any]]:
    """`{queue: {count, late, oldest}}`."""
    return session.call("issues", "queue_counts", listing.seen())


def following(queue: str, done: str, position: int) -> dict[str, Any] | None:
    """The issue to look at after `done`; None when nothing waits, or when the list is not that far yet."""
    asked = {"queue": queue, "limit": 2, "at_least": {"issues": position}}
    try:
        waiting = session.call("issues", "list", asked)["items"]
    except Unavailable:
        return None
    return next((issue for issue in waiting if issue["id"] != done), None)


def only_for(*roles: str) -> session.SignedIn:
    """Raises Forbidden("page_forbidden") for who has none of these roles."""
    me = session.required()
    if not me.holds(*roles):
        raise Forbidden("page_forbidden")
    return me
