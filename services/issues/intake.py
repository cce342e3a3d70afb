"""How an issue comes in and finds its unit: report, triage, assign (`on_spot.py`: solved at once).

Rules: docs/domain.md, issues. Pure: time, ids, numbers and look-ups come in as arguments.
"""

from dataclasses import dataclass, replace
from datetime import date

from eventlog.errors import Invalid, Refused
from services.issues.act import Act
from services.issues.confidentiality import is_confidential, may_be_handled
from services.issues.evolve import evolve
from services.issues.facts import IssueAssigned, IssueReported, IssueResumed, IssueTriaged
from services.issues.issue import Issue
from services.issues.issue_fact import IssueFact
from services.issues.limits.deadlines import assigned_until
from services.issues.limits.due import limit_class
from services.issues.reviewers import check_reviewer
from services.issues.visibility import is_accused


@dataclass(frozen=True, kw_only=True)
class ReportIssue:
    """`issue_id` and `number` are given by the service: the number just before the append, so that it has no gaps."""

    issue_id: str
    number: str
    reporter_id: str
    verbatim: str | None  # None: forgotten before it came here
    unit: str
    category: str
    kind: str
    source: str
    field: str | None = None
    occurred_on: date | None = None
    visit_id: str | None = None
    danger: bool = False
    needs_conditions: bool | None = None
    external_system: str | None = None
    external_id: str | None = None
    accused_units: tuple[str, ...] = ()
    accused_people: tuple[str, ...] = ()
    contact_name: str | None = None
    contact_phone: str | None = None
    contact_email: str | None = None


@dataclass(frozen=True, kw_only=True)
class TriageIssue:
    category: str
    field: str | None = None
    needs_conditions: bool | None = None
    limit_class: str | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class AssignIssue:
    """From `reported` it must carry the category, and then triages as well. Without `due` it is due by its class."""

    lead_unit: str
    due: date | None = None
    support_units: tuple[str, ...] = ()
    responsible_position: str | None = None
    designated: bool = False
    reviewer: str | None = None
    note: str | None = None
    category: str | None = None
    field: str | None = None
    needs_conditions: bool | None = None
    limit_class: str | None = None


def report(_issue: None, command: ReportIssue, act: Act) -> list[IssueFact]:
    return [reported(command, act)]


def reported(command: ReportIssue, act: Act, *, on_spot: bool = False) -> IssueReported:
    """Raises Refused("use_legal_channel") where nobody may handle what is confidential, and Invalid."""
    if command.category not in act.categories:
        raise Invalid({"category": ["choice"]})
    # A visit's unit was checked where it was recorded; this service may hear of the unit later.
    if not act.is_reaction and not act.units.exists(command.unit):
        raise Invalid({"unit": ["choice"]})
    act.check_not_in_future(occurred_on=command.occurred_on)
    confidential = _is_confidential(command, act, on_spot=on_spot)
    fact = IssueReported(
        **act.entry(command.issue_id),
        number=command.number,
        kind=command.kind,
        source=command.source,
        reporter_id=command.reporter_id,
        unit_id=command.unit,
        category=command.category,
        field=command.field,
        occurred_on=command.occurred_on,
        visit_id=command.visit_id,
        danger=command.danger,
        needs_conditions=command.needs_conditions,
        on_spot=on_spot,
        external_system=command.external_system,
        external_id=command.external_id,
        accused_unit_ids=command.accused_units,
        accused_person_ids=command.accused_people,
        confidential=confidential,
        reachable=bool(command.contact_phone or command.contact_email),
        verbatim=command.verbatim,
        contact_name=command.contact_name,
        contact_phone=command.contact_phone,
        contact_email=command.contact_email,
    )
    if confidential and not may_be_handled(evolve(None, fact, act.now), act):
        raise Refused("use_legal_channel")
    return fact


def triage(issue: Issue, command: TriageIssue, act: Act) -> list[IssueFact]:
    return [_triaged(issue, command, act, implied=False)]


def assign(issue: Issue, command: AssignIssue, act: Act) -> list[IssueFact]:
    """Raises Refused: unknown_category, unit_closed, accused_party, no_independent_reviewer."""
    triaged = _implied_triage(issue, command, act)
    support = tuple(u for u in dict.fromkeys(command.support_units) if u != command.lead_unit)
    _check_units(issue, command, act)
    check_reviewer(issue, command.reviewer, frozenset((command.lead_unit, *support)), act)
    deadline = assigned_until(command.due, _class_of(issue, command), act)
    resumed: list[IssueFact] = []
    if issue.state == "held":
        resumed = [IssueResumed(**act.entry(issue.issue_id), **deadline, implied=True)]
    assigned = IssueAssigned(
        **act.entry(issue.issue_id),
        **deadline,
        lead_unit_id=command.lead_unit,
        support_unit_ids=support,
        responsible_position=command.responsible_position,
        designated=command.designated,
        reviewer_id=command.reviewer,
        note=command.note,
    )
    return [*triaged, *resumed, assigned]


def _class_of(issue: Issue, command: AssignIssue) -> str:
    """The class as this command leaves it."""
    if command.limit_class is not None:
        return command.limit_class
    if command.needs_conditions is None:
        return limit_class(issue)
    return limit_class(replace(issue, needs_conditions=command.needs_conditions))


def _is_confidential(command: ReportIssue, act: Act, *, on_spot: bool) -> bool:
    """What is confidential is never solved at the door. Raises Invalid for that, and for accused parties that the
    district does not know: who is none of its units or people is named in the words."""
    if not all(act.units.exists(unit) for unit in command.accused_units):
        raise Invalid({"accused_units": ["choice"]})
    if not all(act.directory.home(person) for person in command.accused_people):
        raise Invalid({"accused_people": ["choice"]})
    found = is_confidential(command.kind, (*command.accused_units, *command.accused_people))
    if found and on_spot:
        raise Invalid({"kind": ["not_on_spot"]})
    return found


def _implied_triage(issue: Issue, command: AssignIssue, act: Act) -> list[IssueFact]:
    """From `reported` always; later only when something is said anew."""
    if issue.state == "reported" and command.category is None:
        raise Invalid({"category": ["required"]})
    said = (
        (command.category, issue.category),
        (command.field, issue.field),
        (command.needs_conditions, issue.needs_conditions),
        (command.limit_class, issue.limit_class),
    )
    if issue.state != "reported" and all(new in (None, known) for new, known in said):
        return []
    triage = TriageIssue(
        category=command.category or issue.category,
        field=command.field,
        needs_conditions=command.needs_conditions,
        limit_class=command.limit_class,
    )
    return [_triaged(issue, triage, act, implied=True)]


def _triaged(issue: Issue, command: TriageIssue, act: Act, *, implied: bool) -> IssueTriaged:
    if command.category not in act.categories:
        raise Refused("unknown_category")
    return IssueTriaged(
        **act.entry(issue.issue_id),
        category=command.category,
        field=command.field,
        needs_conditions=command.needs_conditions,
        limit_class=command.limit_class,
        implied=implied,
        note=command.note,
    )


def _check_units(issue: Issue, command: AssignIssue, act: Act) -> None:
    if not act.units.exists(command.lead_unit):
        raise Invalid({"lead_unit": ["choice"]})
    if not all(act.units.exists(unit) for unit in command.support_units):
        raise Invalid({"support_units": ["choice"]})
    for unit in (command.lead_unit, *command.support_units):
        if act.units.is_closed(unit):
            raise Refused("unit_closed", {"unit": unit})
        if is_accused(issue, unit, act.units):
            raise Refused("accused_party", {"unit": unit})
