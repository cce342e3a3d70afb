"""One valid request for each command of `issues` beside the ordinary way: ends, more time, oversight, after it."""

from typing import Any

from tests.bad_input.answers import FORBIDDEN
from tests.bad_input.district import Districts
from tests.bad_input.valid import PUBLIC, Valid, on_issue
from tests.e2e.district import GUIDANCE, STONE

Step = tuple[str, str, dict[str, Any]]  # who, which command, its fields
CODE_TOO = {  # staff name an issue by its id; a code is for residents
    "number": "Invalid id: choice",
    "code": "Invalid code: pattern",
    "address": FORBIDDEN,
}
REASON = {"reason": "情况有变"}
OTHER_REASON = {"reason": "另一句"}
OTHER_NOTE = {"note": "另一句"}
PROPOSED: Step = ("office", "propose_reject", REASON)
REJECTED: Step = ("second", "reject", {})
OBJECTED: Step = ("office", "object_to_rejection", {"words": "不同意"})
ASKED_FOR_TIME: Step = ("handler", "request_extension", {"days": 1, **REASON})
HELD: Step = ("office", "hold", {})


def before(districts: Districts, issue: str, *steps: Step) -> None:
    """Bring the issue where the request wants it."""
    for who, name, fields in steps:
        districts.does(who, "issues", name, id=issue, **fields)


def after(*steps: Step, **fields: Any) -> Any:
    """These fields, on an issue that has taken these steps."""

    def make(districts: Districts, issue: str) -> dict[str, Any]:
        before(districts, issue, *steps)
        return fields

    return make


def a_hold(districts: Districts) -> dict[str, Any]:
    asked = {"missing_condition": "等管网改造", "plan": "随改造一起换"}
    return {**asked, "responsible_position": "unit_head", "review_by": districts.due()}


def asked_to_hold(districts: Districts, issue: str) -> dict[str, Any]:
    before(districts, issue, ("handler", "request_hold", a_hold(districts)))
    return {}


def held(districts: Districts, issue: str) -> dict[str, Any]:
    asked_to_hold(districts, issue)
    before(districts, issue, HELD)
    return {}


def a_task(districts: Districts, issue: str) -> dict[str, Any]:
    return {"task_id": districts.task_of(issue), **REASON}


def merged(districts: Districts, issue: str) -> dict[str, Any]:
    before(districts, issue, ("office", "merge", {"into": districts.fresh("reported")}))
    return {}


def a_reviewer(districts: Districts, _issue: str) -> dict[str, Any]:
    people = districts.asks("office", "campaign", "people_of_unit", unit=GUIDANCE)["items"]
    return {"reviewer": next(each["id"] for each in people if each["name"] == "乙")}


def a_rating(districts: Districts) -> dict[str, Any]:
    return {**a_slip(districts), "satisfaction": "satisfied"}


def a_slip(districts: Districts) -> dict[str, Any]:
    """Number and tracking code of an issue that is reported done."""
    issue = districts.asks("office", "issues", "get", id=districts.fresh("reported_done"))
    return {"number": issue["number"], "code": issue["tracking_code"]}


