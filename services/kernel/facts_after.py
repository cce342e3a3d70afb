"""The owner's side of following: a page of the log, in order, as CloudEvents; and the follower's side over RPC."""

from typing import Any

from eventlog.checkpoint import Checkpoint
from eventlog.envelope import from_cloudevent, to_cloudevent
from eventlog.errors import LogDiverged, Refused
from eventlog.follower import Fetch
from eventlog.record import Record
from eventlog.wire import Readable
from services.kernel.schema import Schema
from services.kernel.schema_fields import Count, Nested, Text

MOST = 1000


class Digest(Text):
    """Hex, or empty where nothing has been seen yet."""

    def read(self, value: Any) -> str:
        return "" if value == "" else super().read(value)


class Seen(Schema):
    position = Count(load_default=0)
    digest = Digest(max=200, load_default="")


class FactsAfter(Schema):
    """`{after, limit?, seen?: {position, digest}, until?}`."""

    after = Count(load_default=0)
    limit = Count(min=1, load_default=500)
    seen = Nested(Seen)
    until = Count()


def facts_after(log: Readable, service: str, fields: dict[str, Any]) -> dict[str, Any]:
    """Fields of `FactsAfter` -> `{items, head}`. Raises Refused("log_diverged")."""
    after, seen = fields["after"], fields["seen"] or {"position": 0, "digest": ""}
    try:
        log.check_seen(seen["position"], seen["digest"])
    except LogDiverged as diverged:
        raise Refused("log_diverged", {"position": seen["position"]}) from diverged
    head = log.head()
    if after > head.position:
        raise Refused("log_diverged", {"position": after})
    items = [
        to_cloudevent(record, service) for record in log.read(after, min(fields["limit"], MOST))
    ]
    return {"items": items, "head": {"position": head.position, "digest": head.digest}}


def fetch_by_rpc(peer: Any, service: str, service_token: Any) -> Fetch:
    """Reads a peer's log for a follower: distributed mode, and the gap behind a lost message."""

    def fetch(seen: Checkpoint, limit: int) -> list[Record]:
        request = {
            "after": seen.position,
            "limit": limit,
            "seen": {"position": seen.digest_position, "digest": seen.digest},
        }
        answer = peer.call(service, "facts_after", request, token=service_token())
        return [from_cloudevent(item) for item in answer["items"]]

    return fetch


def fetch_from_log(log: Readable) -> Fetch:
    """Reads a log in the same process: embedded mode, and a service that follows itself."""

    def fetch(seen: Checkpoint, limit: int) -> list[Record]:
        log.check_seen(seen.digest_position, seen.digest)
        if seen.position > log.head().position:
            raise LogDiverged(f"the log ends before position {seen.position}")
        return log.read(seen.position, limit)

    return fetch
