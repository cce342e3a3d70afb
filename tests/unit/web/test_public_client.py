"""Where a request came from, as the services count it: one household is one, whatever the proxy writes."""

import pytest
from flask import Flask

from web.public.client import client_address


@pytest.mark.parametrize(
    ("written", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3::4", "2001:0db8:0001:0002:0000:0000:0000:0000"),
        ("somewhere", None),
    ],
)
def test_an_address_is_counted_as_that_of_one_household(written: str, counted: str | None) -> None:
    with Flask("web").test_request_context(environ_base={"REMOTE_ADDR": written}):
        assert client_address() == counted
