"""The pages while no service answers: what must work all the same."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask, g
from flask.testing import FlaskClient

from eventlog.clock import SettableClock
from eventlog.errors import Unavailable
from web.app import create_app
from web.settings import Settings


class NobodyThere:
    """A peer whose every call finds no service, as while all of them restart."""

    def call(
        self,
        service: str,
        method: str,
        request: dict[str, Any],
        token: str | None = None,
        timeout: float = 5.0,
    ) -> dict[str, Any]:
        raise Unavailable("service_down", {"service": service})


def lonely_app() -> Flask:
    settings = Settings(
        secret_key="a key for these tests only",
        service_token=lambda: "no token",
        cookie_secure=True,
        clock=SettableClock(datetime(2026, 11, 24, 6, 5, tzinfo=UTC)),
    )
    return create_app(NobodyThere(), settings)


@pytest.fixture
def alone() -> FlaskClient:
    return lonely_app().test_client()


@pytest.fixture
def on_site() -> Iterator[None]:
    """Within a request of a site whose day is 24 November 2026, with the names of `u`, `c` and `p` at hand."""
    app = lonely_app()
    known = app.extensions["minqing.names"]
    known.get("units", lambda: {"u": {"id": "u", "name": "区城建办"}})
    known.get("categories", lambda: {"c": {"id": "c", "name": "道路"}})
    with app.test_request_context():
        g.people = {"p": {"id": "p", "name": "王燕", "unit": "u"}}
        yield
