"""Forgetting a party: its key and the key of every visit to it are destroyed, and the fact says so.

The hazard: a visit may be appended between the moment its party is looked up and the moment it is forgotten, and
would keep its words. So the service follows its own log: at PersonForgotten every visit at a lower position is
known for certain, and a visit found at a higher one loses its key as soon as it is read back. `forget_person`
does the first part at once, so that nobody has to wait for a follower. A master key kept elsewhere together with
a copy of the key table made before is out of reach.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from eventlog.clock import to_microseconds
from eventlog.errors import Conflict
from eventlog.log import Answer, Command, Log, Transaction, Write
from eventlog.reaction import Reaction
from eventlog.record import Record
from services.kernel.here import Here
from services.visits.party import forget_party, party_stream
from services.visits.visibility import refuse_unless_registrar

if TYPE_CHECKING:
    from services.visits.application import VisitsApplication

VisitsOf = Callable[[sa.Connection, str], set[str]]  # a party's visits, every one that is appended


def forget_person(here: Here, command: Command, fields: dict[str, Any]) -> Answer:
    """Destroy and append PersonForgotten; the second time the answer of the first.

    Raises NotFound, Forbidden, Conflict."""
    app: VisitsApplication = here.app
    caller, party_id = here.caller, fields["person_id"]

    def work(transaction: Transaction) -> Answer:
        party = app.party(transaction.conn, party_id)
        refuse_unless_registrar(caller, party.unit_id, app.tree(transaction.conn))
        if fields["expected_version"] not in (None, party.version):
            raise Conflict(params={"version": party.version})
        facts = forget_party(party)
        if not facts:
            return _forgotten_before(app.log, transaction.conn, party_id)
        _destroy(transaction, party_id, app.visits_of(transaction.conn, party_id))
        write = Write(party_stream(party_id), party.version, facts)
        return transaction.append([write], actor=caller.person, answer_id=party_id, command=command)

    answer = app.log.once(command, work)
    app.environment.keyring.scrub()
    return answer


class Forgetting(Reaction):
    """Finishes what `forget_person` began."""

    name = "forgetting"
    source = "visits"

    def __init__(self, log: Log, visits_of: VisitsOf):
        self.log = log
        self.visits_of = visits_of

    def wants(self, record: Record) -> bool:
        if record.type == "VisitRecorded":
            stream = self.log.read_stream(party_stream(record.data["party_id"]))
            return any(fact.type == "PersonForgotten" for fact in stream)
        return record.type == "PersonForgotten"

    def prepare(self, record: Record) -> None:
        """Nothing has to be asked of another service."""

    def react(
        self,
        transaction: Transaction,
        record: Record,
        prepared: Any,  # noqa: ARG002 (nothing was asked)
        command: Command,  # noqa: ARG002 (destroying twice is destroying once)
    ) -> None:
        if record.type == "VisitRecorded":
            _destroy(transaction, record.data["party_id"], {record.data["visit_id"]})
        else:
            party_id = record.data["person_id"]
            _destroy(transaction, party_id, self.visits_of(transaction.conn, party_id))


def _destroy(transaction: Transaction, party_id: str, visit_ids: set[str]) -> None:
    log = transaction.log
    log.keyring.destroy(transaction.conn, {party_id, *visit_ids}, to_microseconds(log.clock()))


def _forgotten_before(log: Log, conn: sa.Connection, party_id: str) -> Answer:
    last = log.read_stream(party_stream(party_id), conn)[-1]
    return Answer(party_id, last.version, last.position)
