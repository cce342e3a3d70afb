"""What somebody with number and tracking code is told of their own issue."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.integration.issues_world import (
    HANDLER,
    OFFICE,
    REVIEWER,
    IssuesWorld,
    assigned,
    person,
)
from tests.integration.residents_world import Residents


@pytest.fixture
def world(tmp_path: Path) -> Iterator[IssuesWorld]:
    """One storage is enough here: codes and merges have suites over both."""
    world = IssuesWorld(
        f"sqlite:///{tmp_path / 'issues.db'}", f"sqlite:///{tmp_path / 'visits.db'}"
    )
    yield world
    world.close()


@pytest.fixture
def residents(world: IssuesWorld) -> Residents:
    return Residents(world)


def test_track_tells_the_way_and_nothing_of_the_staff(world: IssuesWorld, residents: Residents):
    issue = world.reported(contact_name="张三")
    slip = residents.slip(issue)
    assert residents.sees(slip) == {
        "number": slip["number"],
        "goes_on_as": None,
        "state": "reported",
        "outcome": None,
        "explanation": None,
        "due": None,
        "milestones": [{"type": "reported", "at": "2026-11-24T02:00:00+00:00", "on": "2026-11-24"}],
        "texts": {},
        "can": ["supplement", "withdraw"],
        "rated": False,
    }
    assigned(world, issue)
    assert residents.sees(slip)["due"] == "2026-12-01"
    world.does(OFFICE, "propose_public_text", id=issue, part="public_text", text="路灯损坏。")
    world.does(OFFICE, "add_note", id=issue, text="找电力所王所长")
    assert residents.sees(slip)["texts"] == {}
    world.does(REVIEWER, "approve_public_text", id=issue, part="public_text")
    world.does(HANDLER, "sign_for", id=issue)
    world.does(HANDLER, "report_done", id=issue, measure="换灯", result="换好了")
    world.does(REVIEWER, "record_callback", id=issue, reached=False)
    world.does(REVIEWER, "record_callback", id=issue, basis="reached", solved="unsolved")
    world.does(REVIEWER, "close", id=issue, outcome="unsolved", explanation="资金明年到位")
    residents.does(slip, "rate", satisfaction="dissatisfied")
    seen = residents.sees(slip)
    assert (seen["state"], seen["outcome"], seen["explanation"]) == (
        "closed",
        "unsolved",
        "资金明年到位",
    )
    assert [step["type"] for step in seen["milestones"]] == [
        "reported",
        "accepted",
        "assigned",
        "done",
        "called_back",
        "closed",
    ]
    assert (seen["texts"], seen["due"], seen["rated"]) == (
        {"public_text": ["路灯损坏。"]},
        None,
        True,
    )
    assert set(seen["can"]) == {"supplement", "reopen"}
    for word in ("王所长", "张三", "换好了", "power", "hans", "rita", "olga"):
        assert word not in str(seen)


def test_a_day_of_a_year_that_nobody_knows_is_promised_to_nobody(
    world: IssuesWorld, residents: Residents
):
    issue = world.reported()
    world.does(
        OFFICE, "assign", id=issue, lead_unit="power", category="roads", limit_class="complex"
    )
    assert residents.sees(residents.slip(issue))["due"] == "2026-12-15"
    world.clock.set(world.clock() + timedelta(days=30))
    later = world.reported()
    world.does(
        OFFICE, "assign", id=later, lead_unit="power", category="roads", limit_class="complex"
    )
    assert world.get(later)["due"] > "2027"
    assert residents.sees(residents.slip(later))["due"] is None


def test_a_confidential_issue_tells_its_reporter_only_how_it_stands(
    world: IssuesWorld, residents: Residents
):
    issue = world.reported()
    world.does(OFFICE, "propose_public_text", id=issue, part="public_text", text="路灯损坏。")
    world.does(REVIEWER, "approve_public_text", id=issue, part="public_text")
    world.joins(person("cora", "cloud", "confidential_handler"))
    world.does(OFFICE, "mark_accused", id=issue, accused_units=["power"], note="有人说")
    seen = residents.sees(residents.slip(issue))
    assert (seen["state"], seen["texts"]) == ("reported", {})
    assert set(seen["can"]) == {"supplement", "withdraw"}
    assert "power" not in str(seen)
    assert "confidential" not in str(seen)


def test_every_step_of_a_long_way_is_told(world: IssuesWorld, residents: Residents):
    issue = world.reported()
    slip = residents.slip(issue)
    assigned(world, issue)
    world.does(HANDLER, "plan_task", id=issue, measure="换灯")
    world.does(HANDLER, "request_extension", id=issue, days=2, reason="等材料")
    world.does(OFFICE, "grant_extension", id=issue)
    told = {"missing_condition": "等停电", "plan": "停电后换", "responsible_position": "unit_head"}
    world.does(HANDLER, "request_hold", id=issue, review_by="2026-12-20", **told)
    world.does(OFFICE, "hold", id=issue)
    assert residents.sees(slip)["state"] == "held"
    world.does(OFFICE, "resume", id=issue)
    task = world.get(issue)["tasks"][0]["id"]
    world.does(HANDLER, "complete_task", id=issue, task_id=task, result="换了", report_done=True)
    world.does(REVIEWER, "order_rework", id=issue, reason="又不亮")
    assert [step["type"] for step in residents.sees(slip)["milestones"]] == [
        "reported",
        "accepted",
        "assigned",
        "extended",
        "held",
        "resumed",
        "done",
        "rework",
    ]
