"""Recording a visit: from the request's fields to facts, in one append."""

import uuid
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from eventlog.errors import Invalid
from eventlog.log import Answer, Command, Transaction, Write
from services.kernel.here import Here
from services.kernel.units import UnitTree
from services.visits.party import NewParty, Party, party_of, party_stream, register_party
from services.visits.problem import Problem, SolvedOnSpot
from services.visits.visibility import visible_units, visitor_at
from services.visits.visit import VisitForm, check, record_visit, visit_stream

if TYPE_CHECKING:
    from services.visits.application import VisitsApplication

_NAMESPACE = uuid.UUID("5d0e6a3a-7a7e-4a55-9d3c-6f0f6a0f4e11")


def derived_id(*parts: str) -> str:
    """An id that a repeated command makes again, so that the log itself refuses a second stream."""
    return str(uuid.uuid5(_NAMESPACE, "\n".join(parts)))


def record(here: Here, command: Command, fields: dict[str, Any]) -> Answer:
    """Raises Invalid, Refused (use_legal_channel, problem_without_meeting, party_forgotten), NotFound, Forbidden."""
    app: VisitsApplication = here.app
    caller, today = here.caller, app.today(here.now)
    visit_id = derived_id(command.actor, command.command_id)
    form = _form(fields, visit_id)
    check(form, today)

    def work(transaction: Transaction) -> Answer:
        tree = app.tree(transaction.conn)
        party = _party(app, transaction.conn, form, tree)
        visitor = visitor_at(caller, party.unit_id, tree)
        if form.unit_id and form.unit_id not in visible_units(caller, tree):
            raise Invalid({"unit": ["unknown_unit"]})
        strangers = (
            {*form.visitor_ids} - {caller.person} - app.staff(transaction.conn, form.visitor_ids)
        )
        if strangers:
            raise Invalid({"visitors": ["choice"]})
        facts = record_visit(visit_id, form, party, visitor, today)
        # The visit comes first because the answer's version is that of the first stream.
        writes = [Write(visit_stream(visit_id), 0, facts)]
        if form.new_party:
            writes.append(Write(party_stream(party.party_id), 0, [register_party(form.new_party)]))
        return transaction.append(writes, actor=caller.person, answer_id=visit_id, command=command)

    return app.log.once(command, work)


def _party(app: "VisitsApplication", conn: sa.Connection, form: VisitForm, tree: UnitTree) -> Party:
    if form.new_party is None:
        return app.party(conn, form.party_id or "")
    if not tree.exists(form.new_party.unit_id):
        raise Invalid({"new_party.unit": ["unknown_unit"]})
    if tree.is_closed(form.new_party.unit_id):
        raise Invalid({"new_party.unit": ["unit_closed"]})
    return party_of([register_party(form.new_party)])


def _form(fields: dict[str, Any], visit_id: str) -> VisitForm:
    new = fields["new_party"]
    return VisitForm(
        party_id=fields["party_id"],
        new_party=new and _new_party(new, derived_id(visit_id, "party")),
        outcome=fields["outcome"],
        occurred_on=fields["date"],
        unit_id=fields["unit"],
        visit_type=fields["visit_type"],
        visitor_ids=tuple(fields["visitors"] or ()),
        purpose=fields["purpose"],
        inquiry=tuple(dict.fromkeys(fields["inquiry"] or ())),
        next_contact=fields["next_contact"],
        note=fields["note"],
        problems=[_problem(problem) for problem in fields["problems"] or ()],
    )


def _new_party(new: dict[str, Any], party_id: str) -> NewParty:
    return NewParty(party_id, new["kind"], new["unit"], new["name"], new["phone"])


def _problem(fields: dict[str, Any]) -> Problem:
    solved = fields["solved_on_spot"]
    return Problem(
        **{**fields, "solved_on_spot": None if solved is None else SolvedOnSpot(**solved)}
    )
