"""What an intruder in a container, or beside it, does not get: each promise is asked of the running containers."""

import json
import stat
from typing import Any

import pytest

from minqing.registry import SERVICES
from tests.compose.stack import Stack

APPS = {*SERVICES, *(f"{name}-pump" for name in SERVICES), "web"}
ALL = {*APPS, "postgres", "rabbitmq"}
FLOOR = 4_000_000_000  # bytes of the whole machine
FOR_THE_MACHINE = 400_000_000
SHARED = {"amqp_url", "master_key", "token_public_key"}


def secrets_of(service: str) -> set[str]:
    """The files that each container is to get, and no other."""
    databases = {f"database_url_{name}" for name in SERVICES}
    if service == "postgres":
        return {"postgres_password", *databases}
    if service == "rabbitmq":
        return {"rabbitmq_definitions"}
    if service == "web":
        return {"amqp_url", "web_secret", "service_secret_web"}
    if service == "migrate":
        return {*SHARED, *databases, "service_secret_cli"}
    name = service.removesuffix("-pump")
    more = {"campaign": {"token_key"}, "notify": {"smtp_url"}}.get(name, set())
    signs = {"edition_key"} if service == "reports-pump" else set()
    return {*SHARED, f"database_url_{name}", f"service_secret_{name}", *more, *signs}


@pytest.fixture(scope="module")
def running(stack: Stack) -> dict[str, Any]:
    found = {name: one for name, one in stack.containers().items() if one.status == "running"}
    assert found.keys() == ALL
    return found


@pytest.mark.parametrize("service", sorted(ALL))
def test_a_container_can_do_nothing_beyond_its_work(running: dict[str, Any], service: str) -> None:
    container = running[service]
    processes = container.top(ps_args="-eo pid,uid,comm")["Processes"]
    assert processes
    assert all(int(uid) != 0 for _, uid, _ in processes), processes

    _, status = container.exec_run("cat /proc/1/status")
    marks = dict(line.split(":\t", 1) for line in status.decode().splitlines() if ":\t" in line)
    assert int(marks["CapEff"], 16) == 0
    assert int(marks["CapBnd"], 16) == 0
    assert marks["NoNewPrivs"] == "1"

    for place in ("/written", "/usr/local/bin/written", "/etc/written"):
        code, said = container.exec_run(["sh", "-c", f"echo > {place}"])
        assert code != 0
        assert b"Read-only file system" in said
    assert container.attrs["HostConfig"]["RestartPolicy"]["Name"] == "unless-stopped"


@pytest.mark.parametrize("service", sorted({*ALL, "migrate"}))
def test_a_container_has_its_own_secrets_and_shows_none(stack: Stack, service: str) -> None:
    container = stack.containers()[service]
    mounts = container.attrs["Mounts"]
    given = {m["Source"].rsplit("/", 1)[-1] for m in mounts if "/run/secrets" in m["Destination"]}
    assert given == secrets_of(service)
    shown = json.dumps(container.attrs, ensure_ascii=False)
    for file in stack.secrets.iterdir():
        secret = file.read_text().strip()
        assert not secret or secret not in shown, file.name


def test_only_the_pages_and_the_broker_are_open_and_only_on_the_loopback(
    running: dict[str, Any], stack: Stack
) -> None:
    opened = {
        (name, inside.split("/")[0], binding["HostIp"], int(binding["HostPort"]))
        for name, one in running.items()
        for inside, bindings in one.attrs["NetworkSettings"]["Ports"].items()
        for binding in bindings or ()
    }
    web, amqp = stack.ports
    assert opened == {
        ("web", "8000", "127.0.0.1", web),
        ("rabbitmq", "5672", "127.0.0.1", amqp),
    }


def test_only_who_has_to_reaches_beyond_the_stack(running: dict[str, Any], stack: Stack) -> None:
    """The pages and the broker are published, and notify's pump sends e-mail."""
    inside = f"{stack.project}_inside"
    joined = {name: set(one.attrs["NetworkSettings"]["Networks"]) for name, one in running.items()}
    beyond = {name for name, networks in joined.items() if networks != {inside}}
    assert beyond == {"web", "rabbitmq", "notify-pump"}
    assert stack.engine.networks.get(inside).attrs["Internal"]


def test_the_limits_of_memory_fit_the_floor(running: dict[str, Any]) -> None:
    limits = {name: one.attrs["HostConfig"]["Memory"] for name, one in running.items()}
    assert all(limits.values())
    assert sum(limits.values()) + FOR_THE_MACHINE < FLOOR


def test_the_image_holds_no_compiler(running: dict[str, Any]) -> None:
    for tool in ("cc", "gcc", "make", "ld"):
        code, _ = running["issues"].exec_run(["sh", "-c", f"command -v {tool}"])
        assert code != 0, tool


def test_a_role_reaches_its_own_database_and_nothing_else(
    running: dict[str, Any], stack: Stack
) -> None:
    url = (stack.secrets / "database_url_visits").read_text().replace("+psycopg", "")
    own = url.replace("@postgres/", "@127.0.0.1/")

    def asked(address: str, query: str) -> tuple[int, str]:
        code, said = running["postgres"].exec_run(["psql", "-Atc", query, address])
        return code, said.decode()

    assert asked(own, "SELECT count(*) FROM log_head") == (0, "1\n")
    rights = "SELECT rolsuper, rolcreatedb, rolcreaterole, rolreplication FROM pg_roles"
    assert asked(own, f"{rights} WHERE rolname = current_user") == (0, "f|f|f|f\n")
    for other in ("minqing_issues", "postgres", "template1"):
        code, said = asked(f"{own.rpartition('/')[0]}/{other}", "SELECT 1")
        assert code != 0
        assert "permission denied for database" in said
    code, said = asked(own.replace("minqing_visits:", "minqing_visits:x"), "SELECT 1")
    assert code != 0
    assert "password authentication failed" in said


def test_other_users_of_the_machine_cannot_read_the_secrets(stack: Stack) -> None:
    assert stat.S_IMODE(stack.secrets.stat().st_mode) == 0o700


def test_the_compose_file_is_sound(stack: Stack) -> None:
    stack.must("docker", "compose", "--profile", "cli", "config", "--quiet")
