"""对清单提出异议: about an edition, or one line of it; answered within seven days, in public."""

from flask import redirect, request
from flask.typing import ResponseReturnValue

from eventlog.errors import Conflict, Invalid, NotFound, Refused, Unavailable
from web import session
from web.doors import open_to_everyone
from web.public.blueprint import page, pages
from web.public.filling import Filling
from web.public.forms import OBJECTION


@pages.get("/object")
@open_to_everyone
def object_form() -> ResponseReturnValue:
    """`edition` and `row` come from the link beside a line."""
    known = {
        "edition_number": request.args.get("edition", ""),
        "row_number": request.args.get("row", ""),
    }
    return Filling.begun(OBJECTION, **known).shown()


@pages.post("/object")
@open_to_everyone
def object_to_edition() -> ResponseReturnValue:
    filling = Filling.sent(OBJECTION)
    if filling.errors:
        return filling.shown()
    try:
        session.call_as_web("reports", "object_to_edition", filling.request())
    except NotFound:
        filling.errors, filling.status = (
            {"edition_number": "没有这一期，看看清单标题下面写的期号"},
            422,
        )
        return filling.shown()
    except (Invalid, Refused, Conflict, Unavailable) as failure:
        filling.refused(failure)
        return filling.shown()
    return redirect("/public/objected", 303)


@pages.get("/objected")
@open_to_everyone
def objected() -> ResponseReturnValue:
    return page("objected")
