"""Carrying out a command on an issue: load, decide, append, in one transaction."""

from typing import TYPE_CHECKING, Any

from eventlog.log import Answer, Command, Transaction, Write
from services.issues.completion import CompleteTask, ReportDone
from services.issues.deciding import decide
from services.issues.handling import PlanTask, ReportProgress, SignForIssue
from services.issues.intake import AssignIssue, TriageIssue
from services.issues.outcome import CloseIssue, OrderRework, RecordCallback
from services.issues.publication import ApprovePublicText, ProposePublicText
from services.issues.stored import fold_records
from services.kernel.here import Here

if TYPE_CHECKING:
    from services.issues.application import IssuesApplication

COMMANDS: dict[str, type[Any]] = {
    "triage": TriageIssue,
    "assign": AssignIssue,
    "sign_for": SignForIssue,
    "plan_task": PlanTask,
    "report_progress": ReportProgress,
    "complete_task": CompleteTask,
    "report_done": ReportDone,
    "record_callback": RecordCallback,
    "order_rework": OrderRework,
    "close": CloseIssue,
    "propose_public_text": ProposePublicText,
    "approve_public_text": ApprovePublicText,
}
NEEDS_WORDS = ("approve_public_text",)  # the proposed text becomes public


def carry_out(here: Here, name: str, command: Command, fields: dict[str, Any]) -> dict[str, Any]:
    """`{id, version, position}`. Raises NotFound, Forbidden, Conflict, Refused, Invalid."""
    app: IssuesApplication = here.app
    caller, now = here.caller, here.now
    issue_id, version = fields.pop("id"), fields.pop("expected_version")
    order = COMMANDS[name](**given(fields))

    def work(transaction: Transaction) -> Answer:
        act = app.act(transaction.conn, caller, now)
        records = app.records(transaction.conn, issue_id, opened=name in NEEDS_WORDS)
        facts = decide(name, fold_records(records), order, act, version)
        write = Write(issue_id, len(records), facts)
        return transaction.append([write], actor=caller.person, answer_id=issue_id, command=command)

    return app.log.once(command, work).to_dict()


def given(fields: dict[str, Any]) -> dict[str, Any]:
    """Only what the request says, so that a command's own defaults count; lists as tuples."""
    return {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in fields.items()
        if value is not None
    }
