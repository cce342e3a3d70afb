"""`minqing web`: the thin client and the public pages, speaking to the services over RabbitMQ."""

import signal

import click

from minqing.logging_setup import log_to_stderr
from minqing.site import Site
from minqing.system import settings_now


@click.command()
def web() -> None:
    """Serve the pages at MINQING_HOST:MINQING_PORT until SIGTERM. Needs MINQING_AMQP_URL."""
    from services.kernel.rpc_client import RpcClient

    log_to_stderr()
    settings = settings_now()
    peer = RpcClient(settings.amqp_url)
    site = Site(peer, settings)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: site.stop())
    site.run()
    peer.close()
