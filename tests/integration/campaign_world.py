"""`campaign` on a real database, on a settable clock, with followers that are stepped by hand."""

import json
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from eventlog.clock import SettableClock
from eventlog.engine import open_engine
from eventlog.errors import Failure
from eventlog.seal import Keyring
from services.campaign.application import build
from services.campaign.service import Campaign
from services.campaign.service_accounts import service_secret
from services.kernel.application import Environment
from services.kernel.caller import Caller, Role, service_caller
from services.kernel.facts_after import fetch_from_log
from services.kernel.here import Here
from services.kernel.token import issue
from services.kernel.token_key import new_private_key

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
OPERATOR = service_caller("cli", "operator")
CLERK = Caller("clerk", "d", (Role("office", "d"),))
PASSWORD = "correct horse battery"

UNITS = [
    {"code": "d", "name": "云溪管理区", "kind": "district", "parent_code": ""},
    {"code": "c", "name": "东塘社区", "kind": "community", "parent_code": "d"},
    {"code": "e", "name": "东河社区", "kind": "community", "parent_code": "d"},
]
ZHAO = {
    "login": "zhao",
    "name": "赵一民",
    "position": "cadre",
    "unit_code": "c",
    "roles": "visitor",
}


class CampaignWorld:
    """`call(caller, method, **fields)` is the RPC, through JSON; None is a call without a token."""

    def __init__(self, url: str):
        self.clock = SettableClock(NOW)
        self.engine = open_engine(url)
        self.private_key = new_private_key()
        self.app = build(
            Environment(
                engine=self.engine,
                clock=self.clock,
                keyring=Keyring(self.engine, bytes(range(32))),
                peer=None,
                public_key=self.private_key.public_key(),
                timezone="Asia/Shanghai",
                service_token=str,
                private_key=self.private_key,
            )
        )
        self.app.migrate()
        self.followers = self.app.followers(lambda _source: fetch_from_log(self.app.log))

    def close(self) -> None:
        self.engine.dispose()

    def call(self, caller: Caller | str | None, method: str, /, **fields: Any) -> dict[str, Any]:
        """`caller` may be a token. Followers catch up afterwards."""
        service = Campaign()
        token = (
            issue(caller, self.private_key, self.clock()) if isinstance(caller, Caller) else caller
        )
        service.here = Here(self.app, token)
        answer = getattr(service, method)(json.loads(json.dumps(fields)))
        while any(follower.step(self.clock()) for follower in self.followers):
            pass
        return json.loads(json.dumps(answer))

    def refusal(
        self, caller: Caller | str | None, method: str, /, **fields: Any
    ) -> tuple[str, str, Any]:
        """`(type, code, params)` of the failure that the call must end in."""
        try:
            answer = self.call(caller, method, **fields)
        except Failure as failure:
            return type(failure).__name__, failure.code, failure.params
        raise AssertionError(f"{method} was answered {sorted(answer)}")

    def bring(
        self, caller: Caller, method: str, rows: list[dict[str, Any]], **more: Any
    ) -> dict[str, Any]:
        """An import, under a command id of its own unless one is given."""
        fields = {"command_id": str(uuid.uuid4()), "rows": rows, **more}
        return self.call(caller, method, **fields)

    def found(self) -> "CampaignWorld":
        """Units, and Zhao with a password."""
        self.bring(OPERATOR, "import_units", UNITS)
        [item] = self.bring(OPERATOR, "import_people", [ZHAO])["sign_ins"]
        self.call(None, "redeem_link", link=item["link"], password=PASSWORD)
        return self

    def secret(self, service: str) -> str:
        return service_secret(self.private_key, service)

    def pass_time(self, **span: float) -> None:
        self.clock.set(self.clock() + timedelta(**span))

    def types(self) -> list[str]:
        return [record.type for record in self.app.log.read(0, 10_000)]
