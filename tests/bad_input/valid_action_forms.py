"""For every form of an action on an issue what is accepted as it stands."""

from collections.abc import Callable
from typing import Any

from tests.bad_input.district import CATEGORY, WORDS, Districts
from tests.bad_input.valid_issue_commands import a_reviewer
from tests.e2e.district import POWER, STONE

Form = Callable[[Districts], dict[str, Any]]
SURE = {"confirmed": "1"}
REASON = {"reason": "情况有变"}
NOTE = {"note": "记一句"}
TODAY = "2026-01-05"  # long past for every clock


def a_reason(_districts: Districts) -> dict[str, Any]:
    return dict(REASON)


def a_note(_districts: Districts) -> dict[str, Any]:
    return dict(NOTE)


def nothing(_districts: Districts) -> dict[str, Any]:
    return {}


FIRST_STEPS: dict[str, Form] = {
    "supplement": lambda _: {
        "adds_reporter": "yes",
        "text": WORDS,
        "contact_name": "标记称呼",
        "contact_phone": "13900000003",
        "contact_email": "mark@example.org",
    },
    "correct": lambda _: {
        "kind": "complaint",
        "field": "livelihood_pain_point",
        "danger": "yes",
        "occurred_on": TODAY,
        **REASON,
    },
    "mark_accused": lambda _: {"accused_units": [STONE], **NOTE},
    "triage": lambda _: {"category": CATEGORY, "needs_conditions": "no"},
    "assign": lambda d: {
        "category": CATEGORY,
        "needs_conditions": "no",
        "lead_unit": POWER,
        "responsible_position": "clerk",
        "due": d.due(),
    },
    "file": a_note,
    "answer_directly": lambda _: {"answer": "每月五日办理"},
    "refer": lambda _: {"channel": "court", **NOTE},
    "propose_reject": a_reason,
    "reject": lambda _: dict(SURE),
    "object_to_rejection": lambda _: {"words": "不同意"},
    "decide_objection": lambda _: {"granted": "yes", **REASON},
    "merge": lambda d: {"into": d.fresh("reported"), **REASON, **SURE},
    "unmerge": a_note,
    "withdraw": lambda _: {"how_heard": "来电说不用办了", **SURE},
}
WORK: dict[str, Form] = {
    "designate_reviewer": lambda d: a_reviewer(d, ""),
    "return_back": a_reason,
    "sign_for": lambda _: {"contacted_on": TODAY},
    "contact_person": lambda _: {"contacted_on": TODAY, **NOTE},
    "plan_task": lambda d: {"measure": "换灯", "due": d.due(), "unit": POWER},
    "change_task": lambda _: {"measure": "换成太阳能灯", **REASON},
    "cancel_task": a_reason,
    "report_progress": lambda _: {"note": "灯到了", "occurred_on": TODAY},
    "complete_task": lambda _: {"claimed": "solved", "result": "换好了", "completed_on": TODAY},
    "report_done": lambda _: {
        "claimed": "solved",
        "measure": "换灯",
        "result": "换好了",
        "completed_on": TODAY,
    },
}
TIME: dict[str, Form] = {
    "request_extension": lambda _: {"days": "1", **REASON},
    "grant_extension": nothing,
    "refuse_extension": a_reason,
    "request_hold": lambda d: {
        "missing_condition": "等管网改造",
        "plan": "随改造一起换",
        "responsible_position": "unit_head",
        "review_by": d.due(),
    },
    "hold": lambda d: {"review_by": d.due(), **NOTE},
    "refuse_hold": a_reason,
    "review_hold": lambda d: {"review_by": d.due(), **NOTE},
    "resume": a_note,
}
OUTCOME: dict[str, Form] = {
    "record_callback": lambda _: {
        "contact": "reached",
        "solved": "solved",
        "satisfaction": "satisfied",
    },
    "order_rework": lambda _: {"reason": "又坏了"},
    "close": lambda _: {"outcome": "solved", "explanation": "灯亮了", **SURE},
    "recheck": lambda _: {"still_solved": "yes", **NOTE},
    "reopen": a_reason,
}
OTHERS: dict[str, Form] = {
    "escalate": lambda _: {"level": "1", **NOTE},
    "supervise": lambda d: {"text": "三日内答复", "answer_by": d.due()},
    "answer_supervision": lambda _: {"text": "已安排"},
    "pledge": a_note,
    "release_pledge": a_reason,
    "propose_public_text": lambda _: {"part": "public_text", "text": "修路灯"},
    "approve_public_text": lambda _: {"part": "public_text"},
    "add_note": lambda _: {"text": "先到现场看"},
}
ACTION_FORMS = FIRST_STEPS | WORK | TIME | OUTCOME | OTHERS
