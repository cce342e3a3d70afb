"""A problem raised on a visit becomes an issue, once; a person forgotten there is forgotten here."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from eventlog.errors import Invalid, NotFound
from services.issues.numbers import issue_id_of_problem
from tests.integration.issues_fixtures import world as world
from tests.integration.issues_world import (
    ADMIN,
    HANDLER,
    IMPORT,
    NEIGHBOUR,
    OFFICE,
    OPERATOR,
    VISITOR,
    IssuesWorld,
    assigned,
)
from tests.integration.pausing import pause

WORDS = "村口的路灯坏了快一个月，晚上骑车看不见"


def party(world: IssuesWorld) -> str:
    row = {"kind": "household", "name": "余大明", "unit_code": "reed", "phone": "13812345678"}
    world.visited(OPERATOR, "import_parties", command_id="import", rows=[row], dry_run=False)
    return world.visited(VISITOR, "parties")["items"][0]["id"]


def visit(world: IssuesWorld, *problems: dict[str, Any], who: str | None = None) -> str:
    """The visit's id, once everything that follows from it has happened."""
    return world.visited(
        VISITOR,
        "record",
        command_id=f"visit-{len(world.visits.log.read(0, 1000))}",
        party_id=who or party(world),
        outcome="met",
        problems=[{"verbatim": WORDS, "category": "power_and_lighting", **p} for p in problems],
    )["id"]


def test_each_problem_of_a_visit_becomes_one_issue(world: IssuesWorld):
    made = visit(world, {}, {"category": "roads", "danger": True})
    items = world.call(VISITOR, "by_visit", visit_id=made)["items"]
    assert [(item["n"], item["number"], item["state"]) for item in items] == [
        (1, "WT-202611-0001", "reported"),
        (2, "WT-202611-0002", "reported"),
    ]
    assert items[0]["id"] == issue_id_of_problem(made, 1)
    assert [item["position"] for item in items] == [1, 2]
    issue = world.get(items[1]["id"])
    assert (issue["verbatim"], issue["source"], issue["visit_id"]) == (WORDS, "visit", made)
    assert (issue["category"], issue["marks"], issue["occurred_on"]) == (
        "roads",
        ["urgent"],
        "2026-11-24",
    )
    assert issue["contact"] == {"name": "余**", "phone": "138****5678", "email": None}


def test_the_issue_is_the_visitors_and_names_its_cause(world: IssuesWorld):
    made = visit(world, {})
    (record,) = world.issues.log.read_stream(issue_id_of_problem(made, 1))
    (cause,) = [r for r in world.visits.log.read(0, 100) if r.type == "ProblemRaised"]
    assert (record.actor, record.data["by"], record.data["by_unit"]) == ("vera", "vera", "reed")
    assert (record.causation_id, record.command_id) == (cause.fact_id, cause.fact_id)


def test_what_was_solved_at_the_doorstep_needs_no_entry_beyond_the_visit(world: IssuesWorld):
    solved = {"result": "当场换了灯泡", "quantity": 1, "quantity_unit": "盏"}
    made = visit(world, {"solved_on_spot": solved})
    (item,) = world.call(VISITOR, "by_visit", visit_id=made)["items"]
    issue = world.get(item["id"])
    assert (issue["state"], issue["marks"], issue["lead_unit"]) == (
        "reported_done",
        ["on_spot"],
        "reed",
    )
    assert issue["tasks"][0]["result"] == "当场换了灯泡"
    assert [r.actor for r in world.issues.log.read_stream(item["id"])] == ["vera"] * 5


def test_an_unknown_category_becomes_other(world: IssuesWorld):
    made = visit(world, {"category": "no_such_category"})
    assert world.get(issue_id_of_problem(made, 1))["category"] == "other"


def test_a_fact_delivered_again_makes_no_second_issue(world: IssuesWorld):
    made = visit(world, {})
    reaction = next(f for f in world.followers if f.name == "issues_from_visits")
    reaction.offer(world.visits.log.read(0, 1000))
    reaction.apply(world.visits.log.read(0, 1000))
    assert len(world.issues.log.read(0, 1000)) == 1
    assert len(world.call(VISITOR, "by_visit", visit_id=made)["items"]) == 1


def test_the_tracking_code_is_for_those_who_may_print_the_slip(world: IssuesWorld):
    made = visit(world, {})
    (item,) = world.call(VISITOR, "by_visit", visit_id=made)["items"]
    code = item["tracking_code"]
    assert len(code) == 8
    assert code.isdigit()
    assert world.get(item["id"], VISITOR)["tracking_code"] == code
    assert world.get(item["id"], OFFICE)["tracking_code"] == code
    assigned(world, item["id"])
    assert "tracking_code" not in world.get(item["id"], HANDLER)
    assert world.call(NEIGHBOUR, "by_visit", visit_id=made)["items"] == []
    assert world.call(ADMIN, "by_visit", visit_id=made)["items"] == []
    stored = [str(vars(record)) for record in world.issues.log.read(0, 100)]
    assert not any(code in text for text in stored)


