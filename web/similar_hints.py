"""While a problem is told: issues that are open already and may be the same thing. A hint; it never blocks.

Its buttons send the whole form. Where there is a script, htmx presses the first of them whenever somebody pauses, and
takes the note out of the page that comes back.
"""

import uuid
from dataclasses import replace
from typing import Any

from flask import request

from eventlog.errors import Forbidden, Invalid, Unavailable
from web import session, visit_form
from web.visit_form import CONTACT, Draft

SHOWN, ASKED = 3, 5


def hints(draft: Draft, n: int) -> list[dict[str, Any]] | None:
    """The most alike first, without those that were set apart; none while anything is missing. None while nobody can
    look, which is not the same as that nothing was found.
    """
    problem = draft.problems[n]
    text, category = problem.typed.get("verbatim"), problem.typed.get("category")
    if not text or not category:
        return []
    asked = {"unit": _place(draft), "category": category, "text": text, "limit": ASKED}
    try:
        found = session.call("issues", "similar", asked)["items"]
    except Unavailable:
        return None
    except (Forbidden, Invalid):
        return []
    return [item for item in found if item["id"] not in problem.apart][:SHOWN]


def add_to(draft: Draft, n: int, issue_id: str) -> dict[str, Any]:
    """Say these words in that issue, once however often it is sent. Raises what the service refuses with."""
    typed = draft.problems[n].typed
    said = f"{draft.command_id}/{issue_id}/{typed['verbatim']}"
    contact = {name: typed[name] for name in CONTACT if typed.get(name)}
    request = {
        "command_id": str(uuid.uuid5(uuid.NAMESPACE_OID, said)),
        "id": issue_id,
        "text": typed["verbatim"],
        **({"adds_reporter": True, **contact} if contact else {}),
    }
    return session.call("issues", "supplement", request)


def read_act(act: str, draft: Draft) -> tuple[int | None, str]:
    """(number of the problem, id of the issue) of `same-0-…`; None for a problem that is not there."""
    _, number, issue_id = f"{act}--".split("-", 2)
    known = {str(n): n for n in range(len(draft.problems))}
    return known.get(number), issue_id.rstrip("-")


def set_apart(draft: Draft, n: int, issue_id: str) -> Draft:
    """Somebody said that this issue is another thing; without an id nothing was said."""
    if not issue_id:
        return draft
    changed = replace(draft.problems[n], apart=(*draft.problems[n].apart, issue_id))
    return replace(draft, problems=(*draft.problems[:n], changed, *draft.problems[n + 1 :]))


def _place(draft: Draft) -> str:
    """Where the visit is: the place of the party."""
    home = session.required().unit
    if draft.is_new_party:
        return draft.new_party.get("unit") or home
    known = {party["id"]: party["unit"] for party in visit_form.shown_parties(request.form)}
    return known.get(draft.plain.get("party_id", "")) or home
