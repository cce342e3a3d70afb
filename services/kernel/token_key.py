"""The Ed25519 keys that tokens are signed and verified with."""

import base64
import binascii
import hashlib
import json

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

RAW_LENGTH = 32


def new_private_key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.generate()


def load_private_key(text: str | bytes) -> Ed25519PrivateKey:
    """From PEM, 32 raw bytes, or their base64. Raises ValueError on anything else."""
    data = _as_bytes(text)
    if not data.startswith(b"-----"):
        return Ed25519PrivateKey.from_private_bytes(_raw(data))
    key = load_pem_private_key(data, password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError("a token key is an Ed25519 key")
    return key


def load_public_key(text: str | bytes) -> Ed25519PublicKey:
    """From PEM, 32 raw bytes, or their base64. Raises ValueError on anything else."""
    data = _as_bytes(text)
    if not data.startswith(b"-----"):
        return Ed25519PublicKey.from_public_bytes(_raw(data))
    key = load_pem_public_key(data)
    if not isinstance(key, Ed25519PublicKey):
        raise ValueError("a token key is an Ed25519 key")
    return key


def private_pem(key: Ed25519PrivateKey) -> str:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def public_pem(key: Ed25519PublicKey) -> str:
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def raw_private_bytes(key: Ed25519PrivateKey) -> bytes:
    return key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())


def thumbprint(key: Ed25519PublicKey) -> str:
    """The key's RFC 7638 thumbprint: a token names its key by it."""
    x = _base64url(key.public_bytes(Encoding.Raw, PublicFormat.Raw))
    jwk = json.dumps({"crv": "Ed25519", "kty": "OKP", "x": x}, separators=(",", ":"))
    return _base64url(hashlib.sha256(jwk.encode()).digest())


def _base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _as_bytes(text: str | bytes) -> bytes:
    return text.strip().encode() if isinstance(text, str) else text


def _raw(data: bytes) -> bytes:
    if len(data) == RAW_LENGTH:
        return data
    try:
        decoded = base64.b64decode(data.strip(), validate=True)
    except binascii.Error:
        decoded = b""
    if len(decoded) != RAW_LENGTH:
        raise ValueError("a token key is PEM, 32 bytes or their base64")
    return decoded
