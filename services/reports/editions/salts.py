"""The salt of each row, without which a withdrawn row could be found by trying.

Derived from the signing key: the same edition built again with the same key has the same salts, and nobody else
can derive one.
"""

import hashlib
import hmac

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

BYTES = 16


class Salts:
    def __init__(self, key: Ed25519PrivateKey, edition: int):
        info = f"minqing-edition/1 salts of edition {edition}".encode()
        derive = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=info)
        self._secret = derive.derive(key.private_bytes_raw())

    def of(self, leaf: int) -> str:
        """32 hex digits."""
        made = hmac.new(self._secret, str(leaf).encode(), hashlib.sha256)
        return made.hexdigest()[: 2 * BYTES]
