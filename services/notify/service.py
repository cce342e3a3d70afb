"""RPC of `notify`: the inbox."""

from typing import Any

from services.kernel.nameko_host import Endpoint, rpc
from services.notify import schemas
from services.notify.inbox import inbox

Request = dict[str, Any]


class Notify:
    name = "notify"
    here = Endpoint()

    @rpc
    def inbox(self, request: Request) -> Request:
        fields = self.here.query(request, schemas.Inbox())
        with self.here.app.environment.engine.connect() as conn:
            return inbox(conn, self.here.caller, fields)

    @rpc
    def passed(self, request: Request) -> Request:
        return self.here.passed(request)
