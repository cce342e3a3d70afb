"""The commands by which an edition goes its way: load, decide, append.

Editions are few and one at a time is under way: whoever begins one, or withdraws a row, holds `editions` until the
append, so that what was counted before is still so."""

import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from eventlog.engine import hold
from eventlog.errors import Conflict, Invalid, NotFound, Unavailable
from eventlog.fact import Fact
from eventlog.log import Answer, Command, Transaction, Write
from services.kernel.here import Here
from services.reports.desk.proofs import proof_of, still_told, want_proof
from services.reports.moments import find_moment
from services.reports.own_log import series, to_facts, withdrawals
from services.reports.workflow import approval, drafting, study, withdrawal
from services.reports.workflow.actor import Actor
from services.reports.workflow.drafting import DraftEdition, check_month
from services.reports.workflow.edition import Edition, edition_of, edition_stream
from services.reports.workflow.study import Decision, RecordStudy

if TYPE_CHECKING:
    from services.reports.application import ReportsApplication

Fields = dict[str, Any]
Decide = Callable[[sa.Connection, Edition, Actor], list[Fact]]
_NAMESPACE = uuid.UUID("8a0b83f8-2f6e-4b0e-9a5c-1f7f3c0a9d21")


def id_of_command(command: Command) -> str:
    """An id that the same command makes again."""
    return str(uuid.uuid5(_NAMESPACE, f"{command.actor}\n{command.command_id}"))


def draft_edition(here: Here, command: Command, fields: Fields) -> dict[str, Any]:
    """Raises Forbidden, Refused (month_not_over, edition_open, month_not_next), Unavailable("reading_behind")."""
    app: ReportsApplication = here.app
    if known := app.log.answer_to(command):
        return known.to_dict()
    edition_id = id_of_command(command)
    who = app.actor(here)
    who.require("draft_edition")
    check_month(fields["month"], who.today)
    cut, campaign_position = _positions(here, fields["month"])
    order = DraftEdition(edition_id, fields["month"], cut, campaign_position)

    def work(transaction: Transaction) -> Answer:
        hold(transaction.conn, "editions")
        facts = drafting.draft(series(transaction.conn), order, who)
        want_proof(transaction.conn, edition_id)
        return _append(transaction, edition_stream(edition_id), 0, facts, command, edition_id)

    return app.log.once(command, work).to_dict()


def record_study(here: Here, command: Command, fields: Fields) -> dict[str, Any]:
    """Of issues that stand on the list of problems. Raises Invalid, Refused("not_in_state")."""
    items = [Decision(**item) for item in fields["items"] or ()]
    order = RecordStudy(fields["held_on"], tuple(dict.fromkeys(fields["unit_ids"])), items)
    with here.app.reading() as reading:
        if not all(reading.tree.exists(unit) for unit in order.unit_ids):
            raise Invalid({"unit_ids": ["unknown_unit"]})
        known = still_told(here.app, reading.conn, {item.number for item in items})
        strange = [n for n, item in enumerate(items) if item.number not in known]
        if strange:
            raise Invalid({f"items.{n}.number": ["unknown_issue"] for n in strange})
    return _on_edition(
        here, "record_study", command, fields, lambda _, e, who: study.record_study(e, order, who)
    )


def approve_edition(here: Here, command: Command, fields: Fields) -> dict[str, Any]:
    """Exactly what the proof shows. Raises Refused (not_studied, second_person, proof_outdated, hits_remain)."""

    def decide(conn: sa.Connection, edition: Edition, who: Actor) -> list[Fact]:
        proof = proof_of(here.app, conn, edition.edition_id)
        return approval.approve(edition, fields["content_digest"], proof, who)

    return _on_edition(here, "approve_edition", command, fields, decide)


def publish_edition(here: Here, command: Command, fields: Fields) -> dict[str, Any]:
    """The worker prints it. Raises Refused (not_in_state, proof_outdated)."""

    def decide(conn: sa.Connection, edition: Edition, who: Actor) -> list[Fact]:
        proof = proof_of(here.app, conn, edition.edition_id)
        return approval.publish(edition, proof is not None and proof.is_current, who)

    return _on_edition(here, "publish_edition", command, fields, decide)


def discard_edition(here: Here, command: Command, fields: Fields) -> dict[str, Any]:
    return _on_edition(
        here, "discard_edition", command, fields, lambda _, e, who: drafting.discard(e, who)
    )


def request_proof(here: Here, command: Command, fields: Fields) -> dict[str, Any]:
    """The worker makes one anew, from the logs. Raises Refused("not_in_state")."""

    def decide(conn: sa.Connection, edition: Edition, who: Actor) -> list[Fact]:
        facts = approval.request_proof(edition, who)
        want_proof(conn, edition.edition_id)
        return facts

    return _on_edition(here, "request_proof", command, fields, decide)


def withdraw_row(here: Here, command: Command, fields: Fields) -> dict[str, Any]:
    """Raises NotFound for a row of no published edition, Refused("withdrawn_already")."""
    app: ReportsApplication = here.app
    who = app.actor(here)
    who.require("withdraw_row")
    name, number = fields["list"], fields["number"]
    stream = withdrawal.row_stream(name, number)

    def work(transaction: Transaction) -> Answer:
        conn = transaction.conn
        hold(conn, "editions")
        if not app.documents.have_row(conn, name, number):
            raise NotFound()
        known = {(fact.list, fact.row_number) for _, fact in withdrawals(conn)}
        facts = withdrawal.withdraw(name, number, fields["reason"], (name, number) in known, who)
        return _append(transaction, stream, 0, facts, command, stream)

    return app.log.once(command, work).to_dict()


def _on_edition(
    here: Here, name: str, command: Command, fields: Fields, decide: Decide
) -> dict[str, Any]:
    app: ReportsApplication = here.app
    who = app.actor(here)
    who.require(name)
    stream = edition_stream(fields["edition_id"])

    def work(transaction: Transaction) -> Answer:
        hold(transaction.conn, "editions")
        edition = edition_of(to_facts(app.log.read_stream(stream, transaction.conn)))
        if fields["expected_version"] not in (None, edition.version):
            raise Conflict(params={"version": edition.version})
        facts = decide(transaction.conn, edition, who)
        return _append(transaction, stream, edition.version, facts, command, edition.edition_id)

    return app.log.once(command, work).to_dict()


def _append(
    transaction: Transaction,
    stream: str,
    version: int,
    facts: list[Fact],
    command: Command,
    answer_id: str,
) -> Answer:
    writes = [Write(stream, version, facts)]
    return transaction.append(writes, actor=command.actor, answer_id=answer_id, command=command)


def _positions(here: Here, month: str) -> tuple[int, int]:
    """(the month's last position in the log of `issues`, the head of that of `campaign`). Raises Unavailable where
    the lists have not come to the end of the month yet."""
    app: ReportsApplication = here.app
    with app.reading() as reading:
        newest = reading.newest
        last_day = drafting.first_day(drafting.next_month(month)) - drafting.ONE_DAY
        moments = reading.tables["list_moment"]
        cut = find_moment(reading.conn, moments, newest, last_day, reading.timezone).position
    if cut == newest and app.ask("issues", "facts_after", after=newest, limit=1)["items"]:
        raise Unavailable("reading_behind")
    return cut, app.ask("campaign", "facts_after", limit=1)["head"]["position"]
