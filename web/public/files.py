"""The static site: what `reports` wrote into the folder, as it lies there, and a word while nothing is published."""

import hashlib
import re
from pathlib import Path

from flask import Response, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound
from werkzeug.utils import safe_join

from web.doors import open_to_everyone
from web.public.blueprint import page, pages
from web.security import allow_own_style, allow_script
from web.settings import site

A_MINUTE = "public, max-age=60"
A_YEAR = "public, max-age=31536000, immutable"
KINDS = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".csv": "text/csv",
    ".pem": "application/x-pem-file",
    ".zip": "application/zip",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_HASHED = re.compile(r".+\.[0-9a-f]{12}\.(css|js)")
_PAGE_OF_AN_EDITION = re.compile(r"editions/[0-9]+/index\.html")


@pages.get("/")
@open_to_everyone
def index() -> ResponseReturnValue:
    try:
        return _file("index.html")
    except NotFound:
        return page("nothing_yet")


@pages.get("/<path:name>")
@open_to_everyone
def file(name: str) -> ResponseReturnValue:
    """A file of the site; the page of a folder where its address ends with a slash. Nothing of another kind."""
    return _file(f"{name}index.html" if name.endswith("/") else name)


def _file(name: str) -> ResponseReturnValue:
    kind, content = KINDS.get(Path(name).suffix), _content(name)
    if kind is None or content is None:
        raise NotFound()
    if name == "check.html":
        allow_script()
    elif _PAGE_OF_AN_EDITION.fullmatch(name):
        allow_own_style()
    answer = Response(content, mimetype=kind)
    answer.headers["Cache-Control"] = A_YEAR if _HASHED.fullmatch(name) else A_MINUTE
    answer.set_etag(hashlib.sha256(content).hexdigest())
    return answer.make_conditional(request)


def _content(name: str) -> bytes | None:
    """Read whole: files are small, and a rename beside it does not mix old and new. None: there is no such file."""
    folder = site().settings.public
    path = safe_join(str(folder), name) if folder else None
    try:
        return Path(path).read_bytes() if path else None
    except (OSError, ValueError):  # none, a folder, a name that no file can have
        return None
