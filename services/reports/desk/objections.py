"""Objections to published editions: taken from anybody within limits, answered by two persons, told in public."""

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from eventlog.engine import hold, writing
from eventlog.errors import Conflict, Forbidden, Invalid, NotFound
from eventlog.fact import Fact
from eventlog.log import Answer, Command, Transaction, Write
from services.kernel.here import Here
from services.reports.desk import objection_attempts
from services.reports.desk.edition_commands import id_of_command
from services.reports.own_log import answers, stored, to_facts
from services.reports.workflow import objection as rules
from services.reports.workflow.actor import READING
from services.reports.workflow.objection import Objection, objection_of, objection_stream

if TYPE_CHECKING:
    from services.reports.application import ReportsApplication

Fields = dict[str, Any]
_TYPES = ("ObjectionRaised", "ObjectionAnswerProposed", "ObjectionAnswered")


def object_to_edition(here: Here, command: Command, fields: Fields) -> dict[str, Any]:
    """Raises Forbidden, NotFound for an edition or a row that is not published, Refused("too_fast")."""
    app: ReportsApplication = here.app
    if not here.caller.has_scope("public"):
        raise Forbidden()
    address, number = fields["address"], fields["edition_number"]
    if known := app.log.answer_to(command):
        return known.to_dict()
    with writing(app.environment.engine) as conn:
        objection_attempts.count(conn, address, here.now)
    new_id = id_of_command(command)
    contact = {name: fields[name] for name in ("contact_name", "contact_phone", "contact_email")}

    def work(transaction: Transaction) -> Answer:
        conn = transaction.conn
        hold(conn, "objections")
        _require_published(app, conn, number, fields["row_number"])
        order = rules.ObjectToEdition(
            objection_id=new_id,
            edition_number=number,
            sequence=1 + sum(each.raised.edition_number == number for each in _all(conn)),
            words=fields["words"],
            row_number=fields["row_number"],
            **contact,
        )
        facts = rules.object_to_edition(order, app.today(here.now))
        return _append(transaction, new_id, 0, facts, command)

    return app.log.once(command, work).to_dict()


def propose_answer(here: Here, command: Command, fields: Fields) -> dict[str, Any]:
    """Raises Refused (text_has_personal_data, not_in_state)."""
    return _on_objection(here, "propose_objection_answer", command, fields)


def approve_answer(here: Here, command: Command, fields: Fields) -> dict[str, Any]:
    """Raises Refused (second_person, no_proposal, not_in_state)."""
    return _on_objection(here, "approve_objection_answer", command, fields)


def objections(here: Here, fields: Fields) -> dict[str, Any]:
    """Those that wait first, by their day; then the answered ones, newest first. Raises Forbidden."""
    _require_reader(here)
    with here.app.reading() as reading:
        found = _all(reading.conn)
    waiting = sorted((e for e in found if e.state != "answered"), key=lambda e: e.raised.due)
    done = [each for each in reversed(found) if each.state == "answered"]
    chosen = [e for e in (*waiting, *done) if fields["state"] in (None, e.state)]
    page = _page(chosen, fields)
    return {**page, "items": [_summary(each) for each in page["items"]]}


def objection(here: Here, objection_id: str) -> dict[str, Any]:
    """With its words, as far as they are not forgotten, and how to reach who raised it: for those who answer for the
    whole tree alone. Raises Forbidden, NotFound."""
    app: ReportsApplication = here.app
    who = app.actor(here)
    if who.roles.isdisjoint(READING):
        raise Forbidden()
    with app.reading() as reading:
        found = _load(app, reading.conn, objection_id)
    raised, proposal, answer = found.raised, found.proposal, found.answer
    is_open = found.state != "answered"
    commands: tuple[str, ...] = ("propose_objection_answer",)
    if found.state == "proposed" and proposal and proposal.by != who.person:
        commands = ("approve_objection_answer", *commands)
    return {
        **_summary(found),
        "words": raised.words,
        "contact_name": raised.contact_name,
        "contact_phone": raised.contact_phone,
        "contact_email": raised.contact_email,
        "proposal": proposal and {"text": proposal.text, "by": proposal.by},
        "answer": answer and {"text": answer.text, "by": answer.by},
        "allowed": [name for name in commands if is_open and who.may(name)],
    }


