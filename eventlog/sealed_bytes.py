"""Sealing of bytes that stand in no fact: files beside the log, with the key of their subject.

The key is the one that seals the subject's words (`seal.py`), wrapped by the deployment's master key: destroying it
forgets words and files at once. A ciphertext is bound to the place that it is stored in, and opens nowhere else.
"""

import hashlib
import hmac
import os
from dataclasses import dataclass

import sqlalchemy as sa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from eventlog.seal import Keyring

NONCE = 12  # bytes, in front of the ciphertext


@dataclass(frozen=True)
class ByteSealer:
    """Seals for one subject, with its key `id`."""

    id: str
    secret: bytes

    def digest(self, content: bytes) -> str:
        """HMAC-SHA256 in hex under a key derived from the subject's: without that it confirms no guess."""
        own = hmac.digest(self.secret, b"minqing bytes", hashlib.sha256)
        return hmac.digest(own, content, hashlib.sha256).hex()

    def seal(self, content: bytes, place: str) -> bytes:
        nonce = os.urandom(NONCE)
        return nonce + AESGCM(self.secret).encrypt(nonce, content, _bound(self.id, place))


def sealer_of(keyring: Keyring, conn: sa.Connection, subject: str, now_us: int) -> ByteSealer:
    """With the subject's key, which is made if there is none."""
    key = keyring.keys.of(conn, [subject], now_us)[subject]
    return ByteSealer(key.id, key.secret)


def open_bytes(
    keyring: Keyring, conn: sa.Connection, key_id: str, sealed: bytes, place: str
) -> bytes | None:
    """None when the key was destroyed. Raises InvalidTag for bytes that were altered or stood elsewhere."""
    secret = keyring.keys.by_id(conn, [key_id]).get(key_id)
    if secret is None:
        return None
    return AESGCM(secret).decrypt(sealed[:NONCE], sealed[NONCE:], _bound(key_id, place))


def _bound(key_id: str, place: str) -> bytes:
    return f"{key_id}|{place}".encode()
