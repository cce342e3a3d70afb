"""A fact on the wire: CloudEvents 1.0 JSON. Extension attributes carry what a follower needs to keep order."""

from datetime import UTC, datetime
from typing import Any

from eventlog.clock import to_microseconds
from eventlog.record import Record

_OPTIONAL = {"commandid": "command_id", "causationid": "causation_id", "digest": "digest"}


def to_cloudevent(record: Record, source: str) -> dict[str, Any]:
    """`source` is the owning service; `type` the fact's name; `position` its place in that service's log."""
    event = {
        "specversion": "1.0",
        "id": record.fact_id,
        "source": source,
        "type": record.type,
        "subject": record.stream,
        "time": record.recorded_at.isoformat().replace("+00:00", "Z"),
        "datacontenttype": "application/json",
        "data": record.data,
        "position": record.position,
        "streamversion": record.version,
        "schemanumber": record.schema,
        "actor": record.actor,
        "origin": record.origin,
    }
    for attribute, name in _OPTIONAL.items():
        if (value := getattr(record, name)) is not None:
            event[attribute] = value
    return event


def from_cloudevent(event: dict[str, Any]) -> Record:
    """The record back; unknown attributes are ignored. KeyError or ValueError when it is not one of ours."""
    recorded_at = datetime.fromisoformat(event["time"]).astimezone(UTC)
    return Record(
        position=int(event["position"]),
        stream=event["subject"],
        version=int(event["streamversion"]),
        type=event["type"],
        schema=int(event["schemanumber"]),
        fact_id=event["id"],
        actor=event["actor"],
        command_id=event.get("commandid"),
        causation_id=event.get("causationid"),
        data=event["data"],
        recorded_us=to_microseconds(recorded_at),
        digest=event.get("digest"),
        origin=event.get("origin", "live"),
    )
