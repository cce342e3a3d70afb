"""Issues of the bench brought to where a command is accepted: by the rules, straight into the log, many at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from bench.command_kinds import MERGE, RATE, Kind, Step
from bench.district import OFFICE
from bench.seed import fold
from eventlog.clock import system_clock
from eventlog.log import Write
from services.issues.act import Act
from services.issues.application import IssuesApplication
from services.issues.commands import COMMANDS
from services.issues.deciding import decide
from services.issues.evolve import evolve
from services.issues.issue import Issue
from services.issues.issue_fact import IssueFact
from services.issues.register import reporters_of
from services.issues.residents.tracking import code_of
from services.issues.stored import fold_records
from services.kernel.caller import Caller


@dataclass(frozen=True)
class Request:
    """A command as it is sent, without its id."""

    method: str
    caller: Caller
    fields: dict[str, Any]


def requests(app: IssuesApplication, kinds: Sequence[Kind]) -> list[Request]:
    """One request of each of these kinds, in order, each about an issue of its own that nobody touched before."""
    fold(app)
    with app.reading() as conn:
        act = app.act(conn, OFFICE, system_clock())
        fresh = _reported(app, conn)
        brought = [_brought(next(fresh), kind.before, act) for kind in kinds]
        asked = [
            _request(app, conn, kind.step, issue, fresh)
            for kind, (issue, _) in zip(kinds, brought, strict=True)
        ]
    _append(app, [write for _, write in brought if write.facts])
    return asked


def _reported(app: IssuesApplication, conn: sa.Connection) -> Iterator[Issue]:
    """Issues that were just reported, everywhere in the district."""
    board = app.read_models.live(conn, app.board)["issue_board"]
    waiting = sa.select(board.c.issue_id).where(board.c.state == "reported")
    for issue_id in conn.scalars(waiting.order_by(board.c.issue_id)).all():
        issue = fold_records(app.records(conn, issue_id, opened=False))
        assert issue is not None
        yield issue


def _brought(issue: Issue, steps: Sequence[Step], act: Act) -> tuple[Issue, Write]:
    """The issue after these steps, and what is to be written for it."""
    found: list[IssueFact] = []
    version = issue.version
    for step in steps:
        order = COMMANDS[step.name](**step.fields(issue))
        for fact in decide(step.name, issue, order, replace(act, caller=step.caller(issue))):
            issue = evolve(issue, fact, act.now)
            found.append(fact)
    return issue, Write(issue.issue_id, version, found)


def _request(
    app: IssuesApplication, conn: sa.Connection, step: Step, issue: Issue, others: Iterator[Issue]
) -> Request:
    fields = {"expected_version": issue.version, **step.fields(issue)}
    if step is RATE:
        [(reporter, reissues)] = reporters_of(conn, issue.issue_id)
        code = code_of(conn, app.environment.keyring, reporter, reissues)
        fields |= {"number": issue.number, "code": code}
    else:
        fields["id"] = issue.issue_id
    if step is MERGE:
        other = next(others)
        fields |= {"into": other.issue_id, "into_version": other.version}
    said = {name: _said(value) for name, value in fields.items()}
    return Request(step.name, step.caller(issue), said)


def _said(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _append(app: IssuesApplication, writes: Sequence[Write]) -> None:
    with app.log.transaction() as transaction:
        transaction.append(writes, actor="bench", answer_id=writes[0].stream)
    fold(app)
