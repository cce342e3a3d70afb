"""Is the address free that the pages are to be served at?"""

import socket

from minqing.settings import Settings


class PortInUse(Exception):
    """Another program listens at MINQING_HOST:MINQING_PORT."""


def check_port(settings: Settings) -> None:
    """Raises PortInUse; `up` asks before it does anything else."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as problem:
            raise PortInUse(
                f"cannot listen at {settings.host}:{settings.port} ({problem.strerror}); MINQING_PORT moves it"
            ) from None
