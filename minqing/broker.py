"""How a process that runs for long begins with the broker."""

from eventlog.broker.connection import is_refused
from minqing.settings import SettingMissing, Settings
from services.kernel.rpc_client import RpcClient


def rpc_client(settings: Settings) -> RpcClient:
    """Calls the other services. A broker that is away is waited for, later and for as long as it takes; but a wrong
    password is told at once, before the process looks as if it worked. Raises SettingMissing."""
    if is_refused(settings.amqp_url):
        raise SettingMissing("MINQING_AMQP_URL: the broker refuses this user or its password")
    return RpcClient(settings.amqp_url)
