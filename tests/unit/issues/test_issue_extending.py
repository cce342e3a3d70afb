"""延期: once, before the time is over, at most as long again and ten working days."""

from datetime import UTC, date, datetime, timedelta

import pytest

from services.issues.extending import GrantExtension, RefuseExtension, RequestExtension
from services.issues.facts import ExtensionRequested
from services.issues.holding import ResumeIssue
from services.issues.issue import Issue
from tests.unit.issues.district import (
    ASSIGNED,
    COMPLETED,
    DONE,
    DUE,
    HANDLER,
    HELD,
    HOLD_REQUESTED,
    ISSUE,
    OFFICE,
    PLANNED,
    REOPENED,
    REPORTED,
    REWORK,
    SIGNED,
    STORY,
    TODAY,
    TRIAGED,
    given,
    same,
    then,
    when,
)
from tests.unit.refused import refused

LAST_HOUR = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)  # half past five in Shanghai of the due day
ASKED = ExtensionRequested(issue_id=ISSUE, by="hans", by_unit="reed", days=2, reason="等材料")
COUNTED = {"ordinary": (5, date(2026, 12, 1)), "complex": (15, date(2026, 12, 15))}


def working(rule: str = "ordinary", *more: object) -> Issue:
    """In progress, with a limit of this class."""
    days, due = COUNTED[rule]
    limit = {"due_rule": rule, "due_from": TODAY, "due_days": days, "due": due}
    return given(REPORTED, TRIAGED, same(ASSIGNED, **limit), SIGNED, PLANNED, *more)


def ask(issue: Issue, days: int, now: datetime = LAST_HOUR) -> list[object]:
    return when(
        "request_extension", issue, RequestExtension(days=days, reason="等材料"), HANDLER, now=now
    )


@pytest.mark.parametrize(("rule", "longest"), [("ordinary", 5), ("complex", 10)])
def test_it_is_no_longer_than_the_limit_was_and_ten_days_at_most(rule: str, longest: int):
    assert ask(working(rule), longest)
    with refused("extension_too_long", max=longest, days=longest + 1):
        when("request_extension", working(rule), RequestExtension(days=longest + 1), HANDLER)


def test_an_urgent_issue_gets_one_day_within_its_hours():
    limit = {"due_rule": "urgent", "due_from": TODAY, "due_days": None, "due": date(2026, 11, 25)}
    urgent = given(same(REPORTED, danger=True), same(ASSIGNED, **limit), SIGNED, PLANNED)
    day_after = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)  # 24 hours later, to the minute
    assert ask(urgent, 1, now=day_after)
    with refused("extension_too_long", max=1):
        ask(urgent, 2, now=day_after)
    with refused("overdue_already"):
        ask(urgent, 1, now=day_after + timedelta(minutes=1))


def test_a_day_that_the_office_chose_is_measured_from_the_assignment():
    chosen = given(REPORTED, same(ASSIGNED, due_rule="chosen", due_from=TODAY), SIGNED, PLANNED)
    assert ask(chosen, 5)
    with refused("extension_too_long", max=5):
        ask(chosen, 6)


def test_after_a_hold_the_original_limit_is_that_of_the_class():
    """Resuming gave three days back, and an ordinary limit is five."""
    held = working("ordinary", HOLD_REQUESTED, same(HELD, days_left=1))
    resumed = then(held, when("resume", held, ResumeIssue(), OFFICE))
    assert (resumed.due_rule, resumed.due_days) == ("resumed", 3)
    assert ask(resumed, 5, now=datetime(2026, 11, 25, 2, 0, tzinfo=UTC))
    with refused("extension_too_long", max=5):
        when("request_extension", resumed, RequestExtension(days=6), HANDLER)


def test_it_is_asked_for_while_there_is_time():
    with refused("overdue_already", due="2026-12-01"):
        late = LAST_HOUR + timedelta(minutes=1)
        when("request_extension", working(), RequestExtension(days=1), HANDLER, now=late)


def test_the_office_grants_what_was_asked_and_the_due_day_moves():
    issue = working("ordinary", ASKED)
    (fact,) = when("grant_extension", issue, GrantExtension(), OFFICE)
    assert (fact.days, fact.due, fact.due_rule) == (2, date(2026, 12, 3), "extension")
    assert (fact.due_from, fact.due_days) == (TODAY, 7)
    granted = then(issue, [fact])
    assert (granted.is_extended, granted.requested_days) == (True, None)
    with refused("extension_used"):
        when("request_extension", granted, RequestExtension(days=1), HANDLER)
    with refused("no_request"):
        when("grant_extension", granted, GrantExtension(), OFFICE)


def test_the_office_refuses_with_a_reason_and_the_unit_may_ask_again():
    issue = working("ordinary", ASKED)
    with refused("reason_missing"):
        when("refuse_extension", issue, RefuseExtension(), OFFICE)
    after = then(issue, when("refuse_extension", issue, RefuseExtension(reason="来得及"), OFFICE))
    assert (after.due, after.requested_days, after.is_extended) == (DUE, None, False)
    with refused("no_request"):
        when("refuse_extension", after, RefuseExtension(reason="来得及"), OFFICE)
    assert ask(after, 2)


def test_a_request_ends_with_the_work_and_with_another_unit():
    done = given(*STORY[:5], ASKED, COMPLETED, DONE)
    assert done.requested_days is None
    elsewhere = working("ordinary", ASKED, same(ASSIGNED, lead_unit_id="water"))
    assert elsewhere.requested_days is None


def test_once_is_once_through_a_rework_and_anew_after_a_reopening():
    granted = working("ordinary", ASKED)
    granted = then(granted, when("grant_extension", granted, GrantExtension(), OFFICE))
    reworked = then(granted, [COMPLETED, DONE, REWORK])
    with refused("extension_used"):
        ask(reworked, 1, now=datetime(2026, 11, 25, 2, 0, tzinfo=UTC))
    anew = then(granted, [COMPLETED, DONE, *STORY[7:9], REOPENED, ASSIGNED, SIGNED, PLANNED])
    assert ask(anew, 1)
