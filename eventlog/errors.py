"""What can go wrong, as one small tree. `args` is always `(code, params)`: that is what crosses the wire.

Failure
├── Invalid       the shape is wrong; params = {field: [codes]}
├── Refused       a rule says no; the code is stable and tested
├── Conflict      somebody wrote first; params = {"version": what the stream is at now}
├── NotFound      it does not exist, or the caller may not see it: the two are not told apart
├── Forbidden     role or relation
└── Unavailable   not now: try again (service_down, reading_behind)
LogDiverged       operators only: the log is not the one that was read before
"""

from typing import Any


class Failure(Exception):
    """An answer other than success. `code` is stable; `params` are plain JSON values."""

    default_code = "failure"

    def __init__(self, code: str | None = None, params: dict[str, Any] | None = None):
        super().__init__(code or self.default_code, params or {})

    @property
    def code(self) -> str:
        return self.args[0]

    @property
    def params(self) -> dict[str, Any]:
        return self.args[1]


class Invalid(Failure):
    """The request has the wrong shape. `Invalid({"due": ["date"]})`."""

    def __init__(self, fields: dict[str, Any]):
        super().__init__("invalid", fields)


class Refused(Failure):
    """A rule of the domain says no. `Refused("closer_handled_it")`."""


class Conflict(Failure):
    """The stream has moved on since the caller read it."""

    default_code = "conflict"


class NotFound(Failure):
    default_code = "not_found"


class Forbidden(Failure):
    default_code = "forbidden"


class Unavailable(Failure):
    default_code = "service_down"


class LogDiverged(Exception):
    """The log's digest at a position differs from the one a follower saw there: it was restored or altered."""


ON_THE_WIRE: dict[str, type[Failure]] = {
    kind.__name__: kind for kind in (Invalid, Refused, Conflict, NotFound, Forbidden, Unavailable)
}


def to_wire(failure: Failure) -> dict[str, Any]:
    """`{"exc_type", "exc_args"}` as nameko puts it on the wire (Invalid: `["invalid", fields]`)."""
    return {"exc_type": type(failure).__name__, "exc_args": list(failure.args)}


def from_wire(exc_type: str, exc_args: list[Any]) -> Failure | None:
    """The failure that a peer raised, or None when it is not one of ours."""
    kind = ON_THE_WIRE.get(exc_type)
    if kind is None or len(exc_args) != 2:
        return None
    return Invalid(exc_args[1]) if kind is Invalid else kind(*exc_args)
