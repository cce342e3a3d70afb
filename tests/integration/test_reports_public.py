"""The public reads lines whose text two persons approved, and of sensitive ones next to nothing."""

from collections.abc import Iterator
from typing import Any

import pytest

from eventlog.errors import Forbidden, Invalid
from services.issues import facts
from services.kernel.here import Here
from services.reports.service import Reports
from tests.integration.reports_world import (
    ADMIN,
    NOW,
    OFFICE,
    PUBLIC,
    ReportsWorld,
    approved,
    assigned,
    completed,
    of,
    planned,
)

EVERY = ("problem", "task", "effect")
PERSONAL = ("issue_id", "task_id", "occurred_on", "reported_at", "kind", "marks")


@pytest.fixture
def world(storage_url: str) -> Iterator[ReportsWorld]:
    found = ReportsWorld(storage_url)
    yield found
    found.engine.dispose()


def public(world: ReportsWorld, which: str = "problem", **fields: Any) -> dict[str, Any]:
    return world.call(PUBLIC, "public_list", list=which, **fields)


def tell_whole(world: ReportsWorld, *parts: str, **more: Any) -> facts.IssueReported:
    """An issue with one completed task, and these parts of its text approved."""
    issue = world.reported(**more)
    world.tell(issue, assigned(issue, issue.unit_id), planned(issue, unit=issue.unit_id))
    world.tell(completed(issue))
    for part in parts:
        world.tell(approved(issue, part, f"text of {part}", None if part == "public_text" else 1))
    return issue


def test_as_long_as_nothing_was_approved_nothing_is_published(world: ReportsWorld) -> None:
    issue = tell_whole(world)
    proposed = {"part": "public_text", "text": "路灯损坏。"}
    world.tell(facts.PublicTextProposed(**of(issue), **proposed))
    for which in EVERY:
        answer = public(world, which)
        assert (answer["items"], answer["total"], answer["published"]) == ([], 0, False)
    assert world.call(PUBLIC, "months") == {"items": [], "counts": {}}


def test_each_text_puts_its_line_on_its_own_list(world: ReportsWorld) -> None:
    for which, part in zip(EVERY, ("public_text", "public_measure", "public_result"), strict=True):
        issue = tell_whole(world, part)
        answer = public(world, which)
        assert [item["number"][10:14] for item in answer["items"]] == [issue.number[-4:]]
        assert answer["items"][0][part] == f"text of {part}"
        assert answer["published"]
    counts = {"2026-11": {"problem": 1, "task": 1, "effect": 1}}
    assert world.call(PUBLIC, "months") == {"items": ["2026-11"], "counts": counts}


def test_a_public_line_says_nothing_about_a_person(world: ReportsWorld) -> None:
    texts = ("public_text", "public_measure", "public_result")
    tell_whole(world, *texts, occurred_on=NOW.date())
    for which in EVERY:
        (item,) = public(world, which)["items"]
        assert not set(PERSONAL) & set(item)
        assert item["place_name"] == "名reed"
        assert "envelope" not in str(item)


def test_staff_read_the_public_list_as_the_public_does(world: ReportsWorld) -> None:
    tell_whole(world, "public_text")
    tell_whole(world)
    for caller in (OFFICE, ADMIN):
        assert world.call(caller, "public_list", list="problem") == public(world)
    assert world.call(OFFICE, "months")["counts"]["2026-11"]["problem"] == 2


def test_without_any_token_there_is_no_list(world: ReportsWorld) -> None:
    service = Reports()
    service.here = Here(world.app, None)
    with pytest.raises(Forbidden):
        service.public_list({"list": "problem"})


def test_confidential_lines_are_never_public(world: ReportsWorld) -> None:
    tell_whole(world, "public_text", confidential=True)
    assert public(world)["total"] == 0


def test_the_month_decides_whether_a_list_is_published(world: ReportsWorld) -> None:
    tell_whole(world, "public_text")
    assert public(world, month="2026-11", unit="lotus")["published"]
    assert public(world, month="2026-11", unit="lotus")["total"] == 0
    assert not public(world, month="2026-10")["published"]


def test_public_pages_show_every_row_once(world: ReportsWorld) -> None:
    for _ in range(7):
        tell_whole(world, "public_text")
    pages = [public(world, limit=3)]
    while pages[-1]["next"]:
        pages.append(public(world, limit=3, after=pages[-1]["next"]))
    found = [item["number"] for page in pages for item in page["items"]]
    assert len(found) == len(set(found)) == pages[0]["total"] == 7


def test_a_sensitive_line_shows_its_community_only_and_no_text(world: ReportsWorld) -> None:
    texts = ("public_text", "public_measure", "public_result")
    tell_whole(world, *texts, unit_id="reed-team", category="minimum_living_allowance")
    tell_whole(world, *texts, unit_id="reed-team")
    for which, text in zip(EVERY, texts, strict=True):
        sensitive, ordinary = public(world, which)["items"]
        assert [sensitive[name] for name in ("sensitive", text)] == [True, None]
        assert {sensitive[name] for name in ("place", "unit", "lead_unit")} == {"reed"}
        assert (ordinary["sensitive"], ordinary["place"]) == (False, "reed-team")
        assert ordinary[text] == f"text of {text}"


def test_a_filter_tells_no_more_of_a_sensitive_line_than_the_line(world: ReportsWorld) -> None:
    tell_whole(world, "public_text", unit_id="reed-team", category="disability")
    tell_whole(world, "public_text", unit_id="reed-team")
    assert public(world, unit="reed-team")["total"] == 1
    assert public(world, unit="reed")["total"] == 2
    assert public(world, unit="cloud")["total"] == 2
    assert public(world, unit="lotus")["total"] == 0


def test_a_public_list_of_no_known_name_is_refused(world: ReportsWorld) -> None:
    for fields in ({}, {"list": "people"}, {"list": "problem", "state": "closed"}):
        with pytest.raises(Invalid):
            world.call(PUBLIC, "public_list", **fields)
