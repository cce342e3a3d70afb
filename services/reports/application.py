"""Wires `reports`: it follows `issues` for the lists and `campaign` for the units; its own log tells of
editions and of objections to them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from eventlog import checkpoint
from eventlog.archive.portable import Portable
from eventlog.log import Log
from eventlog.projection import Tables
from eventlog.snapshot import snapshot
from services.kernel.application import Application, Environment
from services.kernel.calendar_days import CalendarDays
from services.kernel.here import Here
from services.kernel.unit_directory import UnitDirectory, load_tree
from services.kernel.units import UnitTree
from services.kernel.working_days import local_day
from services.reports.confidential import ConfidentialCount
from services.reports.courses.projection import TABLE as COURSE
from services.reports.courses.projection import IssueCourses
from services.reports.documents import Documents
from services.reports.own_log import to_facts
from services.reports.press.press import EditionPress
from services.reports.projections import ThreeLists
from services.reports.tables import edition_document, edition_proof, objection_attempt
from services.reports.workflow.actor import Actor, actor
from services.reports.workflow.edition import Edition, edition_of, edition_stream


@dataclass(frozen=True)
class Reading:
    """One moment of the read models: the tables of the lists, the units, and how far the lists have come."""

    conn: sa.Connection
    tables: Tables
    tree: UnitTree
    newest: int
    timezone: str


class ReportsApplication(Application):
    """What the endpoints need of storage. Its worker prints editions where there is a key."""

    log: Log

    def __init__(self, environment: Environment):
        self.documents = Documents()
        self.lists = ThreeLists(environment.timezone)
        self.units = UnitDirectory()
        self.confidential = ConfidentialCount(environment.timezone)
        self.courses = IssueCourses(environment.timezone)
        self.calendar = CalendarDays()
        super().__init__(
            name="reports",
            environment=environment,
            log=Log(environment.engine, environment.clock, environment.keyring),
            projections=(
                self.lists,
                self.units,
                self.confidential,
                self.courses,
                self.calendar,
            ),
            workers=(EditionPress(self, environment.printing),),
            migrations=("services.reports.migrations",),
            portable=Portable(carried=(edition_document,), left=(edition_proof, objection_attempt)),
        )

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """Everything that one answer reads is of one moment, so that totals equal rows."""
        with snapshot(self.environment.engine) as conn:
            generation = self.read_models.generation(conn, self.lists)
            seen = checkpoint.read(conn, generation.checkpoint_name("issues"))
            yield Reading(
                conn=conn,
                tables=self.read_models.live(conn, self.lists),
                tree=load_tree(conn, self.read_models.live(conn, self.units)),
                newest=seen.position,
                timezone=self.environment.timezone,
            )

    def course_tables(self, conn: sa.Connection) -> tuple[sa.Table, sa.Table, UnitTree, int]:
        """(courses, moments, units, how far the courses have come), for numbers."""
        generation = self.read_models.generation(conn, self.courses)
        return (
            self.read_models.live(conn, self.courses)[COURSE],
            self.read_models.live(conn, self.lists)["list_moment"],
            load_tree(conn, self.read_models.live(conn, self.units)),
            checkpoint.read(conn, generation.checkpoint_name("issues")).position,
        )

    def today(self, now: datetime) -> date:
        return local_day(now, self.environment.timezone)

    def actor(self, here: Here) -> Actor:
        """Who calls, with the roles over the whole tree."""
        with self.reading() as reading:
            return actor(here.caller, reading.tree, self.today(here.now))

    def edition(self, conn: sa.Connection, edition_id: str, *, opened: bool = False) -> Edition:
        """`opened`: with the notes of its study. Raises NotFound."""
        records = self.log.read_stream(edition_stream(edition_id), conn)
        if opened:
            records = self.environment.keyring.open_records(records, conn)
        return edition_of(to_facts(records))

    def ask(self, service: str, method: str, **request: Any) -> dict[str, Any]:
        """A peer, in the name of this service. Raises Unavailable."""
        environment = self.environment
        return environment.peer.call(service, method, request, token=environment.service_token())


def build(environment: Environment) -> ReportsApplication:
    return ReportsApplication(environment)
