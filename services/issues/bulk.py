"""批量: one act on many issues, each decided, appended and answered on its own.

The hazard: a call that breaks off in the middle has done some and not others, and whoever sends it again must not do
any twice. So each issue's command has an id that follows from that of the whole: what was done answers as it did
then, the rest is done now. Nothing is undone for the sake of the others."""

import uuid
from typing import Any

from eventlog.errors import Conflict, Failure, Forbidden, Invalid, NotFound, Refused
from services.issues import schemas
from services.issues.commanding import carry_out
from services.kernel.here import Here
from services.kernel.schema import CommandSchema, Schema

SCHEMAS: dict[str, type[CommandSchema]] = {
    "triage": schemas.Triage,
    "assign": schemas.Assign,
    "close": schemas.Close,
    "approve_public_text": schemas.ApprovePublicText,
}
OF_THE_WHOLE = ("command_id", "expected_version", "command", "items")
ITS_OWN = (Conflict, Forbidden, Invalid, NotFound, Refused)  # of one issue; the rest ends the call


def bulk(here: Here, request: dict[str, Any], schema: Schema) -> dict[str, Any]:
    """`{items: [{id, version, position} | {id, code, params}], position}`, in the order of the request; `position` is
    from where all of it can be read. Raises Invalid."""
    schema.check(request)
    command, items = request["command"], request["items"]
    common = _without_null({k: v for k, v in request.items() if k not in OF_THE_WHOLE})
    requests = [_request(request["command_id"], {**common, **_without_null(i)}) for i in items]
    _check(SCHEMAS[command](), requests)
    seen: dict[str, tuple[Any, int]] = {}
    answers = [_one(here, command, each, seen) for each in requests]
    positions = [answer["position"] for answer in answers if "position" in answer]
    return {"items": answers, "position": max(positions, default=here.app.log.head().position)}


def _without_null(said: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if value is not None}


def _request(bulk_id: str, said: dict[str, Any]) -> dict[str, Any]:
    named = ":".join(str(said.get(name) or "") for name in ("id", "part", "task_id"))
    derived = uuid.uuid5(uuid.NAMESPACE_URL, f"minqing:bulk:{bulk_id}:{named}")
    return {**said, "command_id": str(derived)}


def _check(schema: CommandSchema, requests: list[dict[str, Any]]) -> None:
    """Every command has the shape of its own; none is given twice. Raises Invalid."""
    for each in requests:
        schema.check(each)
    if len({each["command_id"] for each in requests}) < len(requests):
        raise Invalid({"items": ["repeated"]})


def _one(
    here: Here, command: str, request: dict[str, Any], seen: dict[str, tuple[Any, int]]
) -> dict[str, Any]:
    """`seen` is what this call made of a version: two texts of one issue may be approved together."""
    issue_id, version = request["id"], request.get("expected_version")
    accepted, fields = here.accept(request, SCHEMAS[command]())
    before, now = seen.get(issue_id, (None, 0))
    if version is not None and version == before:
        fields["expected_version"] = now
    try:
        answer = carry_out(here, command, accepted, fields)
    except ITS_OWN as failure:
        return _refused(issue_id, failure)
    seen[issue_id] = (version, answer["version"])
    return answer


def _refused(issue_id: str, failure: Failure) -> dict[str, Any]:
    return {"id": issue_id, "code": failure.code, "params": failure.params}
