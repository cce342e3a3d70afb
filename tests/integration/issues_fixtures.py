"""The world of the tests of `issues`, over either storage."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.issues_world import IssuesWorld


@pytest.fixture
def world(storage_url: str, tmp_path: Path) -> Iterator[IssuesWorld]:
    world = IssuesWorld(storage_url, f"sqlite:///{tmp_path / 'visits.db'}")
    yield world
    world.close()
