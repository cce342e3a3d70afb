"""The append-only log of one service: the truth from which everything else is derived.

The hazard: a reader that follows a plain sequence misses facts, because transactions commit in another order
than they drew their numbers. So positions come from one head row, and the append is one statement that takes
that row last (docs/adr/0002): positions follow commit order and have no gaps. What this does not protect:
appends to one log are serial, one commit at a time.
"""

import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa

from eventlog import append_statement
from eventlog.clock import Clock, to_microseconds
from eventlog.engine import writing
from eventlog.errors import Conflict, Failure, LogDiverged, Refused
from eventlog.fact import Fact
from eventlog.record import Record, body_digest, dump_data
from eventlog.seal import Keyring
from eventlog.tables import command_answer, log, log_head

_RECORDS = sa.select(log, log_head.c.origin).join_from(log, log_head, sa.true())  # one head row
CONFLICTS = ("log_stream_version", "log.stream", "command_answer")


@dataclass(frozen=True)
class Command:
    """Who asked, under which id, and a keyed digest of what: by these an answer is found again."""

    actor: str
    command_id: str
    request_digest: str


@dataclass(frozen=True)
class Answer:
    """What a command is answered with: the stream's id and version, and the position it is readable from."""

    id: str
    version: int
    position: int

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Write:
    """Facts for one stream, which must be at `expected_version` (0: it does not exist yet)."""

    stream: str
    expected_version: int
    facts: Sequence[Fact]


@dataclass(frozen=True)
class Head:
    position: int
    digest: str
    recorded_us: int
    origin: str


class Log:
    """Append, read and answer. Shapes: positions and versions count from 1; times are microseconds UTC."""

    def __init__(self, engine: sa.Engine, clock: Clock, keyring: Keyring):
        self.engine = engine
        self.clock = clock
        self.keyring = keyring
        self.listeners: list[Callable[[], None]] = []  # called after each commit, to wake followers

    @contextmanager
    def transaction(self) -> Iterator["Transaction"]:
        with writing(self.engine) as conn:
            yield Transaction(conn, self)
        for listener in self.listeners:
            listener()

    def once(
        self, command: Command | None, work: Callable[["Transaction"], Answer], tries: int = 1
    ) -> Answer:
        """Do `work` in one transaction, or give the answer that this command already had.

        Raises Refused("command_id_reused") for the same id with another request, Conflict when another
        writer was first. A refused command leaves nothing behind and is decided anew next time: but where the
        same command, sent again by a caller who gave up waiting, was accepted beside it, both get that answer.
        `tries`: how often `work` is done at most while others are first. More than one is right only where it
        reads what it decides by, and nobody named a version that must still be the newest.
        """
        for _ in range(tries - 1):
            with suppress(Conflict):
                return self._once(command, work)
        return self._once(command, work)

    def _once(self, command: Command | None, work: Callable[["Transaction"], Answer]) -> Answer:
        try:
            with self.transaction() as transaction:
                known = command and self.answer_to(command, transaction.conn)
                return known or work(transaction)
        except (sa.exc.IntegrityError, Failure) as problem:
            # A twin of this command may have been accepted meanwhile: it is then the reason of the refusal.
            if command and (known := self.answer_to(command)):
                return known
            if isinstance(problem, sa.exc.IntegrityError) and _is_conflict(problem):
                raise Conflict() from problem
            raise

    def answer_to(self, command: Command, conn: sa.Connection | None = None) -> Answer | None:
        query = sa.select(command_answer).where(
            command_answer.c.actor == command.actor,
            command_answer.c.command_id == command.command_id,
        )
        with _reading(self.engine, conn) as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            return None
        if row.request_digest != command.request_digest:
            raise Refused("command_id_reused")
        return Answer(row.id, row.version, row.position)

    def read_stream(self, stream: str, conn: sa.Connection | None = None) -> list[Record]:
        """All records of one stream, oldest first; sealed fields unopened."""
        query = _RECORDS.where(log.c.stream == stream).order_by(log.c.version)
        with _reading(self.engine, conn) as connection:
            return [append_statement.to_record(row) for row in connection.execute(query)]

    def read(self, after: int, limit: int, conn: sa.Connection | None = None) -> list[Record]:
        """Up to `limit` records with a position above `after`, in order."""
        query = _RECORDS.where(log.c.position > after).order_by(log.c.position).limit(limit)
        with _reading(self.engine, conn) as connection:
            return [append_statement.to_record(row) for row in connection.execute(query)]

    def head(self, conn: sa.Connection | None = None) -> Head:
        with _reading(self.engine, conn) as connection:
            row = connection.execute(sa.select(log_head)).one()
        return Head(row.position, bytes(row.digest).hex(), row.recorded_us, row.origin)

    def check_seen(self, position: int, digest: str) -> None:
        """Raise LogDiverged unless this log still has the digest that a follower saw at that position."""
        if position == 0:
            return
        with self.engine.connect() as conn:
            found = conn.scalar(sa.select(log.c.digest).where(log.c.position == position))
        if found is None or bytes(found).hex() != digest:
            raise LogDiverged(f"position {position} no longer carries the digest seen there")

    def mark_origin(self, origin: str) -> None:
        """Say where an empty log's facts will come from (`demo`). Refused once it holds a fact."""
        with writing(self.engine) as conn:
            changed = conn.execute(
                sa.update(log_head).where(log_head.c.position == 0).values(origin=origin)
            ).rowcount
        if not changed:
            raise Refused("log_not_empty")


class Transaction:
    """One write transaction on a log's database: the owner's own tables first, `append` last."""

    def __init__(self, conn: sa.Connection, log: Log):
        self.conn = conn
        self.log = log

    def append(
        self,
        writes: Sequence[Write],
        *,
        actor: str,
        answer_id: str,
        command: Command | None = None,
        causation_id: str | None = None,
    ) -> Answer:
        """Seal and append the facts of all `writes` as one unit; must be the transaction's last statement,
        because it takes the head row that every other writer waits for. `version` of the answer is that of
        the first write's stream."""
        now_us = to_microseconds(self.log.clock())
        facts = [fact for write in writes for fact in write.facts]
        sealed = self.log.keyring.seal(self.conn, facts, now_us)
        command_id = command.command_id if command else None
        rows = []
        numbered = (
            (w.stream, w.expected_version + n) for w in writes for n, _ in enumerate(w.facts, 1)
        )
        for (stream, version), fact, data in zip(numbered, facts, sealed, strict=True):
            text, fact_id = dump_data(data), str(uuid.uuid4())
            kind, schema = type(fact).__name__, type(fact).schema
            body = (stream, version, kind, schema, fact_id, actor, command_id, causation_id, text)
            rows.append((*body, body_digest(*body)))
        version = writes[0].expected_version + len(writes[0].facts)
        answer = append_statement.AnswerRow(command, answer_id, version) if command else None
        position = append_statement.execute(self.conn, rows, now_us, answer)
        return Answer(answer_id, version, position)


def _is_conflict(violation: sa.exc.IntegrityError) -> bool:
    """Whether another writer was first, rather than a rule of the owner's own tables being broken."""
    return any(name in str(violation.orig) for name in CONFLICTS)


@contextmanager
def _reading(engine: sa.Engine, conn: sa.Connection | None) -> Iterator[sa.Connection]:
    if conn is not None:
        yield conn
        return
    with engine.connect() as own:
        yield own
