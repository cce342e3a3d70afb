"""`visits` on a real database, with a small district, callers with tokens, and followers that are stepped by hand."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from eventlog.clock import SettableClock
from eventlog.engine import open_engine
from eventlog.record import Record
from eventlog.seal import Keyring
from services.kernel.application import Environment
from services.kernel.caller import Caller, Role, service_caller
from services.kernel.facts_after import fetch_from_log
from services.kernel.here import Here
from services.kernel.problem_issue import issue_id_of_problem
from services.kernel.token import issue
from services.visits.application import build
from services.visits.service import Visits

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
UNITS = [("district", None), ("north", "district"), ("north-1", "north"), ("south", "district")]

VISITOR = Caller("visitor", "north", (Role("visitor", "north"),))
SOUTHERNER = Caller("southerner", "south", (Role("visitor", "south"),))
REVIEWER = Caller("reviewer", "district", (Role("reviewer", "district"),))
OFFICE = Caller("office", "district", (Role("office", "district"),))
ADMIN = Caller("admin", "north", (Role("admin", "north"),))
OPERATOR = service_caller("operator", "operator")
ISSUES = service_caller("issues", "reaction", "follow")


class VisitsWorld:
    """`call(caller, method, **fields)` is the RPC; commands get an id of their own when none is given."""

    def __init__(self, url: str):
        self.clock = SettableClock(NOW)
        self.engine = open_engine(url)
        self.private_key = Ed25519PrivateKey.generate()
        self.app = build(
            Environment(
                engine=self.engine,
                clock=self.clock,
                keyring=Keyring(self.engine, bytes(range(32))),
                peer=None,
                public_key=self.private_key.public_key(),
                timezone="Asia/Shanghai",
                service_token=str,
            )
        )
        self.app.migrate()
        self.campaign = [_registered(n, unit, above) for n, (unit, above) in enumerate(UNITS, 1)]
        self.issues: list[Record] = []
        self.followers = self.app.followers(self._fetch)
        self.settle()

    def call(self, caller: Caller, method: str, /, **fields: Any) -> dict[str, Any]:
        service = Visits()
        service.here = Here(self.app, issue(caller, self.private_key, self.clock()))
        return getattr(service, method)(fields)

    def command(self, caller: Caller, method: str, /, **fields: Any) -> dict[str, Any]:
        """A command, after which the followers catch up."""
        answer = self.call(caller, method, **{"command_id": str(uuid.uuid4()), **fields})
        self.settle()
        return answer

    def settle(self) -> None:
        while any(follower.step(self.clock()) for follower in self.followers):
            pass

    def party(self, **more: Any) -> str:
        """A household of the north in the register."""
        row = {"kind": "household", "name": "余大明", "unit_code": "north", **more}
        self.command(OPERATOR, "import_parties", rows=[row], dry_run=False)
        return self.call(REVIEWER, "parties")["items"][0]["id"]

    def joins(self, who: Caller) -> None:
        """`campaign` tells of a person and the roles they have."""
        person = {"person_id": who.person, "unit_id": who.unit, "position": "cadre"}
        self._campaign_says("PersonRegistered", person)
        for held in who.roles:
            role = {"person_id": who.person, "role": held.role, "unit_id": held.unit}
            self._campaign_says("RoleGranted", role)
        self.settle()

    def _campaign_says(self, kind: str, data: dict[str, Any]) -> None:
        position = len(self.campaign) + 1
        last = _registered(position, f"said-{position}", None)
        self.campaign.append(replace(last, type=kind, data=data))

    def confidential(self, visit_id: str, n: int) -> None:
        """The issue made of this problem: as its owner tells a fact of it."""
        envelope = {"alg": "A256GCM", "key_id": "k", "field": "f", "nonce": "n", "text": "t"}
        position = len(self.issues) + 1
        registered = _registered(position, issue_id_of_problem(visit_id, n), None)
        self.issues.append(replace(registered, type="AccusedPartyNamed", data={"sealed": envelope}))
        self.settle()

    def types(self) -> list[str]:
        return [record.type for record in self.app.log.read(0, 10_000)]

    def _fetch(self, source: str) -> Any:
        if source == "visits":
            return fetch_from_log(self.app.log)
        if source == "issues":
            return lambda seen, _limit: self.issues[seen.position :]
        return lambda seen, _limit: self.campaign[seen.position :]


def _registered(position: int, unit: str, parent: str | None) -> Record:
    data = {"unit_id": unit, "name": unit, "kind": "community", "parent_id": parent, "sort": unit}
    return Record(
        position=position,
        stream=unit,
        version=1,
        type="UnitRegistered",
        schema=1,
        fact_id=unit,
        actor="operator",
        command_id=None,
        causation_id=None,
        data=data,
        recorded_us=0,
        digest="00",
    )
