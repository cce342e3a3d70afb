"""The web client as a server, the same in both modes."""

from eventlog.clock import system_clock
from minqing.data_folder import DataFolder
from minqing.http_server import HttpServer
from minqing.port import check_port
from minqing.service_token import ServiceToken
from minqing.settings import Settings
from services.campaign.service_accounts import service_secret
from services.kernel.application import Peer
from web.app import create_app
from web.settings import Settings as WebSettings


class Site:
    """`folder` is given in embedded mode, where the secrets lie in it."""

    def __init__(self, peer: Peer, settings: Settings, folder: DataFolder | None = None):
        secret = (
            service_secret(folder.token_key, "web") if folder else settings.service_secret("web")
        )
        token = ServiceToken(peer, "web", secret, system_clock)
        public = settings.public
        if folder and not settings.values.get("MINQING_PUBLIC"):
            public = folder.public
        app = create_app(
            peer,
            WebSettings(
                secret_key=folder.web_secret if folder else settings.web_secret,
                service_token=token,
                timezone=settings.timezone,
                cookie_secure=settings.https(default=folder is None),
                public=public,
            ),
        )
        check_port(settings)
        self._server = HttpServer(app, settings.host, settings.port, settings.trusted_proxy)

    def run(self) -> None:
        """Serve until `stop`."""
        self._server.run()

    def stop(self) -> None:
        self._server.stop()
