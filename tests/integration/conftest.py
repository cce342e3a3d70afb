"""A log on either storage, ready to be written."""

from collections.abc import Iterator

import pytest

from eventlog.clock import system_clock
from eventlog.engine import open_engine
from eventlog.log import Log
from eventlog.migrate import upgrade
from eventlog.seal import Keyring

MASTER_KEY = bytes(range(32))


@pytest.fixture
def log(storage_url: str) -> Iterator[Log]:
    engine = open_engine(storage_url)
    upgrade(engine)
    yield Log(engine, system_clock, Keyring(engine, MASTER_KEY))
    engine.dispose()
