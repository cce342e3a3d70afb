"""催办 and 督办: levels once for one end of a limit, orders, and what the unit answers."""

from datetime import timedelta

import pytest

from services.issues.supervising import AnswerSupervision, EscalateIssue, SuperviseIssue
from tests.unit.issues.district import (
    ASSIGNED,
    CLOCK,
    DUE,
    HANDLER,
    NEW_ID,
    OFFICE,
    ORDERED,
    SUPERVISOR,
    TODAY,
    UNTIL,
    given,
    in_state,
    same,
    then,
    when,
)
from tests.unit.refused import invalid, refused


def test_each_level_is_reached_once_for_one_end_of_the_limit():
    issue = in_state("in_progress")
    reached = then(issue, when("escalate", issue, EscalateIssue(level=1), OFFICE))
    with refused("escalated_already"):
        when("escalate", reached, EscalateIssue(level=1), OFFICE)
    assert when("escalate", reached, EscalateIssue(level=2), OFFICE)
    later = then(reached, [same(ASSIGNED, due=DUE + timedelta(days=1))])
    assert when("escalate", later, EscalateIssue(level=1), OFFICE)


@pytest.mark.parametrize(("level", "orders"), [(1, 0), (2, 1), (3, 1), (4, 1)])
def test_from_red_on_the_unit_owes_an_answer(level: int, orders: int):
    issue = in_state("in_progress")
    (fact,) = when("escalate", issue, EscalateIssue(level=level), OFFICE)
    assert (fact.cause, fact.limit) == ("by_hand", "by_hand")
    assert len(then(issue, [fact]).orders) == orders


def test_the_clock_escalates_in_its_own_name():
    told = EscalateIssue(level=2, limit="handling", due_at=None, cause="limit")
    (fact,) = when("escalate", in_state("held"), told, CLOCK)
    assert (fact.by, fact.by_unit, fact.cause) == ("service:issues", None, "limit")


def test_a_supervisors_order_is_answered_by_the_lead_unit():
    issue = in_state("in_progress")
    told = SuperviseIssue(text="为何未办", answer_by=TODAY)
    (fact,) = when("supervise", issue, told, SUPERVISOR)
    assert (fact.order_id, fact.answer_by) == (NEW_ID, TODAY)
    ordered = then(issue, [fact])
    (answer,) = when("answer_supervision", ordered, AnswerSupervision(text="明天进场"), HANDLER)
    assert answer.order_id == NEW_ID
    answered = then(ordered, [answer])
    assert (answered.orders, answered.state) == ((), "in_progress")
    with refused("no_open_order"):
        when("answer_supervision", answered, AnswerSupervision(text="明天进场"), HANDLER)


def test_an_order_asks_for_an_answer_in_time():
    with invalid(answer_by=["date_in_past"]):
        told = SuperviseIssue(text="为何未办", answer_by=TODAY - timedelta(days=1))
        when("supervise", in_state("reported"), told, SUPERVISOR)


def test_of_two_orders_the_named_one_is_answered_else_the_older_one():
    issue = given(*UNTIL["closed"], ORDERED, same(ORDERED, order_id="second"))
    (oldest,) = when("answer_supervision", issue, AnswerSupervision(text="已办"), HANDLER)
    assert oldest.order_id == NEW_ID
    named = AnswerSupervision(text="已办", order_id="second")
    left = then(issue, when("answer_supervision", issue, named, HANDLER))
    assert [order.order_id for order in left.orders] == [NEW_ID]
    with refused("no_open_order"):
        when("answer_supervision", left, named, HANDLER)
