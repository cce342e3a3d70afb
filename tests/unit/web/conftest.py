"""The pages while no service answers: what must work all the same."""

from datetime import UTC, datetime
from typing import Any

import pytest
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


@pytest.fixture
def alone() -> FlaskClient:
    settings = Settings(
        secret_key="a key for these tests only",
        service_token=lambda: "no token",
        cookie_secure=True,
        clock=SettableClock(datetime(2026, 11, 24, 6, 5, tzinfo=UTC)),
    )
    app = create_app(NobodyThere(), settings)
    return app.test_client()
