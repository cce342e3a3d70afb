"""Wires `issues`: its log, the board, the directory of units, the reaction to visits."""

from contextlib import AbstractContextManager
from datetime import datetime

import sqlalchemy as sa

from eventlog.archive.portable import Portable
from eventlog.log import Log
from eventlog.record import Record
from eventlog.remembered import Remembered
from services.issues.act import Act
from services.issues.board import IssueBoard
from services.issues.categories import default_categories
from services.issues.clock import Escalating, Sampling
from services.issues.concealment import confidential_issues
from services.issues.open_issues import OpenIssues
from services.issues.reaction import FromVisits
from services.issues.recomputing import Recomputing
from services.issues.tables import (
    code_attempt,
    contact_shown,
    external_ref,
    forgotten_person,
    issue_reporter,
    number_counter,
    on_spot_sample,
    photo_file,
)
from services.issues.text_index import NAMES, WORDS, TextIndex
from services.kernel.application import Application, Environment
from services.kernel.caller import Caller
from services.kernel.unit_directory import UnitDirectory, load_directory
from services.kernel.working_calendar import WorkingCalendar


class IssuesApplication(Application):
    """What the endpoints need of storage."""

    log: Log

    def __init__(self, environment: Environment):
        self.units = UnitDirectory()
        self.board = IssueBoard(environment.timezone)
        self._directory = Remembered(self.units, "campaign", load_directory)
        self._counting = Remembered(self.board, "campaign", self.board.counting)
        self.categories = default_categories()
        log = Log(environment.engine, environment.clock, environment.keyring)
        self.words, self.names = TextIndex(log, WORDS), TextIndex(log, NAMES)
        super().__init__(
            name="issues",
            environment=environment,
            log=log,
            projections=(self.units, self.board),
            reactions=(FromVisits(self.act, environment),),
            workers=(Recomputing(self), Escalating(self), Sampling(self)),
            migrations=("services.issues.migrations",),
            portable=Portable(
                carried=(
                    number_counter,
                    external_ref,
                    issue_reporter,
                    forgotten_person,
                    photo_file,
                    on_spot_sample,
                    contact_shown,
                ),
                left=(code_attempt,),
            ),
        )

        self.open_issues = OpenIssues(log, self.board, self.read_models, self.categories)

    def reading(self) -> AbstractContextManager[sa.Connection]:
        """One read transaction: what is read in it belongs together."""
        return self.environment.engine.connect()

    def concealed(
        self, conn: sa.Connection, streams: set[str], until: int | None = None
    ) -> set[str]:
        return confidential_issues(conn, streams, until)

    def id_of_number(self, conn: sa.Connection, number: str) -> str | None:
        board = self.read_models.live(conn, self.board)["issue_board"]
        return conn.scalar(sa.select(board.c.issue_id).where(board.c.number == number.upper()))

    def act(self, conn: sa.Connection, caller: Caller, now: datetime) -> Act:
        """Who acts, with what can be looked up in this transaction."""
        return Act(
            caller,
            now,
            self.environment.timezone,
            self._directory.read(conn, self.read_models),
            self.categories,
            calendar=self.calendar(conn),
        )

    def calendar(self, conn: sa.Connection) -> WorkingCalendar:
        """By which limits are counted in this transaction, the same as on the board."""
        return self._counting.read(conn, self.read_models).calendar

    def records(self, conn: sa.Connection, issue_id: str, *, opened: bool) -> list[Record]:
        """An issue's facts, oldest first; `opened`: with the words in clear, as far as they are not forgotten."""
        records = self.log.read_stream(issue_id, conn)
        return self.environment.keyring.open_records(records, conn) if opened else records


def build(environment: Environment) -> IssuesApplication:
    return IssuesApplication(environment)
