"""One system of each mode, and a district on it, for all end-to-end tests: ten processes take their time."""

from collections.abc import Iterator

import pytest

from tests.e2e.district import District
from tests.e2e.systems import System, distributed, embedded


@pytest.fixture(scope="session", params=["embedded", "distributed"])
def system(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[System]:
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "embedded":
        with embedded(folder) as running:
            yield running
        return
    postgres = request.getfixturevalue("postgres_server")
    rabbitmq = request.getfixturevalue("rabbitmq_server")
    with distributed(folder, postgres, rabbitmq) as running:
        yield running


@pytest.fixture(scope="session")
def district(system: System) -> District:
    found = District(system)
    found.settle_in()
    return found
