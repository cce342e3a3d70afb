"""What is kept beside the log when an issue is made: its number, its reference elsewhere, its reporter.

All of it happens in the transaction of the append, so that a refused or failed report leaves no gap and no trace.
"""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from eventlog.engine import hold
from eventlog.errors import Refused
from services.issues.facts import IssueReported
from services.issues.numbers import issue_number
from services.issues.tables import external_ref, forgotten_person, issue_reporter, number_counter


def next_number(conn: sa.Connection, today: date) -> str:
    """The next number of this month. Its row stays locked until the commit: reports wait for each other here."""
    month = f"{today:%Y%m}"
    statement = (
        _insert(conn, number_counter)
        .values(month=month, last=1)
        .on_conflict_do_update(index_elements=["month"], set_={"last": number_counter.c.last + 1})
        .returning(number_counter.c.last)
    )
    return issue_number(today, conn.execute(statement).scalar_one())


def register(conn: sa.Connection, reported: IssueReported) -> None:
    """Raises Refused("external_ref_used"): a hotline's retry makes no second issue."""
    if reported.external_system and reported.external_id:
        _take_reference(conn, reported)
    conn.execute(
        sa.insert(issue_reporter).values(
            issue_id=reported.issue_id, person_id=reported.reporter_id, reissues=0, first=True
        )
    )


def join(conn: sa.Connection, issue_id: str, person_id: str) -> None:
    """Somebody else's code opens the issue too."""
    statement = _insert(conn, issue_reporter).values(
        issue_id=issue_id, person_id=person_id, reissues=0, first=False
    )
    conn.execute(statement.on_conflict_do_nothing())


def part(conn: sa.Connection, issue_id: str, person_id: str) -> None:
    """The code of somebody who had joined no longer opens it."""
    row = issue_reporter.c
    conn.execute(
        sa.delete(issue_reporter).where(
            row.issue_id == issue_id, row.person_id == person_id, sa.not_(row.first)
        )
    )


def reporters_of(conn: sa.Connection, issue_id: str) -> list[tuple[str, int]]:
    """Everybody whose code opens the issue, with how often that code was made anew."""
    row = issue_reporter.c
    query = sa.select(row.person_id, row.reissues).where(row.issue_id == issue_id)
    return [(person, count) for person, count in conn.execute(query.order_by(row.person_id))]


def reissues(conn: sa.Connection, issue_id: str, person_id: str) -> int:
    """How often the person's tracking code for this issue was made anew."""
    found = conn.scalar(
        sa.select(issue_reporter.c.reissues).where(
            issue_reporter.c.issue_id == issue_id, issue_reporter.c.person_id == person_id
        )
    )
    return found or 0


def issues_reported_by(conn: sa.Connection, person_id: str) -> list[str]:
    """The issues of which the words are this person's own."""
    row = issue_reporter.c
    query = sa.select(row.issue_id).where(row.person_id == person_id, row.first)
    return list(conn.scalars(query))


def hold_reporter(conn: sa.Connection, person_id: str) -> None:
    """Reporting for a person and forgetting them wait for each other, and then see what the other did: else an
    issue that is not committed yet would be missed, and keep its words."""
    hold(conn, f"reporter {person_id}")


def remember_forgotten(conn: sa.Connection, person_id: str) -> None:
    statement = _insert(conn, forgotten_person).values(person_id=person_id)
    conn.execute(statement.on_conflict_do_nothing())


def is_forgotten(conn: sa.Connection, person_id: str) -> bool:
    """Nothing may be sealed for this person anew."""
    query = sa.select(forgotten_person.c.person_id).where(forgotten_person.c.person_id == person_id)
    return conn.scalar(query) is not None


def _take_reference(conn: sa.Connection, reported: IssueReported) -> None:
    # A second report of the same reference waits here for the first one's commit, and then finds the row taken.
    statement = _insert(conn, external_ref).values(
        system=reported.external_system,
        external_id=reported.external_id,
        issue_id=reported.issue_id,
    )
    taken = statement.on_conflict_do_nothing().returning(external_ref.c.issue_id)
    if conn.scalar(taken) is None:
        raise Refused("external_ref_used")


def _insert(conn: sa.Connection, table: sa.Table) -> Any:
    dialect = sqlite if conn.dialect.name == "sqlite" else postgresql
    return dialect.insert(table)
