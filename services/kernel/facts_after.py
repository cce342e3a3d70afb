"""The owner's side of following: a page of the log, in order, as CloudEvents; and the follower's side over RPC."""

from typing import Any

from eventlog.checkpoint import Checkpoint
from eventlog.envelope import from_cloudevent, to_cloudevent
from eventlog.errors import Invalid, LogDiverged, Refused
from eventlog.follower import Fetch
from eventlog.log import Log
from eventlog.record import Record

MOST = 1000


def facts_after(log: Log, service: str, request: dict[str, Any]) -> dict[str, Any]:
    """`{after, limit?, seen?: {position, digest}}` -> `{items, head}`. Raises Refused("log_diverged")."""
    after, limit = _count(request, "after", 0), min(_count(request, "limit", 500), MOST)
    seen = request.get("seen") or {}
    try:
        log.check_seen(int(seen.get("position", 0)), str(seen.get("digest", "")))
    except LogDiverged as diverged:
        raise Refused("log_diverged", {"position": seen["position"]}) from diverged
    head = log.head()
    if after > head.position:
        raise Refused("log_diverged", {"position": after})
    items = [to_cloudevent(record, service) for record in log.read(after, limit)]
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


def fetch_from_log(log: Log) -> Fetch:
    """Reads a log in the same process: embedded mode, and a service that follows itself."""

    def fetch(seen: Checkpoint, limit: int) -> list[Record]:
        log.check_seen(seen.digest_position, seen.digest)
        if seen.position > log.head().position:
            raise LogDiverged(f"the log ends before position {seen.position}")
        return log.read(seen.position, limit)

    return fetch


def _count(request: dict[str, Any], name: str, default: int) -> int:
    value = request.get(name, default)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise Invalid({name: ["type"]})
    return value
