"""One request for every RPC method that is accepted as it stands, and what becomes of it when one thing is wrong.

The tests take it apart: each spoils it in one place. A method that is not in this table fails the suite.
"""

import uuid
from typing import Any

from tests.bad_input.answers import ANSWERED, FORBIDDEN, NOT_FOUND
from tests.bad_input.district import CATEGORY, WORDS, Districts, a_callback, a_report
from tests.bad_input.valid import NOBODY as NOBODY
from tests.bad_input.valid import OPERATOR, PUBLIC, Valid, command, on_issue
from tests.bad_input.valid_editions import VALID_EDITIONS
from tests.bad_input.valid_issue_commands import VALID_ISSUE_COMMANDS, a_slip
from tests.bad_input.valid_queues import VALID_QUEUES, person
from tests.e2e.district import POWER, STONE, WILLOW
from tests.photo_samples import base64_of, from_a_phone

PHOTO = base64_of(from_a_phone())
FOLLOWER, REACTION, MAILER = "service:reports", "service:issues", "service:notify"


def a_task(districts: Districts, issue: str) -> dict[str, Any]:
    return {"task_id": districts.task_of(issue)}


def signed_for(districts: Districts, issue: str) -> dict[str, Any]:
    districts.does("handler", "issues", "sign_for", id=issue)
    return {"measure": "换灯", "result": "换好了"}


def proposed(districts: Districts) -> dict[str, Any]:
    issue = districts.fresh("assigned")
    text = {"part": "public_text", "text": "修路灯"}
    districts.does("office", "issues", "propose_public_text", id=issue, **text)
    return {"id": issue, "part": "public_text"}


def with_a_photo(districts: Districts) -> dict[str, Any]:
    issue = districts.fresh("reported")
    districts.does("visitor", "issues", "attach_photo", id=issue, photo=PHOTO)
    photo = districts.asks("office", "issues", "get", id=issue)["photos"][0]
    return {"id": issue, "photo_id": photo["id"]}


def a_new_unit(districts: Districts) -> dict[str, Any]:
    code = f"{WILLOW}{uuid.uuid4().int % 10**6:06}"
    row = {"row": 2, "code": code, "name": "三组", "kind": "production_team", "parent_code": WILLOW}
    return {"rows": [row], "dry_run": False}


def a_unit_to_close(districts: Districts) -> dict[str, Any]:
    request = a_new_unit(districts)
    districts.call("campaign.import_units", command(request), districts.token(OPERATOR))
    return {"unit": request["rows"][0]["code"]}


def a_new_person(_districts: Districts) -> dict[str, Any]:
    login = f"new-{uuid.uuid4().hex[:8]}"
    row = {"row": 2, "login": login, "name": "新来", "position": "clerk"}
    return {"rows": [row | {"unit_code": WILLOW, "roles": "visitor"}], "dry_run": False}


def a_new_party(_districts: Districts) -> dict[str, Any]:
    row = {"row": 2, "kind": "household", "name": "标记姓名丁", "unit_code": STONE}
    row |= {"phone": "13900000009", "external_id": f"E-{uuid.uuid4().hex[:8]}"}
    return {"rows": [row], "dry_run": False}


def a_mailbox(_districts: Districts) -> dict[str, Any]:
    row = {"row": 2, "unit_code": POWER, "email": "power@example.org"}
    return {"rows": [row], "dry_run": False}


def a_party_to_forget(districts: Districts) -> dict[str, Any]:
    request = a_new_party(districts)
    request["rows"][0]["name"] = f"标记{uuid.uuid4().hex[:6]}"
    districts.call("visits.import_parties", command(request), districts.token("office"))
    districts.settle()
    asked = {"q": request["rows"][0]["name"]}
    return {"person_id": districts.asks("office", "visits", "parties", **asked)["items"][0]["id"]}


def an_appointment_to_hand_over(districts: Districts) -> dict[str, Any]:
    agreed = districts.a_visit() | {"problems": [], "next_contact": districts.due()}
    districts.does("visitor", "visits", "record", **agreed)
    districts.settle()
    return {"from_person": person(districts, "visitor"), "to_person": person(districts, "office")}


def a_full_visit(districts: Districts) -> dict[str, Any]:
    """With every part that a visit may have, save a party that is not registered yet."""
    spot = {"result": "当面教会了", "quantity": 2, "quantity_unit": "盏"}
    problem = {"verbatim": WORDS, "category": CATEGORY, "solved_on_spot": spot}
    return districts.a_visit() | {"problems": [problem], "visitors": [], "inquiry": []}


