"""Search of the list: by number, by what was said, by whom, where and when; and never what was forgotten."""

from datetime import UTC, datetime
from typing import Any

import pytest

from eventlog.clock import to_microseconds
from eventlog.errors import Invalid
from services.issues.board import page as board_page
from services.issues.text_index import WORDS, TextIndex
from tests.integration.issues_fixtures import world as world
from tests.integration.issues_world import (
    ADMIN,
    HANDLER,
    IMPORT,
    NEIGHBOUR,
    OFFICE,
    REVIEWER,
    VISITOR,
    IssuesWorld,
    assigned,
    person,
)


def found(world: IssuesWorld, q: str = "", caller: Any = OFFICE, **more: Any) -> set[str]:
    asked = {"q": q, **more} if q else more
    answer = world.call(caller, "list", **asked)
    assert answer["total"] == len(answer["items"])
    return {item["id"] for item in answer["items"]}


def destroy(world: IssuesWorld, subject: str) -> None:
    app = world.issues
    with app.environment.engine.begin() as conn:
        app.environment.keyring.destroy(conn, {subject}, to_microseconds(world.clock()))


@pytest.fixture
def three(world: IssuesWorld) -> tuple[str, str, str]:
    pump = world.reported(verbatim="三号泵站坏了，Ｐump No.７ 不转", category="roads")
    lamp = world.reported(NEIGHBOUR, unit="lotus", verbatim="路灯坏了 100%", contact_name="余大明")
    world.clock.set(datetime(2026, 11, 25, 16, 30, tzinfo=UTC))  # the 26th in Shanghai
    refuse = world.reported(verbatim="垃圾没人收", category="refuse")
    return pump, lamp, refuse


def test_one_two_and_more_characters_are_found_wherever_they_stand(world: IssuesWorld, three: Any):
    pump, lamp, refuse = three
    assert found(world, "灯") == {lamp}
    assert found(world, "坏了") == {pump, lamp}
    assert found(world, "没人收") == {refuse}
    assert found(world, "井盖") == set()


def test_width_case_and_spaces_do_not_matter_and_signs_mean_themselves(
    world: IssuesWorld, three: Any
):
    pump, lamp, _ = three
    assert found(world, "ＰUMP no.7") == {pump}
    assert found(world, "路灯 坏了") == {lamp}
    assert found(world, "100%") == {lamp}
    assert found(world, "10_%") == set()


def test_digits_find_numbers_and_words(world: IssuesWorld, three: Any):
    pump, lamp, refuse = three
    assert found(world, "0002") == {lamp}
    assert found(world, "7") == {pump}
    assert found(world, "wt-202611-0003") == {refuse}
    assert found(world, "WT-") == {pump, lamp, refuse}


def test_place_person_and_days_narrow_what_is_found(world: IssuesWorld, three: Any):
    pump, lamp, refuse = three
    assert found(world, "坏了", area="lotus") == {lamp}
    assert found(world, area="cloud") == {pump, lamp, refuse}
    assert found(world, area="nowhere") == set()
    assert found(world, person=NEIGHBOUR.person) == {lamp}
    assert found(world, person="大明") == {lamp}
    assert found(world, person="大明", area="reed") == set()
    assert found(world, "大明") == set()  # a name is no word of the issue
    assigned(world, pump, reviewer=REVIEWER.person)
    assert found(world, person=REVIEWER.person) == {pump}
    assert found(world, since="2026-11-26") == {refuse}
    assert found(world, until="2026-11-25") == {pump, lamp}
    assert found(world, since="2026-11-24", until="2026-11-26", category="refuse") == {refuse}
    with pytest.raises(Invalid):
        world.call(OFFICE, "list", since="yesterday")


def test_an_assigned_issue_is_found_by_its_place_though_another_unit_leads(
    world: IssuesWorld, three: Any
):
    pump, *_ = three
    assigned(world, pump)
    assert pump in found(world, area="reed")
    assert pump not in found(world, unit="reed")


def test_nobody_finds_what_they_may_not_see(world: IssuesWorld, three: Any):
    pump, *_ = three
    trusted = world.joins(person("cora", "cloud", "confidential_handler"))
    assert found(world, "坏了", VISITOR) == {pump}
    assert found(world, "坏了", HANDLER) == set()
    assert found(world, "坏了", ADMIN) == set()
    assert found(world, person="大明", caller=VISITOR) == set()
    told = world.reported(kind="tipoff", verbatim="坏了，有人吃回扣")
    assert told not in found(world, "坏了")
    assert told in found(world, "回扣", trusted)


