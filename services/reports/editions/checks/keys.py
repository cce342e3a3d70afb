"""The public keys of those who are believed, by their ids; a publisher who changed the key has two."""

from collections.abc import Iterable

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from services.reports.editions.signing import key_id

Keys = dict[str, Ed25519PublicKey]


def keyring(keys: Iterable[Ed25519PublicKey]) -> Keys:
    return {key_id(key): key for key in keys}


def told(keys: Keys) -> str:
    return " or ".join(sorted(keys)) or "no key"
