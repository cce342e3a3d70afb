"""`minqing serve SERVICE`: the RPC process of one service, on nameko."""

import click

from minqing.logging_setup import log_to_stderr
from minqing.registry import SERVICES
from minqing.system import application, settings_now


@click.command()
@click.argument("service", type=click.Choice(sorted(SERVICES)))
def serve(service: str) -> None:
    """Answer RPC for SERVICE until SIGTERM. Needs MINQING_DATABASE_URL and MINQING_AMQP_URL."""
    from minqing.broker import rpc_client
    from services.kernel.nameko_host import serve as run

    log_to_stderr()
    settings = settings_now()
    peer = rpc_client(settings)
    wired = application(settings, service, peer)
    wired.migrate()
    run(SERVICES[service].endpoint, wired, settings.amqp_url)
