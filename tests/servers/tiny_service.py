"""A service with nothing but the kernel: what a method does with a call, its host has to survive.

`python -m tests.servers.tiny_service AMQP_URL` serves it, as `minqing serve` does with the real ones.
"""

import services.kernel.patched  # noqa: F401  isort: skip

import logging
import sys
import time
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from eventlog.clock import system_clock
from eventlog.errors import from_wire
from services.kernel.nameko_host import Endpoint, rpc, serve
from tests.servers.tiny_key import KEY


class Tiny:
    name = "tiny"
    here = Endpoint()
    ran: list[str] = []  # noqa: RUF012 (the process remembers what it ran)

    @rpc
    def echo(self, request: dict[str, Any]) -> dict[str, Any]:
        return request

    @rpc
    def who(self, request: dict[str, Any]) -> dict[str, Any]:
        return {"person": self.here.caller.person}

    @rpc
    def fail(self, request: dict[str, Any]) -> dict[str, Any]:
        """Raise the failure that is asked for."""
        failure = from_wire(request["exc_type"], request["exc_args"])
        assert failure is not None
        raise failure

    @rpc
    def break_down(self, request: dict[str, Any]) -> dict[str, Any]:
        """A bug, as they are: the words of the request are in the error's text."""
        try:
            return {}[request["words"]]
        except KeyError as error:
            raise ValueError(f"what about {request['words']}?") from error

    @rpc
    def instant(self, request: dict[str, Any]) -> dict[str, Any]:
        return {"at": datetime.now(UTC)}

    @rpc
    def sleep(self, request: dict[str, Any]) -> dict[str, Any]:
        time.sleep(request["seconds"])
        self.ran.append(request.get("name", ""))
        return {}

    @rpc
    def what_ran(self, request: dict[str, Any]) -> dict[str, Any]:
        return {"items": self.ran}


def application() -> Any:
    environment = SimpleNamespace(clock=system_clock, public_key=KEY.public_key())
    return SimpleNamespace(name="tiny", environment=environment)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s %(message)s")
    serve(Tiny, application(), sys.argv[1])
