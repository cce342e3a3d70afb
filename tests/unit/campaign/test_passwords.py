"""Passwords and the secrets of service accounts."""

import statistics
import time

import pytest

from eventlog.errors import Forbidden
from services.campaign.passwords import Passwords, is_weak
from services.campaign.service_accounts import service_account, service_secret
from services.campaign.vocabulary import SERVICE_SCOPES
from services.kernel.token_key import load_private_key

PASSWORDS = Passwords()
KEY = load_private_key(b"k" * 32)


def test_a_password_is_kept_as_argon2id():
    kept = PASSWORDS.hash("correct horse")
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert kept != PASSWORDS.hash("correct horse")
    assert PASSWORDS.matches(kept, "correct horse")
    assert not PASSWORDS.matches(kept, "correct hors")
    assert not PASSWORDS.matches("not a hash", "correct horse")
    assert not PASSWORDS.matches(None, "correct horse")


def test_an_unknown_login_costs_as_much_time_as_a_known_one():
    kept = PASSWORDS.hash("correct horse")

    def seconds(password_hash):
        start = time.perf_counter()
        PASSWORDS.matches(password_hash, "wrong")
        return time.perf_counter() - start

    known = statistics.median(seconds(kept) for _ in range(7))
    unknown = statistics.median(seconds(None) for _ in range(7))
    assert 0.2 < unknown / known < 5


@pytest.mark.parametrize(
    ("password", "weak"),
    [
        ("ninechars", True),
        ("ten chars.", False),
        ("十个汉字的一句话也行", False),
        ("ouyang.xiuying", True),
        ("Ouyang.Xiuying1", True),
        ("ouyang.xiuying likes rain", False),
        ("password123", True),
        ("admin123456", True),
        ("1234567890", True),
        ("aaaaaaaaaaaa", True),
        ("passwords are for people", False),
    ],
)
def test_a_password_that_is_soon_guessed_is_weak(password, weak):
    assert is_weak(password, "ouyang.xiuying") is weak


@pytest.mark.parametrize(("name", "scopes"), SERVICE_SCOPES.items())
def test_a_service_account_has_the_scopes_of_the_table(name, scopes):
    caller = service_account(KEY, name, service_secret(KEY, name))
    assert caller.person == f"service:{name}"
    assert caller.scopes == frozenset(scopes)
    assert caller.roles == ()


@pytest.mark.parametrize(
    ("name", "secret"),
    [
        ("issues", service_secret(KEY, "reports")),
        ("issues", ""),
        ("issues", "张"),
        ("nobody", service_secret(KEY, "nobody")),
    ],
)
def test_a_wrong_name_and_a_wrong_secret_are_told_alike(name, secret):
    with pytest.raises(Forbidden) as raised:
        service_account(KEY, name, secret)
    assert raised.value.code == "service_unknown"
