"""Staff read the three lists: by filters, in pages, as of any moment, and only what they may see."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from eventlog.errors import Forbidden, Invalid, Unavailable
from services.campaign.facts import UnitRegistered
from services.issues import facts
from tests.integration.reports_world import (
    ADMIN,
    DUE,
    HANDLER,
    NEIGHBOUR,
    NOW,
    OFFICE,
    PUBLIC,
    VISITOR,
    ReportsWorld,
    approved,
    assigned,
    completed,
    of,
    on_spot,
    person,
    planned,
)

LISTS = ("problem_list", "task_list", "effect_list")


@pytest.fixture
def world(storage_url: str) -> Iterator[ReportsWorld]:
    found = ReportsWorld(storage_url)
    yield found
    found.engine.dispose()


def numbers(answer: dict[str, Any]) -> list[str]:
    return [item["number"] for item in answer["items"]]


def every_page(world: ReportsWorld, method: str, **fields: Any) -> list[dict[str, Any]]:
    pages = [world.call(OFFICE, method, **fields)]
    while pages[-1]["next"]:
        pages.append(world.call(OFFICE, method, after=pages[-1]["next"], **fields))
    return pages


def test_an_issue_goes_from_list_to_list(world: ReportsWorld) -> None:
    issue = world.reported(field="livelihood_pain_point", occurred_on=NOW.date(), danger=True)
    who = {"issue_id": issue.issue_id, "by": "somebody"}
    world.tell(issue)
    lead = {"support_unit_ids": ("lotus",), "responsible_position": "leadership_member"}
    world.tell(assigned(issue, **lead))
    world.tell(planned(issue, quantity=8.0, quantity_unit="盏"))
    world.tell(
        facts.ProgressReported(
            **who, task_id="issue-1-1", occurred_on=NOW.date(), quantity=2.5, note="换了"
        )
    )
    world.tell(
        completed(issue, quantity=8.0, quantity_unit="盏"),
        facts.CompletionReported(**who, claimed="solved"),
        approved(issue, "public_text", "路灯损坏。"),
        approved(issue, "public_measure", "更换路灯。", 1),
        approved(issue, "public_result", "路灯已亮。", 1),
    )
    answer = {"basis": "reached", "solved": "solved", "satisfaction": "satisfied"}
    world.tell(
        facts.CallbackRecorded(**who, reached=True, called_on=NOW.date(), **answer),
        facts.IssueClosed(**who, outcome="solved"),
    )
    shared = {
        "issue_id": "issue-1",
        "month": "2026-11",
        "category": "power_and_lighting",
        "field": "livelihood_pain_point",
        "place": "reed",
        "place_name": "名reed",
        "lead_unit": "power",
        "lead_unit_name": "名power",
        "on_spot": False,
    }
    support = {"support_units": ["lotus"], "support_unit_names": ["名lotus"]}
    problem, task, effect = (world.call(OFFICE, name)["items"] for name in LISTS)
    assert problem == [
        {
            **shared,
            **support,
            "number": "WT-202611-0001",
            "unit": "reed",
            "unit_name": "名reed",
            "kind": "help_request",
            "source": "visit",
            "occurred_on": "2026-11-24",
            "reported_at": "2026-11-24T02:00:00+00:00",
            "needs_conditions": None,
            "responsible_position": "leadership_member",
            "due": DUE.isoformat(),
            "state": "closed",
            "outcome": "solved",
            "held_review_by": None,
            "recheck": None,
            "merged_into": None,
            "marks": ["urgent"],
            "public_text": "路灯损坏。",
        }
    ]
    assert task == [
        {
            **shared,
            **support,
            "number": "RW-202611-0001-1",
            "task_id": "issue-1-1",
            "issue_number": "WT-202611-0001",
            "unit": "power",
            "unit_name": "名power",
            "responsible_position": "leadership_member",
            "due": DUE.isoformat(),
            "quantity": 8,
            "quantity_unit": "盏",
            "state": "completed",
            "progress": "completed",
            "progress_quantity": 2.5,
            "completed_on": "2026-11-24",
            "public_measure": "更换路灯。",
        }
    ]
    assert effect == [
        {
            **shared,
            "number": "XG-202611-0001-1",
            "task_id": "issue-1-1",
            "issue_number": "WT-202611-0001",
            "task_number": "RW-202611-0001-1",
            "unit": "power",
            "unit_name": "名power",
            "completed_on": "2026-11-24",
            "quantity": 8,
            "quantity_unit": "盏",
            "solved": "solved",
            "satisfaction": "satisfied",
            "closed": True,
            "outcome": "solved",
            "recheck": None,
            "public_result": "路灯已亮。",
        }
    ]


def test_what_was_solved_on_the_spot_stands_on_all_three_lists(world: ReportsWorld) -> None:
    world.tell(*on_spot(world.reported(on_spot=True)))
    for name in LISTS:
        (item,) = world.call(OFFICE, name)["items"]
        assert item["on_spot"]


@pytest.mark.parametrize("method", LISTS)
def test_pages_show_every_row_once_and_the_total_is_right(world: ReportsWorld, method: str) -> None:
    world.tell(*(fact for _ in range(250) for fact in on_spot(world.reported())))
    pages = every_page(world, method, limit=60)
    found = [number for page in pages for number in numbers(page)]
    assert [len(page["items"]) for page in pages] == [60, 60, 60, 60, 10]
    assert {page["total"] for page in pages} == {250}
    assert len(set(found)) == 250
    assert found == sorted(found)


def test_a_list_is_in_order_of_numbers_not_of_letters(world: ReportsWorld) -> None:
    told = ["WT-202611-0010", "WT-202611-0009", "WT-202512-9999", "WT-202611-10000"]
    world.tell(*(world.reported(number=number) for number in told))
    listed = numbers(world.call(OFFICE, "problem_list"))
    assert listed == ["WT-202512-9999", "WT-202611-0009", "WT-202611-0010", "WT-202611-10000"]
    issue = world.reported(number="WT-202611-0001")
    world.tell(issue, assigned(issue), *(planned(issue, k) for k in (10, 9)))
    assert numbers(world.call(OFFICE, "task_list")) == ["RW-202611-0001-9", "RW-202611-0001-10"]


def test_a_row_that_arrives_between_two_pages_moves_no_other(world: ReportsWorld) -> None:
    world.tell(*(world.reported(number=f"WT-202611-{n:04d}") for n in (1, 2, 4, 5)))
    first = world.call(OFFICE, "problem_list", limit=2)
    world.tell(*(world.reported(number=f"WT-202611-{n:04d}", issue_id=f"x{n}") for n in (3, 6)))
    second = world.call(OFFICE, "problem_list", limit=200, after=first["next"])
    assert [number[-1] for number in numbers(first) + numbers(second)] == list("123456")


def test_a_list_is_opened_at_a_number_or_a_month_and_says_which_row_that_is(
    world: ReportsWorld,
) -> None:
    told = [f"WT-{month}-{n:04d}" for month in ("202609", "202610", "202611") for n in (1, 2, 5)]
    world.tell(*(world.reported(number=number) for number in told))
    asked = {
        "WT-202610-0002": ("WT-202610-0002", 5),
        "WT-202610-0003": ("WT-202610-0005", 6),
        "202610-5": ("WT-202610-0005", 6),
        "2026-11": ("WT-202611-0001", 7),
        "2027-01": (None, 10),
    }
    for from_number, (number, first) in asked.items():
        page = world.call(OFFICE, "problem_list", from_number=from_number, limit=2)
        assert numbers(page)[:1] == [number][: len(page["items"])]
        assert (page["first"], page["total"]) == (first, 9)
    page = world.call(OFFICE, "problem_list", from_number="2026-10", limit=2)
    following = world.call(OFFICE, "problem_list", from_number="2026-10", after=page["next"])
    assert (numbers(following)[0], following["first"]) == ("WT-202610-0005", 6)
    for wrong in ("WT-202613-0001", "x", "WT-202610-0001-1-1"):
        with pytest.raises(Invalid):
            world.call(OFFICE, "problem_list", from_number=wrong)


def test_rows_are_not_counted_for_who_does_not_ask(world: ReportsWorld) -> None:
    world.tell(*(world.reported() for _ in range(3)))
    page = world.call(OFFICE, "problem_list", count=False, limit=2)
    assert (len(page["items"]), page["total"], page["first"]) == (2, None, None)


def test_the_day_on_which_people_said_it_is_a_filter(world: ReportsWorld) -> None:
    days = [date(2026, 11, day) for day in (1, 2, 3)]
    world.tell(*(world.reported(occurred_on=day) for day in days), world.reported())
    fields = {"occurred_from": "2026-11-02", "occurred_until": "2026-11-03"}
    assert numbers(world.call(OFFICE, "problem_list", **fields)) == [
        "WT-202611-0002",
        "WT-202611-0003",
    ]


def test_a_cursor_that_no_page_gave_is_refused(world: ReportsWorld) -> None:
    for after in ("next", "1" * 19, "-1", "1.5"):
        with pytest.raises(Invalid):
            world.call(OFFICE, "problem_list", after=after)


def test_half_past_midnight_in_july_is_july(world: ReportsWorld) -> None:
    world.tell(world.reported(), at=datetime(2026, 6, 30, 15, 59, tzinfo=UTC))
    july = on_spot(world.reported())
    world.tell(*july, at=datetime(2026, 6, 30, 16, 30, tzinfo=UTC))
    assert numbers(world.call(OFFICE, "problem_list", month="2026-06")) == ["WT-202611-0001"]
    for method in LISTS:
        (item,) = world.call(OFFICE, method, month="2026-07")["items"]
        assert item["month"] == "2026-07"
    answer = world.call(OFFICE, "months")
    assert answer["items"] == ["2026-07", "2026-06"]
    assert answer["counts"]["2026-06"] == {"problem": 1, "task": 0, "effect": 0}
    assert answer["counts"]["2026-07"] == {"problem": 1, "task": 1, "effect": 1}


def test_each_line_is_of_the_month_of_its_own_act(world: ReportsWorld) -> None:
    issue = world.reported()
    world.tell(issue, assigned(issue), at=datetime(2026, 9, 1, tzinfo=UTC))
    world.tell(planned(issue), at=datetime(2026, 10, 1, tzinfo=UTC))
    world.tell(completed(issue), at=datetime(2026, 11, 1, tzinfo=UTC))
    found = {name: world.call(OFFICE, name)["items"][0]["month"] for name in LISTS}
    assert list(found.values()) == ["2026-09", "2026-10", "2026-11"]


def test_filters_choose_rows_and_the_total_follows(world: ReportsWorld) -> None:
    first, second = world.reported(category="roads"), world.reported(unit_id="lotus")
    third = world.reported(field="governance_difficulty", unit_id="reed-team")
    world.tell(first, second, third, assigned(third, "lotus"), planned(third, unit="reed"))
    chosen = {
        ("unit", "reed"): [1, 3],
        ("unit", "lotus"): [2, 3],
        ("unit", "nowhere"): [],
        ("state", "reported"): [1, 2],
        ("state", "in_progress"): [3],
        ("category", "roads"): [1],
        ("field", "governance_difficulty"): [3],
        ("month", "2026-11"): [1, 2, 3],
        ("month", "2026-10"): [],
    }
    for (name, value), expected in chosen.items():
        answer = world.call(OFFICE, "problem_list", **{name: value})
        assert [int(number[-4:]) for number in numbers(answer)] == expected, (name, value)
        assert answer["total"] == len(expected)
    assert world.call(OFFICE, "task_list", unit="reed")["total"] == 1
    assert world.call(OFFICE, "task_list", unit="power")["total"] == 0


def test_tasks_and_effects_are_filtered_by_their_own_states(world: ReportsWorld) -> None:
    waiting, running, done = (world.reported() for _ in range(3))
    who = {"issue_id": running.issue_id, "by": "hans"}
    for issue in (waiting, running, done):
        world.tell(issue, assigned(issue), planned(issue))
    world.tell(facts.ProgressReported(**who, task_id=None, occurred_on=NOW.date()))
    world.tell(completed(done))
    totals = {
        s: world.call(OFFICE, "task_list", state=s)["total"]
        for s in ("open", "planned", "in_progress", "completed")
    }
    assert totals == {"open": 2, "planned": 1, "in_progress": 1, "completed": 1}
    assert world.call(OFFICE, "effect_list", state="open")["total"] == 1
    world.tell(facts.IssueClosed(issue_id=done.issue_id, by="rita", outcome="partly_solved"))
    states = ("open", "closed", "closed_solved", "closed_partly_solved", "closed_unsolved")
    totals = {s: world.call(OFFICE, "effect_list", state=s)["total"] for s in states}
    assert list(totals.values()) == [0, 1, 0, 1, 0]


def test_a_list_is_shown_as_of_a_position_an_instant_or_a_day(world: ReportsWorld) -> None:
    issue = world.reported()
    reported = world.tell(issue)
    world.pass_days(1)
    taken_up = world.tell(assigned(issue), planned(issue))
    world.pass_days(1)
    done = world.tell(completed(issue), facts.IssueClosed(**of(issue), outcome="solved"))

    def seen(as_of: Any) -> tuple[list[str], int, int, dict[str, Any]]:
        problems, tasks, effects = (world.call(OFFICE, name, as_of=as_of) for name in LISTS)
        states = [item["state"] for item in problems["items"]]
        return states, len(tasks["items"]), effects["total"], problems["as_of"]

    at = [(NOW + timedelta(days=n)).isoformat() for n in range(3)]
    assert seen(reported) == (["reported"], 0, 0, {"position": reported, "recorded_at": at[0]})
    assert seen(at[0]) == seen(reported)
    assert seen("2026-11-24") == seen(reported)
    assert seen((NOW + timedelta(hours=23)).isoformat()) == seen(reported)
    assert seen(taken_up) == (["in_progress"], 1, 0, {"position": taken_up, "recorded_at": at[1]})
    assert seen("2026-11-25") == seen(taken_up)
    within = {"position": taken_up - 1, "recorded_at": at[1]}
    assert seen(taken_up - 1) == (["assigned"], 0, 0, within)
    assert seen(done) == (["closed"], 1, 1, {"position": done, "recorded_at": at[2]})
    assert seen("2099-12-31") == seen(done)
    assert seen(0)[:3] == ([], 0, 0)
    assert seen("2026-11-23T00:00:00+08:00")[3]["position"] == 0
    assert world.call(OFFICE, "task_list", as_of=taken_up)["items"][0]["state"] == "open"
    assert world.call(OFFICE, "problem_list")["as_of"]["position"] == done


def test_a_moment_that_is_none_or_lies_beyond_the_lists_is_refused(world: ReportsWorld) -> None:
    for as_of in (1, -1, True, 1.5, "yesterday", "2026-13-01", "2026-11-24T08:00:00"):
        with pytest.raises(Invalid):
            world.call(OFFICE, "problem_list", as_of=as_of)


def test_lists_that_rest_on_no_fact_are_empty_and_as_of_now(world: ReportsWorld) -> None:
    answer = world.call(OFFICE, "effect_list")
    now = {"position": 0, "recorded_at": NOW.isoformat()}
    assert answer == {"items": [], "next": None, "total": 0, "first": 1, "as_of": now}
    assert world.call(OFFICE, "months") == {"items": [], "counts": {}}


def test_one_sees_the_lines_of_ones_place_and_of_ones_work(world: ReportsWorld) -> None:
    reed, team, lotus = (world.reported(unit_id=unit) for unit in ("reed", "reed-team", "lotus"))
    world.tell(reed, team, lotus, assigned(team), planned(team))
    seen = {
        who: [int(number[-1]) for number in numbers(world.call(who, "problem_list"))]
        for who in (OFFICE, VISITOR, NEIGHBOUR, HANDLER)
    }
    assert list(seen.values()) == [[1, 2, 3], [1, 2], [3], [2]]
    assert world.call(HANDLER, "task_list")["total"] == 1
    assert world.call(NEIGHBOUR, "task_list")["total"] == 0
    assert world.call(NEIGHBOUR, "months")["counts"] == {
        "2026-11": {"problem": 1, "task": 0, "effect": 0}
    }


def test_overseeing_the_unit_that_works_shows_nothing_of_another_place(world: ReportsWorld) -> None:
    issue = world.reported()
    world.tell(issue, assigned(issue))
    assert world.call(person("o", "power", "office"), "problem_list")["total"] == 0


def test_without_a_role_that_reads_there_is_no_list(world: ReportsWorld) -> None:
    for caller in (ADMIN, PUBLIC, person("nobody", "reed")):
        for method in LISTS:
            with pytest.raises(Forbidden):
                world.call(caller, method)


def test_confidential_lines_are_on_nobodys_list(world: ReportsWorld) -> None:
    issue = world.reported(confidential=True)
    world.tell(issue, assigned(issue), planned(issue), completed(issue))
    for method in LISTS:
        assert world.call(OFFICE, method)["total"] == 0
    assert world.call(OFFICE, "months")["items"] == []


def test_a_unit_is_called_by_its_name_of_now(world: ReportsWorld) -> None:
    world.tell(world.reported())
    renamed = {"unit_id": "reed", "name": "新芦苇社区", "kind": "community"}
    world.logs["campaign"].add(NOW, UnitRegistered(**renamed, parent_id="cloud", sort="1"))
    world.settle()
    assert world.call(OFFICE, "problem_list")["items"][0]["place_name"] == "新芦苇社区"


def test_a_reader_who_names_a_position_gets_it_or_is_told(world: ReportsWorld) -> None:
    position = world.tell(world.reported())
    assert world.call(OFFICE, "problem_list", at_least={"issues": position})["total"] == 1
    with pytest.raises(Unavailable) as behind:
        world.call(OFFICE, "problem_list", at_least={"issues": position + 1})
    assert behind.value.code == "reading_behind"


def test_an_unknown_filter_or_state_is_refused(world: ReportsWorld) -> None:
    for wrong in (
        {"state": "happy"},
        {"month": "2026-1"},
        {"month": "2026-13"},
        {"field": "other"},
        {"person": "vera"},
        {"limit": 0},
        {"limit": 1001},
    ):
        with pytest.raises(Invalid):
            world.call(OFFICE, "effect_list", **wrong)
