"""Sign in, sign out, and the one-time link that sets a password."""

from urllib.parse import urlsplit

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from eventlog.errors import Failure, Forbidden, Invalid, NotFound, Refused
from web import session
from web.doors import open_to_everyone
from web.errors import explain, field_words, say
from web.settings import site

pages = Blueprint("sign_in", __name__)


@pages.get("/sign-in")
@open_to_everyone
def show() -> ResponseReturnValue:
    if session.signed_in():
        return redirect(local_path(request.args.get("back")), 303)
    message = say("session_over") if request.args.get("over") else None
    return render_template(
        "sign_in.html", back=local_path(request.args.get("back")), message=message, kept=[]
    )


@pages.post("/sign-in")
@open_to_everyone
def sign_in() -> ResponseReturnValue:
    login, password = request.form.get("login", "").strip(), request.form.get("password", "")
    errors = {
        name: text
        for name, value, text in (("login", login, "写账号"), ("password", password, "写密码"))
        if not value
    }
    if errors:
        return _sign_in_again(errors, 422)
    try:
        session.begin(
            site().peer.call("campaign", "sign_in", {"login": login, "password": password})
        )
    except (Refused, Invalid) as failure:
        status, text = _why_not(failure)
        return _sign_in_again({"login": text}, status)
    return _go_on(local_path(request.form.get("back")))


@pages.post("/sign-out")
@open_to_everyone
def sign_out() -> ResponseReturnValue:
    session.end()
    return redirect("/sign-in", 303)


@pages.get("/welcome/<link>")
@open_to_everyone
def welcome(link: str) -> ResponseReturnValue:
    return render_template("welcome.html", link=link, errors={})


@pages.post("/welcome/<link>")
@open_to_everyone
def set_password(link: str) -> ResponseReturnValue:
    password = request.form.get("password", "")
    if not password or password != request.form.get("again"):
        problem = {"again": "两次写的不一样"} if password else {"password": "写一个密码"}
        return render_template("welcome.html", link=link, errors=problem), 422
    try:
        session.begin(
            site().peer.call("campaign", "redeem_link", {"link": link, "password": password})
        )
    except Invalid as failure:
        return render_template("welcome.html", link=link, errors=field_words(failure)), 422
    except (Refused, Forbidden, NotFound) as failure:
        status, text = explain(failure if isinstance(failure, Refused) else Refused("link_used"))
        return render_template("welcome.html", link=link, errors={"password": text}), status
    return redirect("/", 303)


def local_path(text: str | None) -> str:
    """The page to return to, if it is one of ours; a browser reads `//host` and `/\\host` as elsewhere."""
    if not text or not text.isprintable() or "\\" in text:
        return "/"
    if not text.startswith("/") or text.startswith("//"):
        return "/"
    parts = urlsplit(text)
    return "/" if parts.path in ("/sign-in", "/sign-out") else text


def _why_not(failure: Failure) -> tuple[int, str]:
    """A misshapen login is told no more than a wrong one."""
    return explain(Refused("login_failed") if isinstance(failure, Invalid) else failure)


def _sign_in_again(errors: dict[str, str], status: int) -> ResponseReturnValue:
    back = local_path(request.form.get("back"))
    page = render_template(
        "sign_in.html", back=back, errors=errors, kept=_kept(), login=request.form.get("login", "")
    )
    return page, status


def _go_on(back: str) -> ResponseReturnValue:
    """To the page that was asked for; a form that was being sent is shown once more with one button."""
    kept = _kept()
    if not kept:
        return redirect(back, 303)
    return render_template("carry_on.html", back=back, kept=kept)


def _kept() -> list[tuple[str, str]]:
    names, values = request.form.getlist("kept_name"), request.form.getlist("kept_value")
    return list(zip(names, values, strict=False))
