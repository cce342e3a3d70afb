"""What an endpoint method sees of one call: the application, who is calling, and what time it is.

The order in which a call is refused is fixed: token, shape, known answer, visibility, role and relation, version,
state, guard. `accept` and `query` do the first two; `Log.once` the third; the service the rest.
"""

import json
import time
from datetime import datetime
from functools import cached_property
from typing import Any

from eventlog import checkpoint
from eventlog.errors import Forbidden, Invalid, Unavailable
from eventlog.log import Command
from services.kernel.application import Application
from services.kernel.caller import Caller
from services.kernel.facts_after import FactsAfter, facts_after
from services.kernel.schema import QuerySchema, Schema
from services.kernel.token import verify

BEHIND_SECONDS = 2.0
POLL_SECONDS = 0.02


class Here:
    """One call of one service. `token` is what came under the context key `token`, or None."""

    def __init__(self, app: Application, token: str | None):
        self.app: Any = app
        self._token = token

    @cached_property
    def now(self) -> datetime:
        """The instant of this call, the same for everything that it decides."""
        return self.app.environment.clock()

    @cached_property
    def caller(self) -> Caller:
        """Raises Forbidden (token_missing, token_expired, token_invalid)."""
        return verify(self._token, self.app.environment.public_key, self.now)

    def accept(self, request: dict[str, Any], schema: Schema) -> tuple[Command, dict[str, Any]]:
        """A command's token and shape. The fields come back without `command_id`."""
        actor = self.caller.person
        fields = schema.check(request)
        command_id = fields.pop("command_id")
        # With the kind of command: two kinds may be asked for in the same words.
        asked = [type(schema).__name__, request]
        canonical = json.dumps(asked, sort_keys=True, ensure_ascii=False).encode()
        digest = self.app.environment.keyring.request_digest(canonical)
        return Command(actor, command_id, digest), fields

    def query(self, request: dict[str, Any], schema: Schema) -> dict[str, Any]:
        """A query's token and shape; waits until the read models have passed `at_least`, two seconds at most."""
        _ = self.caller
        fields = schema.check(request)
        self.wait_for(fields.pop("at_least", None) or {})
        return fields

    def wait_for(self, at_least: dict[str, int]) -> None:
        """Read your writes. Raises Unavailable("reading_behind"), and Invalid for what is not written yet."""
        if self._has_passed(at_least):
            return
        own = self.app.log.head().position if self.app.log else None
        if own is not None and at_least.get(self.app.name, 0) > own:
            raise Invalid({"at_least": ["range"]})
        deadline = time.monotonic() + BEHIND_SECONDS
        while not self._has_passed(at_least):
            if time.monotonic() > deadline:
                raise Unavailable("reading_behind")
            time.sleep(POLL_SECONDS)

    def passed(self, request: dict[str, Any]) -> dict[str, Any]:
        """How far each follower of this service has come, by checkpoint name."""
        self.query(request, QuerySchema())
        with self.app.environment.engine.connect() as conn:
            return {"items": checkpoint.positions(conn)}

    def facts_after(self, request: dict[str, Any]) -> dict[str, Any]:
        """A page of this service's log, sealed and concealed, for followers (scope `follow`). With `until` as it was
        read at that position, for who prints editions (scope `print` as well)."""
        fields = self.query(request, FactsAfter())
        if not self.caller.has_scope("follow"):
            raise Forbidden()
        if (until := fields["until"]) is None:
            return facts_after(self.app.wire, self.app.name, fields)
        if not self.caller.has_scope("print"):
            raise Forbidden()
        return facts_after(self.app.wire_as_of(until), self.app.name, fields)

    def _has_passed(self, at_least: dict[str, int]) -> bool:
        wanted = {s: p for s, p in at_least.items() if s in self.app.sources}
        if not wanted:
            return True
        with self.app.environment.engine.connect() as conn:
            for projection in self.app.projections:
                generation = self.app.read_models.generation(conn, projection)
                for source in set(projection.sources) & wanted.keys():
                    name = generation.checkpoint_name(source)
                    if checkpoint.read(conn, name).position < wanted[source]:
                        return False
            for other in (*self.app.reactions, *self.app.effects):
                name = f"{other.name}@{other.source}"
                if checkpoint.read(conn, name).position < wanted.get(other.source, 0):
                    return False
        return True
