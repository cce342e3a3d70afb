"""A reporter acts by number and tracking code: what it opens, what it does not, and how often one may guess."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from eventlog.errors import Conflict, Forbidden, Invalid, NotFound
from services.issues import register
from services.issues.reaction import FromVisits
from services.issues.residents import code_attempts
from tests.integration.issues_fixtures import world as world
from tests.integration.issues_world import (
    ADMIN,
    OFFICE,
    REVIEWER,
    VISITOR,
    IssuesWorld,
)
from tests.integration.residents_world import (
    HERE,
    PAGES,
    SUPERVISOR,
    WRONG,
    Residents,
    closed,
    rejected,
    worked_on,
)
from tests.unit.refused import refused


@pytest.fixture
def residents(world: IssuesWorld) -> Iterator[Residents]:
    return Residents(world)


def test_by_code_one_supplements_rates_reopens_and_withdraws(
    world: IssuesWorld, residents: Residents
):
    issue = world.reported()
    slip = residents.slip(issue)
    residents.does(slip, "supplement", text="夜里很黑")
    worked_on(world, issue)
    residents.does(slip, "rate", satisfaction="dissatisfied", solved="unsolved")
    with refused("rated_already"):
        residents.does(slip, "rate", satisfaction="satisfied")
    world.does(REVIEWER, "record_callback", id=issue, basis="reached", solved="solved")
    world.does(REVIEWER, "close", id=issue, outcome="solved")
    residents.does(slip, "reopen", reason="又坏了")
    assert world.get(issue)["state"] == "triaged"
    residents.does(slip, "withdraw")
    assert world.get(issue)["state"] == "withdrawn"
    by = {r.actor for r in world.issues.log.read_stream(issue) if r.type == "OutcomeRated"}
    assert by == {PAGES.person}


def test_a_rejection_is_objected_to_by_code_and_begins_anew(
    world: IssuesWorld, residents: Residents
):
    issue = world.reported()
    rejected(world, issue)
    slip = residents.slip(issue)
    assert residents.sees(slip)["can"] == ["object_to_rejection"]
    residents.does(slip, "object_to_rejection", words="归你们管")
    with refused("objected_already"):
        residents.does(slip, "object_to_rejection", words="归你们管")
    world.does(SUPERVISOR, "decide_objection", id=issue, granted=True, reason="应当受理")
    assert world.get(issue)["state"] == "reported"


def test_whoever_joins_gets_a_code_of_their_own_from_those_who_print_slips(
    world: IssuesWorld, residents: Residents
):
    issue = world.reported()
    told = {"text": "我们巷子也黑", "adds_reporter": True, "contact_name": "李四"}
    world.does(OFFICE, "supplement", id=issue, **told)
    found = world.get(issue)
    first, joined = found["reporters"]
    assert first["tracking_code"] == found["tracking_code"] != joined["tracking_code"]
    slip = {"number": found["number"], "code": joined["tracking_code"]}
    assert residents.sees(slip)["state"] == "reported"
    assert "tracking_code" not in world.get(issue, REVIEWER)["reporters"][1]


def test_a_code_opens_no_other_issue_and_a_wrong_one_says_no_more(
    world: IssuesWorld, residents: Residents
):
    mine, other = residents.slip(world.reported()), residents.slip(world.reported())
    assert mine["code"] != other["code"]
    closed(world, world.reported())
    for wrong in (
        {**mine, "code": other["code"]},
        {**mine, "code": WRONG},
        {"number": "WT-202611-9999", "code": mine["code"]},
    ):
        with refused("code_wrong"):
            residents.does(wrong, "rate", satisfaction="satisfied")
        with refused("code_wrong"):
            residents.does(wrong, "supplement", text="夜里很黑")
        with refused("code_wrong"):
            residents.sees(wrong)
    assert residents.sees({**mine, "number": mine["number"].lower()})["state"] == "reported"


def test_staff_use_no_codes_and_residents_no_ids(world: IssuesWorld, residents: Residents):
    issue = world.reported()
    slip = residents.slip(issue)
    for who in (OFFICE, VISITOR, ADMIN):
        with pytest.raises(Forbidden):
            world.does(who, "supplement", **slip, text="夜里很黑")
        with pytest.raises(Forbidden):
            world.call(who, "track", **slip)
    with pytest.raises(NotFound):
        world.does(PAGES, "supplement", id=issue, text="夜里很黑")
    with pytest.raises(Invalid):
        world.does(PAGES, "supplement", id=issue, **slip, text="夜里很黑")
    with pytest.raises(Invalid):
        world.does(PAGES, "rate", id=issue, satisfaction="satisfied")


def test_ten_wrong_codes_an_hour_for_a_number(world: IssuesWorld, residents: Residents):
    slip = residents.slip(world.reported())
    other = residents.slip(world.reported())
    for n in range(10):
        with refused("code_wrong"):
            residents.sees(slip, code=WRONG, address=f"192.0.2.{n}")
    for code in (WRONG, slip["code"]):  # not even the right one now
        with refused("too_fast", minutes=60):
            residents.sees(slip, code=code)
    assert residents.sees(other)["state"] == "reported"
    world.clock.set(world.clock() + timedelta(hours=1))
    assert residents.sees(slip)["state"] == "reported"


def test_a_right_code_lets_its_number_begin_anew(world: IssuesWorld, residents: Residents):
    slip = residents.slip(world.reported())
    for _ in range(2):
        for n in range(9):
            with refused("code_wrong"):
                residents.sees(slip, code=WRONG, address=f"192.0.2.{n}")
        assert residents.sees(slip)["state"] == "reported"


def test_thirty_wrong_codes_an_hour_from_an_address_and_no_right_one_clears_them(
    world: IssuesWorld, residents: Residents
):
    slip = residents.slip(world.reported())
    for n in range(30):
        with refused("code_wrong"):
            residents.sees({"number": f"WT-202611-{n + 100:04d}", "code": WRONG})
        if n == 20:
            residents.sees(slip)
    with refused("too_fast"):
        residents.sees(slip)
    assert residents.sees(slip, address="198.51.100.1")["state"] == "reported"


def test_twenty_reports_an_hour_from_an_address_of_the_public(world: IssuesWorld):
    def report(address: str, **more: Any) -> str:
        return world.reported(PAGES, address=address, **more)

    issues = [report(HERE) for _ in range(20)]
    with refused("too_fast", minutes=60):
        world.does(PAGES, "report", unit="reed", verbatim="又坏了", category="roads", address=HERE)
    with pytest.raises(Invalid):
        report("198.51.100.1", category="none")  # what is refused counts nothing
    issues.append(report("198.51.100.1"))
    world.clock.set(world.clock() + timedelta(hours=1))
    issues.append(report(HERE))
    assert sorted(world.get(issue)["number"][-4:] for issue in issues)[-1] == "0022"


def test_three_hundred_reports_an_hour_of_the_public_and_any_number_of_staff(world: IssuesWorld):
    most = code_attempts.MOST["reports"]
    with world.issues.log.transaction() as transaction:
        for n in range(most):
            code_attempts.count_report(transaction.conn, f"192.0.2.{n % 250}", world.clock())
    with refused("too_fast"):
        world.does(PAGES, "report", unit="reed", verbatim="坏了", category="roads", address=HERE)
    assert world.reported()


def test_the_same_command_again_is_answered_and_not_tried_again(
    world: IssuesWorld, residents: Residents
):
    issue = world.reported()
    slip = residents.slip(issue)
    said = {"command_id": "once", **slip, "address": HERE, "text": "夜里很黑"}
    answer = world.call(PAGES, "supplement", **said)
    world.clock.set(world.clock() + timedelta(minutes=1))
    assert world.call(PAGES, "supplement", **said) == answer
    with refused("conflict", Conflict):
        residents.does(slip, "supplement", text="夜里很黑", expected_version=1)


def test_a_second_reporter_has_a_code_of_their_own_and_takes_back_only_their_own(
    world: IssuesWorld, residents: Residents
):
    issue = world.reported(contact_name="张三")
    first, second = residents.slip(issue), residents.slip(issue, joined(world, issue))
    assert first["number"] == second["number"]
    residents.does(second, "supplement", text="我家门口也黑")
    residents.does(first, "withdraw")
    assert residents.sees(first)["state"] == "withdrawn"
    assert residents.sees(first)["can"] == []
    assert residents.sees(second)["state"] == "reported"
    residents.does(second, "withdraw")
    assert world.get(issue)["state"] == "withdrawn"
    assert residents.sees(second)["state"] == "withdrawn"


def joined(world: IssuesWorld, issue: str) -> str:
    """The id of a second reporter."""
    told = {"text": "我们巷子也黑", "adds_reporter": True, "contact_name": "李四"}
    world.does(OFFICE, "supplement", id=issue, **told)
    with world.issues.reading() as conn:
        people = {person for person, _ in register.reporters_of(conn, issue)}
    return next(person for person in people if person != f"{issue}:reporter")


@pytest.mark.parametrize("who", ["first", "second"])
def test_of_two_reporters_only_the_forgotten_ones_words_and_code_go(
    world: IssuesWorld, residents: Residents, who: str
):
    issue = world.reported()
    second = joined(world, issue)
    slips = {"first": residents.slip(issue), "second": residents.slip(issue, second)}
    closed(world, issue)
    for name, slip in slips.items():
        residents.does(slip, "supplement", text=f"{name} 又说")
        residents.does(slip, "rate", satisfaction="satisfied", note=f"{name} 评")
    residents.does(slips["second"], "reopen", reason="second 又坏")
    forgotten(world, f"{issue}:reporter" if who == "first" else second)
    words = said_in(world, issue)
    other = "second" if who == "first" else "first"
    assert not any(each.startswith(who) for each in words)
    assert {f"{other} 又说", f"{other} 评"} <= words
    assert ("我们巷子也黑" in words, "路灯坏了" in words) == (who == "first", who == "second")
    assert residents.sees(slips[other])["state"] == "triaged"
    with refused("code_wrong"):
        residents.sees(slips[who])


def said_in(world: IssuesWorld, issue: str) -> set[str]:
    items = world.call(OFFICE, "timeline", id=issue)["items"]
    return {word for item in items for word in item["words"].values() if word}


def forgotten(world: IssuesWorld, person_id: str) -> None:
    """As the reaction does when visits say so."""
    reaction = next(r for r in world.issues.reactions if isinstance(r, FromVisits))
    with world.issues.log.transaction() as transaction:
        reaction._forget(transaction, person_id)
