"""The secrets that docker-compose.yml needs beside the keys: a database and a broker that nobody set up before."""

import json
import secrets
from collections.abc import Sequence

from minqing.broker_users import CLIENT, OURS, definitions


def compose_secrets(services: Sequence[str]) -> dict[str, str]:
    """`{file: text}`. The hosts are the names of the containers."""
    ours, client = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
    return {
        "postgres_password": secrets.token_urlsafe(24),
        **{f"database_url_{name}": _database_url(name) for name in services},
        "amqp_url": f"amqp://{OURS}:{ours}@rabbitmq/%2F",
        f"amqp_password_of_{CLIENT}": client,  # for other programs; no container gets it
        "smtp_url": "",  # an operator who wants e-mail writes it
        "rabbitmq_definitions": json.dumps(definitions(list(services), ours, client), indent=1),
    }


def _database_url(service: str) -> str:
    name = f"minqing_{service}"
    return f"postgresql+psycopg://{name}:{secrets.token_urlsafe(24)}@postgres/{name}"
