"""What the pages are told by the program that starts them, and how they reach it from a request."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from flask import current_app

from eventlog.clock import Clock, system_clock

EXTENSION = "minqing"


class Peer(Protocol):
    """Whoever carries a call to a service: the embedded host, or AMQP."""

    def call(
        self,
        service: str,
        method: str,
        request: dict[str, Any],
        token: str | None = None,
        timeout: float = 5.0,
    ) -> dict[str, Any]: ...


@dataclass(frozen=True)
class Settings:
    """`service_token` gives a fresh token of web's own account (scope public) each time it is asked. `public` is the
    folder of the public site, `form_seconds` what nobody is quicker than with a public form."""

    secret_key: str
    service_token: Callable[[], str]
    timezone: str = "Asia/Shanghai"
    cookie_secure: bool = True
    clock: Clock = system_clock
    public: Path | None = None
    form_seconds: float = 2.0

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


@dataclass(frozen=True)
class Site:
    peer: Peer
    settings: Settings


def site() -> Site:
    return current_app.extensions[EXTENSION]


def zone() -> ZoneInfo:
    return site().settings.zone


def today() -> date:
    """The local day: what a form offers as today and what dates are compared with."""
    return site().settings.clock().astimezone(zone()).date()
