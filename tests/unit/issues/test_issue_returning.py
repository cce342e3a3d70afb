"""退回: with a reason, once for a unit, within two working days, and not what was designated."""

from datetime import UTC, datetime, timedelta

import pytest

from eventlog.errors import NotFound
from services.issues.intake import AssignIssue
from services.issues.returning import ReturnBack
from tests.unit.issues.district import (
    ASSIGNED,
    DUE,
    HANDLER,
    OFFICE,
    REOPENED,
    REPORTED,
    RETURNED,
    STORY,
    TRIAGED,
    UNIT_HEAD,
    WATER_HANDLER,
    given,
    in_state,
    same,
    then,
    when,
)
from tests.unit.refused import forbidden, refused

BACK = ReturnBack(reason="归水务管")
LAST_HOUR = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)  # Thursday, half past five in Shanghai


@pytest.mark.parametrize("state", ["assigned", "signed"])
@pytest.mark.parametrize("who", [HANDLER, UNIT_HEAD])
def test_the_lead_unit_gives_it_back_to_the_office(state: str, who: object):
    (fact,) = when("return_back", in_state(state), BACK, who)  # type: ignore[arg-type]
    issue = then(in_state(state), [fact])
    assert (fact.unit_id, fact.reason) == ("reed", "归水务管")
    assert (issue.state, issue.lead_unit, issue.due) == ("returned", None, None)
    assert issue.handling_units == {"reed"}  # it had it, and so does not review it


def test_it_says_why():
    with refused("reason_missing"):
        when("return_back", in_state("assigned"), ReturnBack(), HANDLER)


def test_it_comes_back_within_two_working_days():
    assert when("return_back", in_state("assigned"), BACK, HANDLER, now=LAST_HOUR)
    late = LAST_HOUR + timedelta(minutes=1)
    with refused("return_too_late"):
        when("return_back", in_state("assigned"), BACK, HANDLER, now=late)


def test_a_unit_returns_it_once_and_another_unit_once_too():
    again = in_state("returned", ASSIGNED)
    with refused("return_used"):
        when("return_back", again, BACK, HANDLER)
    elsewhere = in_state("returned", same(ASSIGNED, lead_unit_id="water"))
    assert when("return_back", elsewhere, BACK, WATER_HANDLER)


def test_what_was_designated_cannot_be_returned():
    told = AssignIssue(lead_unit="reed", due=DUE, designated=True)
    issue = then(in_state("returned"), when("assign", in_state("returned"), told, OFFICE))
    with refused("designated"):
        when("return_back", issue, BACK, HANDLER)


def test_a_reopened_issue_may_be_returned_again():
    issue = given(REPORTED, TRIAGED, ASSIGNED, RETURNED, *STORY[2:], REOPENED, ASSIGNED)
    assert when("return_back", issue, BACK, HANDLER)


def test_nobody_else_returns_it():
    with forbidden():
        when("return_back", in_state("assigned"), BACK, OFFICE)
    with refused("not_found", NotFound):
        when("return_back", in_state("assigned"), BACK, WATER_HANDLER)
