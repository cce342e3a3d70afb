"""交接: what is open in the name of somebody who leaves, and to whom it goes. An administrator sees no case."""

import uuid
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from eventlog.errors import Failure
from web import names, queue_lists, session
from web.errors import explain

pages = Blueprint("hand_over", __name__)
GIVING = ("office", "admin")
ANSWER_SECONDS = 30.0  # for 500 issues in one act
KINDS = {
    "review": "指定审核",
    "pledge": "领办",
    "text": "写了待审的公开文本",
    "rejection": "提了不予受理",
}
HANDED = ("review", "pledge")  # the rest somebody proposes anew
STAYS = {
    "reviewer_handles_it": "接的人经办过这件事，不能审",
    "not_a_reviewer": "接的人不是审核人",
    "not_in_state": "还没到能指定审核人的一步",
    "not_a_leader": "接的人不是班子成员，不能领办",
    "pledge_too_late": "已经报结，领办不再换人",
    "not_visible": "接的人看不到这一件",
    "not_a_visitor": "接的人在那里不能登记走访",
}
# What one submit asks of each service, with the same command id: either decides once, so all may be sent again.
ACTS = {"issues": "hand_over", "visits": "hand_over_appointments"}


@pages.get("/handover")
def show() -> ResponseReturnValue:
    """Step by step in the address: whose unit, who, to whom."""
    queue_lists.only_for(*GIVING)
    return _page(200)


@pages.post("/handover")
def hand_over() -> ResponseReturnValue:
    queue_lists.only_for(*GIVING)
    giver, taker = request.form.get("from", ""), request.form.get("to", "")
    if not taker:
        return _page(422, error="选交给谁")
    command_id = request.form.get("command_id") or str(uuid.uuid4())
    asked = {"command_id": command_id, "from_person": giver, "to_person": taker}
    told, failed = _hand_over(asked)
    if not told:
        status, error = explain(failed["issues"])
        return _page(status, error=error)
    page = render_template(
        "hand_over_result.html",
        current="handover",
        issues=told.get("issues"),
        visits=told.get("visits"),
        failed=[explain(failure)[1] for failure in failed.values()],
        command_id=command_id,
        people=names.people([giver, taker]),
        giver=giver,
        taker=taker,
        stays=STAYS,
    )
    return page, max([200, *(explain(failure)[0] for failure in failed.values())])


def _hand_over(asked: dict[str, str]) -> tuple[dict[str, dict[str, Any]], dict[str, Failure]]:
    """What each service did, and why one did nothing: the other goes on all the same."""
    told: dict[str, dict[str, Any]] = {}
    failed: dict[str, Failure] = {}
    for service, act in ACTS.items():
        try:
            told[service] = session.call(service, act, asked, timeout=ANSWER_SECONDS)
        except Failure as failure:
            failed[service] = failure
    return told, failed


def _page(status: int, error: str = "") -> ResponseReturnValue:
    giver, unit, to_unit = (_chosen(name) for name in ("from", "unit", "to_unit"))
    held = session.call("issues", "open_items_of", {"person": giver}) if giver else None
    agreed = session.call("visits", "appointments_of", {"person": giver}) if giver else None
    page = render_template(
        "hand_over.html",
        current="handover",
        units=list(names.units().values()),
        unit=unit,
        to_unit=to_unit,
        giver=giver,
        people=names.people([giver]) if giver else {},
        staff=_staff(unit),
        takers=[each for each in _staff(to_unit) if each["id"] != giver],
        held=held,
        agreed=agreed,
        moves=sum(held["counts"][kind] for kind in HANDED) if held else 0,
        kinds=KINDS,
        handed=HANDED,
        command_id=str(uuid.uuid4()),
        error=error,
    )
    return page, status


def _chosen(name: str) -> str:
    return (request.form.get(name) or request.args.get(name, "")).strip()


def _staff(unit: str) -> list[dict[str, Any]]:
    if unit not in names.units():
        return []
    return session.call("campaign", "people_of_unit", {"unit": unit})["items"]
