"""Who may open a page: everyone who is signed in, unless the view says `@open_to_everyone`."""

from collections.abc import Callable
from typing import TypeVar

from flask import current_app, request

from web import session

View = TypeVar("View", bound=Callable[..., object])


def open_to_everyone(view: View) -> View:
    """Mark a view that needs no sign-in. A new page is closed until somebody says so."""
    view.open_to_everyone = True  # type: ignore[attr-defined]
    return view


def check() -> None:
    """Before each request: Forbidden (`token_missing`, `session_over`) for who is not signed in."""
    view = current_app.view_functions.get(request.endpoint or "")
    if view is not None and not getattr(view, "open_to_everyone", False):
        session.required()
