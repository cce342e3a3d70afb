"""What stands in an edition, by positions alone."""

import pytest

from services.reports.editions.content import Cut
from services.reports.editions.v1 import editions
from tests.unit.reports.editions.story import (
    JULY,
    Story,
    cut_from,
    cuts,
    numbers,
    row_of,
    units,
)


def test_a_problem_is_listed_while_it_is_open_and_in_the_month_in_which_it_ends() -> None:
    story = Story()
    issue = story.report(1)
    first = story.position
    story.at = JULY
    story.tell("IssueSignedFor", issue)
    second = story.position
    story.tell("IssueRejected", issue, proposed_by="p")
    third = story.position
    story.report(2)
    contents = cut_from(story, first, second, third, story.position)
    assert [numbers(each, "problem") for each in contents] == [
        ["WT-202606-0001"],
        ["WT-202606-0001"],
        ["WT-202606-0001"],
        ["WT-202607-0002"],
    ]
    assert [row["is_new"] for each in contents for row in each.rows["problem"]] == [
        True,
        False,
        False,
        True,
    ]


def test_a_task_is_listed_when_it_is_planned_and_while_it_is_open() -> None:
    story = Story()
    issue = story.report(1)
    task = story.plan(issue)
    first = story.position
    story.tell("ProgressReported", issue, task_id=task, quantity=1.0, occurred_on="2026-06-11")
    second = story.position
    story.complete(issue, task)
    contents = cut_from(story, first, second, story.position)
    assert [numbers(each, "task") for each in contents] == [["RW-202606-0001-1"]] * 2 + [[]]
    assert row_of(contents[1], "task", "RW-202606-0001-1")["progress_quantity"] == 1


def test_what_was_solved_on_the_spot_stands_on_all_three_lists() -> None:
    story = Story()
    story.solve(1, on_spot=True)
    [content] = cut_from(story, story.position)
    assert [len(content.rows[n]) for n in ("problem", "task", "effect")] == [1, 1, 1]
    assert content.rows["effect"][0]["on_spot"]


def test_a_result_stands_in_one_edition_the_first_at_whose_cut_its_issue_is_closed() -> None:
    story = Story()
    issue = story.report(1)
    story.complete(issue, story.plan(issue))
    first = story.position
    story.close(issue)
    second = story.position
    story.report(2)
    contents = cut_from(story, first, second, story.position)
    assert [numbers(each, "effect") for each in contents] == [[], ["XG-202606-0001-1"], []]


def test_an_issue_closed_without_a_task_has_an_effect_of_its_own() -> None:
    story = Story()
    story.close(story.report(1, kind="consultation"))
    [content] = cut_from(story, story.position)
    effect = row_of(content, "effect", "XG-202606-0001-0")
    assert (effect["task_number"], effect["completed_on"]) == (None, "2026-06-10")
    assert effect["satisfaction"] == "satisfied"


def test_texts_count_that_were_approved_after_the_month_but_nothing_else_does() -> None:
    story = Story()
    issue = story.report(1)
    cut = story.position
    story.approve(issue, "路灯不亮")
    story.tell("IssueTriaged", issue, category="refuse")
    story.tell("IssueRejected", issue, proposed_by="p")
    approved = story.position
    story.approve(issue, "太晚了")
    [content] = cut_from(story, cut, texts=[approved])
    row = row_of(content, "problem", "WT-202606-0001")
    assert (row["public_text"], row["category"], row["state"]) == ("路灯不亮", "roads", "reported")


def test_a_line_without_an_approved_text_says_its_category_only() -> None:
    story = Story()
    story.report(1)
    row = cut_from(story, story.position)[0].rows["problem"][0]
    assert (row["public_text"], row["category_name"]) == (None, "道路")


def test_lists_are_in_the_order_of_their_numbers() -> None:
    story = Story()
    for n in (10, 2, 9, 10_000):
        story.report(n)
    [content] = cut_from(story, story.position)
    assert [number[-5:] for number in numbers(content, "problem")] == [
        "-0002",
        "-0009",
        "-0010",
        "10000",
    ]


def test_names_of_units_are_those_of_the_cut() -> None:
    story = Story()
    story.report(1)
    renamed = units(("east-1", "东湾新村", "production_team", "east"))
    [cut] = cuts(story.position)

    def named(campaign: int | None) -> str:
        as_of = Cut(**{**vars(cut), "campaign": campaign})
        [content] = editions(story.records, renamed, [as_of], "Asia/Shanghai")
        return content.rows["problem"][0]["place_name"]

    assert (named(len(renamed) - 1), named(None)) == ("东湾一队", "东湾新村")


def test_an_issue_that_became_confidential_is_in_no_row_number_or_erratum() -> None:
    story = Story()
    hidden = story.solve(1)
    story.report(2)
    june = story.position
    story.tell("IssueCorrected", hidden, category="refuse")
    story.conceal(hidden)
    contents = cut_from(story, june, story.position, texts=[story.position, story.position])
    for content in contents:
        assert "0001" not in str(content)
        assert content.totals["problem"]["total"] == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": 2},  # does not begin with the first
        {"previous": 1},
        {"position": 5, "texts": 4},
    ],
)
def test_cuts_that_cannot_follow_each_other_are_refused(wrong: dict) -> None:
    cut = {"number": 1, "month": "2026-06", "previous": 0, "position": 1, "texts": 1}
    with pytest.raises(ValueError, match="edition"):
        list(editions([], [], [Cut(**{**cut, **wrong})], "Asia/Shanghai"))


def test_a_log_with_a_gap_or_that_is_too_short_makes_no_edition() -> None:
    story = Story()
    for n in (1, 2, 3):
        story.report(n)
    with pytest.raises(ValueError, match="position 3 follows 1"):
        list(editions([story.records[0], story.records[2]], [], cuts(3), "Asia/Shanghai"))
    with pytest.raises(ValueError, match="ends at 3"):
        cut_from(story, 4)
