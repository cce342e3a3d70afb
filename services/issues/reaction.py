"""What `issues` does about the facts of `visits`: a problem raised becomes an issue, a person forgotten is forgotten.

One follower for both, so that their order is that of the log: every problem raised before a person was forgotten
is an issue by then, and loses its words with the others. One source fact, one issue, one transaction; the issue's
id follows from the visit's. It never refuses: what must be refused, `visits` refuses itself.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from eventlog.clock import to_microseconds
from eventlog.log import Command, Transaction
from eventlog.reaction import Reaction
from eventlog.record import Record
from services.issues import register
from services.issues.act import Act
from services.issues.categories import OTHER
from services.issues.numbers import issue_id_of_problem
from services.issues.photos import files as photo_files
from services.issues.reporting import make_issue
from services.kernel.application import Environment
from services.kernel.caller import Caller

ActOf = Callable[[sa.Connection, Caller, datetime], Act]
WORDS = ("verbatim", "contact_name", "contact_phone", "contact_email", "result")


class FromVisits(Reaction):
    name = "issues_from_visits"
    source = "visits"

    def __init__(self, act_of: ActOf, environment: Environment):
        self.act_of = act_of
        self.environment = environment

    def wants(self, record: Record) -> bool:
        return record.type in ("ProblemRaised", "PersonForgotten")

    def prepare(self, record: Record) -> dict[str, Any]:
        """The problem's words in clear: they are sealed anew here, with the keys of the issue and its reporter."""
        if record.type != "ProblemRaised":
            return {}
        asked = {"visit_id": record.data["visit_id"], "n": record.data["n"]}
        token = self.environment.service_token()
        return self.environment.peer.call("visits", "problem_words", asked, token=token)

    def react(
        self, transaction: Transaction, record: Record, prepared: dict[str, Any], command: Command
    ) -> None:
        if record.type == "PersonForgotten":
            self._forget(transaction, record.data["person_id"])
        else:
            self._report(transaction, record, prepared, command)

    def _report(
        self, transaction: Transaction, record: Record, words: dict[str, Any], command: Command
    ) -> None:
        raised, conn = record.data, transaction.conn
        visitor = Caller(raised["by"], raised["by_unit"], (), frozenset({"reaction"}))
        act = self.act_of(conn, visitor, self.environment.clock())
        if register.is_forgotten(conn, raised["party_id"]):
            words = {}
        told = _told(raised, words)
        if told["category"] not in act.categories:
            told["category"] = OTHER
        name = "report_solved_on_spot" if raised["solved_on_spot"] else "report"
        make_issue(transaction, name, told, act, command, causation_id=record.fact_id)

    def _forget(self, transaction: Transaction, person_id: str) -> None:
        conn, log = transaction.conn, transaction.log
        register.hold_reporter(conn, person_id)
        issues = register.issues_reported_by(conn, person_id)
        photo_files.delete_all(conn, issues)
        subjects = {person_id, *issues}
        log.keyring.destroy(conn, subjects, to_microseconds(log.clock()))
        register.remember_forgotten(conn, person_id)


def _told(raised: dict[str, Any], words: dict[str, Any]) -> dict[str, Any]:
    told = {
        "issue_id": issue_id_of_problem(raised["visit_id"], raised["n"]),
        "reporter_id": raised["party_id"],
        "unit": raised["unit_id"],
        "category": raised["category"],
        "kind": raised["kind"],
        "source": "visit",
        "field": raised["field"],
        "occurred_on": datetime.fromisoformat(raised["occurred_on"]).date(),
        "visit_id": raised["visit_id"],
        "danger": raised["danger"],
        "needs_conditions": raised["needs_conditions"],
        **{name: words.get(name) for name in WORDS},
    }
    if not raised["solved_on_spot"]:
        return {name: value for name, value in told.items() if name != "result"}
    return {**told, "quantity": raised["quantity"], "quantity_unit": raised["quantity_unit"]}
