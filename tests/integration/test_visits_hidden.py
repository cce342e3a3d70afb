"""A problem whose issue became confidential is on no visit any more, neither in words nor in numbers."""

from collections.abc import Iterator

import pytest

from tests.integration.visits_world import OFFICE, REVIEWER, VISITOR, VisitsWorld

WORDS = {"verbatim": "路灯坏了", "category": "power_and_lighting"}
SECRET = {"verbatim": "标记原话，社区里有人收钱", "category": "cadre_conduct"}


@pytest.fixture
def world(storage_url: str) -> Iterator[VisitsWorld]:
    world = VisitsWorld(storage_url)
    yield world
    world.engine.dispose()


def visited(world: VisitsWorld, *problems: dict[str, str]) -> str:
    party = world.party()
    told = {"party_id": party, "outcome": "met", "problems": list(problems)}
    return world.command(VISITOR, "record", **told)["id"]


@pytest.mark.parametrize("caller", [VISITOR, OFFICE, REVIEWER])
def test_nobody_is_shown_a_problem_of_a_confidential_issue(world: VisitsWorld, caller) -> None:
    visit = visited(world, WORDS, SECRET)
    assert len(world.call(caller, "get", id=visit)["problems"]) == 2
    world.confidential(visit, 2)
    told = world.call(caller, "get", id=visit)
    assert [problem["n"] for problem in told["problems"]] == [1]
    assert "标记" not in str(told)
    [row] = world.call(caller, "list")["items"]
    assert row["problems"] == 1


def test_a_visit_with_nothing_else_shows_no_problem(world: VisitsWorld) -> None:
    visit = visited(world, SECRET)
    for _ in range(2):  # each of its facts says it again
        world.confidential(visit, 1)
    assert world.call(VISITOR, "get", id=visit)["problems"] == []
    assert [row["problems"] for row in world.call(VISITOR, "list")["items"]] == [0]