def test_a_visit_without_issues_and_an_id_that_is_none(world: IssuesWorld):
    visit_id = "11111111-1111-4111-8111-111111111111"
    assert world.call(VISITOR, "by_visit", visit_id=visit_id)["items"] == []
    with pytest.raises(Invalid):
        world.call(VISITOR, "by_visit", visit_id="visit one")


def test_forgetting_blanks_the_words_ends_the_code_and_keeps_the_counts(world: IssuesWorld):
    who = party(world)
    issue = issue_id_of_problem(visit(world, {}, who=who), 1)
    other = world.reported()
    assigned(world, issue, note="找余大明")
    world.does(HANDLER, "plan_task", id=issue, measure="给余大明换灯")
    before = (world.call(OFFICE, "counts"), world.call(OFFICE, "list")["total"])

    world.visited(OFFICE, "forget_person", command_id="forget", person_id=who)

    found = world.get(issue)
    assert (found["title"], found["verbatim"], found["tracking_code"]) == (None, None, None)
    assert (found["contact"], found["tasks"][0]["measure"]) == (
        {"name": None, "phone": None, "email": None},
        None,
    )
    words = [entry["words"] for entry in world.call(OFFICE, "timeline", id=issue)["items"]]
    assert {text for said in words for text in said.values()} == {None}
    assert (world.call(OFFICE, "counts"), world.call(OFFICE, "list")["total"]) == before
    rows = {item["id"]: item["title"] for item in world.call(OFFICE, "list")["items"]}
    assert rows == {issue: None, other: "路灯坏了"}
    assert world.get(other)["tracking_code"]


def test_a_forgotten_issue_can_still_be_brought_to_its_end(world: IssuesWorld):
    who = party(world)
    issue = issue_id_of_problem(visit(world, {}, who=who), 1)
    world.visited(OFFICE, "forget_person", command_id="forget", person_id=who)
    assigned(world, issue)
    world.does(HANDLER, "plan_task", id=issue, measure="换灯")
    assert world.get(issue)["tasks"][0]["measure"] == "换灯"
    assert world.get(issue)["verbatim"] is None


def test_nothing_is_reported_for_a_forgotten_person_again(world: IssuesWorld):
    who = party(world)
    world.visited(OFFICE, "forget_person", command_id="forget", person_id=who)
    with pytest.raises(Invalid) as invalid:
        world.reported(IMPORT, reporter_id=who)
    assert invalid.value.params == {"reporter_id": ["forgotten"]}


def test_a_report_beside_the_forgetting_of_its_reporter_loses_its_words(world: IssuesWorld):
    who, engine = party(world), world.issues.environment.engine
    told = {"unit": "reed", "verbatim": WORDS, "category": "roads", "contact_name": "余大明"}
    with pause(engine, "INSERT INTO number_counter") as reporting, ThreadPoolExecutor(2) as pool:
        report = {"command_id": "report", "reporter_id": who, **told}
        reported = pool.submit(world.call, IMPORT, "report", **report)
        reporting.reached()
        forget = {"command_id": "forget", "person_id": who}
        forgotten = pool.submit(world.visited, OFFICE, "forget_person", **forget)
        reporting.until(forgotten)
    assert forgotten.result()["id"] == who
    world.settle()
    issue = world.get(reported.result()["id"])
    assert (issue["verbatim"], issue["contact"]["name"]) == (None, None)
    with engine.connect() as conn:
        living = "SELECT count(*) FROM subject_key WHERE wrapped IS NOT NULL"
        assert conn.exec_driver_sql(living).scalar_one() == 0


def test_words_stand_nowhere_in_clear(world: IssuesWorld):
    issue = issue_id_of_problem(visit(world, {}), 1)
    assigned(world, issue, note="找余大明")
    engine = world.issues.environment.engine
    if engine.dialect.name != "sqlite":
        with engine.connect() as conn:
            tables = conn.exec_driver_sql(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
            ).scalars()
            text = "".join(
                str(conn.exec_driver_sql(f'SELECT * FROM "{name}"').all()) for name in tables
            )
    else:
        with sqlite3.connect(engine.url.database) as conn:
            text = "\n".join(conn.iterdump())
    assert "IssueReported" in text
    for word in (WORDS, "路灯坏了", "余大明", "13812345678"):
        assert word not in text


def test_what_does_not_exist_is_not_found(world: IssuesWorld):
    with pytest.raises(NotFound):
        world.call(OFFICE, "timeline", id="11111111-1111-4111-8111-111111111111")
