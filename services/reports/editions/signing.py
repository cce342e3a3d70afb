"""Ed25519: who published it. A signature names its algorithm and the key, so that others can be added."""

import base64
import binascii
import hashlib
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_public_key,
)

from services.reports.editions.canonical import canonical

ALGORITHM = "Ed25519"
Signature = dict[str, str]


def key_id(key: Ed25519PublicKey) -> str:
    """The first 16 hex digits of SHA-256 of the raw key."""
    raw = key.public_bytes(Encoding.Raw, PublicFormat.Raw)
    return hashlib.sha256(raw).hexdigest()[:16]


def public_pem(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def load_public_key(pem: bytes) -> Ed25519PublicKey:
    """Raises ValueError when it is anything else."""
    try:
        key = load_pem_public_key(pem)
    except Exception as error:  # of several kinds, by what the text looks like
        raise ValueError("this is no public key in PEM form") from error
    if not isinstance(key, Ed25519PublicKey):
        raise ValueError("this key is not of the kind Ed25519")
    return key


def sign(value: Any, key: Ed25519PrivateKey) -> Signature:
    """`{alg, key_id, value}` over the canonical form of the value."""
    written = base64.urlsafe_b64encode(key.sign(canonical(value))).rstrip(b"=")
    own = key_id(key.public_key())
    return {"alg": ALGORITHM, "key_id": own, "value": written.decode()}


def is_signed(value: Any, signature: Any, key: Ed25519PublicKey) -> bool:
    """Whether `key` signed exactly this. Never raises: what comes from outside may be anything."""
    try:
        if signature["alg"] != ALGORITHM:
            return False
        text = signature["value"]
        key.verify(base64.b64decode(text + "=" * (-len(text) % 4), b"-_", True), canonical(value))
    except (InvalidSignature, ValueError, TypeError, KeyError, binascii.Error):
        return False
    return True
