"""Hints while typing: what is open in the area, of the category, told in other words, and only what one may see."""

from typing import Any

import pytest

from eventlog.clock import to_microseconds
from tests.integration.issues_fixtures import world as world
from tests.integration.issues_world import (
    ADMIN,
    NEIGHBOUR,
    OFFICE,
    VISITOR,
    IssuesWorld,
    assigned,
    person,
)

TOLD = "三号泵站坏了，田里进不了水"
TYPED = "3号泵站坏了好几天，没法放水进田"


def hints(world: IssuesWorld, caller: Any = OFFICE, **more: Any) -> list[str]:
    asked = {"unit": "reed", "category": "ditches_and_pumps", "text": TYPED, **more}
    return [item["id"] for item in world.call(caller, "similar", **asked)["items"]]


@pytest.fixture
def pump(world: IssuesWorld) -> str:
    return world.reported(verbatim=TOLD, category="ditches_and_pumps")


def test_an_issue_told_in_other_words_is_shown_with_what_tells_it(world: IssuesWorld, pump: str):
    (item,) = world.call(OFFICE, "similar", unit="reed", category="ditches_and_pumps", text=TYPED)[
        "items"
    ]
    assert item.pop("score") >= 48
    assert item == {
        "id": pump,
        "number": "WT-202611-0001",
        "title": TOLD,
        "state": "reported",
        "unit": "reed",
        "category": "ditches_and_pumps",
        "reported_at": "2026-11-24T02:00:00+00:00",
        "reporters": 1,
    }


def test_only_the_same_area_and_category_count(world: IssuesWorld, pump: str):
    assert hints(world, category="roads") == [pump]  # both are 基础设施
    assert hints(world, category="refuse") == []
    assert hints(world, category="nothing_known") == []
    assert hints(world, unit="lotus") == []
    assert hints(world, unit="nowhere") == []
    assert hints(world, text="想在巷子口加一个垃圾桶") == []
    assert hints(world, text="水") == []


def test_an_issue_goes_where_it_is_put_and_away_when_it_is_over(world: IssuesWorld, pump: str):
    assert hints(world) == [pump]
    assigned(world, pump, category="refuse")
    assert (hints(world), hints(world, category="refuse")) == ([], [pump])
    later = world.reported(verbatim=TOLD, category="ditches_and_pumps")
    assert hints(world) == [later]


def test_the_most_alike_come_first_and_no_more_than_asked_for(world: IssuesWorld, pump: str):
    same = world.reported(verbatim=TYPED, category="ditches_and_pumps")
    for _ in range(3):
        world.reported(verbatim=TOLD, category="ditches_and_pumps")
    assert hints(world, limit=1) == [same]
    found = hints(world, limit=5)
    assert (found[0], len(found)) == (same, 5)


def test_nobody_is_shown_what_they_may_not_see(world: IssuesWorld, pump: str):
    trusted = world.joins(person("cora", "cloud", "confidential_handler"))
    told = world.reported(OFFICE, kind="tipoff", verbatim=TYPED, category="ditches_and_pumps")
    assert hints(world) == hints(world, VISITOR) == [pump]
    assert hints(world, NEIGHBOUR) == hints(world, ADMIN) == []
    assert hints(world, trusted) == [told]


def test_what_is_forgotten_is_no_hint_a_moment_later(world: IssuesWorld, pump: str):
    assert hints(world) == [pump]
    app = world.issues
    with app.environment.engine.begin() as conn:
        app.environment.keyring.destroy(conn, {pump}, to_microseconds(world.clock()))
    assert hints(world) == []
    assert not app.open_issues._likeness
