"""Who is no caller of ours is told so before anything else, by every method that asks for a token."""

import base64
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from services.kernel.caller import Caller, Role
from services.kernel.token import LEEWAY_SECONDS, MINUTES, issue
from services.kernel.token_key import public_pem, thumbprint
from tests.bad_input.answers import told
from tests.bad_input.district import Districts, answer_of
from tests.bad_input.methods import rpc_methods
from tests.bad_input.prepared import ready
from tests.bad_input.valid_requests import VALID
from tests.e2e.district import DISTRICT

MISSING, EXPIRED, INVALID = (f"Forbidden token_{why}" for why in ("missing", "expired", "invalid"))
WITHOUT_TOKEN = {
    f"campaign.{name}"
    for name in ("about", "sign_in", "renew", "sign_out", "redeem_link", "service_token")
}
CHIEF = Caller("chief", DISTRICT, (Role("office", DISTRICT), Role("reviewer", DISTRICT)))
Make = Callable[[Ed25519PrivateKey, datetime], Any]


def part(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    return base64.urlsafe_b64encode(text.encode()).rstrip(b"=").decode()


def signed(**claims: Any) -> Make:
    """Signed by the right key, with claims that we never make."""

    def make(key: Ed25519PrivateKey, now: datetime) -> str:
        seconds = int(now.timestamp())
        usual = {"sub": "chief", "unit": DISTRICT, "roles": [], "iat": seconds, "exp": seconds + 60}
        chosen = {name: value for name, value in {**usual, **claims}.items() if value is not ...}
        return jwt.encode(chosen, key, "EdDSA", headers={"kid": thumbprint(key.public_key())})

    return make


def changed(key: Ed25519PrivateKey, now: datetime) -> str:
    head, claims, signature = issue(CHIEF, key, now).split(".")
    more = json.loads(base64.urlsafe_b64decode(claims + "=="))
    more["scope"] = "operator"
    return f"{head}.{part(more)}.{signature}"


def unsigned(key: Ed25519PrivateKey, now: datetime) -> str:
    _, claims, _ = issue(CHIEF, key, now).split(".")
    return f"{part({'alg': 'none', 'kid': thumbprint(key.public_key())})}.{claims}."


def signed_by_the_public_key(key: Ed25519PrivateKey, now: datetime) -> str:
    """What everybody knows, taken for a shared secret."""
    _, claims, _ = issue(CHIEF, key, now).split(".")
    head = part({"alg": "HS256", "kid": thumbprint(key.public_key())})
    algorithm = jwt.get_algorithm_by_name("HS256")
    with_key = public_pem(key.public_key()).encode()
    secret = base64.b64encode(with_key)  # PyJWT itself refuses to sign by a PEM
    signature = algorithm.sign(f"{head}.{claims}".encode(), secret)
    return f"{head}.{claims}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}"


def foreign(key: Ed25519PrivateKey, now: datetime) -> str:
    """Another key's signature under our key's name."""
    text = issue(CHIEF, Ed25519PrivateKey.generate(), now)
    _, claims, signature = text.split(".")
    return f"{part({'alg': 'EdDSA', 'kid': thumbprint(key.public_key())})}.{claims}.{signature}"


def issued(minutes: float) -> Make:
    return lambda key, now: issue(CHIEF, key, now + timedelta(minutes=minutes))


TOKENS: dict[str, tuple[Make, str]] = {
    "none": (lambda _key, _now: None, MISSING),
    "empty": (lambda _key, _now: "", MISSING),
    "expired": (issued(-MINUTES - LEEWAY_SECONDS / 60), EXPIRED),
    "expired for a year": (issued(-525_600), EXPIRED),
    "not yet valid": (issued(LEEWAY_SECONDS / 60 + 0.5), INVALID),
    "of another key": (lambda _key, now: issue(CHIEF, Ed25519PrivateKey.generate(), now), INVALID),
    "of another key under our key's name": (foreign, INVALID),
    "with more rights written in": (changed, INVALID),
    "without a signature": (unsigned, INVALID),
    "signed by the public key": (signed_by_the_public_key, INVALID),
    "a word": (lambda _key, _now: "token", INVALID),
    "three words": (lambda _key, _now: "a.b.c", INVALID),
    "white space": (lambda _key, _now: " ", INVALID),
    "Chinese": (lambda _key, _now: "民.情.网", INVALID),
    "NUL": (lambda _key, _now: "a.\0.c", INVALID),
    "half of a surrogate pair": (lambda _key, _now: "\ud83d.b.c", INVALID),
    "a megabyte": (lambda _key, _now: "a" * 2**20, INVALID),
    "a number": (lambda _key, _now: 5, INVALID),
    "an object": (lambda _key, _now: {"sub": "chief"}, INVALID),
    "a head that is a list": (lambda _key, _now: f"{part([])}.{part({})}.x", INVALID),
    "a head that is nested": (lambda _key, _now: f"{part('[' * 40_000)}.{part({})}.x", INVALID),
    "a head with a huge number": (lambda _key, _now: f"{part('9' * 9_000)}.{part({})}.x", INVALID),
    "a key that is a list": (
        lambda _key, _now: f"{part({'alg': 'EdDSA', 'kid': []})}.a.x",
        INVALID,
    ),
    "no person": (signed(sub=""), INVALID),
    "a person that is a number": (signed(sub=5), INVALID),
    "no claim of its end": (signed(exp=...), INVALID),
    "an end that is a text": (signed(exp="2099-01-01"), INVALID),
    "an end that is a fraction": (signed(exp=1e12), INVALID),
    "a beginning that is a flag": (signed(iat=True), INVALID),
    "roles that are a text": (signed(roles="office"), INVALID),
    "a role without a unit": (signed(roles=[{"role": "office"}]), INVALID),
    "a scope that is a list": (signed(scope=["operator"]), INVALID),
}


@pytest.mark.parametrize("method", sorted(rpc_methods()))
def test_a_caller_without_a_good_token_is_forbidden_everything(
    districts: Districts, method: str
) -> None:
    if method in WITHOUT_TOKEN:
        assert VALID[method].who is None
        return
    assert districts.system.host
    key, now = districts.system.host.folder.token_key, districts.system.host.now()
    _, request = ready(districts, method)
    before = districts.positions()
    for name, (make, expected) in TOKENS.items():
        found = told(answer_of(districts, method, request, make(key, now)))
        assert found == expected, f"{method}, {name}: {found}"
    for name in ("none", "expired", "a word"):  # the token is judged before the shape
        make, expected = TOKENS[name]
        found = told(answer_of(districts, method, {"no_such_field": 1}, make(key, now)))
        assert found == expected, f"{method}, {name}: {found}"
    assert districts.positions() == before
