"""A process with a wrong password for the broker does not start; one whose broker is away does."""

import pytest

from minqing.broker import rpc_client
from minqing.settings import SettingMissing, Settings
from tests.servers.machine import free_ports
from tests.servers.rabbitmq import RabbitServer


def start_with(url: str) -> None:
    rpc_client(Settings({"MINQING_AMQP_URL": url})).close()


@pytest.mark.parametrize(
    ("right", "wrong"), [("guest:guest", "guest:wrong"), ("guest:guest", "nobody:x")]
)
def test_a_refused_password_is_told_without_being_quoted(
    rabbitmq_server: RabbitServer, right: str, wrong: str
) -> None:
    with pytest.raises(SettingMissing, match="MINQING_AMQP_URL: the broker refuses") as told:
        start_with(rabbitmq_server.url().replace(right, wrong))
    assert wrong.rpartition(":")[2] not in str(told.value).split()


def test_a_virtual_host_that_is_not_there_is_refused(rabbitmq_server: RabbitServer) -> None:
    with pytest.raises(SettingMissing, match="MINQING_AMQP_URL"):
        start_with(rabbitmq_server.url("elsewhere"))


def test_a_broker_that_is_there_or_away_is_no_reason_not_to_start(
    rabbitmq_server: RabbitServer,
) -> None:
    start_with(rabbitmq_server.url())
    start_with(f"amqp://guest:guest@127.0.0.1:{free_ports(1)[0]}/%2F")
