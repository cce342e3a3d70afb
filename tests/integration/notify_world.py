"""`notify` on a real database, following a list of facts, on a settable clock; its peers are what a test says."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from eventlog.clock import SettableClock, to_microseconds
from eventlog.engine import open_engine
from eventlog.errors import Unavailable
from eventlog.record import Record
from eventlog.seal import Keyring
from services.kernel.application import Environment
from services.kernel.caller import Caller
from services.kernel.here import Here
from services.kernel.mail_settings import MailSettings
from services.kernel.token import issue
from services.notify.application import NotifyApplication, build
from services.notify.service import Notify
from services.notify.tables import mail_intent

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)  # a Tuesday, ten in the morning


class Owners:
    """`campaign` and `issues`, as far as `notify` asks them for addresses. No address: None; `forgotten`: issues."""

    def __init__(self) -> None:
        self.mailboxes: dict[str, str] = {}
        self.office: str | None = None
        self.contacts: dict[str, str] = {}
        self.forgotten: set[str] = set()
        self.away = False

    def call(
        self,
        service: str,
        method: str,
        request: dict[str, Any],
        token: str | None = None,
        timeout: float = 5.0,
    ) -> dict[str, Any]:
        if self.away:
            raise Unavailable()
        match f"{service}.{method}":
            case "campaign.mailbox_of_unit":
                return {"address": self.mailboxes.get(request["unit"])}
            case "campaign.mailbox_of_office":
                return {"address": self.office}
            case "issues.contact_address":
                forgotten = request["id"] in self.forgotten
                address = None if forgotten else self.contacts.get(request["id"])
                return {"address": address, "forgotten": forgotten}
        raise AssertionError(f"{service}.{method} is not asked for addresses")


class NotifyWorld:
    """Without `mail` no e-mail is set up. `facts` may be shared: a second world follows the same log."""

    def __init__(
        self, url: str, mail: MailSettings | None = None, facts: list[Record] | None = None
    ):
        self.clock = SettableClock(NOW)
        self.engine = open_engine(url)
        self.private_key = Ed25519PrivateKey.generate()
        self.facts: list[Record] = [] if facts is None else facts
        self.owners = Owners()
        self.app = self.build(mail)
        self.app.migrate()

    def build(self, mail: MailSettings | None) -> NotifyApplication:
        app = build(
            Environment(
                engine=self.engine,
                clock=self.clock,
                keyring=Keyring(self.engine, bytes(range(32))),
                peer=self.owners,
                public_key=self.private_key.public_key(),
                timezone="Asia/Shanghai",
                service_token=str,
                mail=mail,
            )
        )
        self.followers = app.followers(
            lambda source: lambda seen, limit: self.facts[seen.position : seen.position + limit]
        )
        [self.follower] = [each for each in self.followers if each.name == "assignment_inbox"]
        return app

    def close(self) -> None:
        self.engine.dispose()

    def happens(self, type_: str, issue_id: str = "i1", /, **data: Any) -> Record:
        position = len(self.facts) + 1
        record = Record(
            position=position,
            stream=issue_id,
            version=1,
            type=type_,
            schema=1,
            fact_id=f"fact-{position}",
            actor="o",
            command_id=None,
            causation_id=None,
            data={"issue_id": issue_id, **data},
            recorded_us=to_microseconds(self.clock()) + position,
            digest="00",
        )
        self.facts.append(record)
        return record

    def assigned(self, issue_id: str = "i1", *supports: str, lead: str = "north") -> Record:
        return self.happens(
            "IssueAssigned",
            issue_id,
            lead_unit_id=lead,
            support_unit_ids=list(supports),
            due=date(2026, 12, 1).isoformat(),
            on_spot=False,
        )

    def reported(self, issue_id: str = "i1", number: str = "WT-202611-0001", **more: Any) -> Record:
        return self.happens("IssueReported", issue_id, number=number, unit_id="village", **more)

    def accused(self, issue_id: str = "i1") -> None:
        """It becomes confidential: from here on its owner tells all of its facts sealed."""
        self.happens("AccusedPartyNamed", issue_id)
        envelope = {"alg": "A256GCM", "key_id": "k", "field": "f", "nonce": "n", "text": "t"}
        self.facts[:] = [
            replace(record, data={"sealed": envelope}) if record.stream == issue_id else record
            for record in self.facts
        ]

    def settle(self) -> None:
        while any(follower.step(self.clock()) for follower in self.followers):
            pass

    def inbox(self, caller: Caller, **fields: Any) -> dict[str, Any]:
        service = Notify()
        service.here = Here(self.app, issue(caller, self.private_key, self.clock()))
        return service.inbox(fields)

    # e-mail

    def sends(self) -> None:
        """Everything that is due now."""
        [sender] = self.app.workers
        self.settle()
        while sender.step(self.clock()):
            pass

    def passes(self, **span: float) -> None:
        self.clock.set(self.clock() + timedelta(**span))

    def intents(self) -> list[Any]:
        query = sa.select(mail_intent).order_by(mail_intent.c.recorded_us, mail_intent.c.kind)
        with self.engine.connect() as conn:
            return list(conn.execute(query))

    def states(self) -> list[tuple[str, str]]:
        return [(row.kind, row.state) for row in self.intents()]
