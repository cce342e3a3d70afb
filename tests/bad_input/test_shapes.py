"""A request of the wrong shape, for every method, every field and every fault: Invalid, with the field and a code."""

from typing import Any

import pytest

from eventlog.errors import Invalid
from tests.bad_input.answers import ANSWERED, told
from tests.bad_input.district import Districts, answer_of
from tests.bad_input.faults import Fault, faults
from tests.bad_input.methods import rpc_methods, schema_of
from tests.bad_input.prepared import taken


@pytest.mark.parametrize("method", sorted(rpc_methods()))
def test_a_request_of_the_wrong_shape_is_answered_with_its_fault(
    districts: Districts, method: str
) -> None:
    valid, request = taken(districts, method)
    token = districts.token(valid.who)
    before = districts.positions()
    wrong = []
    for fault in faults(schema_of(method)(), request):
        answer = answer_of(districts, method, fault.request, token)
        if not names(answer, fault):
            wrong.append(f"{method}, {fault.name} at {fault.at}: {told(answer)}, not {fault.code}")
    assert not wrong, "\n".join(wrong)
    assert districts.positions() == before
    assert told(answer_of(districts, method, request, token)) == ANSWERED  # its fault alone was it


def names(answer: Any, fault: Fault) -> bool:
    """Whether this is the fault that is told; of an object of positions the service may stand behind the field."""
    return isinstance(answer, Invalid) and any(
        (at == fault.at or at.startswith(f"{fault.at}.")) and fault.code in codes
        for at, codes in answer.params.items()
    )
