"""Service accounts: each service proves who it is by a secret derived from the token key.

So nothing is stored for them, and a new token key gives them all new secrets.
"""

import hashlib
import hmac

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from eventlog.errors import Forbidden
from services.campaign.secret import is_same
from services.campaign.vocabulary import SERVICE_SCOPES
from services.kernel.caller import Caller, service_caller
from services.kernel.token_key import raw_private_bytes


def service_secret(private_key: Ed25519PrivateKey, name: str) -> str:
    """HMAC-SHA256 under the token key's raw bytes, hex."""
    message = f"service-account:{name}".encode()
    return hmac.digest(raw_private_bytes(private_key), message, hashlib.sha256).hex()


def service_account(private_key: Ed25519PrivateKey, name: str, secret: str) -> Caller:
    """Raises Forbidden("service_unknown") for a wrong name and for a wrong secret alike."""
    good = is_same(service_secret(private_key, name), secret)
    if not good or name not in SERVICE_SCOPES:
        raise Forbidden("service_unknown")
    return service_caller(name, *SERVICE_SCOPES[name])