VALID_ISSUE_COMMANDS: dict[str, Valid] = {
    "issues.supplement": on_issue(
        "visitor",
        "reported",
        after(text="又说：雨天更黑"),
        outsider="reviewer",
        unknown=CODE_TOO,
        changed={"text": "另一句"},
    ),
    "issues.correct": on_issue(
        "office",
        "reported",
        after(danger=True),
        outsider="reviewer",
        unknown={"category": "Invalid category: choice", "unit": "Invalid unit: choice"},
        changed=OTHER_REASON,
    ),
    "issues.mark_accused": on_issue(
        "office",
        "reported",
        after(accused_units=[STONE], accused_people=[]),
        unknown={
            "accused_units.0": "Invalid accused_units: choice",
            "accused_people.0": "Invalid accused_people: choice",
        },
        changed=OTHER_NOTE,
    ),
    "issues.file": on_issue(
        "office", "reported", after(), report={"kind": "praise"}, changed=OTHER_NOTE
    ),
    "issues.answer_directly": on_issue(
        "office",
        "reported",
        after(answer="每月五日办理"),
        report={"kind": "consultation"},
        changed={"answer": "另一句"},
    ),
    "issues.refer": on_issue("office", "reported", after(channel="court"), changed=OTHER_NOTE),
    "issues.propose_reject": on_issue("office", "reported", after(**REASON), changed=OTHER_REASON),
    "issues.reject": on_issue("second", "reported", after(PROPOSED)),
    "issues.object_to_rejection": on_issue(
        "office",
        "reported",
        after(PROPOSED, REJECTED, words="不同意"),
        outsider="reviewer",
        unknown=CODE_TOO,
        changed={"words": "另一句"},
    ),
    "issues.decide_objection": on_issue(
        "second",
        "reported",
        after(PROPOSED, REJECTED, OBJECTED, granted=True, **REASON),
        changed={"granted": False},
    ),
    "issues.merge": on_issue(
        "office",
        "reported",
        lambda d, _i: {"into": d.fresh("reported")},
        unknown={"into": "Invalid into: choice"},
        changed=OTHER_REASON,
    ),
    "issues.unmerge": on_issue("office", "reported", merged, changed=OTHER_NOTE),
    "issues.withdraw": on_issue(
        "office",
        "reported",
        after(how_heard="来电说不用办了"),
        unknown={**CODE_TOO, "reporter_id": "Invalid reporter_id: choice"},
        changed={"how_heard": "另一句"},
    ),
    "issues.designate_reviewer": on_issue(
        "office", "assigned", a_reviewer, unknown={"reviewer": "Invalid reviewer: choice"}
    ),
    "issues.return_back": on_issue("handler", "assigned", after(**REASON), changed=OTHER_REASON),
    "issues.contact_person": on_issue(
        "handler", "assigned", after(), report={"contact_phone": "13900000003"}, changed=OTHER_NOTE
    ),
    "issues.change_task": on_issue(
        "handler",
        "in_progress",
        lambda d, i: a_task(d, i) | {"measure": "换成太阳能灯"},
        unknown={"task_id": "Invalid task_id: choice", "unit": "Invalid unit: choice"},
        changed=OTHER_REASON,
    ),
    "issues.cancel_task": on_issue(
        "handler",
        "in_progress",
        a_task,
        unknown={"task_id": "Invalid task_id: choice"},
        changed=OTHER_REASON,
    ),
    "issues.request_extension": on_issue(
        "handler", "in_progress", after(days=1, **REASON), changed=OTHER_REASON
    ),
    "issues.grant_extension": on_issue("office", "in_progress", after(ASKED_FOR_TIME)),
    "issues.refuse_extension": on_issue(
        "office", "in_progress", after(ASKED_FOR_TIME, **REASON), changed=OTHER_REASON
    ),
    "issues.request_hold": on_issue(
        "handler", "assigned", lambda d, _i: a_hold(d), changed={"plan": "另一句"}
    ),
    "issues.hold": on_issue("office", "assigned", asked_to_hold, changed=OTHER_NOTE),
    "issues.refuse_hold": on_issue(
        "office", "assigned", lambda d, i: asked_to_hold(d, i) | REASON, changed=OTHER_REASON
    ),
    "issues.review_hold": on_issue(
        "office",
        "assigned",
        lambda d, i: held(d, i) | {"review_by": d.due()},
        changed=OTHER_NOTE,
    ),
    "issues.resume": on_issue("office", "assigned", held, changed=OTHER_NOTE),
    "issues.recheck": on_issue(
        "reviewer", "closed", after(still_solved=True), changed={"still_solved": False}
    ),
    "issues.reopen": on_issue(
        "office",
        "closed",
        after(**REASON),
        outsider="reviewer",
        unknown=CODE_TOO,
        changed=OTHER_REASON,
    ),
    "issues.rate": Valid(
        PUBLIC,
        a_rating,
        FORBIDDEN,
        "visitor",
        FORBIDDEN,
        unknown={
            "number": "Refused code_wrong",
            "code": "Invalid code: pattern",
            "address": "Refused code_wrong",
        },
        changed=OTHER_NOTE,
        version=True,
    ),
    "issues.escalate": on_issue("office", "assigned", after(level=1), changed={"level": 2}),
    "issues.supervise": on_issue(
        "second", "assigned", after(text="请三日内答复"), changed={"text": "另一句"}
    ),
    "issues.answer_supervision": on_issue(
        "handler",
        "assigned",
        after(("second", "supervise", {"text": "请答复"}), text="已安排"),
        unknown={"order_id": "Refused no_open_order"},
        changed={"text": "另一句"},
    ),
    "issues.pledge": on_issue("reviewer", "assigned", after(), changed=OTHER_NOTE),
    "issues.release_pledge": on_issue(
        "office", "assigned", after(("reviewer", "pledge", {})), changed=OTHER_REASON
    ),
    "issues.add_note": on_issue(
        "office", "reported", after(text="请先现场看"), changed={"text": "另一句"}
    ),
}