def public_answers(here: Here, fields: Fields) -> dict[str, Any]:
    """Answers, newest first; any token will do. Nothing of what was objected is told."""
    app: ReportsApplication = here.app
    with app.reading() as reading:
        told = public_answers_of(app, reading.conn)
    return _page(told, fields)


def public_answers_of(app: "ReportsApplication", conn: sa.Connection) -> list[dict[str, Any]]:
    """`{number, edition_number, row_number, text, answered_on}`, newest first."""
    raised = {each.raised.objection_id: each.raised for each in _all(conn)}
    return [
        {
            "number": raised[fact.objection_id].number,
            "edition_number": raised[fact.objection_id].edition_number,
            "row_number": raised[fact.objection_id].row_number,
            "text": fact.text,
            "answered_on": app.today(at).isoformat(),
        }
        for at, fact in answers(conn)
    ]


def _on_objection(here: Here, name: str, command: Command, fields: Fields) -> dict[str, Any]:
    app: ReportsApplication = here.app
    who = app.actor(here)
    who.require(name)

    def work(transaction: Transaction) -> Answer:
        found = _load(app, transaction.conn, fields["objection_id"])
        if fields["expected_version"] not in (None, found.version):
            raise Conflict(params={"version": found.version})
        facts = (
            rules.approve_answer(found, who)
            if name == "approve_objection_answer"
            else rules.propose_answer(found, fields["text"], who)
        )
        return _append(transaction, fields["objection_id"], found.version, facts, command)

    return app.log.once(command, work).to_dict()


def _append(
    transaction: Transaction, objection_id: str, version: int, facts: list[Fact], command: Command
) -> Answer:
    writes = [Write(objection_stream(objection_id), version, facts)]
    return transaction.append(writes, actor=command.actor, answer_id=objection_id, command=command)


def _load(app: "ReportsApplication", conn: sa.Connection, objection_id: str) -> Objection:
    records = app.log.read_stream(objection_stream(objection_id), conn)
    return objection_of(to_facts(app.environment.keyring.open_records(records, conn)))


def _all(conn: sa.Connection) -> list[Objection]:
    """In the order in which they came; their words unopened."""
    streams: dict[str, list[Fact]] = {}
    for each in stored(conn, *_TYPES):
        streams.setdefault(each.stream, []).append(each.fact)
    return [objection_of(found) for found in streams.values()]


def _require_published(
    app: "ReportsApplication", conn: sa.Connection, number: int, row_number: str | None
) -> None:
    printed = app.documents.of(conn, number)
    if printed is None:
        raise NotFound()
    numbers = {(entry.get("row") or entry)["number"] for entry in printed.document["rows"]}
    if row_number is not None and row_number not in numbers:
        raise Invalid({"row_number": ["choice"]})


def _summary(found: Objection) -> dict[str, Any]:
    raised = found.raised
    return {
        "id": raised.objection_id,
        "number": raised.number,
        "edition_number": raised.edition_number,
        "row_number": raised.row_number,
        "due": raised.due.isoformat(),
        "state": found.state,
        "version": found.version,
    }


def _page(found: list[Any], fields: Fields) -> dict[str, Any]:
    after = fields["after"]
    if after is not None and (not after.isdecimal() or len(after) > 9):
        raise Invalid({"after": ["pattern"]})
    start = int(after or 0)
    end = start + fields["limit"]
    following = str(end) if end < len(found) else None
    return {"items": found[start:end], "next": following, "total": len(found)}


def _require_reader(here: Here) -> None:
    if not here.caller.holds(*READING):
        raise Forbidden()
