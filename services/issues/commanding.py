"""Carrying out a command on an issue: load, decide, append, in one transaction."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from eventlog.log import Answer, Command, Transaction, Write
from services.issues import consequences
from services.issues.absorbed_issues import absorbed_by, makes_confidential_too, told_of
from services.issues.act import Act
from services.issues.commands import COMMANDS
from services.issues.deciding import decide
from services.issues.issue import Issue
from services.issues.issue_fact import IssueFact
from services.issues.numbers import id_of_command
from services.issues.residents.identifying import identify
from services.issues.stored import fold_records
from services.issues.two_issues import with_other_issue
from services.kernel.here import Here

if TYPE_CHECKING:
    from services.issues.application import IssuesApplication

NEEDS_WORDS = ("approve_public_text",)  # the proposed text becomes public
BY_CODE = ("number", "code", "address")
TRIES = 3  # where no version was named: a clock or a colleague who was first is no reason to refuse


def carry_out(here: Here, name: str, command: Command, fields: dict[str, Any]) -> dict[str, Any]:
    """`{id, version, position}`. Raises NotFound, Forbidden, Conflict, Refused, Invalid."""
    app: IssuesApplication = here.app
    if fields.get("number") is not None:
        known = app.log.answer_to(command)  # before a tracking code counts as tried
        if known:
            return known.to_dict()
    resident = identify(here, {key: fields.pop(key, None) for key in BY_CODE})
    named = fields.pop("id", None)
    issue_id = resident.issue_id if resident else named
    version = fields.pop("expected_version")
    new_id = id_of_command(command.actor, command.command_id)

    def work(transaction: Transaction) -> Answer:
        conn = transaction.conn
        act = app.act(conn, here.caller, here.now).of_command(
            new_id, resident.reporter_id if resident else None
        )
        issue = fold_records(app.records(conn, issue_id, opened=name in NEEDS_WORDS))
        order = COMMANDS[name](**with_other_issue(app, conn, name, issue, act, given(fields)))
        facts = decide(name, issue, order, act, version)
        issues = [issue, getattr(order, "target", None)]
        if issue is not None and makes_confidential_too(facts):
            absorbed = absorbed_by(app, conn, issue)
            issues, facts = [*issues, *absorbed], [*facts, *told_of(absorbed, facts)]
        return append(transaction, issues, facts, act, command)

    return app.log.once(command, work, TRIES if version is None else 1).to_dict()


def append(
    transaction: Transaction,
    issues: Sequence[Issue | None],
    facts: list[IssueFact],
    act: Act,
    command: Command | None = None,
    causation_id: str | None = None,
) -> Answer:
    """The facts of one act, each in the stream of its issue, with what follows from them beside the log.

    The answer is about the first issue, which is the one that the act is about."""
    found = [issue for issue in issues if issue is not None]
    consequences.follow(transaction.conn, found[0], facts, act)
    writes = [
        Write(issue.issue_id, issue.version, [f for f in facts if f.issue_id == issue.issue_id])
        for issue in found
    ]
    return transaction.append(
        [write for write in writes if write.facts],
        actor=act.by,
        answer_id=found[0].issue_id,
        command=command,
        causation_id=causation_id,
    )


def given(fields: dict[str, Any]) -> dict[str, Any]:
    """Only what the request says, so that a command's own defaults count; lists as tuples."""
    return {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in fields.items()
        if value is not None
    }
