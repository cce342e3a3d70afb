"""Making an issue: by a command of a person or a service account, or for a problem raised on a visit."""

from typing import TYPE_CHECKING, Any, cast

from eventlog.errors import Forbidden, Invalid
from eventlog.log import Answer, Command, Transaction, Write
from services.issues import register
from services.issues.act import Act
from services.issues.commanding import given
from services.issues.deciding import begin
from services.issues.facts import IssueReported
from services.issues.intake import ReportIssue
from services.issues.numbers import id_of_command
from services.issues.on_spot import ReportSolvedOnSpot
from services.issues.residents import code_attempts
from services.issues.sampling import sampled
from services.kernel.caller import Caller
from services.kernel.here import Here

if TYPE_CHECKING:
    from services.issues.application import IssuesApplication

ON_THE_SPOT = "report_solved_on_spot"
ON_SPOT = ("result", "quantity", "quantity_unit", "lead_unit")


def report(here: Here, name: str, command: Command, fields: dict[str, Any]) -> dict[str, Any]:
    """`report` or `report_solved_on_spot`. Raises Forbidden, Refused, Invalid; too_fast for the public alone."""
    app: IssuesApplication = here.app
    caller, now = here.caller, here.now
    fields.pop("expected_version")
    address = fields.pop("address", None)
    told = {
        **given(fields),
        "issue_id": id_of_command(command.actor, command.command_id),
        "source": _source(caller, fields["source"]),
    }
    names_reporter = "reporter_id" in told
    told.setdefault("reporter_id", f"{told['issue_id']}:reporter")

    def work(transaction: Transaction) -> Answer:
        # Who reports learns the tracking code, and this service cannot tell whose parties a person may see.
        if names_reporter and not caller.has_scope("import"):
            raise Forbidden()
        register.hold_reporter(transaction.conn, told["reporter_id"])
        if register.is_forgotten(transaction.conn, told["reporter_id"]):
            raise Invalid({"reporter_id": ["forgotten"]})
        if caller.has_scope("public"):
            code_attempts.count_report(transaction.conn, address, now)
        act = app.act(transaction.conn, caller, now)
        return make_issue(transaction, name, told, act, command)

    return app.log.once(command, work).to_dict()


def make_issue(
    transaction: Transaction,
    name: str,
    told: dict[str, Any],
    act: Act,
    command: Command,
    causation_id: str | None = None,
) -> Answer:
    """Take the number, decide, register, append. `told` are the fields of the command, flat."""
    number = register.next_number(transaction.conn, act.today)
    facts = begin(name, _order(name, {**told, "number": number}), act)
    if name == ON_THE_SPOT:
        facts = sampled(transaction.conn, facts, act.today)
    register.register(transaction.conn, cast(IssueReported, facts[0]))
    issue_id = told["issue_id"]
    return transaction.append(
        [Write(issue_id, 0, facts)],
        actor=act.by,
        answer_id=issue_id,
        command=command,
        causation_id=causation_id,
    )


def _order(name: str, told: dict[str, Any]) -> ReportIssue | ReportSolvedOnSpot:
    words = {field: value for field, value in told.items() if field not in ON_SPOT}
    if name == "report":
        return ReportIssue(**words)
    on_spot = {field: told[field] for field in ON_SPOT if field in told}
    return ReportSolvedOnSpot(report=ReportIssue(**words), **on_spot)


def _source(caller: Caller, said: str) -> str:
    """A service account's scope says where the words come from; a person says it."""
    if caller.has_scope("public"):
        return "public"
    if caller.has_scope("import") and said != "hotline":
        return "import"
    return said
