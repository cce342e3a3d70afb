"""Each container is restarted, one after the other: everything serves again, and no list is another."""

import pytest

from minqing.registry import SERVICES
from tests.compose.lists import all_lines
from tests.compose.sign_in import sign_in_again
from tests.compose.stack import ComposeSystem, Stack
from tests.e2e.district import District
from tests.servers.machine import wait_until

IN_ORDER = ["postgres", "rabbitmq", *SERVICES, *(f"{name}-pump" for name in SERVICES), "web"]
Lists = dict[str, list[dict]]


def lists(district: District) -> Lists:
    return all_lines(district.system.peer, district.tokens["office"])


@pytest.fixture(scope="module")
def before(settled: District) -> Lists:
    district = sign_in_again(settled)
    (raised,) = district.visit(
        "标记姓名乙", {"verbatim": "沟堵了", "category": "ditches_and_pumps"}
    )
    district.wait("reports", {"issues": raised["position"]})
    return lists(district)


@pytest.mark.parametrize("service", IN_ORDER)
def test_after_a_restart_everything_serves_again(
    stack: Stack, system: ComposeSystem, district: District, before: Lists, service: str
) -> None:
    stack.containers()[service].restart(timeout=20)
    stack.wait_until_serving(system)
    assert lists(district) == before


def test_a_process_that_dies_is_started_again(stack: Stack, system: ComposeSystem) -> None:
    died = stack.containers()["issues"]
    times = died.attrs["RestartCount"]
    died.exec_run(["sh", "-c", "kill -9 -1"])

    def started_again() -> bool:
        died.reload()
        return died.attrs["RestartCount"] > times and died.status == "running"

    wait_until(started_again, 30, "the container to be started again")
    stack.wait_until_serving(system)


def test_afterwards_all_are_healthy_and_what_is_said_still_comes_onto_the_lists(
    stack: Stack, district: District, before: Lists
) -> None:
    stack.wait_until_healthy()
    (raised,) = district.visit(
        "标记姓名甲", {"verbatim": "电压低", "category": "power_and_lighting"}
    )
    district.wait("reports", {"issues": raised["position"]})
    after = lists(district)["problem"]
    assert len(after) == len(before["problem"]) + 1
    verified = district.system.command("rebuild", "--verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr


def test_an_outage_is_told_in_lines_and_not_in_traces(stack: Stack) -> None:
    logs = stack.must("docker", "compose", "logs", "--no-log-prefix", *SERVICES)
    assert "Lost the broker" in logs
    assert 'File "' not in logs
