"""Never a silent change: what was printed and is different now is told in the next edition, once."""

from services.reports.editions.content import Cut
from services.reports.editions.v1 import editions
from tests.unit.reports.editions.story import (
    JULY,
    Story,
    cut_from,
    cuts,
    published,
    row_of,
    three_months,
    units,
)


def test_june_is_untouched_by_what_is_corrected_in_july_and_july_has_the_erratum() -> None:
    alone = published(three_months()[:1])[0]
    june, july, august = published(three_months())
    assert june.to_bytes() == alone.to_bytes()
    told = [entry["row"] for entry in july.rows("erratum")]
    first = {
        "edition": 1,
        "what": "changed",
        "column": "category",
        "before": "roads",
        "after": "power_and_lighting",
    }
    assert told == [
        {**first, "list": "problem", "number": "WT-202606-0001"},
        {**first, "list": "task", "number": "RW-202606-0001-1"},
        {**first, "list": "effect", "number": "XG-202606-0001-1"},
    ]
    assert {entry["row"]["what"] for entry in august.rows("erratum")} == {"reopened"}


def errata_after(*facts: tuple[str, dict], **of_report: object) -> list[tuple]:
    """Of one solved issue of June, whose text was approved, after these facts of July."""
    story = Story()
    issue = story.solve(1, **of_report)
    story.approve(issue, "路灯不亮")
    june, story.at = story.position, JULY
    for type_, data in facts:
        story.tell(type_, issue, **data)
    story.report(9)
    rows = cut_from(story, june, story.position)[1].rows["erratum"]
    return [(row["list"], row["what"], row["column"], row["before"], row["after"]) for row in rows]


def test_a_corrected_place_is_told_by_the_names_of_units() -> None:
    assert errata_after(("IssueCorrected", {"unit_id": "east-2"}))[0] == (
        ("problem", "changed", "place", "东湾一队", "东湾二队")
    )


def test_an_answer_that_came_later_is_told() -> None:
    assert errata_after(("OutcomeRated", {"satisfaction": "dissatisfied"})) == [
        ("effect", "changed", "satisfaction", "satisfied", "dissatisfied")
    ]


def test_a_printed_text_that_was_approved_anew_is_told() -> None:
    again = {"part": "public_text", "task_id": None, "text": "路灯坏了"}
    assert errata_after(("PublicTextApproved", again)) == [
        ("problem", "changed", "public_text", "路灯不亮", "路灯坏了")
    ]


def test_a_text_that_came_late_is_no_erratum() -> None:
    late = {"part": "public_result", "task_id": "issue-1-task-1", "text": "换了灯"}
    assert errata_after(("PublicTextApproved", late)) == []


def test_a_rebound_is_told_and_a_good_recheck_is_not() -> None:
    assert errata_after(("RecheckRecorded", {"still_solved": True})) == []
    assert errata_after(("RecheckRecorded", {"still_solved": False})) == [
        ("effect", "rebounded", None, None, None)
    ]


def test_reopened_reworked_and_closed_with_another_outcome_within_a_month_is_told_in_full() -> None:
    found = errata_after(
        ("IssueReopened", {"state": "triaged", "cause": "wish"}),
        ("ReworkOrdered", {}),
        ("IssueClosed", {"outcome": "unsolved"}),
    )
    assert found == [
        ("problem", "reopened", None, None, None),
        ("problem", "changed", "outcome", "solved", "unsolved"),
        ("effect", "reopened", None, None, None),
        ("effect", "rework", None, None, None),
        ("effect", "closed_again", None, None, None),
        ("effect", "changed", "outcome", "solved", "unsolved"),
    ]


def test_progress_of_a_row_that_is_carried_over_is_no_erratum() -> None:
    story = Story()
    issue = story.report(1)
    task = story.plan(issue)
    june = story.position
    story.tell("ProgressReported", issue, task_id=task, quantity=1.0)
    story.complete(issue, task)
    story.close(issue)
    assert cut_from(story, june, story.position)[1].rows["erratum"] == []


def test_an_erratum_is_told_once() -> None:
    story = Story()
    issue = story.solve(1)
    june = story.position
    story.tell("IssueCorrected", issue, category="refuse")
    july = story.position
    story.report(2)
    told = [len(each.rows["erratum"]) for each in cut_from(story, june, july, story.position)]
    assert told == [0, 3, 0]


def test_a_line_that_became_sensitive_says_no_more_than_that() -> None:
    """Neither the words that are withheld nor the place within the sub-office are printed again."""
    story = Story()
    for n in range(11, 16):
        story.report(n, category="disability")
    issue = story.solve(1)
    story.approve(issue, "张家的事")
    june = story.position
    story.tell("IssueCorrected", issue, category="disability", unit_id="east-2")
    errata = cut_from(story, june, story.position)[1].rows["erratum"]
    assert [(row["what"], row["column"]) for row in errata if row["list"] == "problem"] == [
        ("changed", "category"),
        ("withheld", "public_text"),
    ]
    assert "张家" not in str(errata)
    assert "二队" not in str(errata)


def test_a_line_that_came_into_a_small_group_says_only_that() -> None:
    story = Story()
    issue = story.report(1)
    june = story.position
    story.tell("IssueCorrected", issue, category="disability")
    content = cut_from(story, june, story.position)[1]
    [erratum] = content.rows["erratum"]
    assert (erratum["what"], erratum["column"], erratum["after"]) == ("in_total_only", None, None)
    assert content.rows["problem"] == []
    assert content.totals["problem"]["in_total_only"] == 1


def test_a_row_that_had_been_withdrawn_is_a_stub_and_has_no_errata() -> None:
    story = Story()
    issue = story.report(1)
    june = story.position
    story.tell("IssueCorrected", issue, category="refuse")
    first, second = cuts(june, story.position)
    second = Cut(**{**vars(second), "withdrawn": frozenset({("problem", "WT-202606-0001")})})
    _, july = editions(story.records, units(), [first, second], "Asia/Shanghai")
    assert row_of(july, "problem", "WT-202606-0001") == {
        "number": "WT-202606-0001",
        "withdrawn": True,
    }
    assert july.rows["erratum"] == []
