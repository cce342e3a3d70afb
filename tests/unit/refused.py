"""`with refused("code"):` the block is refused with exactly this code."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from eventlog.errors import Failure, Forbidden, Invalid, Refused


@contextmanager
def refused(code: str, kind: type[Failure] = Refused, /, **params: Any) -> Iterator[None]:
    with pytest.raises(Failure) as caught:
        yield
    assert (type(caught.value), caught.value.code) == (kind, code)
    for name, value in params.items():
        assert caught.value.params[name] == value


def forbidden() -> Any:
    return refused("forbidden", Forbidden)


def invalid(**fields: Any) -> Any:
    return refused("invalid", Invalid, **fields)
