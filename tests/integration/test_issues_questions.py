"""Lists, counts, pages and offers: what each person is answered."""

from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from eventlog.errors import Invalid, NotFound, Unavailable
from eventlog.log import Write
from services.issues.board.filter import BoardFilter
from services.issues.facts import IssueReported
from services.issues.stored import fold_records
from services.issues.visibility import may_see
from services.kernel.caller import Caller
from tests.integration.issues_fixtures import world as world
from tests.integration.issues_world import (
    ADMIN,
    HANDLER,
    NEIGHBOUR,
    OFFICE,
    REVIEWER,
    STAFF,
    VISITOR,
    IssuesWorld,
    assigned,
    person,
)


def ids(answer: dict[str, Any]) -> list[str]:
    return [item["id"] for item in answer["items"]]


def listed(world: IssuesWorld, caller: Any, **asked: Any) -> list[str]:
    return ids(world.call(caller, "list", **asked))


@pytest.fixture
def three(world: IssuesWorld) -> tuple[str, str, str]:
    """Reported in reed, assigned to power, and reported in lotus as urgent."""
    plain = world.reported(verbatim="垃圾没人收。味道很大！", category="refuse")
    lamp = world.reported()
    assigned(world, lamp)
    urgent = world.reported(NEIGHBOUR, unit="lotus", danger=True, category="roads")
    return plain, lamp, urgent


def test_a_row_of_the_list_says_what_a_board_shows(world: IssuesWorld, three: Any):
    (row,) = world.call(OFFICE, "list", state="assigned")["items"]
    assert (row["id"], row["number"], row["version"]) == (three[1], "WT-202611-0002", 3)
    assert (row["title"], row["unit"], row["lead_unit"]) == ("路灯坏了", "reed", "power")
    assert row["limit"] == {
        "kind": "sign_for",
        "rule": "sign_for",
        "from": "2026-11-24",
        "amount": 1,
        "unit": "working_days",
        "due": "2026-11-25",
        "due_at": "2026-11-25T09:30:00+00:00",
        "provisional": False,
        "left_days": 1,
    }
    assert row["last_step"] == {"type": "IssueAssigned", "at": "2026-11-24T02:00:00+00:00"}
    (urgent,) = world.call(OFFICE, "list", unit="lotus")["items"]
    assert (urgent["marks"], urgent["title"]) == (["urgent"], "路灯坏了")
    (refuse,) = world.call(OFFICE, "list", category="living_environment")["items"]
    assert refuse["title"] == "垃圾没人收"


def test_urgent_issues_come_first_then_those_due_next(world: IssuesWorld, three: Any):
    plain, lamp, urgent = three
    world.clock.set(datetime(2026, 11, 25, 2, 0, tzinfo=UTC))
    newer = world.reported()
    assert listed(world, OFFICE) == [urgent, plain, lamp, newer]


def test_every_filter_narrows_the_list(world: IssuesWorld, three: Any):
    plain, lamp, urgent = three
    assert listed(world, OFFICE, state="reported") == [urgent, plain]
    assert listed(world, OFFICE, unit="power") == [lamp]
    assert listed(world, OFFICE, unit="reed") == [plain]  # lamp is power's now
    assert listed(world, OFFICE, unit="cloud") == [urgent, plain, lamp]
    assert listed(world, OFFICE, unit="nowhere") == []
    assert listed(world, OFFICE, category="power_and_lighting") == [lamp]
    assert listed(world, OFFICE, month="2026-11", q="0003") == [urgent]
    assert listed(world, OFFICE, month="2026-10") == []
    assert listed(world, OFFICE, q="wt-202611-0002") == [lamp]
    assert listed(world, OFFICE, q="%") == []
    assert listed(world, OFFICE, late=True) == []
    world.clock.set(datetime(2026, 11, 26, 2, 0, tzinfo=UTC))
    assert len(listed(world, OFFICE, late=True)) == 3


