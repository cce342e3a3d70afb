"""What of the editions, and of the objections to them, waits for the person who is signed in: lines of 今日."""

from dataclasses import dataclass
from typing import Any

from eventlog.errors import Unavailable
from web import dates, session
from web.session import SignedIn
from web.settings import today

WORKING = ("office", "reviewer", "publisher")
# In each state of an edition: the step that is next, and its verb.
NEXT = {
    "draft": ("record_study", "记录研究"),
    "studied": ("approve_edition", "批准"),
    "approved": ("publish_edition", "公布"),
}
MOST = 5  # objections


@dataclass(frozen=True)
class Line:
    address: str
    title: str
    words: str
    verb: str
    is_late: bool = False


def waiting_for(me: SignedIn) -> list[Line]:
    """Nothing for who has no part in it, and while the lists do not answer."""
    if not me.holds(*WORKING):
        return []
    try:
        return [*_editions(), *_objections(me)]
    except Unavailable:
        return []


def _editions() -> list[Line]:
    answer = session.call("reports", "editions")
    under_way = [each for each in answer["items"] if each["state"] in NEXT][:1]
    return [
        Line(
            f"/editions/{each['id']}",
            f"第 {each['number']} 期，{dates.month_name(each['month'])}",
            "期次公布",
            NEXT[each["state"]][1],
        )
        for each in under_way
        if NEXT[each["state"]][0] in each["allowed"] and not _is_for_another(each)
    ]


def _is_for_another(edition: dict[str, Any]) -> bool:
    """Who prepared an edition does not approve it."""
    if edition["state"] != "studied":
        return False
    return "second_person" in _one("edition", edition["id"])["blocking"]


def _objections(me: SignedIn) -> list[Line]:
    """The office answers what is open; an answer waits for whoever did not write it."""
    found = session.call("reports", "objections", {"limit": MOST})["items"]
    open_ones = [each for each in found if each["state"] == "open" and me.holds("office")]
    proposed = [each for each in found if each["state"] == "proposed" and _may_approve(each)]
    return [_line(each, "答复") for each in open_ones] + [_line(each, "审查") for each in proposed]


def _may_approve(objection: dict[str, Any]) -> bool:
    return "approve_objection_answer" in _one("objection", objection["id"])["allowed"]


def _line(objection: dict[str, Any], verb: str) -> Line:
    due = dates.date.fromisoformat(objection["due"])
    return Line(
        f"/objections/{objection['id']}",
        f"对第 {objection['edition_number']} 期的异议 {objection['number']}",
        f"{dates.short_day(due, today())}前答复",
        verb,
        due < today(),
    )


def _one(method: str, id_: str) -> dict[str, Any]:
    return session.call("reports", method, {"id": id_})
