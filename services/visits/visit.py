"""Recording a visit with 0..n problems: the rules. Pure; the day and the party come in."""

from dataclasses import dataclass, field
from datetime import date

from eventlog.errors import Invalid, Refused
from eventlog.fact import Fact
from services.kernel.mail_address import tidy_address
from services.visits.facts import ProblemRaised, VisitRecorded
from services.visits.party import NewParty, Party
from services.visits.phone import tidy_phone
from services.visits.problem import (
    MAX_PROBLEMS,
    OTHER,
    USUAL_KIND,
    Problem,
    SolvedOnSpot,
    faults_of,
    refuse_what_needs_a_legal_channel,
)
from services.visits.vocabulary import USUAL_VISIT_TYPE


@dataclass(frozen=True)
class VisitForm:
    """What was typed at the doorstep. Absent things take what the register and the sign-in already know."""

    party_id: str | None = None
    new_party: NewParty | None = None
    outcome: str | None = None
    occurred_on: date | None = None
    unit_id: str | None = None
    visit_type: str | None = None
    visitor_ids: tuple[str, ...] = ()
    purpose: str | None = None
    inquiry: tuple[str, ...] = ()
    next_contact: date | None = None
    note: str | None = None
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class Visitor:
    """Who records the visit, and for which unit."""

    person: str
    unit: str


def check(form: VisitForm, today: date) -> None:
    """What can be judged by the form alone. Raises Invalid with every fault at its field, or Refused."""
    refuse_what_needs_a_legal_channel(form.problems)
    faults = dict(_faults_of(form, today))
    for n, problem in enumerate(form.problems):
        faults |= {f"problems.{n}.{name}": [code] for name, code in faults_of(problem)}
    if faults:
        raise Invalid(faults)
    if form.problems and form.outcome != "met":
        raise Refused("problem_without_meeting")


def record_visit(
    visit_id: str, form: VisitForm, party: Party, visitor: Visitor, today: date
) -> list[Fact]:
    """VisitRecorded and one ProblemRaised for each problem. `form` has passed `check`.

    Raises Refused("party_forgotten"): a person who asked to be forgotten is not written about again."""
    if party.forgotten:
        raise Refused("party_forgotten")
    visit = VisitRecorded(
        visit_id=visit_id,
        party_id=party.party_id,
        unit_id=form.unit_id or party.unit_id,
        occurred_on=form.occurred_on or today,
        visitor_ids=tuple(dict.fromkeys((visitor.person, *form.visitor_ids))),
        by=visitor.person,
        by_unit=visitor.unit,
        visit_type=form.visit_type or USUAL_VISIT_TYPE[party.kind],
        outcome=form.outcome or "",
        purpose=form.purpose,
        inquiry=form.inquiry,
        next_contact=form.next_contact,
        problem_count=len(form.problems),
        note=form.note,
    )
    return [visit, *(_raised(visit, n, p) for n, p in enumerate(form.problems, 1))]


def visit_stream(visit_id: str) -> str:
    return f"visit-{visit_id}"


def _faults_of(form: VisitForm, today: date) -> list[tuple[str, list[str]]]:
    faults = []
    if (form.party_id is None) == (form.new_party is None):
        faults.append(("party_id", ["party_missing"]))
    if form.new_party and form.new_party.phone and tidy_phone(form.new_party.phone) is None:
        faults.append(("new_party.phone", ["phone_shape"]))
    if form.outcome is None:
        faults.append(("outcome", ["outcome_missing"]))
    if form.occurred_on and form.occurred_on > today:
        faults.append(("date", ["date_in_future"]))
    if len(form.problems) > MAX_PROBLEMS:
        faults.append(("problems", ["length"]))
    return faults


def _raised(visit: VisitRecorded, n: int, problem: Problem) -> ProblemRaised:
    solved = problem.solved_on_spot or SolvedOnSpot()
    return ProblemRaised(
        visit_id=visit.visit_id,
        n=n,
        party_id=visit.party_id,
        unit_id=visit.unit_id,
        by=visit.by,
        by_unit=visit.by_unit,
        occurred_on=visit.occurred_on,
        category=problem.category or OTHER,
        kind=problem.kind or USUAL_KIND,
        field=problem.field,
        danger=problem.danger,
        needs_conditions=problem.needs_conditions,
        solved_on_spot=problem.solved_on_spot is not None,
        quantity=solved.quantity,
        quantity_unit=solved.quantity_unit,
        verbatim=problem.verbatim,
        contact_name=problem.contact_name,
        contact_phone=tidy_phone(problem.contact_phone or ""),
        contact_email=tidy_address(problem.contact_email or ""),
        result=solved.result,
    )
