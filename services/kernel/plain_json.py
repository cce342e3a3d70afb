"""JSON as RPC carries it: plain types only. A date or an id that is not text yet is an error, not a guess.

kombu's own JSON writes UUIDs, decimals and instants as `{"__type__": …}` and makes objects of what looks like
that when it reads. A request must not be able to choose the types that a service gets.
"""

import json
from typing import Any


def dumps(value: Any) -> str:
    """TypeError or ValueError for anything that JSON does not have (NaN included)."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def loads(text: str | bytes) -> Any:
    """ValueError for text that is not JSON (NaN and Infinity are not)."""
    return json.loads(text, parse_constant=_refuse)


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")
