"""The form of one issue of a queue: what to do with what was sent, so that one decision leads to the next.

    return answer(asked, request.form, render=_page, done=_next)

Nothing that was typed is lost, as on the page of an action: `render(asked, status)` shows the form again."""

from collections.abc import Callable
from typing import Any

from flask.typing import ResponseReturnValue

from eventlog.errors import Conflict, Failure, NotFound
from web import session
from web.asked import Asked, Typed, load
from web.errors import explain, say

Render = Callable[[Asked, int], ResponseReturnValue]
Done = Callable[[Asked, int], ResponseReturnValue]


def answer(
    asked: Asked,
    posted: Typed,
    render: Render,
    done: Done,
    before: Callable[[Asked], None] = lambda _asked: None,
) -> ResponseReturnValue:
    """`before` may give another command first; the position of the answer goes to `done`."""
    if asked.is_possible(asked.command):
        asked.find_missing(posted)
    if asked.errors or asked.note:
        return render(asked, 422)
    try:
        before(asked)
        told: dict[str, Any] = session.call("issues", asked.command, asked.request(posted))
    except NotFound:
        raise
    except Conflict as failure:
        return render(_as_it_is_now(asked, failure), 409)
    except Failure as failure:
        asked.refuse(failure)
        return render(asked, explain(failure)[0])
    return done(asked, told["position"])


def _as_it_is_now(asked: Asked, failure: Conflict) -> Asked:
    """The typed words beside the issue as it is now: sent again, they count for that."""
    again = load(asked.issue["id"], asked.command, asked.form.name)
    again.fields, again.typed = asked.fields, asked.typed
    again.note = say("conflict", failure.params)
    return again
