"""What somebody may try against an edition on its way, or what may happen at a bad moment."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from eventlog.errors import Forbidden, Invalid
from services.reports.press.press import EditionPress
from tests.integration.editions_world import CATEGORY, POWER, World, copy_of
from tests.unit.refused import refused


@pytest.fixture
def world(settled_editions: World, tmp_path: Path) -> Iterator[World]:
    with copy_of(settled_editions, tmp_path / "data") as found:
        yield found


def accuse(world: World, issue: str) -> None:
    """It becomes confidential."""
    accused = {"id": issue, "accused_units": ["9919"]}
    world.does("office", "mark_accused", service="issues", **accused)


def closed(world: World) -> tuple[str, str]:
    """(id, number) of one that was worked on and closed."""
    issue, number = world.problem("修好路灯")
    told: dict[str, Any] = {"service": "issues", "id": issue}
    world.does("office", "assign", category=CATEGORY, lead_unit=POWER, due="2026-06-20", **told)
    world.does("handler", "sign_for", **told)
    world.does("handler", "report_done", measure="换灯", result="换好了", **told)
    world.does("reviewer", "record_callback", basis="reached", solved="solved", **told)
    world.does("reviewer", "close", outcome="solved", **told)
    return issue, number


def numbers(world: World, edition: str, name: str = "problem") -> list[str]:
    return [
        e["number"] for e in world.asks("office", "edition_rows", id=edition, list=name)["items"]
    ]


def press_of(world: World) -> EditionPress:
    [press] = [w for w in world.host.applications["reports"].workers if isinstance(w, EditionPress)]
    return press


def test_an_erratum_alone_keeps_a_confidential_issue_from_being_published(world: World) -> None:
    issue, number = closed(world)
    world.publish("2026-06", "2026-07-02")
    world.words(issue, "修好村口的路灯")
    world.at("2026-08-03")
    edition = world.draft("2026-07")
    world.study(edition, "2026-08-03")
    assert (numbers(world, edition), numbers(world, edition, "erratum")) == ([], [number])
    world.approve(edition)

    world.does("office", "reopen", service="issues", id=issue, reason="又提")
    accuse(world, issue)

    with refused("proof_outdated"):
        world.does("publisher", "publish_edition", edition_id=edition)


def test_a_proof_shows_nobody_what_became_confidential_since(world: World) -> None:
    (issue, number), (_, other) = world.problem("路灯一"), world.problem("路灯二")
    world.at("2026-07-02")
    edition = world.draft("2026-06")
    assert numbers(world, edition) == [number, other]
    world.does("publisher", "discard_edition", edition_id=edition)

    accuse(world, issue)

    assert numbers(world, edition) == [other]


def test_a_proof_that_comes_late_does_not_take_the_place_of_the_approved_one(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue, _ = world.problem("路灯一")
    world.at("2026-07-02")
    edition = world.draft("2026-06")
    world.study(edition, "2026-07-02")
    seen = world.asks("reviewer", "edition", id=edition)["proof"]["content_digest"]
    world.words(issue, "路灯一，村口")
    world.player.does("office", "reports", "request_proof", edition_id=edition)
    press = press_of(world)
    make = press._make

    def approved_meanwhile(*args: Any) -> Any:
        made = make(*args)
        approve = {"edition_id": edition, "content_digest": seen}
        world.player.does("reviewer", "reports", "approve_edition", **approve)
        return made

    monkeypatch.setattr(press, "_make", approved_meanwhile)
    press.step(world.clock())

    proof = world.asks("office", "edition", id=edition)["proof"]
    assert (proof["content_digest"], proof["is_wanted"]) == (seen, False)


def test_who_objected_is_told_to_those_alone_who_answer_for_the_whole_district(
    world: World,
) -> None:
    world.problem("路灯一")
    world.publish("2026-06", "2026-07-02")
    told = {"edition_number": 1, "words": "没有修好", "contact_phone": "13900000009"}
    raised = world.public_does("object_to_edition", command_id="o-1", **told)["id"]
    assert world.asks("reviewer", "objection", id=raised)["contact_phone"] == "13900000009"

    for login in ("visitor", "handler", "local"):
        with refused("forbidden", Forbidden):
            world.asks(login, "objection", id=raised)


def test_objections_that_are_refused_count_towards_the_limit_and_a_repeated_one_does_not(
    world: World,
) -> None:
    world.publish("2026-06", "2026-07-02")
    told = {"edition_number": 1, "words": "不对", "address": "10.0.0.1"}
    first = world.public_does("object_to_edition", command_id="o-1", **told)
    wrong = {**told, "row_number": "WT-202606-9999"}
    for n in range(19):
        with refused("invalid", Invalid):
            world.public_does("object_to_edition", command_id=f"w-{n}", **wrong)
    with refused("too_fast"):
        world.public_does("object_to_edition", command_id="w-19", **wrong)
    assert world.public_does("object_to_edition", command_id="o-1", **told) == first
