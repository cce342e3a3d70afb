"""Tokens: every claim is verified, and times by the service's own clock."""

from datetime import UTC, datetime, timedelta

import jwt
import pytest

from eventlog.errors import Forbidden
from services.kernel import token, token_key
from services.kernel.caller import Caller, Role, service_caller

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
KEY = token_key.load_private_key(b"k" * 32)
PUBLIC = KEY.public_key()
CALLER = Caller("p1", "429005451001", (Role("handler", "429005451001"), Role("visitor", "u2")))


def claims(**changes):
    seconds = int(NOW.timestamp())
    usual = {
        "sub": "p1",
        "unit": None,
        "roles": [],
        "scope": "",
        "iat": seconds,
        "exp": seconds + 600,
    }
    return {name: value for name, value in (usual | changes).items() if value != "absent"}


def signed(key=KEY, kid=None, algorithm="EdDSA", **changes):
    headers = {"kid": kid or token_key.thumbprint(PUBLIC)}
    return jwt.encode(claims(**changes), key, algorithm=algorithm, headers=headers)


def refusal(text, now=NOW):
    with pytest.raises(Forbidden) as raised:
        token.verify(text, PUBLIC, now)
    return raised.value.code


def test_a_token_brings_the_caller_back():
    assert token.verify(token.issue(CALLER, KEY, NOW), PUBLIC, NOW) == CALLER
    service = service_caller("issues", "reaction", "follow")
    back = token.verify(token.issue(service, KEY, NOW), PUBLIC, NOW)
    assert back == service
    assert back.is_service
    assert back.has_scope("follow")
    assert not back.has_scope("operator")


def test_what_a_caller_holds():
    assert CALLER.holds("handler", "office") == ("429005451001",)
    assert CALLER.holds("office") == ()
    assert CALLER.units == {"429005451001", "u2"}
    assert not CALLER.is_service


def test_no_token_is_missing():
    assert refusal(None) == "token_missing"
    assert refusal("") == "token_missing"


def test_a_token_lives_ten_minutes_and_a_minute_of_leeway():
    text = token.issue(CALLER, KEY, NOW)
    assert token.verify(text, PUBLIC, NOW + timedelta(minutes=10, seconds=59)) == CALLER
    assert refusal(text, NOW + timedelta(minutes=11)) == "token_expired"


def test_a_token_from_the_future_is_invalid_beyond_the_leeway():
    text = token.issue(CALLER, KEY, NOW)
    assert token.verify(text, PUBLIC, NOW - timedelta(seconds=60)) == CALLER
    assert refusal(text, NOW - timedelta(seconds=61)) == "token_invalid"


def test_another_key_or_key_id_is_invalid():
    foreign = token_key.new_private_key()
    assert refusal(token.issue(CALLER, foreign, NOW)) == "token_invalid"
    assert refusal(signed(key=foreign)) == "token_invalid"
    assert refusal(signed(kid="x")) == "token_invalid"


def test_another_algorithm_is_invalid():
    assert refusal(signed(key="s" * 32, algorithm="HS256")) == "token_invalid"
    assert refusal(signed(key=None, algorithm="none")) == "token_invalid"


def test_an_altered_token_is_invalid():
    head, body, signature = token.issue(CALLER, KEY, NOW).split(".")
    other = token.issue(service_caller("cli", "operator"), KEY, NOW).split(".")[1]
    assert refusal(f"{head}.{other}.{signature}") == "token_invalid"
    assert refusal(f"{head}.{body}.") == "token_invalid"
    assert refusal("nonsense") == "token_invalid"
    assert refusal("a" * 70_000) == "token_invalid"
    assert refusal("张三") == "token_invalid"


@pytest.mark.parametrize(
    "changes",
    [
        {"sub": "absent"},
        {"sub": ""},
        {"sub": 5},
        {"iat": "absent"},
        {"exp": "absent"},
        {"exp": "soon"},
        {"iat": 1.5},
        {"exp": True},
        {"unit": 5},
        {"roles": "office"},
        {"roles": ["office"]},
        {"roles": [{"role": "office"}]},
        {"roles": [{"unit": "u"}]},
        {"roles": [{"role": 1, "unit": "u"}]},
        {"scope": ["operator"]},
        {"scope": None},
    ],
)
def test_every_claim_is_checked(changes):
    assert refusal(signed(**changes)) == "token_invalid"


def test_the_key_id_is_the_thumbprint_of_rfc_8037():
    key = token_key.load_public_key("11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=")
    assert token_key.thumbprint(key) == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"


def test_keys_are_read_from_pem_raw_bytes_and_base64():
    raw = token_key.raw_private_bytes(KEY)
    for form in (token_key.private_pem(KEY), token_key.private_pem(KEY).encode(), raw):
        assert token_key.raw_private_bytes(token_key.load_private_key(form)) == raw
    same = token_key.load_public_key(token_key.public_pem(PUBLIC))
    assert token_key.thumbprint(same) == token_key.thumbprint(PUBLIC)
    for wrong in ("short", b"x" * 31, "张" * 20):
        with pytest.raises(ValueError, match="key"):
            token_key.load_private_key(wrong)
