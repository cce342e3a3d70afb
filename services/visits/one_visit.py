"""One visit, read from its stream with its words in clear; and a problem's words for the service that works on it."""

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from eventlog.errors import NotFound
from services.kernel.caller import Caller
from services.visits.facts import PartyRegistered, ProblemRaised, VisitRecorded
from services.visits.masking import mask_name, mask_phone
from services.visits.party import party_stream
from services.visits.visibility import READERS
from services.visits.visit import visit_stream

if TYPE_CHECKING:
    from services.visits.application import VisitsApplication


def one_visit(
    app: "VisitsApplication", conn: sa.Connection, caller: Caller, visit_id: str
) -> dict[str, Any]:
    """A problem whose issue is confidential is left out.

    Raises NotFound when it does not exist or is out of the caller's sight."""
    visit, *problems = app.opened(conn, visit_stream(visit_id))
    assert isinstance(visit, VisitRecorded)
    in_sight = app.tree(conn).within_any(visit.unit_id, caller.holds(*READERS))
    if not in_sight and caller.person not in visit.visitor_ids:
        raise NotFound()
    party = _party(app, conn, visit.party_id)
    raised = [problem for problem in problems if isinstance(problem, ProblemRaised)]
    hidden = app.hidden_problems(conn, ((visit_id, problem.n) for problem in raised))
    told = visit.to_data()
    return {
        "id": visit_id,
        "version": 1 + len(problems),
        "party": {
            "id": party.party_id,
            "kind": party.kind,
            "name": mask_name(party.name, party.kind),
            "phone": mask_phone(party.phone),
        },
        "unit": visit.unit_id,
        "visitors": told["visitor_ids"],
        **{name: told[name] for name in _TOLD_OF_A_VISIT},
        "problems": [_problem(p) for p in raised if (visit_id, p.n) not in hidden],
    }


def problem_words(
    app: "VisitsApplication", conn: sa.Connection, visit_id: str, n: int
) -> dict[str, str | None]:
    """The `n`-th problem's words, each None once it is forgotten. Raises NotFound.

    Where no contact was typed, the party's own name and phone stand for it: nobody types what the register has."""
    for fact in app.opened(conn, visit_stream(visit_id)):
        if isinstance(fact, ProblemRaised) and fact.n == n:
            contact = (fact.contact_name, fact.contact_phone)
            if not any(contact):
                party = _party(app, conn, fact.party_id)
                contact = (party.name, party.phone)
            return {
                "verbatim": fact.verbatim,
                "contact_name": contact[0],
                "contact_phone": contact[1],
                "contact_email": fact.contact_email,
                "result": fact.result,
            }
    raise NotFound()


_TOLD_OF_A_VISIT = (
    "occurred_on",
    "by",
    "by_unit",
    "visit_type",
    "purpose",
    "inquiry",
    "outcome",
    "next_contact",
    "note",
)
_TOLD_OF_A_PROBLEM = (
    "n",
    "category",
    "kind",
    "field",
    "danger",
    "needs_conditions",
    "solved_on_spot",
    "quantity",
    "quantity_unit",
    "verbatim",
    "result",
)


def _party(app: "VisitsApplication", conn: sa.Connection, party_id: str) -> PartyRegistered:
    registered = app.opened(conn, party_stream(party_id))[0]
    assert isinstance(registered, PartyRegistered)
    return registered


def _problem(problem: ProblemRaised) -> dict[str, Any]:
    told = problem.to_data()
    return {name: told[name] for name in _TOLD_OF_A_PROBLEM}
