"""One running system for the whole folder, and a watch on what it logs."""

import logging
from collections.abc import Iterator

import pytest

from tests.bad_input.district import Districts
from tests.bad_input.site import BadInputSite, bad_input_site
from tests.e2e.systems import embedded


@pytest.fixture(scope="session")
def districts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Districts]:
    with embedded(tmp_path_factory.mktemp("bad-input")) as system:
        found = Districts(system)
        found.settle_in()
        yield found


@pytest.fixture(autouse=True)
def nothing_unexpected_is_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A refusal is an answer: whatever a caller sends, no service and no page may report a mistake of ours."""
    yield
    found = [r.getMessage() for r in caplog.get_records("call") if r.levelno >= logging.WARNING]
    assert not found, found


@pytest.fixture(scope="session")
def site(districts: Districts) -> BadInputSite:
    return bad_input_site(districts)
