"""Secrets that are handed out once and kept as a hash: sessions and one-time links."""

import hashlib
import hmac
import secrets


def new_secret() -> str:
    """256 random bits, hex: nothing to guess, so a plain hash of it is safe to keep."""
    return secrets.token_hex(32)


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def is_same(expected: str, given: str) -> bool:
    """Compared in constant time."""
    return hmac.compare_digest(expected.encode(), given.encode())
