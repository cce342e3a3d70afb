"""For whoever watches the process: it answers, and nothing more is said."""

from flask import Blueprint, Response

from web.doors import open_to_everyone

pages = Blueprint("health", __name__)


@pages.get("/healthz")
@open_to_everyone
def healthy() -> Response:
    return Response("ok\n", mimetype="text/plain")
