"""One stack for all tests of compose, with a district on it; what it costs is told at the end."""

from collections.abc import Iterator

import pytest

from tests.compose.sign_in import sign_in_again
from tests.compose.stack import ComposeSystem, Stack, system_of
from tests.e2e.district import District

TOLD = pytest.StashKey[list[str]]()


@pytest.fixture(scope="session")
def stack(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stack]:
    found = Stack(tmp_path_factory.mktemp("compose"))
    try:
        found.make_secrets()
        seconds = found.up()
        names = [one.name for one in found.containers().values() if one.status == "running"]
        idle = found.must("docker", "stats", "--no-stream", *sorted(names))
        request.config.stash[TOLD] = [f"healthy after {seconds:.0f} s; idle:", idle]
        yield found
    finally:
        found.down()


@pytest.fixture(scope="session")
def system(stack: Stack) -> Iterator[ComposeSystem]:
    found = system_of(stack)
    yield found
    found.peer.close()


@pytest.fixture(scope="session")
def settled(system: ComposeSystem) -> District:
    found = District(system)
    found.settle_in()
    return found


@pytest.fixture
def district(settled: District) -> District:
    return sign_in_again(settled)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    for line in config.stash.get(TOLD, []):
        terminalreporter.write_line(line)
