"""A reaction follows another service's log and answers with facts of its own.

One source fact is one transaction: the answer and the checkpoint move together, and the command id is the id of the
source fact. A crash before the commit leaves both as they were; a fact that comes again finds its answer.
"""

from abc import ABC, abstractmethod
from typing import Any

from eventlog import checkpoint
from eventlog.engine import writing
from eventlog.follower import Fetch, Follower
from eventlog.log import Command, Log, Transaction
from eventlog.record import Record


class Reaction(ABC):
    """Answers a fact of another service with facts of its own log, or by destroying keys."""

    name: str
    source: str

    @abstractmethod
    def wants(self, record: Record) -> bool:
        """Whether this fact is answered at all; the others are passed over."""

    @abstractmethod
    def prepare(self, record: Record) -> Any:
        """What must be asked of other services, before the transaction. Raise to be called again later."""

    @abstractmethod
    def react(
        self, transaction: Transaction, record: Record, prepared: Any, command: Command
    ) -> None:
        """Do it; an append comes last and carries `command`, which makes it happen once."""


class ReactionFollower(Follower):
    """One source fact, one transaction: the answer is appended together with the checkpoint."""

    def __init__(self, reaction: Reaction, log: Log, fetch: Fetch):
        super().__init__(reaction.name, reaction.source, log.engine, fetch)
        self.reaction = reaction
        self.log = log

    def apply(self, records: list[Record]) -> None:
        passed_over: list[Record] = []
        for record in records:
            if self.reaction.wants(record):
                self._move(passed_over)
                passed_over = []
                self._react(record)
            else:
                passed_over.append(record)
        self._move(passed_over)

    def _react(self, record: Record) -> None:
        prepared = self.reaction.prepare(record)
        command = Command(f"reaction:{self.name}", record.fact_id, record.fact_id)
        with self.log.transaction() as transaction:
            seen = checkpoint.lock(transaction.conn, f"{self.name}@{self.source}")
            if record.position != seen.position + 1:
                return
            to = seen.after(record.position, record.digest)
            checkpoint.move(transaction.conn, f"{self.name}@{self.source}", to)
            if self.log.answer_to(command, transaction.conn) is None:
                self.reaction.react(transaction, record, prepared, command)

    def _move(self, records: list[Record]) -> None:
        if not records:
            return
        name = f"{self.name}@{self.source}"
        with writing(self.engine) as conn:
            seen = checkpoint.lock(conn, name)
            for record in records:
                if record.position == seen.position + 1:
                    seen = seen.after(record.position, record.digest)
            checkpoint.move(conn, name, seen)
