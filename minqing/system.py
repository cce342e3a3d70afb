"""The system that a command works on: the data folder of embedded mode, or the databases and broker of a
distributed one. Which of the two is said by the settings."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from eventlog.clock import system_clock
from eventlog.engine import open_engine
from eventlog.seal import Keyring
from minqing.data_folder import DataFolder
from minqing.embedded import EmbeddedHost
from minqing.registry import SERVICES
from minqing.service_token import ServiceToken
from minqing.settings import Settings
from services.campaign.service_accounts import service_secret
from services.kernel.application import Application, Environment, Peer
from services.kernel.rpc_client import RpcClient

OPERATOR = "cli"


@dataclass(frozen=True)
class System:
    """`applications` are wired but not running; `peer` and `token` speak to the services as the operator."""

    applications: dict[str, Application]
    peer: Peer
    token: ServiceToken
    host: EmbeddedHost | None = None  # embedded only


def settings_now() -> Settings:
    return Settings(os.environ)


def application(
    settings: Settings, name: str, peer: Peer, account: str | None = None
) -> Application:
    """One service of a distributed system, on its own database. `account` is whose secret this process was
    given: the service's own, or the operator's, who signs no tokens and so needs no token key."""
    engine = open_engine(settings.database_url(name))
    signs = name == "campaign" and account is None
    token = ServiceToken(
        peer, account or name, settings.service_secret(account or name), system_clock
    )
    return SERVICES[name].build(
        Environment(
            engine=engine,
            clock=system_clock,
            keyring=Keyring(engine, settings.master_key),
            peer=peer,
            public_key=settings.token_public_key,
            timezone=settings.timezone,
            service_token=token,
            private_key=settings.token_key if signs else None,
            mail=settings.mail if name == "notify" else None,
            printing=settings.printing if name == "reports" else None,
        )
    )


@contextmanager
def reading(settings: Settings) -> Iterator[System]:
    """For commands that only read: they run beside everything else."""
    if settings.is_distributed:
        yield from _distributed(settings)
        return
    folder = DataFolder(settings.data)
    folder.require()
    yield from _embedded(folder, settings)


@contextmanager
def working(settings: Settings) -> Iterator[System]:
    """For commands that write. Embedded: holds the folder, or raises FolderInUse."""
    if settings.is_distributed:
        yield from _distributed(settings)
        return
    folder = DataFolder(settings.data)
    folder.require()
    with folder.locked():
        yield from _embedded(folder, settings)


@contextmanager
def receiving(settings: Settings) -> Iterator[System]:
    """For a history that is brought in. Embedded: like `working`, in a data folder that may not be there yet.

    A folder that is made here counts as unfinished until the end: what an interrupted first start or import left
    in it is thrown away and begun again."""
    if settings.is_distributed:
        yield from _distributed(settings)
        return
    folder = DataFolder(settings.data)
    with folder.locked():
        if folder.is_new or folder.unfinished.exists():
            for file in folder.path.glob("*.sqlite*"):
                file.unlink()
            folder.unfinished.touch(mode=0o600)
            folder.make()
        yield from _embedded(folder, settings)
        folder.unfinished.unlink(missing_ok=True)


def master_key(settings: Settings) -> bytes:
    """The key that wraps the keys of this system's subjects."""
    if settings.is_distributed:
        return settings.master_key
    return DataFolder(settings.data).master_key


def _embedded(folder: DataFolder, settings: Settings) -> Iterator[System]:
    host = EmbeddedHost(folder, system_clock, settings.timezone, settings.mail, settings.public)
    secret = service_secret(folder.token_key, OPERATOR)
    try:
        token = ServiceToken(host, OPERATOR, secret, system_clock)
        yield System(host.applications, host, token, host)
    finally:
        host.stop()


def _distributed(settings: Settings) -> Iterator[System]:
    peer = RpcClient(settings.amqp_url)
    applications = {name: application(settings, name, peer, OPERATOR) for name in SERVICES}
    try:
        token = ServiceToken(peer, OPERATOR, settings.service_secret(OPERATOR), system_clock)
        yield System(applications, peer, token)
    finally:
        peer.close()
        for one in applications.values():
            one.environment.engine.dispose()