def test_whose_turn_it_is(world: IssuesWorld, three: Any):
    plain, lamp, urgent = three
    assert listed(world, OFFICE, mine=True) == [urgent, plain]
    assert listed(world, HANDLER, mine=True) == [lamp]
    assert listed(world, REVIEWER, mine=True) == []
    world.does(HANDLER, "sign_for", id=lamp)
    world.does(HANDLER, "report_done", id=lamp, measure="换灯", result="换好了")
    assert listed(world, HANDLER, mine=True) == []
    assert listed(world, REVIEWER, mine=True) == [lamp]
    world.does(REVIEWER, "record_callback", id=lamp, basis="reached", solved="solved")
    assert listed(world, OFFICE, mine=True) == [urgent, plain]
    assert listed(world, REVIEWER, mine=True) == [lamp]


def propose(world: IssuesWorld, caller: Caller, issue: str, part: str = "public_text") -> None:
    world.does(caller, "propose_public_text", id=issue, part=part, text="排水不畅。")


def may_approve(world: IssuesWorld, caller: Caller, issue: str) -> bool:
    offered = world.call(caller, "allowed", id=issue)["items"]
    return any(o["command"] == "approve_public_text" and o["enabled"] for o in offered)


def test_a_waiting_public_text_is_listed_for_exactly_those_who_may_approve_it(
    world: IssuesWorld, three: Any
):
    plain, lamp, _ = three
    propose(world, OFFICE, plain)
    propose(world, HANDLER, lamp)
    both = person("otto", "cloud", "office", "reviewer")
    below = person("rosa", "reed", "reviewer")
    elsewhere = person("remo", "lotus", "reviewer")
    for who in (*STAFF, both, below, elsewhere):
        may = [issue for issue in listed(world, who) if may_approve(world, who, issue)]
        assert listed(world, who, text_waiting=True) == may, who.person
    assert listed(world, OFFICE, text_waiting=True) == [lamp]
    assert listed(world, REVIEWER, text_waiting=True) == [plain, lamp]


def test_a_public_text_waits_until_a_second_person_approved_every_part(
    world: IssuesWorld, three: Any
):
    lamp = three[1]
    world.does(HANDLER, "plan_task", id=lamp, measure="换灯")
    propose(world, HANDLER, lamp)
    propose(world, OFFICE, lamp, "public_measure")
    world.does(REVIEWER, "approve_public_text", id=lamp, part="public_text")
    assert listed(world, REVIEWER, text_waiting=True) == [lamp]
    assert listed(world, OFFICE, text_waiting=True) == []  # only the own one is left
    world.does(REVIEWER, "approve_public_text", id=lamp, part="public_measure")
    assert listed(world, REVIEWER, text_waiting=True) == []


def test_whoever_words_a_public_text_anew_is_its_proposer(world: IssuesWorld, three: Any):
    lamp = three[1]
    propose(world, HANDLER, lamp)
    propose(world, OFFICE, lamp)
    assert listed(world, OFFICE, text_waiting=True) == []
    assert listed(world, REVIEWER, text_waiting=True) == [lamp]


def test_pages_follow_each_other_without_gap_or_repeat(world: IssuesWorld):
    made = [world.reported() for _ in range(5)]
    seen, after = [], None
    for _ in range(3):
        answer = world.call(OFFICE, "list", limit=2, after=after)
        assert answer["total"] == 5
        seen += ids(answer)
        after = answer["next"]
    assert after is None
    assert sorted(seen) == sorted(made)
    with pytest.raises(Invalid):
        world.call(OFFICE, "list", after="nonsense")


def test_counts_by_state_with_what_is_late_and_oldest(world: IssuesWorld, three: Any):
    assert world.call(OFFICE, "counts") == {
        "reported": {"count": 2, "late": 0, "oldest": "2026-11-24T02:00:00+00:00"},
        "assigned": {"count": 1, "late": 0, "oldest": "2026-11-24T02:00:00+00:00"},
    }
    world.clock.set(datetime(2026, 11, 30, 2, 0, tzinfo=UTC))
    assert world.call(VISITOR, "counts")["reported"]["late"] == 1
    assert world.call(ADMIN, "counts") == {}


