"""What a service is made of, and what it is given to be made with. Hosts know services only by this."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, Protocol

import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from eventlog.archive.portable import Member, Portable
from eventlog.clock import Clock
from eventlog.follower import (
    Effect,
    EffectFollower,
    Fetch,
    Follower,
    ProjectionFollower,
)
from eventlog.log import Log
from eventlog.migrate import upgrade
from eventlog.projection import Projection, ReadModels
from eventlog.reaction import Reaction, ReactionFollower
from eventlog.seal import Keyring
from eventlog.wire import Readable, Wire
from services.kernel.mail_settings import MailSettings
from services.kernel.print_settings import PrintSettings


class Peer(Protocol):
    """Calls another service by name. Raises the failures of `eventlog.errors`, Unavailable when it is away."""

    def call(
        self,
        service: str,
        method: str,
        request: dict[str, Any],
        token: str | None = None,
        timeout: float = 5.0,
    ) -> dict[str, Any]: ...


class Worker(Protocol):
    """What a service does by itself beside following: a loop that the hosts run (`pump`, embedded)."""

    name: str

    def step(self, now: datetime) -> bool:
        """One unit of work; True when there may be more at once."""


@dataclass(frozen=True)
class Environment:
    """Everything a service takes from outside. `service_token` gives a fresh token of its own account."""

    engine: sa.Engine
    clock: Clock
    keyring: Keyring
    peer: Peer
    public_key: Ed25519PublicKey
    timezone: str
    service_token: Callable[[], str]
    private_key: Ed25519PrivateKey | None = None  # campaign only
    mail: MailSettings | None = None  # notify only; None: no e-mail is sent
    printing: PrintSettings | None = None  # reports only; None: no edition is printed


@dataclass
class Application:
    """One service, wired: its log, what it projects, what it reacts to. Services subclass it."""

    name: str
    environment: Environment
    log: Log | None = None
    projections: Sequence[Projection] = ()
    reactions: Sequence[Reaction] = ()
    effects: Sequence[Effect] = ()
    workers: Sequence[Worker] = ()
    migrations: Sequence[str] = ()
    portable: Portable = field(default_factory=Portable)
    read_models: ReadModels = field(init=False)

    def __post_init__(self) -> None:
        self.read_models = ReadModels(self.environment.engine, self.projections)

    def migrate(self) -> None:
        """Bring the database to the newest shape; safe to run at every start and side by side.

        Raises MasterKeyWrong, and RebuildNeeded."""
        upgrade(self.environment.engine, self.migrations)
        self.environment.keyring.check()
        self.read_models.prepare()

    def concealed(
        self,
        conn: sa.Connection,  # noqa: ARG002 (nothing, by default)
        streams: set[str],  # noqa: ARG002 (the same)
        until: int | None = None,  # noqa: ARG002 (the same)
    ) -> set[str]:
        """Those of these streams of its log of which others must learn nothing (`eventlog.wire`); with `until` by
        what the log said up to that position."""
        return set()

    @property
    def wire(self) -> Wire:
        """Its log, as every other service reads it. Raises TypeError for a service that keeps none."""
        if self.log is None:
            raise TypeError(f"{self.name} keeps no log")
        return Wire(self.log, self.concealed)

    def wire_as_of(self, position: int) -> Wire:
        """Its log as every other service read it at that position: for what is printed as of then."""
        return self.wire.as_of(position, partial(self.concealed, until=position))

    def readable_by(self, reader: str) -> Readable:
        """Its log, as the service `reader` may read it: only the owner reads everything."""
        return self.log if self.log is not None and reader == self.name else self.wire

    @property
    def sources(self) -> set[str]:
        """The services whose facts this one follows, itself included where it projects its own."""
        projected = {source for projection in self.projections for source in projection.sources}
        reacted = {reaction.source for reaction in self.reactions}
        return projected | reacted | {effect.source for effect in self.effects}

    @property
    def member(self) -> Member:
        """What of this service `log export` takes along."""
        follows = {f"{r.name}@{r.source}": r.source for r in self.reactions}
        follows |= {f"{e.name}@{e.source}": e.source for e in self.effects}
        engine, reads = self.environment.engine, frozenset(self.sources)
        return Member(self.name, engine, self.portable, follows, reads)

    def followers(self, fetch: Callable[[str], Fetch]) -> list[Follower]:
        """One follower per projection and source, effect and reaction. `fetch(source)` reads that log."""
        found: list[Follower] = [
            ProjectionFollower(projection, source, self.read_models, fetch(source))
            for projection in self.projections
            for source in projection.sources
        ]
        engine = self.environment.engine
        found += [EffectFollower(e, engine, fetch(e.source)) for e in self.effects]
        if self.log is not None:
            found += [ReactionFollower(r, self.log, fetch(r.source)) for r in self.reactions]
        return found
