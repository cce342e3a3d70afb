"""One system of each mode for all end-to-end tests of a module: starting eleven processes takes its time."""

from collections.abc import Iterator

import pytest

from tests.e2e.systems import System, distributed, embedded


@pytest.fixture(scope="module", params=["embedded", "distributed"])
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
