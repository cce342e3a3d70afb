"""Fills the database of `issues` fast: facts straight into its log, sealed as ever, and folded onto the board."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

import sqlalchemy as sa

from bench import district
from eventlog.log import Write
from services.issues.facts import IssueReported
from services.issues.issue_fact import IssueFact
from services.issues.tables import issue_reporter
from services.kernel.application import Application
from services.kernel.facts_after import fetch_from_log

AT_ONCE = 200  # issues in one append


def seed(app: Application, stories: Iterable[Sequence[IssueFact]]) -> int:
    """Append these issues, whole streams each, and fold what `app` projects. Returns how many there were."""
    waiting, count = iter(stories), 0
    while some := list(islice(waiting, AT_ONCE)):
        _append(app, some)
        count += len(some)
    fold(app)
    return count


def fold(app: Application) -> None:
    """Bring the read models of `app` to the head of its own log and of an invented `campaign`."""
    told = district.records()
    sources: dict[str, Any] = {
        "campaign": lambda seen, limit: told[seen.position : seen.position + limit],
        app.name: fetch_from_log(_own_log(app)),
    }
    projected = {projection.name for projection in app.projections}
    for follower in app.followers(lambda source: sources.get(source, _nothing)):
        if follower.name in projected:
            while follower.step(app.environment.clock()):
                pass
    with app.environment.engine.connect() as conn:
        conn.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("ANALYZE")


def _nothing(_seen: Any, _limit: int) -> list[Any]:
    """Of a service that is only reacted to."""
    return []


def _append(app: Application, some: Sequence[Sequence[IssueFact]]) -> None:
    writes = [Write(facts[0].issue_id, 0, facts) for facts in some]
    reported = [facts[0] for facts in some]
    with _own_log(app).transaction() as transaction:
        rows = [
            {"issue_id": fact.issue_id, "person_id": fact.reporter_id, "reissues": 0}
            for fact in reported
            if isinstance(fact, IssueReported)
        ]
        transaction.conn.execute(sa.insert(issue_reporter), rows)
        transaction.append(writes, actor="bench", answer_id=writes[0].stream)


def _own_log(app: Application) -> Any:
    assert app.log is not None
    return app.log
