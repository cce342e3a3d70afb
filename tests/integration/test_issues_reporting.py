"""Issues are made: numbers without gaps, each command once, each reference once."""

import threading
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from eventlog.errors import Conflict, Forbidden, Invalid, NotFound, Refused
from services.kernel.caller import service_caller
from tests.integration.issues_fixtures import world as world
from tests.integration.issues_world import (
    ADMIN,
    HANDLER,
    IMPORT,
    OFFICE,
    VISITOR,
    IssuesWorld,
)
from tests.unit.refused import refused

TOLD = {"unit": "reed", "verbatim": "路灯坏了", "category": "power_and_lighting"}


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """Run all at one moment, each on a thread of its own; failures are results."""
    barrier, results = threading.Barrier(len(works)), [None] * len(works)

    def run(place: int) -> None:
        barrier.wait(timeout=10)
        try:
            results[place] = works[place]()
        except (Conflict, Refused) as failure:
            results[place] = failure

    threads = [threading.Thread(target=run, args=(n,)) for n in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return results


def numbers(world: IssuesWorld) -> list[str]:
    records = world.issues.log.read(0, 1000)
    return [r.data["number"] for r in records if r.type == "IssueReported"]


def test_five_reporters_at_once_get_numbers_without_a_gap(world: IssuesWorld):
    def report_three() -> None:
        for _ in range(3):
            world.call(VISITOR, "report", command_id=str(uuid.uuid4()), **TOLD)

    at_once(*[report_three] * 5)
    assert sorted(numbers(world)) == [f"WT-202611-{n:04d}" for n in range(1, 16)]


def test_the_same_command_from_five_clients_makes_one_issue(world: IssuesWorld):
    send = {"command_id": "once", **TOLD}
    answers = at_once(*[lambda: world.call(VISITOR, "report", **send)] * 5)
    assert answers == [answers[0]] * 5
    assert answers[0]["version"] == 1
    assert numbers(world) == ["WT-202611-0001"]


def test_a_refused_report_leaves_no_gap(world: IssuesWorld):
    for told in ({"kind": "tipoff"}, {"accused_units": ["lotus"]}):
        with refused("use_legal_channel"):
            world.reported(**told)
    with pytest.raises(Invalid):
        world.reported(category="nonsense")
    world.reported()
    assert numbers(world) == ["WT-202611-0001"]


def test_numbers_begin_anew_in_the_local_month(world: IssuesWorld):
    world.reported()
    world.clock.set(datetime(2026, 11, 30, 16, 30, tzinfo=UTC))  # 1 December in Shanghai
    world.reported()
    assert numbers(world) == ["WT-202611-0001", "WT-202612-0001"]


def test_a_hotlines_retry_makes_no_second_issue(world: IssuesWorld):
    reference = {"external_system": "hotline", "external_id": "12345-77"}
    world.reported(IMPORT, source="hotline", **reference)
    with refused("external_ref_used"):
        world.does(IMPORT, "report", **TOLD, **reference)
    assert len(numbers(world)) == 1


def test_the_same_reference_at_once_is_taken_once(world: IssuesWorld):
    def report() -> Any:
        reference = {"external_system": "hotline", "external_id": "12345-78"}
        return world.call(IMPORT, "report", command_id=str(uuid.uuid4()), **TOLD, **reference)

    results = at_once(*[report] * 4)
    codes = sorted(getattr(result, "code", "made") for result in results)
    assert codes == ["external_ref_used"] * 3 + ["made"]
    assert numbers(world) == ["WT-202611-0001"]


def test_a_service_account_says_where_the_words_come_from(world: IssuesWorld):
    public = service_caller("web", "public")
    assert world.get(world.reported(public))["source"] == "public"
    assert world.get(world.reported(IMPORT))["source"] == "import"
    assert world.get(world.reported(OFFICE, source="delegate"))["source"] == "delegate"


def test_what_has_no_shape_is_named_by_field(world: IssuesWorld):
    wrong = {"unit": "reed", "verbatim": " ", "contact_phone": "call me", "external_id": "7"}
    wrong["contact_email"] = "a@example.org, b@example.org"
    with pytest.raises(Invalid) as invalid:
        world.reported(**wrong, kind="gossip", colour="red")
    assert invalid.value.params == {
        "verbatim": ["blank"],
        "contact_phone": ["phone_shape"],
        "contact_email": ["email_shape"],
        "kind": ["choice"],
        "colour": ["unknown"],
    }
    with pytest.raises(Invalid) as invalid:
        world.reported(external_id="7")
    assert invalid.value.params == {"external_system": ["required"]}


def test_an_admin_reports_nothing(world: IssuesWorld):
    with pytest.raises(Forbidden):
        world.reported(ADMIN)


def test_solved_on_the_spot_stands_in_one_append(world: IssuesWorld):
    answer = world.does(
        HANDLER,
        "report_solved_on_spot",
        **TOLD,
        result="换了灯泡",
        quantity=2,
        quantity_unit="盏",
    )
    stream = world.issues.log.read_stream(answer["id"])
    assert [r.type for r in stream] == [
        "IssueReported",
        "IssueAssigned",
        "TaskPlanned",
        "TaskCompleted",
        "CompletionReported",
    ]
    assert [r.digest is None for r in stream] == [True] * 4 + [False]
    issue = world.get(answer["id"])
    assert (issue["state"], issue["lead_unit"], issue["marks"]) == (
        "reported_done",
        "power",
        ["on_spot"],
    )
    (task,) = issue["tasks"]
    assert (task["measure"], task["result"], task["quantity"]) == ("当场解决", "换了灯泡", 2)


def test_only_who_sends_mail_learns_the_address_that_a_reporter_left(world: IssuesWorld):
    mailer = service_caller("notify", "follow", "mail")
    issue = world.reported(contact_email=" Zhang@Example.org ")
    told = {"address": "Zhang@example.org", "forgotten": False}
    assert world.call(mailer, "contact_address", id=issue) == told
    silent = world.reported()
    told = {"address": None, "forgotten": False}
    assert world.call(mailer, "contact_address", id=silent) == told
    for caller in (OFFICE, VISITOR, IMPORT):
        with pytest.raises(Forbidden):
            world.call(caller, "contact_address", id=issue)
    with pytest.raises(NotFound):
        world.call(mailer, "contact_address", id="nothing")
