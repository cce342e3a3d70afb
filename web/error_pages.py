"""Pages for what went wrong: not found, not allowed, not reachable, not signed in. Never a trace, never a body."""

from typing import Any

from flask import Flask, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from eventlog.errors import Failure, Forbidden, Invalid, NotFound
from web import session
from web.errors import explain, say
from web.sayings import SAYINGS
from web.security import came_from_here

NOT_SIGNED_IN = {"session_over", "token_missing", "token_expired", "token_invalid"}
HTTP_CODES = {404: "not_found", 403: "page_forbidden", 405: "wrong_method", 413: "too_long"}
HEADINGS = {
    403: "不能看这一页",
    404: "没有这一页",
    409: "已经改过了",
    503: "暂时连不上",
    500: "出了问题",
}


def install(app: Flask) -> None:
    app.register_error_handler(Failure, for_failure)
    app.register_error_handler(CSRFError, for_old_form)
    app.register_error_handler(HTTPException, for_http)
    app.register_error_handler(500, for_bug)


def for_failure(failure: Failure) -> ResponseReturnValue:
    if isinstance(failure, Forbidden) and failure.code in NOT_SIGNED_IN:
        return sign_in_first(failure.code)
    if isinstance(failure, Invalid):
        # forms tell theirs at the field; what is left is an address that names nothing
        failure = NotFound()
    status, text = explain(failure)
    if failure.code == "forbidden" and request.method == "GET":
        text = say("page_forbidden")
    return error_page(status, text)


def sign_in_first(code: str) -> ResponseReturnValue:
    """Send to the sign-in page; a form of ours that was just sent is carried along, so no words are lost."""
    if request.method == "POST" and came_from_here():
        try:
            sent = list(request.form.items(multi=True))
        except RequestEntityTooLarge as error:
            return for_http(error)
        kept = [(name, text) for name, text in sent if name != "csrf_token"]
        page = render_template(
            "sign_in.html", back=request.path, kept=kept, message=say("session_over")
        )
        return page, 403
    back = request.full_path.rstrip("?") if request.method == "GET" else "/"
    return redirect(url_for("sign_in.show", back=back, over=code == "session_over" or None), 303)


def for_old_form(_error: CSRFError) -> ResponseReturnValue:
    if session.signed_in() is None:
        return sign_in_first("session_over")
    return error_page(SAYINGS["form_expired"].status, say("form_expired"))


def for_http(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if status < 400:
        return error
    return error_page(status, say(HTTP_CODES.get(status, "failure")))


def for_bug(_error: Any) -> ResponseReturnValue:
    return error_page(500, say("failure"))


def error_page(status: int, text: str) -> tuple[str, int]:
    heading = HEADINGS.get(status, "没有办成")
    return render_template("error.html", heading=heading, text=text, status=status), int(status)
