"""照片（选填）: photos of an issue are shown, added by a plain form, and removed after one more question."""

import base64
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from eventlog.errors import Failure, Forbidden, Invalid, NotFound, Unavailable
from web import error_pages, names, session
from web.asked import version_of
from web.errors import explain, field_words, say
from web.listing import seen
from web.sayings import SAYINGS
from web.uploads import LARGEST_PHOTO, TAKES_A_FILE

pages = Blueprint("photo", __name__)
ALL = "/issues/<issue_id>/photos"
ONE = f"{ALL}/<photo_id>"
AT_ONCE = 2  # each takes five times its size while it is on its way
WAIT_SECONDS = 10.0
SEND_SECONDS = 20.0
_sending = threading.BoundedSemaphore(AT_ONCE)


@pages.get(ALL)
def ask(issue_id: str) -> ResponseReturnValue:
    issue = session.call("issues", "get", {"id": issue_id, **seen()})
    return _form(issue, 200)


@pages.post(ALL)
def add(issue_id: str) -> ResponseReturnValue:
    issue = session.call("issues", "get", {"id": issue_id})
    try:
        answer = _send(issue_id)
    except NotFound:
        raise
    except Failure as failure:
        return _form(issue, explain(failure)[0], failure)
    return redirect(f"/issues/{issue_id}?seen={answer['position']}#photos", 303)


@pages.get(ONE)
def show(issue_id: str, photo_id: str) -> Response:
    return _picture(issue_id, photo_id, small=False)


@pages.get(f"{ONE}/thumbnail")
def thumbnail(issue_id: str, photo_id: str) -> Response:
    return _picture(issue_id, photo_id, small=True)


@pages.get(f"{ONE}/remove")
def ask_to_remove(issue_id: str, photo_id: str) -> ResponseReturnValue:
    return _removal(*_removable(issue_id, photo_id), status=200)


@pages.post(f"{ONE}/remove")
def remove(issue_id: str, photo_id: str) -> ResponseReturnValue:
    issue, photo = _removable(issue_id, photo_id)
    try:
        version = version_of(request.form.get("expected_version", ""))
        asked = {**_command(issue_id, "reason"), "photo_id": photo_id, "expected_version": version}
        answer = session.call("issues", "remove_photo", asked)
    except NotFound:
        raise
    except Failure as failure:
        return _removal(issue, photo, explain(failure)[0], failure)
    return redirect(f"/issues/{issue_id}?seen={answer['position']}#photos", 303)


@pages.errorhandler(RequestEntityTooLarge)
def too_large(_error: RequestEntityTooLarge) -> ResponseReturnValue:
    """Nothing of what was sent can be read; the form stands there again, where there is one."""
    status = SAYINGS["too_long"].status
    if request.endpoint != TAKES_A_FILE:
        return error_pages.error_page(status, say("too_long"))
    try:
        issue = session.call("issues", "get", {"id": (request.view_args or {})["issue_id"]})
    except Failure:
        return error_pages.error_page(status, say("file_size"))
    return _page("photos.html", issue, status, Invalid({"photo": ["file_size"]}), caption="")


def _send(issue_id: str) -> dict[str, Any]:
    file = request.files.get("photo")
    with _turn():
        content = file.read(LARGEST_PHOTO + 1) if file else b""
        if not content:
            raise Invalid({"photo": ["required"]})
        encoded = base64.b64encode(content).decode()
        asked = {**_command(issue_id, "caption"), "photo": encoded}
        return session.call("issues", "attach_photo", asked, timeout=SEND_SECONDS)


@contextmanager
def _turn() -> Iterator[None]:
    """Raises Unavailable when too many others send photos."""
    if not _sending.acquire(timeout=WAIT_SECONDS):
        raise Unavailable()
    try:
        yield
    finally:
        _sending.release()


def _picture(issue_id: str, photo_id: str, *, small: bool) -> Response:
    asked = {"id": issue_id, "photo_id": photo_id, "small": small}
    content = base64.b64decode(session.call("issues", "photo", asked)["content"])
    response = Response(content, mimetype="image/jpeg")
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Disposition"] = "inline"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _removable(issue_id: str, photo_id: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Raises NotFound, Forbidden."""
    issue = session.call("issues", "get", {"id": issue_id})
    photo = next((each for each in issue["photos"] if each["id"] == photo_id), None)
    if photo is None:
        raise NotFound()
    if not photo["removable"]:
        raise Forbidden()
    return issue, photo


def _command(issue_id: str, optional: str) -> dict[str, Any]:
    """The fields that both commands have; `optional` is left out where nothing was typed."""
    told = request.form.get(optional, "")
    words = {optional: told} if told.strip() else {}
    return {"command_id": request.form.get("command_id", ""), "id": issue_id, **words}


def _form(issue: dict[str, Any], status: int, failure: Failure | None = None) -> tuple[str, int]:
    return _page("photos.html", issue, status, failure, caption=request.form.get("caption", ""))


def _removal(
    issue: dict[str, Any], photo: dict[str, Any], status: int, failure: Failure | None = None
) -> tuple[str, int]:
    reason = request.form.get("reason", "")
    return _page("photo_remove.html", issue, status, failure, photo=photo, reason=reason)


def _page(
    template: str, issue: dict[str, Any], status: int, failure: Failure | None, **more: Any
) -> tuple[str, int]:
    errors = field_words(failure) if isinstance(failure, Invalid) else {}
    asked = {name: text for name, text in errors.items() if name in ("photo", "caption", "reason")}
    note = explain(failure)[1] if failure and not asked else ""
    page = render_template(
        template,
        current="issues",
        issue=issue,
        errors=asked,
        note=note,
        people=people_of(issue),
        command_id=str(uuid.uuid4()),
        **more,
    )
    return page, int(status)


def people_of(issue: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Who added the photos."""
    return names.people(photo["by"] for photo in issue["photos"])
