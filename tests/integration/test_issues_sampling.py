"""What was solved on the spot is closed without a call, save one in five, and a unit's month after one bad word."""

from datetime import timedelta
from typing import Any

from tests.integration.issues_fixtures import world as world
from tests.integration.issues_world import NEIGHBOUR, REVIEWER, VISITOR, IssuesWorld
from tests.integration.residents_world import Residents
from tests.unit.refused import refused

TOLD = {"unit": "reed", "verbatim": "灯泡坏了", "category": "power_and_lighting", "result": "换了"}


def solved(world: IssuesWorld, who: Any = VISITOR, **more: Any) -> str:
    return world.does(who, "report_solved_on_spot", **{**TOLD, **more})["id"]


def closes_at_once(world: IssuesWorld, issue: str) -> bool:
    items = world.call(REVIEWER, "allowed", id=issue)["items"]
    return next(item["enabled"] for item in items if item["command"] == "close")


def call_back(world: IssuesWorld, issue: str, satisfaction: str) -> None:
    asked = {"basis": "reached", "solved": "solved", "satisfaction": satisfaction}
    world.does(REVIEWER, "record_callback", id=issue, **asked)


def test_the_first_of_a_unit_and_month_and_every_fifth_after_it_are_called_back(
    world: IssuesWorld,
):
    made = [solved(world) for _ in range(7)]
    assert [closes_at_once(world, issue) for issue in made] == [
        False,
        True,
        True,
        True,
        True,
        False,
        True,
    ]
    with refused("not_called_back"):
        world.does(REVIEWER, "close", id=made[0], outcome="solved")
    world.does(REVIEWER, "close", id=made[1], outcome="solved")
    assert not closes_at_once(world, solved(world, NEIGHBOUR, unit="lotus"))
    world.clock.set(world.clock() + timedelta(days=7))
    assert not closes_at_once(world, solved(world)), "a new month begins"


def test_a_question_is_neither_chosen_nor_counted(world: IssuesWorld):
    questions = [solved(world, kind="consultation") for _ in range(3)]
    assert all(closes_at_once(world, issue) for issue in questions)
    assert not closes_at_once(world, solved(world)), "the first that was more than a question"


def test_one_dissatisfied_answer_chooses_the_rest_of_the_unit_and_month(world: IssuesWorld):
    first, second = solved(world), solved(world)
    elsewhere = [solved(world, NEIGHBOUR, unit="lotus") for _ in range(2)]
    call_back(world, first, "dissatisfied")
    works(world)
    assert not closes_at_once(world, second), "it had been reported before"
    assert not closes_at_once(world, solved(world)), "and it comes after"
    assert closes_at_once(world, elsewhere[1])


def test_a_dissatisfied_rating_by_code_is_an_answer_too(world: IssuesWorld):
    residents = Residents(world)
    first, second = solved(world), solved(world)
    residents.does(residents.slip(first), "rate", satisfaction="very_dissatisfied")
    works(world)
    assert not closes_at_once(world, second)


def works(world: IssuesWorld) -> None:
    """The loops of the service, until there is nothing left for them."""
    while any(worker.step(world.clock()) for worker in world.issues.workers):
        world.settle()
    world.settle()
