"""Wires `visits`: its log, the register of parties, the book of visits, the directory of units."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime

import sqlalchemy as sa

from eventlog import checkpoint
from eventlog.errors import NotFound
from eventlog.fact import Fact, fact_types
from eventlog.log import Log
from eventlog.projection import Tables
from eventlog.record import Record
from services.kernel.application import Application, Environment
from services.kernel.directory import Directory
from services.kernel.unit_directory import UnitDirectory, load_directory, load_tree
from services.kernel.units import UnitTree
from services.kernel.working_days import local_day
from services.visits import facts
from services.visits.appointees import Appointees
from services.visits.forgetting import Forgetting
from services.visits.hidden_problems import HiddenProblems, hidden_problems
from services.visits.party import Party, party_of, party_stream
from services.visits.party_register import PartyRegister
from services.visits.visit_book import VisitBook

FACTS = fact_types(facts)
PAGE = 1000


class VisitsApplication(Application):
    """What the endpoints need of storage."""

    log: Log

    def __init__(self, environment: Environment):
        self.units = UnitDirectory()
        self.register = PartyRegister(environment.keyring)
        self.book = VisitBook()
        self.appointees = Appointees()
        self.hidden = HiddenProblems()
        log = Log(environment.engine, environment.clock, environment.keyring)
        super().__init__(
            name="visits",
            environment=environment,
            log=log,
            projections=(self.units, self.register, self.book, self.appointees, self.hidden),
            reactions=(Forgetting(log, self.visits_of),),
        )

    def reading(self) -> AbstractContextManager[sa.Connection]:
        """One read transaction: what is read in it belongs together."""
        return self.environment.engine.connect()

    def tables(self, conn: sa.Connection) -> Tables:
        """What is known of visits and parties, and who is to go where."""
        models = (self.book, self.register, self.appointees)
        return {name: t for m in models for name, t in self.read_models.live(conn, m).items()}

    def today(self, now: datetime) -> date:
        return local_day(now, self.environment.timezone)

    def tree(self, conn: sa.Connection) -> UnitTree:
        return load_tree(conn, self.read_models.live(conn, self.units))

    def directory(self, conn: sa.Connection) -> Directory:
        return load_directory(conn, self.read_models.live(conn, self.units))

    def staff(self, conn: sa.Connection, ids: Iterable[str]) -> set[str]:
        """Those of the ids that are people of the district's units."""
        person = self.read_models.live(conn, self.units)["directory_person"]
        known = sa.select(person.c.person_id).where(person.c.person_id.in_(ids))
        return set(conn.scalars(known))

    def hidden_problems(
        self, conn: sa.Connection, problems: Iterable[tuple[str, int]]
    ) -> set[tuple[str, int]]:
        """Those of these `(visit, n)` that nobody is shown."""
        table = self.read_models.live(conn, self.hidden)["hidden_issue"]
        return hidden_problems(conn, table, problems)

    def party(self, conn: sa.Connection, party_id: str) -> Party:
        """Raises NotFound."""
        return party_of(to_facts(self.log.read_stream(party_stream(party_id), conn)))

    def opened(self, conn: sa.Connection, stream: str) -> list[Fact]:
        """A stream's facts with its sealed words in clear. Raises NotFound when there are none."""
        records = self.log.read_stream(stream, conn)
        if not records:
            raise NotFound()
        return to_facts(self.environment.keyring.open_records(records, conn))

    def visits_of(self, conn: sa.Connection, party_id: str) -> set[str]:
        """Every visit to a party that is appended: those in the book, and those in the log behind it."""
        visit = self.read_models.live(conn, self.book)["visit"]
        booked = sa.select(visit.c.visit_id).where(visit.c.party_id == party_id)
        found = set(conn.scalars(booked))
        generation = self.read_models.generation(conn, self.book)
        position = checkpoint.read(conn, generation.checkpoint_name(self.name)).position
        while page := self.log.read(position, PAGE, conn):
            found |= {r.data["visit_id"] for r in page if _is_visit_to(r, party_id)}
            position = page[-1].position
        return found


def _is_visit_to(record: Record, party_id: str) -> bool:
    return record.type == "VisitRecorded" and record.data["party_id"] == party_id


def to_facts(records: Sequence[Record]) -> list[Fact]:
    return [FACTS[record.type].from_data(record.data) for record in records]


def build(environment: Environment) -> VisitsApplication:
    return VisitsApplication(environment)
