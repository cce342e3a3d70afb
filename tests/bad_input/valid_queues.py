"""Valid requests of the queues, of many at once, and of what is in somebody's own name."""

from typing import Any

from tests.bad_input.answers import ANSWERED, FORBIDDEN, NOT_FOUND
from tests.bad_input.district import CATEGORY, Districts
from tests.bad_input.valid import NOBODY, Valid
from tests.e2e.district import POWER, WILLOW


def one_to_assign(districts: Districts) -> dict[str, Any]:
    items = [{"id": districts.fresh("reported"), "expected_version": 1}]
    told = {"category": CATEGORY, "lead_unit": POWER, "due": districts.due()}
    return {"command": "assign", "items": items, **told}


def a_pledge_to_hand_over(districts: Districts) -> dict[str, Any]:
    districts.does("second", "issues", "pledge", id=districts.fresh("assigned"))
    return {"from_person": person(districts, "second"), "to_person": person(districts, "reviewer")}


def person(districts: Districts, login: str) -> str:
    asked = {"session": districts.sessions[login]}
    return districts.call("campaign.renew", asked, None)["person"]["id"]


VALID_QUEUES: dict[str, Valid] = {
    "issues.queue_counts": Valid("office"),
    "issues.bulk": Valid(
        "office",
        one_to_assign,
        outsider="visitor",
        unknown={
            "items.0.id": ANSWERED,  # each issue has its own answer
            "items.0.category": ANSWERED,
            "items.0.task_id": "Invalid task_id: unknown",
            "category": ANSWERED,
            "lead_unit": ANSWERED,
            "support_units.0": ANSWERED,
            "reviewer": ANSWERED,
        },
    ),
    "issues.open_items_of": Valid(
        "office", lambda _: {"person": NOBODY}, barred=FORBIDDEN, unknown={"person": ANSWERED}
    ),
    "issues.hand_over": Valid(
        "office",
        a_pledge_to_hand_over,
        barred=FORBIDDEN,
        unknown={"from_person": ANSWERED, "to_person": "Invalid to_person: choice"},
        changed={"from_person": NOBODY},
    ),
    "issues.pledges": Valid("office", lambda _: {"unit": WILLOW}, unknown={"unit": NOT_FOUND}),
    "issues.callback_contact": Valid(
        "reviewer",
        lambda d: {"id": d.fresh("reported_done")},
        NOT_FOUND,
        outsider="visitor",
        barred=FORBIDDEN,
        unknown={"id": NOT_FOUND},
    ),
    "issues.contacts_shown": Valid("second", barred=FORBIDDEN, unknown={"person": ANSWERED}),
}
