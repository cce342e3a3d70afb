"""Lines of social assistance, disputes, medical matters and children say less, and few of them say nothing."""

from services.issues.categories import default_categories
from services.reports.editions.v1.categories import CATEGORIES
from services.reports.editions.v1.sensitive import SENSITIVE
from tests.unit.reports.editions.story import AUGUST, Story, cut_from


def of_disability(how_many: int) -> Story:
    story = Story()
    for n in range(1, how_many + 1):
        story.approve(story.solve(n, category="disability"), "不该印出来")
    return story


def test_a_sensitive_line_shows_its_sub_office_and_no_words() -> None:
    story = of_disability(5)
    [content] = cut_from(story, story.position)
    for row in content.rows["problem"]:
        assert (row["place"], row["place_name"], row["public_text"]) == ("east", "东湾社区", None)
        assert row["support_units"] == []
    assert "东湾一队" not in str(content.rows)
    assert "不该印" not in str(content)


def test_fewer_than_five_in_an_area_and_quarter_are_in_the_total_only() -> None:
    story = of_disability(4)
    story.report(5)
    [content] = cut_from(story, story.position)
    assert [len(content.rows[n]) for n in ("problem", "task", "effect")] == [1, 0, 0]
    assert content.totals["problem"] | {"closed": None} == {
        "listed": 1,
        "in_total_only": 4,
        "total": 5,
        "reported": 5,
        "open": 1,
        "ended": 4,
        "closed": None,
    }
    assert content.totals["effect"]["satisfaction"] == {"of": 4, "satisfied": None}


def test_another_quarter_is_another_group() -> None:
    story = of_disability(4)
    story.at = AUGUST
    story.report(5, category="disability")
    [content] = cut_from(story, story.position)
    assert content.rows["problem"] == []


def test_a_share_is_told_from_five_answers_on() -> None:
    story = of_disability(5)
    [content] = cut_from(story, story.position)
    assert content.totals["effect"]["satisfaction"] == {"of": 5, "satisfied": 5}


def test_the_frozen_rules_know_the_categories_of_today() -> None:
    today = default_categories()
    assert {c.id: c.name for c in today.values()} == CATEGORIES
    assert {c.id for c in today.values() if c.sensitive} == SENSITIVE
