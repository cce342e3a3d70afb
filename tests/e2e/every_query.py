"""Every query of every service, asked in every way that its schema allows: a method added later is asked as well.

`Known` says what a field of some name may be asked with; what has no name there is tried with every id.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from marshmallow.fields import Field

from eventlog.errors import Failure, Invalid
from services.kernel import schema_fields as fields
from services.kernel.schema import Schema
from tests.e2e.district import District
from tools.reference.methods import Method, all_methods

Request = dict[str, Any]
A_FEW = 4
# Signing in and out, with secrets; and what is told of logs: to followers, and how far those have come.
OF_SESSIONS = {"sign_in", "renew", "sign_out", "redeem_link", "service_token", "new_link"}
OF_LOGS = {"facts_after", "passed"}
PLACE_IN_LIST = ("at_least", "after", "limit")
# Positions of logs, and instants at which an answer was given: they move whatever is done.
MOVING = ("position", "head", "as_of", "since", "next")


@dataclass
class Known:
    """`values` by the name of a field; `ids` for every other that takes text."""

    values: dict[str, list[Any]] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)


def queries() -> dict[str, Method]:
    """`{"issues.get": …}`: everything that is no command and is not told apart above."""
    return {
        key: method
        for key, method in all_methods().items()
        if not method.is_command and method.name not in OF_SESSIONS | OF_LOGS
    }


def requests(method: Method, known: Known) -> list[Request]:
    """What is required in every combination, and each optional field by itself (of a long vocabulary a few codes).
    Only what the schema accepts."""
    schema = method.schema()
    asked = {name: f for name, f in schema.fields.items() if name not in PLACE_IN_LIST}
    required = {name: f for name, f in asked.items() if f.required}
    choices = [[(name, v) for v in _values(name, f, known)] for name, f in required.items()]
    bases = [dict(each) for each in product(*choices)]
    found = list(bases)
    for name in asked.keys() - required.keys():
        values = list(_values(name, asked[name], known))
        few = values[:: len(values) // A_FEW + 1]
        found += [bases[0] | {name: value} for value in few] if bases else []
    return [request for request in found if _is_accepted(schema, request)]


def answer(district: District, key: str, request: Request, token: str) -> str:
    """As text, a failure as well, without what moves by itself."""
    service, name = key.split(".")
    try:
        told = district.system.peer.call(service, name, request, token=token, timeout=15.0)
    except Failure as failure:
        told = {"failure": type(failure).__name__, "code": failure.code, "params": failure.params}
    return json.dumps(_still(told), ensure_ascii=False, sort_keys=True)


def _values(name: str, kind: Field[Any], known: Known) -> Iterator[Any]:
    if isinstance(kind, fields.Items):
        yield from ([value] for value in _values(name, kind.inner, known))
    elif name in known.values:
        yield from known.values[name]
    elif isinstance(kind, fields.Code):
        yield from kind.choices
    elif isinstance(kind, fields.Flag):
        yield from (True, False)
    elif isinstance(kind, fields.Text):
        yield from known.ids
    else:
        raise TypeError(f"say in the test what the field {name} may be asked with")


def _is_accepted(schema: Schema, request: Request) -> bool:
    try:
        schema.check(request)
    except Invalid:
        return False
    return True


def _still(told: Any) -> Any:
    if isinstance(told, dict):
        return {name: _still(value) for name, value in told.items() if name not in MOVING}
    return [_still(item) for item in told] if isinstance(told, list) else told
