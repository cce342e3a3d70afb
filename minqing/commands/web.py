"""`minqing web`: the thin client and the public pages, speaking to the services over RabbitMQ."""

import signal

import click

from minqing.logging_setup import log_to_stderr
from minqing.site import Site
from minqing.system import settings_now


@click.command()
def web() -> None:
    """Serve the pages at MINQING_HOST:MINQING_PORT until SIGTERM. Needs MINQING_AMQP_URL."""
    from minqing.broker import rpc_client

    log_to_stderr()
    settings = settings_now()
    peer = rpc_client(settings)
    site = Site(peer, settings)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: site.stop())
    site.run()
    peer.close()