@pytest.mark.parametrize("few", [0, 20_000])
def test_pages_and_totals_agree(world: IssuesWorld, monkeypatch: pytest.MonkeyPatch, few: int):
    monkeypatch.setattr(board_page, "FEW", few)
    world.reported(verbatim="垃圾没人收")
    for n in range(7):
        world.reported(verbatim=f"路灯坏了{n}")
    seen, after = [], None
    while True:
        asked = {"q": "坏了", "limit": 3} | ({"after": after} if after else {})
        page = world.call(OFFICE, "list", **asked)
        assert page["total"] == 7
        seen += [item["id"] for item in page["items"]]
        after = page["next"]
        if after is None:
            break
    assert len(set(seen)) == len(seen) == 7


def test_an_approved_public_text_is_found_too(world: IssuesWorld, three: Any):
    pump, *_ = three
    text = {"id": pump, "part": "public_text"}
    world.does(OFFICE, "propose_public_text", **text, text="灌溉用水已经恢复")
    assert found(world, "灌溉") == set()
    world.does(REVIEWER, "approve_public_text", **text)
    assert found(world, "灌溉") == {pump}


def test_what_was_added_later_is_found_and_goes_with_whoever_said_it(world: IssuesWorld):
    issue = world.reported()
    world.does(VISITOR, "supplement", id=issue, text="井盖也没了")
    other = {"adds_reporter": True, "contact_name": "袁大江"}
    world.does(VISITOR, "supplement", id=issue, text="护栏断了", **other)
    assert found(world, "井盖") == found(world, "护栏") == found(world, person="袁大") == {issue}
    facts = world.issues.log.read_stream(issue)
    destroy(world, facts[-1].data["reporter_id"])
    assert found(world, "护栏") == found(world, person="袁大") == set()
    assert found(world, "井盖") == {issue}


def test_what_is_forgotten_is_not_found_a_moment_later(world: IssuesWorld):
    issue = world.reported(IMPORT, reporter_id="p-1", verbatim="说过的记号", contact_name="余大明")
    assert found(world, "记号") == found(world, person="余大") == {issue}
    destroy(world, issue)
    assert found(world, "记号") == set()
    assert found(world, person="余大") == {issue}
    destroy(world, "p-1")
    assert found(world, person="余大") == set()
    assert not world.issues.words._held
    assert not world.issues.names._held
    assert found(world, issue_number(world, issue)) == {issue}


def test_words_under_a_later_key_stay_when_an_older_key_is_gone(world: IssuesWorld):
    issue = world.reported(verbatim="说过的记号")
    text = {"id": issue, "part": "public_text"}
    world.does(OFFICE, "propose_public_text", **text, text="路灯已修好")
    world.does(REVIEWER, "approve_public_text", **text)
    assert found(world, "修好") == {issue}
    destroy(world, issue)
    assert (found(world, "记号"), found(world, "修好")) == (set(), {issue})


def test_another_process_sees_what_one_wrote_and_forgot(world: IssuesWorld):
    """Each replica has an index of its own; the log and the keys are what they share."""
    other, engine = TextIndex(world.issues.log, WORDS), world.issues.environment.engine
    first = world.reported(verbatim="第一个记号")
    with engine.connect() as conn:
        assert other.issues_with(conn, "记号") == {first}
    second = world.reported(verbatim="第二个记号")
    destroy(world, first)
    with engine.connect() as conn:
        assert other.issues_with(conn, "记号") == {second}


def test_words_that_are_let_go_are_still_found_and_still_forgotten(world: IssuesWorld):
    small, engine = (
        TextIndex(world.issues.log, WORDS, most_characters=12),
        world.issues.environment.engine,
    )
    issues = [world.reported(verbatim=f"第{n}个记号") for n in range(6)]
    with engine.connect() as conn:
        assert small.issues_with(conn, "记号") == set(issues)
        assert len(small._held) == 2
    destroy(world, issues[0])
    with engine.connect() as conn:
        assert small.issues_with(conn, "记号") == set(issues[1:])


def issue_number(world: IssuesWorld, issue: str) -> str:
    return world.get(issue)["number"]