SECRET = IssueReported(
    issue_id="99999999-9999-4999-8999-999999999999",
    by="service:web",
    number="WT-202611-0099",
    kind="tipoff",
    source="public",
    reporter_id="somebody",
    unit_id="reed",
    category="other",
    confidential=True,
    accused_unit_ids=("lotus",),
)
TRUSTED = person("tess", "cloud", "office", "confidential_handler")
TRUSTED_ONLY = person("cora", "cloud", "confidential_handler")
OF_THE_ACCUSED = Caller("ines", "lotus", TRUSTED.roles)


def given(world: IssuesWorld, fact: IssueReported) -> str:
    """A fact that only a later part of the rules makes."""
    write = Write(fact.issue_id, 0, [fact])
    world.issues.log.once(
        None, lambda tx: tx.append([write], actor=fact.by, answer_id=fact.issue_id)
    )
    world.settle()
    return fact.issue_id


def test_the_board_shows_exactly_what_one_may_see(world: IssuesWorld, three: Any):
    app, made = world.issues, [*three, given(world, SECRET)]
    counted = {}
    with app.reading() as conn:
        tables = app.read_models.live(conn, app.board)
        issues = [fold_records(app.records(conn, i, opened=False)) for i in made]
        for who in (*STAFF, TRUSTED, TRUSTED_ONLY, OF_THE_ACCUSED):
            act = app.act(conn, who, world.clock())
            where = BoardFilter(tables, act)
            rows = conn.scalars(sa.select(where.board.c.issue_id).where(where.may_see()))
            seen = {issue.issue_id for issue in issues if may_see(issue, who, act.units)}
            assert set(rows) == seen, who.person
            counted[who.person] = len(seen)
    assert counted == {
        "olga": 3,
        "rita": 3,
        "vera": 2,
        "nils": 1,
        "hans": 1,
        "adam": 0,
        "tess": 4,
        "cora": 1,
        "ines": 3,
    }


def test_a_confidential_issue_is_in_no_list_count_or_search_of_others(world: IssuesWorld):
    given(world, SECRET)
    assert world.call(OFFICE, "list", q="0099")["total"] == 0
    assert world.call(OFFICE, "counts") == {}
    with pytest.raises(NotFound):
        world.call(OFFICE, "get", number="WT-202611-0099")
    (row,) = world.call(TRUSTED, "list", q="0099")["items"]
    assert row["marks"] == ["confidential"]


def test_an_issue_is_found_by_its_number(world: IssuesWorld, three: Any):
    assert world.call(OFFICE, "get", number="WT-202611-0002")["id"] == three[1]
    for asked in ({}, {"id": three[1], "number": "WT-202611-0002"}):
        with pytest.raises(Invalid):
            world.call(OFFICE, "get", **asked)
    with pytest.raises(NotFound):
        world.call(OFFICE, "get", number="WT-202611-9999")
    with pytest.raises(NotFound):
        world.call(HANDLER, "get", number="WT-202611-0001")


def test_the_timeline_is_newest_first_with_words_and_both_times(world: IssuesWorld, three: Any):
    told = {"category": "refuse", "lead_unit": "power", "due": "2026-12-01", "note": "先看现场"}
    world.does(OFFICE, "assign", id=three[0], **told)
    world.does(HANDLER, "sign_for", id=three[0], contacted_on="2026-11-23")
    signed, assigning, triaged, reported = world.call(OFFICE, "timeline", id=three[0])["items"]
    assert (signed["type"], signed["occurred_on"]) == ("IssueSignedFor", "2026-11-23")
    assert assigning["words"] == {"note": "先看现场"}
    assert assigning["fields"]["lead_unit_id"] == "power"
    assert (triaged["implied"], triaged["by"]) == (True, "olga")
    assert reported["words"] == {"verbatim": "垃圾没人收。味道很大！"}


