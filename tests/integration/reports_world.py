"""`reports` on a real database, fed by hand with the facts that `issues` and `campaign` would have recorded."""

import dataclasses
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from eventlog.clock import SettableClock, to_microseconds
from eventlog.engine import open_engine
from eventlog.fact import Fact, sealed_fields
from eventlog.log import Head
from eventlog.record import Record
from eventlog.seal import Keyring
from services.campaign.facts import UnitRegistered
from services.issues import facts
from services.kernel.application import Environment
from services.kernel.caller import Caller, Role, service_caller
from services.kernel.here import Here
from services.kernel.token import issue as issue_token
from services.reports.application import build
from services.reports.service import Reports

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
DUE = date(2026, 12, 1)
UNITS = (
    ("cloud", "district", None),
    ("reed", "community", "cloud"),
    ("reed-team", "production_team", "reed"),
    ("lotus", "community", "cloud"),
    ("power", "direct_unit", "cloud"),
)


def person(name: str, home: str, *roles: str) -> Caller:
    return Caller(name, home, tuple(Role(role, home) for role in roles))


OFFICE = person("olga", "cloud", "office")
VISITOR = person("vera", "reed", "visitor")
HANDLER = person("hans", "power", "handler")
NEIGHBOUR = person("nils", "lotus", "handler")
ADMIN = person("adam", "cloud", "admin")
PUBLIC = service_caller("web", "public", "web")


class Source:
    """The log of another service: positions from 1, one append to a call of `add`."""

    def __init__(self) -> None:
        self.records: list[Record] = []

    def add(self, at: datetime, *told: Fact) -> int:
        for n, fact in enumerate(told, 1):
            position = len(self.records) + 1
            self.records.append(
                Record(
                    position=position,
                    stream=getattr(fact, "issue_id", "s"),
                    version=position,
                    type=type(fact).__name__,
                    schema=type(fact).schema,
                    fact_id=str(position),
                    actor="somebody",
                    command_id=None,
                    causation_id=None,
                    data=_as_stored(fact),
                    recorded_us=to_microseconds(at),
                    digest=f"{position:064x}" if n == len(told) else None,
                )
            )
        return len(self.records)

    def read(self, after: int, limit: int) -> list[Record]:
        return self.records[after : after + limit]

    def head(self) -> Head:
        return Head(len(self.records), "", 0, "live")


class ReportsWorld:
    """`call(caller, method, **fields)` is the RPC; `tell` records facts of issues, which are then followed."""

    def __init__(self, url: str):
        self.clock = SettableClock(NOW)
        self.engine = open_engine(url)
        self.key = Ed25519PrivateKey.generate()
        self.app = build(
            Environment(
                engine=self.engine,
                clock=self.clock,
                keyring=Keyring(self.engine, bytes(range(32))),
                peer=None,
                public_key=self.key.public_key(),
                timezone="Asia/Shanghai",
                service_token=str,
            )
        )
        self.app.migrate()
        self.logs = {"issues": Source(), "campaign": Source()}
        self.followers = self.app.followers(
            lambda source: lambda seen, limit: self.logs[source].read(seen.position, limit)
        )
        self.logs["campaign"].add(
            NOW,
            *(
                UnitRegistered(
                    unit_id=unit, name=f"名{unit}", kind=kind, parent_id=above, sort=unit
                )
                for unit, kind, above in UNITS
            ),
        )
        self.settle()
        self._numbers = count(1)

    def call(self, caller: Caller, method: str, /, **fields: Any) -> dict[str, Any]:
        service = Reports()
        service.here = Here(self.app, issue_token(caller, self.key, self.clock()))
        return getattr(service, method)(fields)

    def tell(self, *told: Fact, at: datetime | None = None) -> int:
        position = self.logs["issues"].add(at or self.clock(), *told)
        self.settle()
        return position

    def settle(self) -> None:
        while any(follower.step(self.clock()) for follower in self.followers):
            pass

    def pass_days(self, days: int) -> None:
        self.clock.set(self.clock() + timedelta(days=days))

    def reported(self, **more: Any) -> facts.IssueReported:
        """A fact that was not told yet."""
        n = next(self._numbers)
        told: dict[str, Any] = {
            "issue_id": f"issue-{n}",
            "number": f"WT-202611-{n:04d}",
            "kind": "help_request",
            "source": "visit",
            "reporter_id": "party",
            "unit_id": "reed",
            "category": "power_and_lighting",
            "verbatim": "路灯坏了",
            "by": "vera",
        }
        return facts.IssueReported(**{**told, **more})


def assigned(issue: facts.IssueReported, lead: str = "power", **more: Any) -> Fact:
    return facts.IssueAssigned(**of(issue), lead_unit_id=lead, due=DUE, **more)


def planned(issue: facts.IssueReported, k: int = 1, unit: str = "power", **more: Any) -> Fact:
    number = f"RW{issue.number[2:]}-{k}"
    task = {"task_id": f"{issue.issue_id}-{k}", "unit_id": unit, "due": DUE}
    return facts.TaskPlanned(**of(issue), **task, number=number, measure="换灯", **more)


def completed(issue: facts.IssueReported, k: int = 1, **more: Any) -> Fact:
    number, day = f"XG{issue.number[2:]}-{k}", NOW.date()
    task = {"task_id": f"{issue.issue_id}-{k}", "completed_on": day}
    return facts.TaskCompleted(**of(issue), **task, number=number, result="亮了", **more)


def approved(issue: facts.IssueReported, part: str, text: str, k: int | None = None) -> Fact:
    task = f"{issue.issue_id}-{k}" if k else None
    text_ = {"part": part, "task_id": task, "proposed_by": "olga", "text": text}
    return facts.PublicTextApproved(**of(issue), **text_)


def on_spot(issue: facts.IssueReported) -> list[Fact]:
    """The facts of one append."""
    return [
        issue,
        assigned(issue, "reed", on_spot=True, implied=True),
        planned(issue, unit="reed", implied=True),
        completed(issue, implied=True),
        facts.CompletionReported(**of(issue), claimed="solved", implied=True),
    ]


def of(issue: facts.IssueReported) -> dict[str, str]:
    """What every fact of the issue says."""
    return {"issue_id": issue.issue_id, "by": "somebody"}


def _as_stored(fact: Fact) -> dict[str, Any]:
    """Sealed words are envelopes that nobody here can open."""
    words = {name: None for name in sealed_fields(type(fact)) if getattr(fact, name) is not None}
    envelope = {"alg": "A256GCM", "key_id": "k", "field": "f", "nonce": "n", "text": "t"}
    return {**dataclasses.replace(fact, **words).to_data(), **dict.fromkeys(words, envelope)}
