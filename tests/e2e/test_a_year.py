"""One issue through a year, over RPC, in eleven processes whose clock is moved: returned, assigned to another unit,
extended, held with two reviews, reworked, dissatisfied twice, escalated, closed, rebounded, reopened by its reporter,
closed.

Due days are counted by hand from the working days of 2026: 4–6 April, 1–5 May, 19–21 June, 25–27 September off.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from eventlog.errors import Failure, Refused
from minqing.service_token import ServiceToken
from tests.e2e.district import POWER, STONE, District
from tests.e2e.systems import System, distributed
from tests.e2e.time_machine import TimeMachine
from tests.servers.machine import wait_until
from tests.servers.postgres import PostgresServer
from tests.servers.rabbitmq import RabbitServer

SHANGHAI = ZoneInfo("Asia/Shanghai")
CALL = {"basis": "reached", "reached": True}


class Year:
    """`on` moves the clock; `does` acts on the issue as somebody; `get` is how the office sees it."""

    def __init__(self, system: System, machine: TimeMachine):
        self.machine = machine
        self.system = system
        self.on(3, 2, 9)
        self.district = District(system)
        self.district.settle_in()
        self.issue = ""
        self.number = ""
        self.position = 0

    def on(self, month: int, day: int, hour: int, minute: int = 0) -> None:
        self.machine.jump_to(datetime(2026, month, day, hour, minute, tzinfo=SHANGHAI))
        if hasattr(self, "district"):
            self.district.sign_in_again()

    def raised(self) -> None:
        told = {"verbatim": "村口的路灯坏了一个月。", "category": "power_and_lighting"}
        (raised,) = self.district.visit("标记姓名甲", told)
        self.issue, self.number, self.code = (
            raised["id"],
            raised["number"],
            raised["tracking_code"],
        )

    def does(self, login: str, command: str, **fields: Any) -> None:
        answer = self.district.does(login, "issues", command, id=self.issue, **fields)
        self.position = answer["position"]

    def refused(self, login: str, command: str, **fields: Any) -> str:
        with pytest.raises(Failure) as failed:
            self.does(login, command, **fields)
        assert isinstance(failed.value, Refused)
        return failed.value.code

    def by_code(self, command: str, **fields: Any) -> None:
        secret = (self.system.folder / "secrets" / "service_secret_web").read_text()
        token = ServiceToken(self.system.peer, "web", secret, self.machine)()
        request = {"command_id": f"{command}-{self.position}", **fields}
        request |= {"number": self.number, "code": self.code, "address": "a-phone"}
        self.position = self.system.peer.call("issues", command, request, token=token)["position"]

    def get(self) -> dict[str, Any]:
        return self.district.asks("office", "issues", "get", id=self.issue)

    @property
    def state_and_due(self) -> tuple[str, str | None]:
        issue = self.get()
        return issue["state"], issue["due"]

    def levels(self) -> list[tuple[str, int, str]]:
        """What the clock recorded: limit, level and cause, oldest first."""
        items = self.district.asks("office", "issues", "timeline", id=self.issue)["items"]
        told = [item["fields"] for item in reversed(items) if item["type"] == "IssueEscalated"]
        return [(fact["limit"], fact["level"], fact["cause"]) for fact in told]

    def problem_line(self, **asked: Any) -> dict[str, Any]:
        told = {"at_least": {"issues": self.position}, "limit": 50, **asked}
        items = self.district.asks("office", "reports", "problem_list", **told)["items"]
        return next(item for item in items if item["number"] == self.number)


@pytest.fixture(scope="module")
def year(
    tmp_path_factory: pytest.TempPathFactory,
    postgres_server: PostgresServer,
    rabbitmq_server: RabbitServer,
) -> Iterator[Year]:
    folder = tmp_path_factory.mktemp("year")
    machine = TimeMachine(folder / "offset")
    machine.jump_to(datetime(2026, 3, 2, 8, tzinfo=SHANGHAI))
    with distributed(folder, postgres_server, rabbitmq_server, machine) as system:
        yield Year(system, machine)


def test_one_issue_through_a_year(year: Year) -> None:
    year.raised()
    returned_and_assigned_again(year)
    extended(year)
    held_and_reviewed_twice(year)
    late_and_escalated(year)
    reworked_and_dissatisfied_twice(year)
    rebounded(year)
    reopened_by_its_reporter(year)
    all_of_it_stands_on_the_lists(year)


def returned_and_assigned_again(year: Year) -> None:
    year.on(3, 3, 10)  # a Tuesday
    year.does("office", "assign", category="power_and_lighting", lead_unit=STONE)
    assert year.state_and_due == ("assigned", "2026-03-10")  # five working days
    year.on(3, 5, 9)
    year.does("other", "return_back", reason="不是本社区的灯")
    assert year.state_and_due == ("returned", None)
    year.on(3, 5, 15)
    year.does("office", "assign", lead_unit=POWER, needs_conditions=True)
    assert year.state_and_due == ("assigned", "2026-03-26")  # fifteen
    year.on(3, 6, 9)
    year.does("handler", "plan_task", measure="换灯", contacted_on="2026-03-06")


def extended(year: Year) -> None:
    year.on(3, 23, 9)
    assert year.refused("handler", "request_extension", days=11, reason="等灯杆") == (
        "extension_too_long"
    )
    year.does("handler", "request_extension", days=10, reason="等灯杆")
    year.does("office", "grant_extension")
    assert year.state_and_due == ("in_progress", "2026-04-10")  # 25 from 5 March; Qingming is off
    assert year.refused("handler", "request_extension", days=1, reason="再等") == "extension_used"


def held_and_reviewed_twice(year: Year) -> None:
    year.on(4, 2, 9)
    wanted = {
        "missing_condition": "缺灯杆",
        "plan": "统一采购",
        "responsible_position": "unit_head",
    }
    year.does("handler", "request_hold", review_by="2026-04-30", **wanted)
    year.does("office", "hold")
    year.on(4, 29, 9)
    assert year.refused("office", "review_hold", review_by="2026-06-01") == "review_too_far"
    year.does("office", "review_hold", review_by="2026-05-29", note="还没到货")
    year.on(5, 28, 9)
    year.does("office", "review_hold", review_by="2026-06-26", note="六月到货")
    assert year.get()["state"] == "held"
    year.on(6, 15, 9)
    year.does("office", "resume")
    assert year.state_and_due == ("in_progress", "2026-06-23")  # the five that were left


def late_and_escalated(year: Year) -> None:
    year.on(6, 24, 9)  # the first working day overdue
    wait_until(lambda: ("handling", 2, "limit") in year.levels(), 30, "the red level")
    assert ("handling", 3, "limit") not in year.levels()
    year.does("handler", "answer_supervision", text="今天换完")
    task = year.get()["tasks"][0]["id"]
    year.does("handler", "complete_task", task_id=task, result="换了六盏", report_done=True)


def reworked_and_dissatisfied_twice(year: Year) -> None:
    year.on(6, 25, 10)
    assert year.refused("own_reviewer", "record_callback", **CALL, solved="solved") == (
        "caller_handled_it"
    )
    year.does("reviewer", "record_callback", **CALL, solved="unsolved", satisfaction="dissatisfied")
    year.does("reviewer", "order_rework", reason="有两盏不亮", due="2026-07-03")
    year.on(7, 2, 9)
    year.does("handler", "report_done", measure="再换两盏", result="换了两盏")
    year.on(7, 3, 9)
    year.does(
        "reviewer",
        "record_callback",
        **CALL,
        solved="partly_solved",
        satisfaction="very_dissatisfied",
    )
    leader = ("handling", 3, "dissatisfied_twice")
    wait_until(lambda: leader in year.levels(), 30, "the leader in charge")
    assert year.refused("reviewer", "close", outcome="solved") == "outcome_above_callback"
    year.does("reviewer", "close", outcome="partly_solved")


def rebounded(year: Year) -> None:
    year.on(8, 10, 9)
    year.does("reviewer", "recheck", still_solved=False, note="又坏了三盏")
    assert year.get()["state"] == "triaged"
    year.on(8, 11, 9)
    year.does("office", "assign", lead_unit=POWER, needs_conditions=False)
    assert year.state_and_due == ("assigned", "2026-08-18")
    year.does("handler", "sign_for")
    done_and_closed(year, (8, 17), (8, 18))


def reopened_by_its_reporter(year: Year) -> None:
    year.on(9, 21, 9)
    year.by_code("rate", satisfaction="dissatisfied", solved="unsolved")
    year.by_code("reopen", reason="昨晚又不亮了")
    assert {"mark": "reopened", "times": 2} in year.get()["marks"]
    year.on(9, 22, 9)
    year.does("office", "assign", lead_unit=POWER)
    assert year.state_and_due == ("assigned", "2026-09-30")  # Mid-Autumn is off
    year.does("handler", "sign_for")
    done_and_closed(year, (9, 29), (9, 30))


def done_and_closed(year: Year, done: tuple[int, int], called: tuple[int, int]) -> None:
    year.on(*done, 9)
    year.does("handler", "report_done", measure="换线路", result="线路换好了")
    year.on(*called, 9)
    year.does("reviewer", "record_callback", **CALL, solved="solved", satisfaction="satisfied")
    year.does("reviewer", "close", outcome="solved")


def all_of_it_stands_on_the_lists(year: Year) -> None:
    line = year.problem_line()
    assert (line["state"], line["outcome"]) == ("closed", "solved")
    assert {"mark": "reopened", "times": 2} in line["marks"]
    in_june = year.problem_line(as_of="2026-06-01")
    assert (in_june["state"], in_june["held_review_by"]) == ("held", "2026-06-26")
    told = {"at_least": {"issues": year.position}, "limit": 50}
    effects = year.district.asks("office", "reports", "effect_list", **told)["items"]
    mine = [item for item in effects if item["issue_number"] == year.number]
    assert [item["satisfaction"] for item in mine] == [
        "dissatisfied",
        "very_dissatisfied",
        "dissatisfied",  # by the reporter's own code, after the call
        "satisfied",
    ]
    assert all(item["outcome"] == "solved" for item in mine)