def test_contact_details_are_masked_and_in_no_timeline(world: IssuesWorld):
    contact = {"contact_phone": "138 1234 5678", "contact_email": "zhang@example.org"}
    issue = world.reported(contact_name="张三丰", **contact)
    assert world.get(issue)["contact"] == {
        "name": "张**",
        "phone": "138****5678",
        "email": "z***@example.org",
    }
    told = str(world.call(OFFICE, "timeline", id=issue))
    assert "张三丰" not in told
    assert "zhang" not in told


def test_offers_carry_what_their_forms_start_with(world: IssuesWorld, three: Any):
    def fields(who: Any, command: str) -> dict[str, Any]:
        items = world.call(who, "allowed", id=three[1])["items"]
        return next(item for item in items if item["command"] == command)["fields"]

    offered = fields(OFFICE, "assign")
    assert (offered["category"], offered["lead_unit"]) == ("power_and_lighting", "power")
    assert (offered["due"], offered["dues"]["complex"]) == ("2026-12-01", "2026-12-15")
    assert fields(HANDLER, "plan_task") == {
        "due": "2026-12-01",
        "unit": "power",
        "units": ["power"],
    }
    world.does(HANDLER, "plan_task", id=three[1], measure="换灯", quantity=8, quantity_unit="盏")
    offered = fields(HANDLER, "complete_task")
    assert (offered["report_done"], offered["quantity_unit"]) == (True, "盏")
    assert offered["task_id"] == offered["tasks"][0]["id"]
    world.does(
        HANDLER,
        "complete_task",
        id=three[1],
        task_id=offered["task_id"],
        result="换好了",
        quantity=8,
        report_done=True,
    )
    offered = fields(REVIEWER, "record_callback")
    assert (offered["tries"], offered["no_contact_after"]) == ([], "2026-12-01")
    assert fields(REVIEWER, "order_rework")["left"] == 2


def test_an_action_that_only_its_guard_refuses_is_named_with_the_reason(
    world: IssuesWorld, three: Any
):
    items = world.call(OFFICE, "allowed", id=three[0])["items"]
    assert {i["command"]: i["code"] for i in items if not i["enabled"]} == {
        "file": "only_praise_or_suggestion",
        "answer_directly": "only_consultation_or_suggestion",
        "reject": "no_proposal",
        "release_pledge": "not_pledged",
        "approve_public_text": "no_proposal",
    }
    assert world.call(OFFICE, "allowed", id=three[0])["version"] == 1


def test_the_categories_are_answered_in_order(world: IssuesWorld):
    items = world.call(HANDLER, "categories")["items"]
    assert items[0] == {
        "id": "infrastructure",
        "name": "基础设施",
        "parent": None,
        "sensitive": False,
    }
    assert items[-1]["id"] == "other"


def test_a_list_waits_for_what_was_written_and_says_when_it_is_behind(world: IssuesWorld):
    answer = world.does(
        VISITOR, "report", unit="reed", verbatim="路灯坏了", category="power_and_lighting"
    )
    at_least = {"issues": answer["position"]}
    assert len(world.call(OFFICE, "list", at_least=at_least)["items"]) == 1
    told = {"unit": "reed", "verbatim": "水管漏了", "category": "power_and_lighting"}
    unread = world.call(VISITOR, "report", command_id="not-followed-yet", **told)
    with pytest.raises(Unavailable) as behind:
        world.call(OFFICE, "list", at_least={"issues": unread["position"]})
    assert behind.value.code == "reading_behind"
    with pytest.raises(Invalid, match="invalid") as beyond:  # nobody was told this position
        world.call(OFFICE, "list", at_least={"issues": unread["position"] + 1})
    assert beyond.value.params == {"at_least": ["range"]}
