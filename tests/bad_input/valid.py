"""What the table of valid requests has for each method: the request, who may send it, and what others are told."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.bad_input.answers import ANSWERED, FORBIDDEN, NOT_FOUND
from tests.bad_input.district import Districts

Make = Callable[[Districts], dict[str, Any]]
NOBODY = "nobody-has-this"  # an id of the right shape
OPERATOR, PUBLIC = "service:cli", "service:web"


def nothing(_districts: Districts) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Valid:
    """`who` may ask for it: a login, a service account, or None for anybody without a token.

    `stranger` is what somebody of another district with every role is told, `barred` what somebody with another
    role (`outsider`) is told. `unknown` says the same for each field with an id, when nobody has that id.
    `changed` makes another valid request of it; `version` is whether it acts on something that has a version."""

    who: str | None
    request: Make = nothing
    stranger: str = ANSWERED
    outsider: str = "idle"
    barred: str = ANSWERED
    unknown: dict[str, str] = field(default_factory=dict)
    changed: dict[str, Any] = field(default_factory=dict)
    version: bool = False


def on_issue(
    who: str,
    state: str,
    make: Callable[[Districts, str], dict[str, Any]],
    outsider: str = "visitor",
    report: dict[str, Any] | None = None,
    **more: Any,
) -> Valid:
    """A command on an issue of the first district in this state, reported with these fields."""

    def request(districts: Districts) -> dict[str, Any]:
        issue = districts.fresh(state, **(report or {}))
        return {"id": issue, **make(districts, issue)}

    more["unknown"] = {"id": NOT_FOUND, **more.get("unknown", {})}
    return Valid(who, request, NOT_FOUND, outsider, FORBIDDEN, version=True, **more)


def command(request: dict[str, Any]) -> dict[str, Any]:
    return {"command_id": str(uuid.uuid4()), **request}
