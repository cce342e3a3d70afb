"""Every method has a request that is accepted as it stands: what is refused elsewhere is refused for its fault."""

import pytest

from tests.bad_input.answers import ANSWERED, told
from tests.bad_input.district import Districts, answer_of
from tests.bad_input.methods import rpc_methods
from tests.bad_input.prepared import taken
from tests.bad_input.valid_requests import VALID


def test_every_method_has_a_valid_request() -> None:
    missing = rpc_methods().keys() - VALID.keys()
    assert not missing, f"say in valid_requests.py how to ask {sorted(missing)}"
    assert not VALID.keys() - rpc_methods().keys(), "there is no such method any more"


@pytest.mark.parametrize("method", sorted(VALID))
def test_the_valid_request_is_accepted(districts: Districts, method: str) -> None:
    valid, request = taken(districts, method)
    assert told(answer_of(districts, method, request, districts.token(valid.who))) == ANSWERED