def a_session(districts: Districts) -> dict[str, Any]:
    asked = {"login": "idle", "password": districts.passwords["idle"]}
    return {"session": districts.call("campaign.sign_in", asked, None)["session"]}


def a_link(districts: Districts) -> dict[str, Any]:
    answer = districts.call("campaign.new_link", {"login": "idle"}, districts.token("admin"))
    return {"link": answer["link"], "password": districts.passwords["idle"]}


def parts_of_a_public_text(_districts: Districts, _issue: str) -> dict[str, Any]:
    return {"part": "public_text", "text": "修路灯"}


LIST_OF_REPORTS = Valid(
    "office",
    barred=FORBIDDEN,
    unknown={"unit": ANSWERED, "category": ANSWERED, "month": "Invalid month: date"}
    | {"as_of": "Invalid as_of: date", "from_number": "Invalid from_number: pattern"},
)

VALID: dict[str, Valid] = {
    "campaign.sign_in": Valid(
        None, lambda d: {"login": "visitor", "password": d.passwords["visitor"]}
    ),
    "campaign.renew": Valid(None, a_session),
    "campaign.sign_out": Valid(None, a_session),
    "campaign.redeem_link": Valid(None, a_link),
    "campaign.service_token": Valid(None, lambda d: {"service": "web", "secret": d.secret("web")}),
    "campaign.import_units": Valid(OPERATOR, a_new_unit, barred=FORBIDDEN),
    "campaign.import_people": Valid(OPERATOR, a_new_person, barred=FORBIDDEN),
    "campaign.import_mailboxes": Valid(OPERATOR, a_mailbox, barred=FORBIDDEN),
    "campaign.mailbox_of_unit": Valid(
        MAILER,
        lambda _: {"unit": POWER},
        FORBIDDEN,
        barred=FORBIDDEN,
        unknown={"unit": ANSWERED},
    ),
    "campaign.mailbox_of_office": Valid(
        MAILER,
        lambda _: {"unit": POWER},
        FORBIDDEN,
        barred=FORBIDDEN,
        unknown={"unit": ANSWERED},
    ),
    "campaign.close_unit": Valid(
        OPERATOR,
        a_unit_to_close,
        FORBIDDEN,
        barred=FORBIDDEN,
        unknown={"unit": NOT_FOUND},
        changed={"unit": POWER},
        version=True,
    ),
    "campaign.enter_calendar": Valid(
        "county",
        lambda _: {"year": 2031, "days_off": ["2031-01-23"], "working_days": ["2031-01-19"]},
        FORBIDDEN,
        barred=FORBIDDEN,
        changed={"days_off": ["2031-01-24"]},
        version=True,
    ),
    "campaign.calendar": Valid("visitor", lambda _: {"year": 2026}),
    "campaign.new_link": Valid("admin", lambda _: {"login": "idle"}, NOT_FOUND, barred=FORBIDDEN),
    "campaign.units": Valid("visitor"),
    "campaign.people": Valid("visitor", lambda _: {"ids": ["x"]}, unknown={"ids.0": ANSWERED}),
    "campaign.people_of_unit": Valid(
        "visitor", lambda _: {"unit": POWER}, unknown={"unit": ANSWERED}
    ),
    "campaign.about": Valid(None),
    "campaign.facts_after": Valid(FOLLOWER, stranger=FORBIDDEN, barred=FORBIDDEN),
    "campaign.passed": Valid("visitor"),
    "visits.record": Valid(
        "visitor",
        a_full_visit,
        NOT_FOUND,
        barred=FORBIDDEN,
        unknown={
            "party_id": NOT_FOUND,
            "unit": "Invalid unit: unknown_unit",
            "visitors.0": "Invalid visitors: choice",
        },
        changed={"note": "另一句"},
    ),
    "visits.import_parties": Valid("office", a_new_party, barred=FORBIDDEN),
    "visits.forget_person": Valid(
        "office",
        a_party_to_forget,
        NOT_FOUND,
        outsider="reviewer",
        barred=FORBIDDEN,
        unknown={"person_id": NOT_FOUND},
        version=True,
    ),
    "visits.appointments_of": Valid(
        "office", lambda _: {"person": NOBODY}, barred=FORBIDDEN, unknown={"person": ANSWERED}
    ),
    "visits.hand_over_appointments": Valid(
        "office",
        an_appointment_to_hand_over,
        barred=FORBIDDEN,
        unknown={"from_person": ANSWERED, "to_person": "Invalid to_person: choice"},
        changed={"from_person": NOBODY},
    ),
    "visits.parties": Valid("visitor", barred=FORBIDDEN, unknown={"unit": NOT_FOUND}),
    "visits.list": Valid("visitor", barred=FORBIDDEN, unknown={"unit": NOT_FOUND}),
    "visits.get": Valid(
        "visitor",
        lambda d: {"id": d.visited["id"]},
        NOT_FOUND,
        barred=NOT_FOUND,
        unknown={"id": NOT_FOUND},
    ),
    "visits.problem_words": Valid(
        REACTION,
        lambda d: {"visit_id": d.visited["id"], "n": 1},
        FORBIDDEN,
        barred=FORBIDDEN,
        unknown={"visit_id": NOT_FOUND},
    ),
    "visits.facts_after": Valid(FOLLOWER, stranger=FORBIDDEN, barred=FORBIDDEN),
    "visits.passed": Valid("visitor"),
    "issues.report": Valid(
        "visitor",
        lambda _: a_report(),
        barred=FORBIDDEN,
        unknown={
            "unit": "Invalid unit: choice",
            "category": "Invalid category: choice",
            "reporter_id": FORBIDDEN,
            "address": "Invalid unit: choice",
            "external_system": "Invalid external_id: required",
            "external_id": "Invalid external_system: required",
            "accused_units.0": "Invalid accused_units: choice",
            "accused_people.0": "Invalid accused_people: choice",
        },
        changed={"verbatim": "另一句"},
    ),
    "issues.report_solved_on_spot": Valid(
        "visitor",
        lambda _: a_report() | {"result": "当面教会了"},
        barred=FORBIDDEN,
        unknown={
            "unit": "Invalid unit: choice",
            "category": "Invalid category: choice",
            "reporter_id": FORBIDDEN,
            "address": "Invalid unit: choice",
            "external_system": "Invalid external_id: required",
            "external_id": "Invalid external_system: required",
            "accused_units.0": "Invalid accused_units: choice",
            "accused_people.0": "Invalid accused_people: choice",
            "lead_unit": FORBIDDEN,
        },
        changed={"verbatim": "另一句"},
    ),
    "issues.triage": on_issue(
        "office",
        "reported",
        lambda _d, _i: {"category": CATEGORY},
        unknown={"category": "Refused unknown_category"},
        changed={"note": "另一句"},
    ),
    "issues.assign": on_issue(
        "office",
        "reported",
        lambda d, _i: d.an_assignment(),
        unknown={
            "category": "Refused unknown_category",
            "lead_unit": "Invalid lead_unit: choice",
            "support_units.0": "Invalid support_units: choice",
            "reviewer": "Refused no_independent_reviewer",
        },
        changed={"note": "另一句"},
    ),
    "issues.sign_for": on_issue(
        "handler", "assigned", lambda _d, _i: {}, changed={"contacted_on": "2026-01-05"}
    ),
    "issues.plan_task": on_issue(
        "handler",
        "assigned",
        lambda _d, _i: {"measure": "换灯"},
        unknown={"unit": "Invalid unit: choice"},
        changed={"measure": "另一句"},
    ),
    "issues.report_progress": on_issue(
        "handler",
        "in_progress",
        lambda _d, _i: {"note": "灯到了"},
        unknown={"task_id": "Invalid task_id: choice"},
        changed={"note": "另一句"},
    ),
    "issues.complete_task": on_issue(
        "handler",
        "in_progress",
        lambda d, i: a_task(d, i) | {"result": "换好了"},
        unknown={"task_id": "Invalid task_id: choice"},
        changed={"result": "另一句"},
    ),
    "issues.report_done": on_issue(
        "handler",
        "assigned",
        signed_for,
        changed={"result": "另一句"},
    ),
    "issues.record_callback": on_issue(
        "reviewer", "reported_done", lambda _d, _i: a_callback(), changed={"note": "另一句"}
    ),
    "issues.order_rework": on_issue(
        "reviewer",
        "called_back",
        lambda _d, _i: {"reason": "又坏了"},
        changed={"reason": "另一句"},
    ),
    "issues.close": on_issue(
        "reviewer",
        "called_back",
        lambda _d, _i: {"outcome": "solved"},
        changed={"explanation": "另一句"},
    ),
    "issues.propose_public_text": on_issue(
        "office",
        "assigned",
        parts_of_a_public_text,
        unknown={"task_id": "Invalid task_id: choice"},
        changed={"text": "另一句"},
    ),
    "issues.approve_public_text": Valid(
        "reviewer",
        proposed,
        NOT_FOUND,
        "visitor",
        FORBIDDEN,
        unknown={"id": NOT_FOUND, "task_id": "Invalid task_id: choice"},
        changed={"expected_version": None},
        version=True,
    ),
    **VALID_ISSUE_COMMANDS,
    "issues.attach_photo": Valid(
        "visitor",
        lambda d: {"id": d.fresh("reported"), "photo": PHOTO},
        NOT_FOUND,
        barred=NOT_FOUND,
        unknown={"id": NOT_FOUND},
        changed={"caption": "另一句"},
        version=True,
    ),
    "issues.remove_photo": Valid(
        "visitor",
        with_a_photo,
        NOT_FOUND,
        "reviewer",
        FORBIDDEN,
        unknown={"id": NOT_FOUND, "photo_id": NOT_FOUND},
        changed={"reason": "另一句"},
        version=True,
    ),
    "issues.photo": Valid(
        "office",
        with_a_photo,
        NOT_FOUND,
        barred=NOT_FOUND,
        unknown={"id": NOT_FOUND, "photo_id": NOT_FOUND},
    ),
    "issues.get": Valid(
        "office",
        lambda d: {"id": d.closed},
        NOT_FOUND,
        barred=NOT_FOUND,
        unknown={"id": NOT_FOUND, "number": "Invalid id: required"},
    ),
    "issues.list": Valid(
        "office",
        unknown={
            "unit": ANSWERED,
            "area": ANSWERED,
            "category": ANSWERED,
            "month": "Invalid month: date",
        },
    ),
    "issues.similar": Valid(
        "visitor",
        lambda _: {"unit": WILLOW, "category": CATEGORY, "text": WORDS},
        unknown={"unit": ANSWERED, "category": ANSWERED},
    ),
    "issues.counts": Valid("office"),
    **VALID_QUEUES,
    "issues.timeline": Valid(
        "office",
        lambda d: {"id": d.closed},
        NOT_FOUND,
        barred=NOT_FOUND,
        unknown={"id": NOT_FOUND},
    ),
    "issues.allowed": Valid(
        "office",
        lambda d: {"id": d.closed},
        NOT_FOUND,
        barred=NOT_FOUND,
        unknown={"id": NOT_FOUND},
    ),
    "issues.receipt": Valid(
        "visitor",
        lambda d: {"id": d.fresh("reported")},
        NOT_FOUND,
        barred=NOT_FOUND,
        unknown={"id": NOT_FOUND},
    ),
    "issues.track": Valid(
        PUBLIC,
        a_slip,
        FORBIDDEN,
        "visitor",
        FORBIDDEN,
        unknown={
            "number": "Refused code_wrong",
            "code": "Invalid code: pattern",
            "address": "Refused code_wrong",
        },
    ),
    "issues.by_visit": Valid(
        "visitor",
        lambda d: {"visit_id": d.visited["id"]},
        unknown={"visit_id": "Invalid visit_id: pattern"},
    ),
    "issues.contact_address": Valid(
        MAILER,
        lambda d: {"id": d.closed},
        FORBIDDEN,
        barred=FORBIDDEN,
        unknown={"id": NOT_FOUND},
    ),
    "issues.categories": Valid("visitor"),
    "issues.facts_after": Valid(FOLLOWER, stranger=FORBIDDEN, barred=FORBIDDEN),
    "issues.passed": Valid("visitor"),
    "notify.inbox": Valid("handler"),
    "notify.passed": Valid("visitor"),
    "reports.problem_list": LIST_OF_REPORTS,
    "reports.task_list": LIST_OF_REPORTS,
    "reports.effect_list": LIST_OF_REPORTS,
    "reports.changes_since": Valid(
        "office",
        lambda _: {"list": "problem", "since": 0},
        barred=FORBIDDEN,
        unknown=LIST_OF_REPORTS.unknown | {"since": "Invalid since: date"},
    ),
    "reports.dashboard": Valid(
        "office",
        barred=FORBIDDEN,
        unknown={"unit": ANSWERED, "month": "Invalid month: date", "as_of": "Invalid as_of: date"},
    ),
    "reports.dashboard_items": Valid(
        "office",
        lambda _: {"measure": "received"},
        barred=FORBIDDEN,
        unknown={"unit": ANSWERED, "row": ANSWERED, "month": "Invalid month: date"}
        | {"as_of": "Invalid as_of: date", "categories.0": ANSWERED},
    ),
    "reports.months": Valid("office", barred=FORBIDDEN),
    "reports.confidential_counts": Valid("office", barred=FORBIDDEN),
    **VALID_EDITIONS,
    "reports.passed": Valid("visitor"),
}
