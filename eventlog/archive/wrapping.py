"""Keys of subjects between systems with different master keys.

An archive holds keys wrapped by the master key of the system they come from, and a check value of that key. A system
with the same master key takes them as they are. Another one is handed the old master key as a file at import, unwraps
each key and wraps it with its own: so no key is ever written down unwrapped, and the old master key reaches the
new machine only when the new one's operator holds it already. The check value confirms a guess at the master key,
which is 256 random bits, and says nothing else.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap


def key_check(master_key: bytes) -> str:
    """By this a master key is recognised: 128 bits in hex."""
    return hmac.digest(master_key, b"minqing master key check", hashlib.sha256)[:16].hex()


@dataclass(frozen=True)
class Rewrap:
    """Takes rows of `subject_key` from one master key to another, which may be the same."""

    theirs: bytes
    ours: bytes

    def __call__(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """Raises ValueError where a key was not wrapped by `theirs`. A destroyed key stays destroyed."""
        if row["wrapped"] is None:
            return dict(row)
        try:
            secret = aes_key_unwrap(self.theirs, row["wrapped"])
        except (InvalidUnwrap, ValueError):
            raise ValueError("is no key wrapped by that master key") from None
        return {**row, "wrapped": aes_key_wrap(self.ours, secret)}
