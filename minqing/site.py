"""The web client as a server: waitress in front of Flask, the same in both modes."""

from typing import Any

import waitress

from eventlog.clock import system_clock
from minqing.data_folder import DataFolder
from minqing.port import check_port
from minqing.service_token import ServiceToken
from minqing.settings import Settings
from services.campaign.service_accounts import service_secret
from services.kernel.application import Peer
from web.app import create_app
from web.settings import Settings as WebSettings

THREADS = 8
MOST_BYTES = 1_000_000  # of a request; forms are small


class Site:
    """`folder` is given in embedded mode, where the secrets lie in it."""

    def __init__(self, peer: Peer, settings: Settings, folder: DataFolder | None = None):
        secret = (
            service_secret(folder.token_key, "web") if folder else settings.service_secret("web")
        )
        token = ServiceToken(peer, "web", secret, system_clock)
        app = create_app(
            peer,
            WebSettings(
                secret_key=folder.web_secret if folder else settings.web_secret,
                service_token=token,
                timezone=settings.timezone,
                cookie_secure=settings.https(default=folder is None),
            ),
        )
        check_port(settings)
        self._server: Any = waitress.create_server(
            app,
            host=settings.host,
            port=settings.port,
            threads=THREADS,
            max_request_body_size=MOST_BYTES,
            channel_timeout=60,
            ident=None,
        )

    def run(self) -> None:
        """Serve until `stop`."""
        try:
            self._server.run()
        except OSError:  # the listening socket was closed under the loop by `stop`
            if not self._stopping:
                raise

    _stopping = False

    def stop(self) -> None:
        self._stopping = True
        self._server.close()
