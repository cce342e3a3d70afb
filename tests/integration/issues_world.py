"""`issues` and `visits` on real databases, a small district, callers with tokens, followers stepped by hand."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from itertools import count
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from eventlog.clock import SettableClock
from eventlog.engine import open_engine
from eventlog.record import Record
from eventlog.seal import Keyring
from services.issues.application import build as build_issues
from services.issues.service import Issues
from services.kernel.application import Application, Environment
from services.kernel.caller import Caller, Role, service_caller
from services.kernel.facts_after import fetch_from_log
from services.kernel.here import Here
from services.kernel.token import issue as issue_token
from services.visits.application import build as build_visits
from services.visits.service import Visits

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
UNITS = (("cloud", None), ("reed", "cloud"), ("lotus", "cloud"), ("power", "cloud"))


def person(name: str, home: str, *roles: str) -> Caller:
    return Caller(name, home, tuple(Role(role, home) for role in roles))


OFFICE = person("olga", "cloud", "office")
REVIEWER = person("rita", "cloud", "reviewer")
VISITOR = person("vera", "reed", "visitor")
NEIGHBOUR = person("nils", "lotus", "visitor", "handler")
HANDLER = person("hans", "power", "handler")
ADMIN = person("adam", "cloud", "admin")
STAFF = (OFFICE, REVIEWER, VISITOR, NEIGHBOUR, HANDLER, ADMIN)
OPERATOR = service_caller("operator", "operator")
IMPORT = service_caller("operator", "import")


class IssuesWorld:
    """`call(caller, method, **fields)` is the RPC of issues; `does` gives a command and lets followers catch up."""

    def __init__(self, issues_url: str, visits_url: str):
        self.clock = SettableClock(NOW)
        self.key = Ed25519PrivateKey.generate()
        self.campaign = _campaign()
        self.issues = self._start(build_issues, issues_url)
        self.visits = self._start(build_visits, visits_url)
        self.followers = [
            follower
            for app in (self.visits, self.issues)
            for follower in app.followers(partial(self._fetch, app.name))
        ]
        self.settle()

    def call(self, caller: Caller, method: str, /, **fields: Any) -> dict[str, Any]:
        return self._call(Issues, self.issues, caller, method, fields)

    def does(self, caller: Caller, method: str, /, **fields: Any) -> dict[str, Any]:
        answer = self.call(caller, method, **{"command_id": str(uuid.uuid4()), **fields})
        self.settle()
        return answer

    def visited(self, caller: Caller, method: str, /, **fields: Any) -> dict[str, Any]:
        """A command or query of visits."""
        answer = self._call(Visits, self.visits, caller, method, fields)
        self.settle()
        return answer

    def reported(self, caller: Caller = VISITOR, **more: Any) -> str:
        """The id of a new issue."""
        told = {"unit": "reed", "verbatim": "路灯坏了", "category": "power_and_lighting"}
        return self.does(caller, "report", **{**told, **more})["id"]

    def joins(self, who: Caller) -> Caller:
        """Somebody more of the staff."""
        for kind, data in _person_facts(who):
            self.says(kind, data)
        self.settle()
        return who

    def says(self, kind: str, data: dict[str, Any]) -> None:
        """One fact more of campaign, which followers have not read yet."""
        self.campaign.append(_record(len(self.campaign) + 1, kind, data))

    def get(self, issue_id: str, caller: Caller = OFFICE) -> dict[str, Any]:
        return self.call(caller, "get", id=issue_id)

    def settle(self) -> None:
        while any(follower.step(self.clock()) for follower in self.followers):
            pass

    def _start(self, build: Callable[[Environment], Application], url: str) -> Any:
        engine = open_engine(url)
        app = build(
            Environment(
                engine=engine,
                clock=self.clock,
                keyring=Keyring(engine, bytes(range(32))),
                peer=_Peer(self),
                public_key=self.key.public_key(),
                timezone="Asia/Shanghai",
                service_token=lambda: self.token(service_caller("issues", "reaction", "follow")),
            )
        )
        app.migrate()
        return app

    def close(self) -> None:
        for app in (self.issues, self.visits):
            app.environment.engine.dispose()

    def token(self, caller: Caller) -> str:
        return issue_token(caller, self.key, self.clock())

    def _call(
        self, service: type[Any], app: Any, caller: Caller, method: str, fields: dict[str, Any]
    ) -> dict[str, Any]:
        endpoint = service()
        endpoint.here = Here(app, self.token(caller))
        return getattr(endpoint, method)(fields)

    def _fetch(self, reader: str, source: str) -> Any:
        if source == "campaign":
            return lambda seen, _limit: self.campaign[seen.position :]
        return fetch_from_log(getattr(self, source).readable_by(reader))


class _Peer:
    """The wire between the two: the call reaches the real service with its token."""

    def __init__(self, world: IssuesWorld):
        self.world = world

    def call(
        self,
        service: str,
        method: str,
        request: dict[str, Any],
        token: str | None = None,
        timeout: float = 5.0,
    ) -> dict[str, Any]:
        assert service == "visits"
        endpoint = Visits()
        endpoint.here = Here(self.world.visits, token)
        return getattr(endpoint, method)(request)


def _campaign() -> list[Record]:
    """What campaign's log says of the district's units and people."""
    facts: list[tuple[str, dict[str, Any]]] = [
        (
            "UnitRegistered",
            {"unit_id": u, "name": u, "kind": "community", "parent_id": above, "sort": u},
        )
        for u, above in UNITS
    ]
    for who in STAFF:
        facts += _person_facts(who)
    numbers = count(1)
    return [_record(next(numbers), kind, data) for kind, data in facts]


def _person_facts(who: Caller) -> list[tuple[str, dict[str, Any]]]:
    person = {"person_id": who.person, "unit_id": who.unit, "position": "clerk"}
    roles = [{"person_id": who.person, "role": r.role, "unit_id": r.unit} for r in who.roles]
    return [("PersonRegistered", person), *(("RoleGranted", role) for role in roles)]


def _record(position: int, kind: str, data: dict[str, Any]) -> Record:
    return Record(
        position=position,
        stream=f"campaign-{position}",
        version=1,
        type=kind,
        schema=1,
        fact_id=f"campaign-{position}",
        actor="operator",
        command_id=None,
        causation_id=None,
        data=data,
        recorded_us=0,
        digest="00",
    )


def assigned(world: IssuesWorld, issue_id: str, **more: Any) -> dict[str, Any]:
    told = {"category": "power_and_lighting", "lead_unit": "power", "due": "2026-12-01"}
    return world.does(OFFICE, "assign", id=issue_id, **{**told, **more})
