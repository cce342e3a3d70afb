"""The queues over RPC, on both storages: what waits for whom, and for nobody else. Today is 2026-11-24."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.issues.board.queues import QUEUES
from services.kernel.caller import Caller
from tests.integration.issues_fixtures import world as world
from tests.integration.issues_world import (
    ADMIN,
    HANDLER,
    OFFICE,
    REVIEWER,
    VISITOR,
    IssuesWorld,
    assigned,
    person,
)

COLLEAGUE = person("otto", "cloud", "office")
SUPERVISOR = person("sven", "cloud", "supervisor")
CONFIDANT = person("cora", "cloud", "confidential_handler")
HEAD = person("hedy", "power", "unit_head")
EVERYBODY = (OFFICE, COLLEAGUE, REVIEWER, SUPERVISOR, CONFIDANT, HANDLER, HEAD, VISITOR, ADMIN)
REACHED = {"basis": "reached", "solved": "solved", "satisfaction": "satisfied"}


@pytest.fixture
def staffed(world: IssuesWorld) -> IssuesWorld:
    for who in (COLLEAGUE, SUPERVISOR, CONFIDANT, HEAD):
        world.joins(who)
    return world


def waits_for(world: IssuesWorld, queue: str, issue: str) -> set[str]:
    """Who finds the issue in this queue; its counts say the same."""
    found = set()
    for caller in EVERYBODY:
        listed = world.call(caller, "list", queue=queue)
        assert world.call(caller, "queue_counts")[queue]["count"] == listed["total"]
        if issue in [item["id"] for item in listed["items"]]:
            found.add(caller.person)
    return found


def item(world: IssuesWorld, caller: Caller, queue: str) -> dict[str, Any]:
    (only,) = world.call(caller, "list", queue=queue)["items"]
    return only


def done(world: IssuesWorld, **more: Any) -> str:
    """An issue that the power station reported done."""
    issue = world.reported(**more)
    assigned(world, issue)
    world.does(HANDLER, "sign_for", id=issue)
    world.does(HANDLER, "report_done", id=issue, measure="换灯", result="换好了")
    return issue


def closed(world: IssuesWorld) -> str:
    issue = done(world)
    world.does(REVIEWER, "record_callback", id=issue, **REACHED)
    world.does(REVIEWER, "close", id=issue, outcome="solved")
    return issue


def test_a_tip_off_waits_for_whoever_is_trusted_with_it(staffed: IssuesWorld) -> None:
    plain, tip_off = staffed.reported(), staffed.reported(kind="tipoff")
    assert waits_for(staffed, "confidential", plain) == set()
    assert waits_for(staffed, "confidential", tip_off) == {"cora"}
    assert waits_for(staffed, "triage", tip_off) == set()
    staffed.does(CONFIDANT, "refer", id=tip_off, channel="discipline_inspection")
    assert waits_for(staffed, "confidential", tip_off) == set()


def test_what_nobody_assigned_waits_for_the_office_urgent_ones_first(staffed: IssuesWorld) -> None:
    plain = staffed.reported()
    urgent = staffed.reported(danger=True)
    assert waits_for(staffed, "triage", plain) == {"olga", "otto"}
    listed = staffed.call(OFFICE, "list", queue="triage")["items"]
    assert [each["id"] for each in listed] == [urgent, plain]
    staffed.does(OFFICE, "triage", id=plain, category="power_and_lighting")
    assert waits_for(staffed, "triage", plain) == {"olga", "otto"}
    assigned(staffed, plain)
    assert waits_for(staffed, "triage", plain) == set()


def test_a_rejection_waits_for_somebody_else_of_the_office(staffed: IssuesWorld) -> None:
    issue = staffed.reported()
    staffed.does(OFFICE, "propose_reject", id=issue, reason="不归我们管")
    assert waits_for(staffed, "decide", issue) == {"otto"}
    assert item(staffed, COLLEAGUE, "decide")["waiting"]["asks"] == [
        {"ask": "rejection", "by": "olga"}
    ]
    staffed.does(COLLEAGUE, "reject", id=issue)
    staffed.does(VISITOR, "object_to_rejection", id=issue, words="归你们管")
    assert waits_for(staffed, "decide", issue) == {"sven"}


def test_more_time_waits_for_the_office_until_it_is_given(staffed: IssuesWorld) -> None:
    issue = staffed.reported()
    assigned(staffed, issue)
    staffed.does(HANDLER, "plan_task", id=issue, measure="换灯")
    staffed.does(HANDLER, "request_extension", id=issue, days=3, reason="缺料")
    assert waits_for(staffed, "decide", issue) == {"olga", "otto"}
    staffed.does(OFFICE, "grant_extension", id=issue)
    assert waits_for(staffed, "decide", issue) == set()


def test_a_call_waits_for_those_who_had_no_hand_in_the_work(staffed: IssuesWorld) -> None:
    issue = done(staffed)
    assert waits_for(staffed, "calls", issue) == {"olga", "otto", "rita"}
    staffed.does(OFFICE, "record_callback", id=issue, reached=False)
    assert item(staffed, REVIEWER, "calls")["waiting"]["tries"] == 1
    staffed.does(REVIEWER, "record_callback", id=issue, **REACHED)
    assert waits_for(staffed, "calls", issue) == set()
    assert waits_for(staffed, "closing", issue) == {"rita"}
    assert waits_for(staffed, "review", issue) == {"rita"}


def test_a_question_that_was_answered_needs_no_call(staffed: IssuesWorld) -> None:
    issue = done(staffed, kind="consultation")
    assert waits_for(staffed, "calls", issue) == set()
    assert waits_for(staffed, "closing", issue) == {"rita"}


def test_a_text_waits_for_whoever_did_not_write_it(staffed: IssuesWorld) -> None:
    issue = staffed.reported()
    staffed.does(OFFICE, "propose_public_text", id=issue, part="public_text", text="修路灯")
    assert waits_for(staffed, "texts", issue) == {"otto", "rita"}
    assert waits_for(staffed, "review", issue) == {"otto", "rita"}
    (text,) = item(staffed, REVIEWER, "texts")["waiting"]["texts"]
    assert text == {
        "part": "public_text",
        "task_id": None,
        "proposed_by": "olga",
        "text": "修路灯",
    }


def test_a_recheck_is_due_from_the_thirtieth_day_on(staffed: IssuesWorld) -> None:
    issue = closed(staffed)
    staffed.clock.set(staffed.clock() + timedelta(days=29))
    assert waits_for(staffed, "rechecks", issue) == set()
    staffed.clock.set(staffed.clock() + timedelta(days=1))
    assert waits_for(staffed, "rechecks", issue) == {"rita"}
    staffed.does(REVIEWER, "recheck", id=issue, still_solved=True)
    assert waits_for(staffed, "rechecks", issue) == set()


def test_what_is_held_waits_for_the_office_from_the_day_of_its_review(staffed: IssuesWorld) -> None:
    held = []
    for day in ("2026-12-18", "2026-12-04"):
        issue = staffed.reported()
        assigned(staffed, issue)
        plan = {"missing_condition": "缺钱", "plan": "立项", "responsible_position": "unit_head"}
        staffed.does(HANDLER, "request_hold", id=issue, review_by=day, **plan)
        assert waits_for(staffed, "decide", issue) == {"olga", "otto"}
        staffed.does(OFFICE, "hold", id=issue)
        held.append(issue)
    late, soon = held
    assert waits_for(staffed, "holds", soon) == set()
    staffed.clock.set(datetime(2026, 12, 4, 2, tzinfo=UTC))
    assert waits_for(staffed, "holds", soon) == {"olga", "otto"}
    assert waits_for(staffed, "holds", late) == set()
    staffed.clock.set(datetime(2026, 12, 18, 2, tzinfo=UTC))
    listed = staffed.call(OFFICE, "list", queue="holds")["items"]
    assert [each["id"] for each in listed] == held[::-1]


def test_an_order_waits_until_the_unit_has_answered_it(staffed: IssuesWorld) -> None:
    issue = staffed.reported()
    assigned(staffed, issue)
    staffed.does(OFFICE, "escalate", id=issue, level=3)
    staffed.does(SUPERVISOR, "supervise", id=issue, text="为什么没动", answer_by="2026-11-27")
    watching = {"olga", "otto", "sven", "hans", "hedy"}
    assert waits_for(staffed, "supervision", issue) == watching
    orders = item(staffed, SUPERVISOR, "supervision")["waiting"]["orders"]
    assert [(order["level"], order["answer_by"]) for order in orders] == [
        (3, None),
        (None, "2026-11-27"),
    ]
    for order in orders:
        staffed.does(HEAD, "answer_supervision", id=issue, order_id=order["id"], text="明天换")
    assert waits_for(staffed, "supervision", issue) == set()
    assert waits_for(staffed, "answered", issue) == watching
    answered = item(staffed, HANDLER, "answered")["waiting"]["orders"]
    assert all(order["answered_at"] for order in answered)


def test_late_is_what_is_past_its_limit_and_seen(staffed: IssuesWorld) -> None:
    issue = staffed.reported()
    staffed.clock.set(staffed.clock() + timedelta(days=3))
    assert waits_for(staffed, "late", issue) == {"olga", "otto", "rita", "sven", "vera"}
    assert staffed.call(OFFICE, "queue_counts")["triage"] == {
        "count": 1,
        "late": 1,
        "oldest": "2026-11-24T02:00:00+00:00",
    }


def test_a_pledge_is_listed_for_its_holder(staffed: IssuesWorld) -> None:
    issue = staffed.reported()
    assigned(staffed, issue)
    staffed.does(HEAD, "pledge", id=issue, for_unit=True)
    assert waits_for(staffed, "pledged", issue) == {"hedy"}
    assert item(staffed, HEAD, "pledged")["waiting"]["pledge"] == {"holder": None, "unit": "power"}


def test_the_administrator_finds_nothing_in_any_queue(staffed: IssuesWorld) -> None:
    closed(staffed)
    staffed.reported()
    for queue in QUEUES:
        assert staffed.call(ADMIN, "list", queue=queue)["total"] == 0
    assert {told["count"] for told in staffed.call(ADMIN, "queue_counts").values()} == {0}


def test_a_queue_comes_in_pages(staffed: IssuesWorld) -> None:
    issues = [closed(staffed) for _ in range(3)]
    staffed.clock.set(staffed.clock() + timedelta(days=40))
    first = staffed.call(REVIEWER, "list", queue="rechecks", limit=2)
    rest = staffed.call(REVIEWER, "list", queue="rechecks", limit=2, after=first["next"])
    assert [each["id"] for each in (*first["items"], *rest["items"])] == issues
