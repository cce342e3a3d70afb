"""Passwords: argon2id, and the same work for a login that does not exist as for one that does."""

import re
import secrets
import threading
from functools import cached_property

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 10
LONGEST = 200
FEWEST_CHARACTERS = 5  # different ones
LEAST_BESIDE_COMMON = 5
COMMON = re.compile(
    "password|passw0rd|1234567890|123456789|12345678|123456|1q2w3e4r|qwertyuiop|qwerty|asdfghjkl"
    "|zxcvbnm|abc123|admin|root|welcome|iloveyou|woaini|minqing|111111|000000|888888|666666"
)
AT_ONCE = 4  # each takes 19 MiB while it runs


def is_weak(password: str, login: str) -> bool:
    """Short, made of the login, of common words, or of a few characters: guessed within the five tries."""
    lowered = password.lower()
    beside = COMMON.sub("", lowered.replace(login, ""))
    return (
        len(password) < SHORTEST
        or len(set(lowered)) < FEWEST_CHARACTERS
        or (beside != lowered and len(beside.strip()) < LEAST_BESIDE_COMMON)
    )


class Passwords:
    """Hash and compare. Safe for several threads; at most AT_ONCE run at the same time."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher(
            time_cost=2, memory_cost=19 * 1024, parallelism=1, type=Type.ID
        )
        self._slots = threading.BoundedSemaphore(AT_ONCE)

    def hash(self, password: str) -> str:
        with self._slots:
            return self._hasher.hash(password)

    def matches(self, password_hash: str | None, password: str) -> bool:
        """False for no hash, after as long a time: the answer does not tell which logins exist."""
        nobody = self._nobody  # made at the first comparison, whichever login that is for
        with self._slots:
            try:
                self._hasher.verify(password_hash or nobody, password)
            except (VerificationError, InvalidHashError):
                return False
        return password_hash is not None

    @cached_property
    def _nobody(self) -> str:
        return self.hash(secrets.token_hex(16))
