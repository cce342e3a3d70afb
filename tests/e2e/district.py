"""A small invented district on a running system, and people who act in it over RPC."""

import secrets
import uuid
from dataclasses import dataclass, field
from typing import Any

from services.kernel.working_days import add_working_days, local_day
from tests.e2e.systems import System
from tests.servers.machine import wait_until

DISTRICT, OFFICE, GUIDANCE = "991", "9911", "9912"
WILLOW, STONE, POWER = "99101", "99102", "9919"

UNITS = [
    (DISTRICT, "青山管理区", "district", ""),
    (OFFICE, "领导小组办公室", "leading_group_office", DISTRICT),
    (GUIDANCE, "指导考核组", "guidance_group", DISTRICT),
    (POWER, "供电所", "direct_unit", DISTRICT),
    (WILLOW, "杨柳社区", "community", DISTRICT),
    (STONE, "石板社区", "community", DISTRICT),
]
PEOPLE = [
    ("office", "甲", "clerk", OFFICE, f"office@{DISTRICT}"),
    ("reviewer", "乙", "leadership_member", GUIDANCE, f"reviewer@{DISTRICT}"),
    ("visitor", "丙", "cadre", WILLOW, "visitor"),
    ("handler", "丁", "clerk", POWER, "handler"),
    ("head", "戊", "unit_head", POWER, "unit_head"),
    ("own_reviewer", "己", "clerk", POWER, f"reviewer@{DISTRICT}"),
    ("other", "庚", "cadre", STONE, "visitor;handler"),
    ("admin", "辛", "clerk", OFFICE, f"admin@{DISTRICT}"),
    ("confidant", "子", "clerk", GUIDANCE, f"confidential_handler@{DISTRICT}"),
]
PARTIES = [
    ("household", "标记姓名甲", WILLOW, "13900000001", "E-1"),
    ("household", "标记姓名乙", WILLOW, "13900000002", "E-2"),
]


@dataclass
class District:
    """`does` gives a command as a person and waits for nothing; `asks` may name what it must have seen."""

    system: System
    tokens: dict[str, str] = field(default_factory=dict)
    passwords: dict[str, str] = field(default_factory=dict)
    registered: dict[str, int] = field(default_factory=dict)  # who and what is known: positions

    def joins(self, login: str, unit: str, roles: str, position: str = "cadre") -> None:
        """One more person with a sign-in, known everywhere."""
        heads = ("login", "name", "position", "unit_code", "roles")
        people = self._bring_in(
            "campaign", "import_people", heads, [(login, "寅", position, unit, roles)]
        )
        self._let_in(people["sign_ins"])
        for service in ("visits", "issues", "reports"):
            self.wait(service, {"campaign": people["position"]})

    def _let_in(self, sign_ins: list[dict[str, str]]) -> None:
        for sign_in in sign_ins:
            self.passwords[sign_in["login"]] = secrets.token_urlsafe(12)
            request = {"link": sign_in["link"], "password": self.passwords[sign_in["login"]]}
            self.tokens[sign_in["login"]] = self._call("campaign", "redeem_link", request)["token"]

    def settle_in(self) -> None:
        self._bring_in("campaign", "import_units", ("code", "name", "kind", "parent_code"), UNITS)
        heads = ("login", "name", "position", "unit_code", "roles")
        people = self._bring_in("campaign", "import_people", heads, PEOPLE)
        self._let_in(people["sign_ins"])
        parties = ("kind", "name", "unit_code", "phone", "external_id")
        after = {"campaign": people["position"]}
        for service in ("visits", "issues", "reports"):
            self.wait(service, after)
        registered = self._bring_in("visits", "import_parties", parties, PARTIES)
        self.registered = {**after, "visits": registered["position"]}
        self.wait("visits", self.registered)

    def sign_in_again(self) -> None:
        """Everybody: tokens are good for some hours only."""
        for login, password in self.passwords.items():
            request = {"login": login, "password": password}
            self.tokens[login] = self._call("campaign", "sign_in", request)["token"]

    def does(self, login: str, service: str, method: str, **fields: Any) -> dict[str, Any]:
        request = {"command_id": str(uuid.uuid4()), **fields}
        return self._call(service, method, request, self.tokens[login])

    def asks(self, login: str, service: str, method: str, **fields: Any) -> dict[str, Any]:
        return self._call(service, method, fields, self.tokens[login])

    def wait(self, service: str, at_least: dict[str, int]) -> None:
        """Until the service's followers have passed these positions."""

        def passed() -> bool:
            items = self._call(service, "passed", {}, self.system.operator())["items"]
            found: dict[str, int] = {}  # the slowest follower of each source
            for name, at in items.items():
                source = name.split("@")[-1]
                found[source] = min(at, found.get(source, at))
            return all(found.get(source, 0) >= position for source, position in at_least.items())

        wait_until(passed, 30, f"{service} to pass {at_least}", pause=0.01)

    def party(self, name: str) -> str:
        asked = {"q": name, "at_least": self.registered}
        return self.asks("visitor", "visits", "parties", **asked)["items"][0]["id"]

    def visit(self, name: str, *problems: dict[str, Any], **fields: Any) -> list[dict[str, Any]]:
        """Record a visit and answer its issues, once they have their numbers."""
        answer = self.does(
            "visitor",
            "visits",
            "record",
            party_id=self.party(name),
            outcome="met",
            problems=list(problems),
            **fields,
        )
        at_least = {"visits": answer["position"]}
        found = self.asks("visitor", "issues", "by_visit", visit_id=answer["id"], at_least=at_least)
        return found["items"]

    def due(self, working_days: int = 5) -> str:
        return add_working_days(local_day(self.system.clock()), working_days).isoformat()

    def _bring_in(
        self, service: str, method: str, heads: tuple[str, ...], rows: list[tuple[str, ...]]
    ) -> dict[str, Any]:
        numbered = [
            {"row": n, **dict(zip(heads, row, strict=True))} for n, row in enumerate(rows, 2)
        ]
        request = {"command_id": str(uuid.uuid4()), "rows": numbered, "dry_run": False}
        answer = self._call(service, method, request, self.system.operator())
        assert answer["wrong"] == 0, answer["errors"]
        return answer

    def _call(
        self, service: str, method: str, request: dict[str, Any], token: str | None = None
    ) -> dict[str, Any]:
        return self.system.peer.call(service, method, request, token=token, timeout=15.0)
