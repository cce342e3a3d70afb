"""What a page may offer equals the table: every person of the acceptance list × every state."""

import pytest

from services.issues.deciding import allowed
from services.issues.facts import PublicTextProposed
from services.issues.issue import Issue
from services.kernel.caller import Caller
from tests.oracle import transitions
from tests.unit.issues.district import (
    ADMIN,
    ASSIGNED,
    COMPLETED,
    DONE,
    FAR_REVIEWER,
    HANDLER,
    ISSUE,
    LEAD_REVIEWER,
    OFFICE,
    OTHER_HANDLER,
    PLANNED,
    REPORTED,
    REVIEWER,
    SIGNED,
    TRIAGED,
    UNIT_HEAD,
    UNITS,
    UNTIL,
    VISITOR,
    WATER_HANDLER,
    act,
    given,
    in_state,
    person,
    same,
)

PEOPLE = (
    VISITOR,
    HANDLER,
    UNIT_HEAD,
    OTHER_HANDLER,
    OFFICE,
    REVIEWER,
    LEAD_REVIEWER,
    ADMIN,
)
PARENT = {unit: parent for unit, _, parent in UNITS}
# One refused by its guard alone is named, with the reason.
GUARDED = {
    ("in_progress", "report_done"): "open_tasks",
    ("reported_done", "close"): "not_called_back",
    **{(state, "approve_public_text"): "no_proposal" for state in UNTIL},
}


def above(unit: str) -> tuple[str, ...]:
    parent = PARENT[unit]
    return () if parent is None else (parent, *above(parent))


def as_told(who: Caller) -> transitions.Person:
    return transitions.Person(
        who.person, who.unit or "", tuple((held.role, held.unit) for held in who.roles)
    )


def as_case(state: str, **more: object) -> transitions.Case:
    """The story of the district, told again in the oracle's words."""
    told: dict[str, object] = {"place": "reed", "above": {unit: above(unit) for unit in PARENT}}
    if state not in ("reported", "triaged"):
        told |= {"lead": "reed", "handling_units": ("reed",)}
    if state not in ("reported", "triaged", "assigned"):
        told |= {"handling_people": ("hans",)}
    if state not in ("reported", "triaged", "assigned", "signed"):
        told |= {"task_units": ("reed",)}
    return transitions.Case(**{**told, **more})  # type: ignore[arg-type]


def offers(issue: Issue, who: Caller) -> dict[str, str | None]:
    return {
        found.rule.command: found.refusal.code if found.refusal else None
        for found in allowed(issue, act(who))
    }


@pytest.mark.parametrize("state", UNTIL)
@pytest.mark.parametrize("who", PEOPLE, ids=lambda who: f"{who.roles[0].role}-{who.unit}")
def test_what_is_allowed_equals_the_table(state: str, who: Caller):
    found = offers(in_state(state), who)
    assert set(found) == transitions.offered(state, as_told(who), as_case(state))
    assert found == {command: GUARDED.get((state, command)) for command in found}


@pytest.mark.parametrize("state", UNTIL)
def test_the_admin_is_offered_nothing(state: str):
    assert offers(in_state(state), ADMIN) == {}


def test_the_plain_cases_by_hand():
    assert offers(in_state("assigned"), HANDLER) == {
        "sign_for": None,
        "plan_task": None,
        "propose_public_text": None,
    }
    assert offers(in_state("reported_done"), REVIEWER) == {
        "record_callback": None,
        "order_rework": None,
        "close": "not_called_back",
        "approve_public_text": "no_proposal",
    }
    assert offers(in_state("reported_done"), LEAD_REVIEWER) == {
        "approve_public_text": "no_proposal"
    }
    assert offers(in_state("reported"), OFFICE) == {
        "triage": None,
        "assign": None,
        "propose_public_text": None,
        "approve_public_text": "no_proposal",
    }
    assert offers(in_state("closed"), VISITOR) == {}


def test_the_named_reviewer_from_outside_is_offered_the_review():
    named = same(ASSIGNED, reviewer_id="fred")
    issue = given(REPORTED, TRIAGED, named, SIGNED, PLANNED, COMPLETED, DONE)
    case = as_case("reported_done", reviewer="fred")
    expected = transitions.offered("reported_done", as_told(FAR_REVIEWER), case)
    assert (
        set(offers(issue, FAR_REVIEWER))
        == expected
        == {
            "record_callback",
            "order_rework",
            "close",
        }
    )


def test_a_support_unit_is_offered_its_task_only():
    issue = given(
        REPORTED, same(ASSIGNED, support_unit_ids=("water",)), same(PLANNED, unit_id="water")
    )
    case = as_case("in_progress", handling_units=("reed", "water"), task_units=("water",))
    found = offers(issue, WATER_HANDLER)
    assert set(found) == transitions.offered("in_progress", as_told(WATER_HANDLER), case)
    assert set(found) == {"report_progress", "complete_task", "propose_public_text"}


def test_who_proposed_the_text_is_not_offered_its_approval():
    proposed = PublicTextProposed(
        issue_id=ISSUE, by="olga", by_unit="cloud", part="public_text", text="排水不畅。"
    )
    issue = given(*UNTIL["assigned"], proposed)
    case = as_case("assigned", proposers=("olga",))
    for who, may in ((OFFICE, False), (REVIEWER, True)):
        found = offers(issue, who)
        assert set(found) == transitions.offered("assigned", as_told(who), case)
        assert ("approve_public_text" in found) is may


def test_on_the_spot_and_twice_reworked_change_what_a_guard_says():
    on_spot = given(same(REPORTED, on_spot=True), ASSIGNED, PLANNED, COMPLETED, DONE)
    assert offers(on_spot, REVIEWER)["close"] is None
    roles = person("rob", "cloud", "reviewer", "office")
    assert offers(in_state("called_back"), roles)["order_rework"] is None
