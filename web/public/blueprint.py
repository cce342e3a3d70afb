"""The blueprint of the public pages, and what every one of them says in its head."""

from typing import Any

from flask import Blueprint, Response, make_response, render_template

pages = Blueprint("public", __name__, url_prefix="/public")


def page(template: str, status: int = 200, **values: Any) -> Response:
    """A page with somebody's words or code on it: never kept by the browser or on the way (security.py)."""
    return make_response(render_template(f"public/{template}.html", **values), status)
