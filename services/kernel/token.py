"""Signed tokens: `campaign` issues them, every service verifies them with the public key alone.

A JWT (EdDSA, `kid` = thumbprint of the key) with the claims `sub, unit, roles: [{role, unit}],
scope, iat, exp`; `scope` is a space-separated string as in OAuth. Expiry is judged by the service's
own clock, with a leeway of a minute for clocks that differ.
"""

from datetime import datetime, timedelta
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from eventlog.errors import Forbidden
from services.kernel.caller import Caller, Role
from services.kernel.token_key import thumbprint

ALGORITHM = "EdDSA"
MINUTES = 10
LEEWAY_SECONDS = 60
MAX_LENGTH = 64_000  # far above any person's roles; keeps a hostile header from being parsed

# The clock is ours (a port), so PyJWT, which reads the machine's, must not judge times.
_OPTIONS: Any = {
    "require": ["sub", "iat", "exp"],
    "verify_exp": False,
    "verify_iat": False,
    "verify_nbf": False,
    "verify_aud": False,
}


def issue(
    caller: Caller, private_key: Ed25519PrivateKey, now: datetime, minutes: int = MINUTES
) -> str:
    """A signed token for this caller, valid from `now` (aware) for `minutes`."""
    claims = {
        "sub": caller.person,
        "unit": caller.unit,
        "roles": [{"role": held.role, "unit": held.unit} for held in caller.roles],
        "scope": " ".join(sorted(caller.scopes)),
        "iat": int(now.timestamp()),
        "exp": int((now + timedelta(minutes=minutes)).timestamp()),
    }
    kid = thumbprint(private_key.public_key())
    return jwt.encode(claims, private_key, algorithm=ALGORITHM, headers={"kid": kid})


def verify(token: str | None, public_key: Ed25519PublicKey, now: datetime) -> Caller:
    """Who the token speaks for. Raises Forbidden: token_missing, token_expired, token_invalid."""
    if not token:
        raise Forbidden("token_missing")
    claims = _claims(token, public_key)
    caller = _caller(claims)
    issued, expires = claims["iat"], claims["exp"]
    if type(issued) is not int or type(expires) is not int:
        raise Forbidden("token_invalid")
    seconds = now.timestamp()
    if issued > seconds + LEEWAY_SECONDS:
        raise Forbidden("token_invalid")
    if expires + LEEWAY_SECONDS <= seconds:
        raise Forbidden("token_expired")
    return caller


def _claims(token: str, public_key: Ed25519PublicKey) -> dict[str, Any]:
    if not isinstance(token, str) or not token.isascii() or len(token) > MAX_LENGTH:
        raise Forbidden("token_invalid")
    try:
        if jwt.get_unverified_header(token).get("kid") != thumbprint(public_key):
            raise Forbidden("token_invalid")
        return jwt.decode(token, public_key, algorithms=[ALGORITHM], options=_OPTIONS)
    except jwt.InvalidTokenError:
        raise Forbidden("token_invalid") from None


def _caller(claims: dict[str, Any]) -> Caller:
    person, unit, scope = claims["sub"], claims.get("unit"), claims.get("scope", "")
    texts = [person, scope] + ([unit] if unit is not None else [])
    if not person or not all(isinstance(text, str) for text in texts):
        raise Forbidden("token_invalid")
    roles = tuple(_role(item) for item in _list(claims.get("roles", [])))
    return Caller(person, unit, roles, frozenset(scope.split()))


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise Forbidden("token_invalid")
    return value


def _role(item: Any) -> Role:
    if not isinstance(item, dict) or not isinstance(item.get("role"), str):
        raise Forbidden("token_invalid")
    if not isinstance(item.get("unit"), str):
        raise Forbidden("token_invalid")
    return Role(item["role"], item["unit"])
