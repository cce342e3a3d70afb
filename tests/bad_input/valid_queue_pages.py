"""The pages of the queues, of many at once and of handing over: who opens them, what their forms take."""

from collections.abc import Callable
from typing import Any

from tests.bad_input.district import CATEGORY, Districts
from tests.bad_input.valid_action_forms import FIRST_STEPS, Form
from tests.bad_input.valid_queues import a_pledge_to_hand_over
from web.bulk import value_of

ANSWERS = {"contact": "reached", "solved": "solved", "satisfaction": "satisfied"}


def one(state: str) -> Callable[[Districts], dict[str, str]]:
    return lambda districts: {"issue_id": districts.fresh(state)}


def ticked(state: str, **fields: Any) -> Form:
    """An issue that was ticked on a list, and the answers to what is asked for all of them."""

    def form(districts: Districts) -> dict[str, Any]:
        issue = districts.asks("office", "issues", "get", id=districts.fresh(state))
        return {"pick": value_of(issue, category=CATEGORY), "confirmed": "1", **fields}

    return form


def assigned_together(districts: Districts) -> dict[str, Any]:
    told = FIRST_STEPS["assign"](districts)
    asked = ("lead_unit", "responsible_position")
    return ticked("reported", **{name: told[name] for name in asked})(districts)


def a_text_to_approve(districts: Districts) -> dict[str, Any]:
    issue = districts.fresh("assigned")
    text = {"part": "public_text", "text": "修路灯"}
    districts.does("office", "issues", "propose_public_text", id=issue, **text)
    told = districts.asks("office", "issues", "get", id=issue)
    return {"pick": value_of(told, part="public_text"), "confirmed": "1"}


def handed_over(districts: Districts) -> dict[str, Any]:
    found = a_pledge_to_hand_over(districts)
    return {"from": found["from_person"], "to": found["to_person"]}


def reached(_districts: Districts) -> dict[str, Any]:
    return {**ANSWERS, "note": "他说亮了"}


# (method, rule): who, the ids of its address, the form, its id, the status of the answer
Told = tuple[str, Callable[[Districts], dict[str, str]] | None, Form | None, str, int]
QUEUE_PAGES: dict[tuple[str, str], Told] = {
    ("GET", "/triage"): ("office", None, None, "", 303),
    ("GET", "/triage/<issue_id>"): ("office", one("reported"), None, "", 303),
    ("POST", "/triage/<issue_id>"): (
        "office",
        one("reported"),
        FIRST_STEPS["assign"],
        "action",
        303,
    ),
    ("GET", "/calls"): ("reviewer", None, None, "", 303),
    ("GET", "/calls/<issue_id>"): ("reviewer", one("reported_done"), None, "", 303),
    ("POST", "/calls/<issue_id>"): ("reviewer", one("reported_done"), reached, "action", 303),
    ("POST", "/calls/<issue_id>/number"): (
        "reviewer",
        one("reported_done"),
        lambda _: {},
        "",
        200,
    ),
    ("GET", "/reviews"): ("reviewer", None, None, "", 303),
    ("GET", "/supervision"): ("second", None, None, "", 303),
    ("GET", "/contacts-shown"): ("second", None, None, "", 303),
    ("GET", "/pledges"): ("office", None, None, "", 303),
    ("GET", "/handover"): ("office", None, None, "", 303),
    ("POST", "/handover"): ("office", None, handed_over, "", 200),
    ("POST", "/bulk/assign"): ("office", None, assigned_together, "", 200),
    ("POST", "/bulk/triage"): ("office", None, ticked("reported", category=CATEGORY), "", 200),
    ("POST", "/bulk/close"): (
        "reviewer",
        None,
        ticked("called_back", outcome="as_answered"),
        "",
        200,
    ),
    ("POST", "/bulk/approve_public_text"): ("reviewer", None, a_text_to_approve, "", 200),
}
