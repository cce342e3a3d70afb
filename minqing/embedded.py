"""The embedded host: all services in one process on plain threads, SQLite, no broker.

The same service classes that nameko runs: the host reads their `@rpc` marks, makes a fresh instance per call and
sends arguments and results through JSON as the wire would. Followers read the logs directly. A service that has
an entrypoint without an embedded form is refused at start.
"""

import inspect
import json
import logging
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from eventlog.clock import Clock
from eventlog.engine import open_engine
from eventlog.errors import Failure, Invalid, Unavailable, from_wire, to_wire
from eventlog.follower import Fetch
from eventlog.seal import Keyring
from minqing.data_folder import DataFolder
from minqing.loops import Loop, stop_all
from minqing.registry import SERVICES
from minqing.service_token import ServiceToken
from services.campaign.service_accounts import service_secret
from services.kernel.application import Application, Environment
from services.kernel.facts_after import fetch_from_log
from services.kernel.here import Here
from services.kernel.mail_settings import MailSettings
from services.kernel.nameko_host import Endpoint, Rpc
from services.kernel.print_settings import PrintSettings
from services.kernel.schema import WHOLE

log = logging.getLogger("minqing.embedded")
STOP_SECONDS = 4.0


class EmbeddedHost:
    """Wires every service to its file in `folder`. It is its own `Peer`: `call` is the RPC."""

    def __init__(
        self,
        folder: DataFolder,
        clock: Clock,
        timezone: str,
        mail: MailSettings | None = None,
        public: Path | None = None,
    ):
        self.folder = folder
        self.clock = clock
        self.timezone = timezone
        self.mail = mail
        self.public = public or folder.public
        self.methods = {name: _methods(service.endpoint) for name, service in SERVICES.items()}
        self.applications = {name: self._build(name) for name in SERVICES}
        self.followers = [
            follower
            for application in self.applications.values()
            for follower in application.followers(partial(self._fetch, application.name))
        ]
        self.loops: dict[str, list[Loop]] = {
            name: [] for name in SERVICES
        }  # by the log they follow
        self.workers: list[Loop] = []
        self._appended = set(SERVICES)  # logs that followers may not have read to the end
        for name, application in self.applications.items():
            if application.log is not None:
                application.log.listeners.append(partial(self._on_append, name))

    def migrate(self) -> None:
        for application in self.applications.values():
            application.migrate()

    def call(
        self,
        service: str,
        method: str,
        request: dict[str, Any],
        token: str | None = None,
        timeout: float = 5.0,  # noqa: ARG002 (every wait inside has its own limit)
    ) -> dict[str, Any]:
        """One RPC. Raises the failures of `eventlog.errors`; anything else is logged and Unavailable."""
        name = self.methods.get(service, {}).get(method)
        if name is None:
            raise Unavailable("service_down", {"service": f"{service}.{method}"})
        instance = SERVICES[service].endpoint()
        setattr(instance, name, Here(self.applications[service], token))
        sent = _as_on_the_wire(request)
        try:
            return json.loads(_dump(getattr(instance, method)(sent)))
        except Failure as failure:
            wire = json.loads(_dump(to_wire(failure)))
            raise (from_wire(wire["exc_type"], wire["exc_args"]) or failure) from None
        except Exception:
            log.exception("%s.%s failed", service, method)
            raise Unavailable("service_down", {"service": service}) from None

    def start(self) -> None:
        """Run every follower on a thread of its own, woken by each append to the log that it follows; and the
        workers."""
        for follower in self.followers:
            loop = Loop(f"{follower.name}@{follower.source}", follower, self.clock)
            self.loops[follower.source].append(loop)
            loop.start()
        for application in self.applications.values():
            for worker in application.workers:
                self.workers.append(Loop(worker.name, worker, self.clock))
                self.workers[-1].start()

    def stop(self) -> None:
        """End the loops at the next step, and let go of the files."""
        loops = [loop for of_source in self.loops.values() for loop in of_source]
        stop_all([*loops, *self.workers], STOP_SECONDS)
        for application in self.applications.values():
            application.environment.engine.dispose()

    def settle(self) -> None:
        """Step the followers until nothing is left to do: for the demo's history, tests and commands."""
        while self._appended:
            sources, self._appended = self._appended, set()
            for follower in self.followers:
                while follower.source in sources and follower.step(self.clock()):
                    pass

    def now(self) -> datetime:
        return self.clock()

    def _on_append(self, name: str) -> None:
        self._appended.add(name)
        for loop in self.loops[name]:
            loop.wake()

    def _build(self, name: str) -> Application:
        engine = open_engine(self.folder.database_url(name))
        private_key = self.folder.token_key
        secret = service_secret(private_key, name)
        return SERVICES[name].build(
            Environment(
                engine=engine,
                clock=self.clock,
                keyring=Keyring(engine, self.folder.master_key),
                peer=self,
                public_key=private_key.public_key(),
                timezone=self.timezone,
                service_token=ServiceToken(self, name, secret, self.clock),
                private_key=private_key if name == "campaign" else None,
                mail=self.mail if name == "notify" else None,
                printing=self._printing() if name == "reports" else None,
            )
        )

    def _printing(self) -> PrintSettings:
        return PrintSettings(self.folder.edition_key, self.public)

    def _fetch(self, reader: str, source: str) -> Fetch:
        return fetch_from_log(self.applications[source].readable_by(reader))


def _methods(endpoint: type[Any]) -> dict[str, str]:
    """`{method: name of the attribute that wants a Here}` of a service class."""
    wanted = [n for n, value in inspect.getmembers(endpoint) if isinstance(value, Endpoint)]
    if len(wanted) != 1:
        raise TypeError(f"{endpoint.__name__} needs one Endpoint")
    found = {}
    for name, function in inspect.getmembers(endpoint, inspect.isfunction):
        for mark in getattr(function, "nameko_entrypoints", ()):
            if not isinstance(mark, Rpc):
                raise TypeError(f"{endpoint.__name__}.{name}: {mark} has no embedded form")
            found[name] = wanted[0]
    return found


def _as_on_the_wire(request: Any) -> Any:
    """The request as JSON carries it. Raises Invalid for what is none: the caller's fault, not the service's."""
    try:
        return json.loads(_dump(request))
    except RecursionError:
        raise Invalid({WHOLE: ["depth"]}) from None
    except (TypeError, ValueError):
        raise Invalid({WHOLE: ["type"]}) from None


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
