"""A log on either storage, ready to be written."""

from collections.abc import Iterator

import pytest

from eventlog.clock import system_clock
from eventlog.engine import open_engine
from eventlog.log import Log
from eventlog.migrate import upgrade
from eventlog.seal import Keyring
from tests.integration.editions_world import World

MASTER_KEY = bytes(range(32))


@pytest.fixture
def log(storage_url: str) -> Iterator[Log]:
    engine = open_engine(storage_url)
    upgrade(engine)
    yield Log(engine, system_clock, Keyring(engine, MASTER_KEY))
    engine.dispose()


@pytest.fixture(scope="session")
def settled_editions(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A district for editions, stopped: tests work in copies of it."""
    found = World(tmp_path_factory.mktemp("settled") / "data")
    found.settle_in()
    found.stop()
    return found
