"""Editions from the draft to the print: by whom, in which order, and that nothing of what was published changes."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from eventlog.errors import Forbidden, NotFound
from services.reports.editions.finding import faults
from services.reports.editions.verify import edition_folders, verify_all
from tests.integration.editions_world import World, copy_of
from tests.unit.refused import refused


@pytest.fixture
def world(settled_editions: World, tmp_path: Path) -> Iterator[World]:
    with copy_of(settled_editions, tmp_path / "data") as found:
        yield found


def found_wrong(world: World) -> list[str]:
    """What is wrong with everything that was published, by its codes."""
    folders = edition_folders(world.public / "editions")
    found = verify_all(folders, world.folder.edition_key.public_key())
    assert len(folders) == len(found) > 0
    return [fault.code for findings in found.values() for fault in faults(findings)]


def test_june_stays_as_it_is_and_july_carries_the_erratum(world: World) -> None:
    issue, number = world.problem("修好路灯")
    for n in range(5):
        world.problem(f"另一盏路灯{'一二三四五'[n]}")
    world.publish("2026-06", "2026-07-02")
    june = world.bytes_of(1)
    assert [row["row"]["number"] for row in world.document(1)["rows"]][:1] == [number]

    world.words(issue, "修好村口的路灯")
    world.publish("2026-07", "2026-08-03")

    assert world.bytes_of(1) == june
    errata = [row["row"] for row in world.document(2)["rows"] if row["list"] == "erratum"]
    assert [(row["edition"], row["number"], row["before"], row["after"]) for row in errata] == [
        (1, number, "修好路灯", "修好村口的路灯")
    ]
    assert not found_wrong(world)
    answer = world.asks("office", "public_editions")["items"]
    assert [each["header"]["month"] for each in answer] == ["2026-07", "2026-06"]


def test_a_withdrawn_row_leaves_its_words_and_everything_verifiable(world: World) -> None:
    _, number = world.problem("修好路灯")
    for n in range(5):
        world.problem(f"另一盏路灯{'一二三四五'[n]}")
    world.publish("2026-06", "2026-07-02")
    row = {"list": "problem", "number": number}
    assert world.asks("office", "row_proof", edition_number=1, **row)["row"]["number"] == number

    with refused("forbidden", Forbidden):
        world.does("office", "withdraw_row", reason="mistaken", **row)
    with refused("not_found", NotFound):
        world.does("publisher", "withdraw_row", list="task", number=number, reason="mistaken")
    world.does("publisher", "withdraw_row", reason="personal_data", **row)

    everything = [p.read_text() for p in world.public.rglob("*") if p.suffix in (".json", ".html")]
    assert not any("修好路灯" in text for text in everything)
    assert not found_wrong(world)
    [first, *_] = world.asks("office", "edition_rows", id=edition_id(world), list="problem")[
        "items"
    ]
    assert (first["number"], first["row"]) == (number, None)
    assert first["withdrawn"] == {"on": "2026-07-02", "reason": "personal_data"}
    with refused("withdrawn_already"):
        world.does("publisher", "withdraw_row", reason="mistaken", **row)


def edition_id(world: World) -> str:
    return world.asks("office", "editions")["items"][0]["id"]


def test_an_edition_takes_two_persons_a_study_and_the_proof_that_was_seen(world: World) -> None:
    issue, _ = world.problem("修好路灯")
    with refused("month_not_over"):
        world.draft("2026-06")
    world.at("2026-07-02")
    with refused("forbidden", Forbidden):
        world.does("visitor", "draft_edition", month="2026-06")
    edition = world.draft("2026-06")
    with refused("edition_open"):
        world.draft("2026-06")
    seen = world.asks("both", "edition", id=edition)
    assert seen["proof"]["counts"]["problem"] == 1
    assert seen["blocking"] == ["not_studied"]
    digest = seen["proof"]["content_digest"]
    approve = {"edition_id": edition, "content_digest": digest}
    with refused("not_studied"):
        world.does("reviewer", "approve_edition", **approve)
    world.study(edition, "2026-07-02", "both")
    with refused("second_person"):
        world.does("both", "approve_edition", **approve)
    with refused("proof_outdated"):
        world.does("reviewer", "approve_edition", edition_id=edition, content_digest="sha256:00")
    with refused("not_in_state"):
        world.does("publisher", "publish_edition", edition_id=edition)
    world.does("reviewer", "approve_edition", **approve)
    with refused("not_in_state"):
        world.study(edition, "2026-07-02")
    world.does("publisher", "discard_edition", edition_id=edition)
    edition = world.draft("2026-06")
    world.study(edition, "2026-07-02")
    world.approve(edition)
    world.does("publisher", "publish_edition", edition_id=edition)
    world.at("2026-09-02")
    with refused("month_not_next", month="2026-07"):
        world.draft("2026-08")
    assert issue


def test_what_became_confidential_is_not_approved_and_personal_data_are_not_printed(
    world: World,
) -> None:
    issues = [world.problem(f"路灯{n}")[0] for n in "一二三四五六"]
    world.at("2026-07-02")
    edition = world.draft("2026-06")
    world.study(edition, "2026-07-02")
    proof = world.asks("reviewer", "edition", id=edition)["proof"]
    assert (proof["counts"]["problem"], proof["hits"]) == (6, [])
    accused = {"id": issues[0], "accused_units": ["9919"]}
    world.does("office", "mark_accused", service="issues", **accused)
    approve = {"edition_id": edition, "content_digest": proof["content_digest"]}
    with refused("proof_outdated"):
        world.does("reviewer", "approve_edition", **approve)


def test_the_log_as_it_was_is_read_by_who_prints_and_by_nobody_else(world: World) -> None:
    issue, _ = world.problem("修好路灯")
    then = world.host.applications["issues"].log.head().position
    world.does("office", "mark_accused", service="issues", id=issue, accused_units=["9919"])

    def read(account: str, **more: int) -> list[dict[str, object]]:
        token = world.token(account)
        return world.host.call("issues", "facts_after", {"after": 0, **more}, token)["items"]

    now, as_of = read("reports"), read("reports", until=then)
    assert all(fact["data"].keys() == {"sealed"} for fact in now)
    assert len(now) > len(as_of) == then
    assert not any(fact["data"].keys() == {"sealed"} for fact in as_of)
    assert read("reports", after=then, until=then) == []
    with refused("forbidden", Forbidden):
        read("client", until=then)


def test_an_objection_is_answered_by_two_persons_and_only_the_answer_is_public(
    world: World,
) -> None:
    for n in "一二三四五":
        _, number = world.problem(f"路灯{n}")
    world.publish("2026-06", "2026-07-02")
    told = {"words": "没有修好", "contact_phone": "13900000009", "address": "10.0.0.1"}
    object_to = {"edition_number": 1, "row_number": number, **told}
    with refused("not_found", NotFound):
        world.public_does(
            "object_to_edition", command_id="o-0", **{**object_to, "edition_number": 9}
        )
    raised = world.public_does("object_to_edition", command_id="o-1", **object_to)["id"]
    assert raised == world.public_does("object_to_edition", command_id="o-1", **object_to)["id"]
    [waiting] = world.asks("office", "objections", state="open")["items"]
    assert (waiting["number"], waiting["due"]) == ("YY-0001-001", "2026-07-09")
    assert world.asks("office", "objection", id=raised)["words"] == "没有修好"

    with refused("no_proposal"):
        world.does("reviewer", "approve_objection_answer", objection_id=raised)
    with refused("text_has_personal_data"):
        text = "请拨13900000009"
        world.does("office", "propose_objection_answer", objection_id=raised, text=text)
    world.does("office", "propose_objection_answer", objection_id=raised, text="已派人再去看")
    with refused("second_person"):
        world.does("office", "approve_objection_answer", objection_id=raised)
    world.does("second", "approve_objection_answer", objection_id=raised)

    [answer] = world.public_does("public_answers")["items"]
    assert (answer["text"], answer["row_number"]) == ("已派人再去看", number)
    assert "没有修好" not in json.dumps(answer, ensure_ascii=False)
    assert "已派人再去看" in (world.public / "answers.html").read_text()
    with refused("not_in_state"):
        world.does("office", "propose_objection_answer", objection_id=raised, text="再答")


def test_twenty_objections_from_an_address_are_enough_for_an_hour(world: World) -> None:
    world.publish("2026-06", "2026-07-02")
    told = {"edition_number": 1, "words": "不对", "address": "10.0.0.1"}
    for n in range(20):
        world.public_does("object_to_edition", command_id=f"o-{n}", **told)
    with refused("too_fast"):
        world.public_does("object_to_edition", command_id="o-20", **told)
    world.public_does("object_to_edition", command_id="o-21", **{**told, "address": "10.0.0.2"})
