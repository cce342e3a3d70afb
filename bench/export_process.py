"""`python -m bench.export_process /lists/problem.xlsx`: the pages, asked for one file by somebody signed in."""

import json
import os
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from bench.district import OFFICE
from bench.stories import CATEGORIES
from eventlog.clock import system_clock
from minqing.settings import Settings
from services.kernel.rpc_client import RpcClient
from services.kernel.token import issue as issue_token
from web import settings as web_settings
from web.app import create_app


class Peer:
    """`reports` answers over the wire; of the others only what an export asks, from here."""

    def __init__(self, settings: Settings):
        self._rpc = RpcClient(settings.amqp_url)
        self._token = issue_token(OFFICE, settings.token_key, system_clock())

    def call(
        self,
        service: str,
        method: str,
        request: dict[str, Any],
        token: str | None = None,
        timeout: float = 5.0,
    ) -> dict[str, Any]:
        if service == "reports":
            return self._rpc.call(service, method, request, token=token, timeout=timeout)
        return self._known()[method]

    def _known(self) -> dict[str, dict[str, Any]]:
        roles = [{"role": "office", "unit": OFFICE.unit}]
        person = {"id": OFFICE.person, "name": "o", "position": "clerk", "unit": OFFICE.unit}
        until = (system_clock() + timedelta(minutes=9)).isoformat()
        renewed = {"person": {**person, "roles": roles}, "token": self._token}
        return {
            "renew": {**renewed, "session": "s", "expires_at": until},
            "about": {"district": "云溪管理区", "origin": None},
            "units": {"items": []},
            "categories": {
                "items": [{"id": c, "name": "类别", "parent": None} for c in CATEGORIES]
            },
        }

    def close(self) -> None:
        self._rpc.close()


def _most_memory() -> float:
    """The most this process held since it began; `ru_maxrss` would count what its parent held, too."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def main() -> None:
    peer = Peer(Settings(dict(os.environ)))
    app = create_app(
        peer, web_settings.Settings(secret_key="bench", service_token=str, cookie_secure=False)
    )
    client = app.test_client()
    with client.session_transaction(base_url="http://localhost") as session:
        session["secret"] = "s"
    began, size = time.monotonic(), 0
    answer = client.get(sys.argv[1], base_url="http://localhost")
    for piece in answer.iter_encoded():
        size += len(piece)
    told = {
        "rows": int(answer.headers["X-Row-Count"]),
        "bytes": size,
        "seconds": time.monotonic() - began,
        "megabytes": _most_memory(),
    }
    answer.close()
    peer.close()
    print(json.dumps(told))


if __name__ == "__main__":
    main()
