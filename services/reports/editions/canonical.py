"""One text for one value: the canonical form of JSON (RFC 8785), which is what is hashed and signed."""

import hashlib
from typing import Any

import rfc8785

PREFIX = "sha256:"


def canonical(value: Any) -> bytes:
    """Raises ValueError for what has no canonical form: a number beyond 2**53, a broken character."""
    try:
        return rfc8785.dumps(value)
    except (rfc8785.CanonicalizationError, RecursionError, UnicodeError) as error:
        raise ValueError(f"no canonical form: {error}") from error


def digest_of(value: Any) -> str:
    """`sha256:<64 hex>` of the canonical form."""
    return digest_of_bytes(canonical(value))


def digest_of_bytes(data: bytes) -> str:
    return PREFIX + hashlib.sha256(data).hexdigest()
