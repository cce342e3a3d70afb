"""The users of a RabbitMQ and their rights, as definitions that it loads when it starts.

`minqing` is the user of our own processes and may do everything. `client` is for other programs, which call by RPC
and listen to facts. Its queues begin with `rpc.reply-`, `evt-` (nameko's names) or `client.`, and it may

- declare, bind, read and delete its own queues;
- publish to `nameko-rpc` under the name of a service's method, never under the key of an answer;
- bind to `nameko-rpc` under the key of its own answers, never under a pattern: requests hold words in clear;
- bind to the exchanges of facts, whose words are sealed, and publish to none of them.

What this does not protect: nameko's clients declare `nameko-rpc`, and who may declare an exchange may delete it.
"""

import base64
import hashlib
import secrets
from typing import Any

from eventlog.broker.topology import exchange
from services.kernel.rpc_client import EXCHANGE

OURS, CLIENT = "minqing", "client"
VHOST = "/"
OWN_QUEUES = r"rpc\.reply-.+|evt-.+|client\..+"
ANSWER_KEY = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"


def definitions(services: list[str], our_password: str, client_password: str) -> dict[str, Any]:
    """Users, rights and exchanges; of the passwords only salted digests."""
    names = "|".join(services)
    rpc = EXCHANGE.replace(".", r"\.")
    facts = rf"({names})\.events"
    return {
        "vhosts": [{"name": VHOST}],
        "users": [_user(OURS, our_password), _user(CLIENT, client_password)],
        "permissions": [
            _rights(OURS, configure=".*", write=".*", read=".*"),
            _rights(
                CLIENT,
                configure=f"^({OWN_QUEUES}|{rpc})$",
                write=f"^({OWN_QUEUES}|{rpc})$",
                read=f"^({OWN_QUEUES}|{rpc}|{facts})$",
            ),
        ],
        "topic_permissions": [
            {
                **_rights(CLIENT, write=rf"^({names})\.[a-z_]+$", read=ANSWER_KEY),
                "exchange": EXCHANGE,
            }
        ],
        "exchanges": [_exchange(EXCHANGE)]
        + [_exchange(exchange(service)["exchange"]) for service in services],
    }


def password_hash(password: str) -> str:
    """As RabbitMQ keeps it: four bytes of salt, then SHA-256 of salt and password, in base64."""
    salt = secrets.token_bytes(4)
    return base64.b64encode(salt + hashlib.sha256(salt + password.encode()).digest()).decode()


def _user(name: str, password: str) -> dict[str, Any]:
    return {
        "name": name,
        "password_hash": password_hash(password),
        "hashing_algorithm": "rabbit_password_hashing_sha256",
        "tags": "",  # no right to the broker's management
    }


def _rights(user: str, **patterns: str) -> dict[str, Any]:
    return {"user": user, "vhost": VHOST, **patterns}


def _exchange(name: str) -> dict[str, Any]:
    return {
        "name": name,
        "vhost": VHOST,
        "type": "topic",
        "durable": True,
        "auto_delete": False,
        "internal": False,
        "arguments": {},
    }
