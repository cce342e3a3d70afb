"""Two districts under one county on a running embedded system, and what has happened in the first of them.

Nobody of the second district may see or touch anything of the first.
"""

import uuid
from dataclasses import dataclass, field
from typing import Any

from eventlog.errors import Failure
from services.campaign.service_accounts import service_secret
from services.reports.own_log import series
from tests.e2e.district import (
    DISTRICT,
    OFFICE,
    PARTIES,
    PEOPLE,
    POWER,
    UNITS,
    WILLOW,
    District,
)
from tests.servers.machine import wait_until

PRINT_SECONDS = 30.0
COUNTY, ELSEWHERE, FAR = "99", "992", "99201"
UNIT_HEADS = ("code", "name", "kind", "parent_code")
PERSON_HEADS = ("login", "name", "position", "unit_code", "roles")
PARTY_HEADS = ("kind", "name", "unit_code", "phone", "external_id")
ALL_UNITS = [
    (COUNTY, "青山县", "district", ""),
    *((code, name, kind, above or COUNTY) for code, name, kind, above in UNITS),
    (ELSEWHERE, "白水管理区", "district", COUNTY),
    (FAR, "沙洲社区", "community", ELSEWHERE),
]
EVERY_ROLE = ";".join(
    f"{role}@{ELSEWHERE}"
    for role in ("visitor", "handler", "unit_head", "office", "reviewer", "supervisor", "admin")
)
ALL_PEOPLE = [
    *PEOPLE,
    ("stranger", "壬", "clerk", ELSEWHERE, EVERY_ROLE),
    ("idle", "癸", "cadre", WILLOW, ""),
    ("second", "丑", "principal_leader", OFFICE, f"office@{DISTRICT};supervisor@{DISTRICT}"),
    ("county", "子", "clerk", COUNTY, f"admin@{COUNTY}"),
    ("publisher", "卯", "cadre", COUNTY, f"publisher@{COUNTY}"),
    ("county_office", "辰", "clerk", COUNTY, f"office@{COUNTY}"),
    ("county_reviewer", "巳", "clerk", COUNTY, f"reviewer@{COUNTY}"),
]
WORDS = "路灯坏了快一个月"
CATEGORY = "power_and_lighting"


@dataclass
class Districts(District):
    """`fresh(state)` is a new issue of the first district that has come so far; `closed` one that was solved, `over`
    one that was worked on and is in a state in which no command is left."""

    sessions: dict[str, str] = field(default_factory=dict)
    closed: str = ""
    over: str = ""
    prepared: dict[str, Any] = field(default_factory=dict)
    settled: dict[str, int] = field(default_factory=dict)
    visited: dict[str, Any] = field(default_factory=dict)

    def settle_in(self) -> None:
        self._bring_in("campaign", "import_units", UNIT_HEADS, ALL_UNITS)
        people = self._bring_in("campaign", "import_people", PERSON_HEADS, ALL_PEOPLE)
        for sign_in in people["sign_ins"]:
            login = sign_in["login"]
            self.passwords[login] = f"{uuid.uuid4()}"
            asked = {"link": sign_in["link"], "password": self.passwords[login]}
            answer = self._call("campaign", "redeem_link", asked)
            self.tokens[login], self.sessions[login] = answer["token"], answer["session"]
        for service in ("visits", "issues", "reports"):
            self.wait(service, {"campaign": people["position"]})
        parties = self._bring_in("visits", "import_parties", PARTY_HEADS, PARTIES)
        self.registered = {"campaign": people["position"], "visits": parties["position"]}
        self.visited = self.does("visitor", "visits", "record", **self.a_visit())
        self.closed = self.fresh("closed")
        self.over = self.fresh("in_progress")
        self.does("office", "issues", "refer", id=self.over, channel="court")
        self.settle()

    def token(self, who: str | None) -> str | None:
        """Of a person by login, of a service account by `service:name`; None without one."""
        if who is None or not who.startswith("service:"):
            return who and self.tokens[who]
        name = who.removeprefix("service:")
        asked = {"service": name, "secret": self.secret(name)}
        return self._call("campaign", "service_token", asked)["token"]

    def secret(self, name: str) -> str:
        assert self.system.host
        return service_secret(self.system.host.folder.token_key, name)

    def call(self, method: str, request: Any, token: str | None) -> dict[str, Any]:
        service, name = method.split(".")
        return self.system.peer.call(service, name, request, token=token)

    def positions(self) -> dict[str, int]:
        """How long each service's log is."""
        assert self.system.host
        logs = {name: app.log for name, app in self.system.host.applications.items()}
        return {name: log.head().position for name, log in logs.items() if log is not None}

    def settle(self) -> None:
        """Until what was written is read everywhere, and neither a reaction nor a print is still to come."""
        while self.settled != (written := self.positions()):
            self._read_everywhere()
            self.settled = written

    def _read_everywhere(self) -> None:
        for service in ("visits", "issues", "reports", "notify"):
            at = self.positions()
            self.wait(service, {name: at[name] for name in self._sources(service) & at.keys()})
        wait_until(lambda: not self._is_printing(), PRINT_SECONDS, "the press")

    def _is_printing(self) -> bool:
        assert self.system.host
        with self.system.host.applications["reports"].environment.engine.connect() as conn:
            return any(edition.state == "publishing" for edition in series(conn))

    def _sources(self, service: str) -> set[str]:
        assert self.system.host
        return self.system.host.applications[service].sources

    def a_visit(self) -> dict[str, Any]:
        problem = {"verbatim": WORDS, "category": CATEGORY}
        return {"party_id": self.party("标记姓名甲"), "outcome": "met", "problems": [problem]}

    def fresh(self, state: str, **report: Any) -> str:
        """The id of a new issue in this state, reported with these fields."""
        issue = self.does("visitor", "issues", "report", **a_report(), **report)["id"]
        for reached, login, command, fields in self._steps(issue):
            if state == reached:
                return issue
            self.does(login, "issues", command, id=issue, **fields())
        return issue

    def task_of(self, issue: str) -> str:
        """The id of the issue's first task."""
        return self.asks("office", "issues", "get", id=issue)["tasks"][0]["id"]

    def _steps(self, issue: str) -> list[Any]:
        """`(state before, who, command, its fields)`."""
        return [
            ("reported", "office", "assign", self.an_assignment),
            ("assigned", "handler", "plan_task", lambda: {"measure": "换灯"}),
            (
                "in_progress",
                "handler",
                "complete_task",
                lambda: {"task_id": self.task_of(issue), "result": "换好了", "report_done": True},
            ),
            ("reported_done", "reviewer", "record_callback", a_callback),
            ("called_back", "reviewer", "close", lambda: {"outcome": "solved"}),
        ]

    def an_assignment(self) -> dict[str, Any]:
        return {"category": CATEGORY, "lead_unit": POWER, "due": self.due()}


def a_report() -> dict[str, Any]:
    return {"unit": WILLOW, "verbatim": WORDS, "category": CATEGORY}


def a_callback() -> dict[str, Any]:
    return {"basis": "reached", "solved": "solved", "satisfaction": "satisfied"}


def answer_of(districts: Districts, method: str, request: Any, token: str | None) -> Any:
    """What comes back, a failure as a value."""
    try:
        return districts.call(method, request, token)
    except Failure as failure:
        return failure
