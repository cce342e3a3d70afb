"""A valid request of each method with nothing under way, made once for all tests that only see it refused."""

from typing import Any

from tests.bad_input.district import Districts
from tests.bad_input.methods import is_command
from tests.bad_input.valid import Valid, command
from tests.bad_input.valid_requests import VALID


def ready(districts: Districts, method: str) -> tuple[Valid, dict[str, Any]]:
    """The request stays as good as it is: whoever has it answered uses `taken`. Links and sessions, with which one
    comes in without a token, do not last."""
    valid = VALID[method]
    if method not in districts.prepared or valid.who is None:
        request = valid.request(districts)
        districts.prepared[method] = command(request) if is_command(method) else request
    districts.settle()
    return valid, districts.prepared[method]


def taken(districts: Districts, method: str) -> tuple[Valid, dict[str, Any]]:
    """A request to be answered; the next test gets another one."""
    valid, request = ready(districts, method)
    del districts.prepared[method]
    return valid, request
