"""反映问题 and 说一声好: words of the public become an issue; the slip with number and code is shown once."""

from flask import redirect
from flask.typing import ResponseReturnValue

from eventlog.errors import Conflict, Invalid, NotFound, Refused, Unavailable
from web import session
from web.doors import open_to_everyone
from web.public import stamps
from web.public.blueprint import page, pages
from web.public.filling import Filling
from web.public.forms import PRAISE, REPORT, TIP_OFF

PRAISED = {"kind": "praise", "category": "other"}


@pages.get("/report")
@open_to_everyone
def report_form() -> ResponseReturnValue:
    return Filling.begun(REPORT).shown()


@pages.post("/report")
@open_to_everyone
def report() -> ResponseReturnValue:
    filling = Filling.sent(REPORT)
    if filling.typed["kind"] == TIP_OFF:
        return _legal_channels(filling)
    return _reported(filling, {})


@pages.get("/praise")
@open_to_everyone
def praise_form() -> ResponseReturnValue:
    return Filling.begun(PRAISE).shown()


@pages.post("/praise")
@open_to_everyone
def praise() -> ResponseReturnValue:
    return _reported(Filling.sent(PRAISE), PRAISED)


@pages.get("/slip/<slip>")
@open_to_everyone
def slip(slip: str) -> ResponseReturnValue:
    """Number and code, for the quarter of an hour that `issues` shows them."""
    issue_id = stamps.issue_of(slip)
    if issue_id is None:
        raise NotFound()
    try:
        receipt = session.call_as_web("issues", "receipt", {"id": issue_id})
    except NotFound:
        return page("slip_over", 404)
    return page("slip", receipt=receipt)


def _reported(filling: Filling, more: dict[str, str]) -> ResponseReturnValue:
    if filling.errors:
        return filling.shown()
    try:
        answer = session.call_as_web("issues", "report", {**filling.request(), **more})
    except (Invalid, Refused, Conflict, Unavailable) as failure:
        if failure.code == "use_legal_channel":
            return _legal_channels(filling)
        filling.refused(failure)
        return filling.shown()
    return redirect(f"/public/slip/{stamps.sealed_slip(answer['id'])}", 303)


def _legal_channels(filling: Filling) -> ResponseReturnValue:
    """Not taken here: the law has organs for it, apart from those whom it is about."""
    return page("channels", said=filling.typed["verbatim"].strip())
