"""Facts before a unit works on it, and those that end it without work."""

from dataclasses import replace
from datetime import datetime

from services.issues.changes import Changes
from services.issues.facts.intake import (
    AccusedPartyNamed,
    IssueAbsorbed,
    IssueCorrected,
    IssueFiled,
    IssueMerged,
    IssueReferred,
    IssueRejected,
    IssueReported,
    IssueSupplemented,
    IssueTriaged,
    IssueUnmerged,
    IssueWithdrawn,
    ObjectionDecided,
    RejectionObjected,
    RejectionProposed,
)
from services.issues.issue import Absorbed, Issue


def begin(fact: IssueReported, recorded_at: datetime) -> Issue:
    return Issue(
        issue_id=fact.issue_id,
        number=fact.number,
        kind=fact.kind,
        category=fact.category,
        field=fact.field,
        unit_id=fact.unit_id,
        reported_by=fact.by,
        reporter_id=fact.reporter_id,
        reporters=(fact.reporter_id,),
        reported_at=recorded_at,
        recorded_at=recorded_at,
        waiting_since=recorded_at,
        is_reachable=fact.reachable,
        is_urgent=fact.danger,
        needs_conditions=fact.needs_conditions,
        is_confidential=fact.confidential,
        is_on_spot=fact.on_spot,
        accused_units=fact.accused_unit_ids,
        accused_people=fact.accused_person_ids,
    )


def _supplemented(fact: IssueSupplemented, issue: Issue) -> Issue:
    if fact.adds_reporter and fact.reporter_id:
        reporters = (*issue.reporters, fact.reporter_id)
        return replace(issue, reporters=reporters, is_reachable=_either(issue, fact.reachable))
    objects = fact.reporter_id is not None and issue.state == "reported_done"
    return replace(issue, was_objected_to=issue.was_objected_to or objects)


def _corrected(fact: IssueCorrected, issue: Issue) -> Issue:
    kind = fact.kind or issue.kind
    return replace(
        issue,
        kind=kind,
        category=fact.category or issue.category,
        field=fact.field or issue.field,
        unit_id=fact.unit_id or issue.unit_id,
        is_urgent=issue.is_urgent if fact.danger is None else fact.danger,
        is_confidential=issue.is_confidential or kind == "tipoff",
    )


def _accused(fact: AccusedPartyNamed, issue: Issue) -> Issue:
    units = dict.fromkeys((*issue.accused_units, *fact.accused_unit_ids))
    people = dict.fromkeys((*issue.accused_people, *fact.accused_person_ids))
    return replace(
        issue, is_confidential=True, accused_units=tuple(units), accused_people=tuple(people)
    )


def _triaged(fact: IssueTriaged, issue: Issue) -> Issue:
    conditions = issue.needs_conditions if fact.needs_conditions is None else fact.needs_conditions
    return replace(
        issue,
        state="triaged",
        category=fact.category,
        field=fact.field or issue.field,
        needs_conditions=conditions,
        limit_class=fact.limit_class or issue.limit_class,
        is_urgent=issue.is_urgent or fact.limit_class == "urgent",
    )


def _filed(_fact: IssueFiled, issue: Issue) -> Issue:
    return replace(issue, state="filed")


def _referred(_fact: IssueReferred, issue: Issue) -> Issue:
    return replace(issue, state="referred")


def _rejection_proposed(fact: RejectionProposed, issue: Issue) -> Issue:
    return replace(issue, rejection_by=fact.by)


def _rejected(_fact: IssueRejected, issue: Issue) -> Issue:
    return replace(issue, state="rejected", rejection_by=None)


def _objected(_fact: RejectionObjected, issue: Issue) -> Issue:
    return replace(issue, has_objected=True, is_objection_open=True)


def _decided(_fact: ObjectionDecided, issue: Issue) -> Issue:
    return replace(issue, is_objection_open=False)


def _merged(fact: IssueMerged, issue: Issue) -> Issue:
    return replace(issue, state="merged", merged_into=fact.into_id, state_before_merge=issue.state)


def _absorbed(fact: IssueAbsorbed, issue: Issue) -> Issue:
    joined = Absorbed(fact.absorbed_id, fact.reporter_ids)
    reporters = dict.fromkeys((*issue.reporters, *fact.reporter_ids))
    return replace(
        issue,
        absorbed=(*issue.absorbed, joined),
        reporters=tuple(reporters),
        is_reachable=_either(issue, fact.reachable),
    )


def _either(issue: Issue, more: bool | None) -> bool | None:
    """Whether anybody can be reached, by whoever joined, too."""
    return more or issue.is_reachable


def _unmerged(fact: IssueUnmerged, issue: Issue) -> Issue:
    """In the stream of the absorbed issue, and in that of the one that had absorbed it."""
    if fact.issue_id == fact.absorbed_id:
        return replace(issue, state=fact.state, merged_into=None, state_before_merge=None)
    kept = tuple(each for each in issue.absorbed if each.issue_id != fact.absorbed_id)
    gone = next((a.reporters for a in issue.absorbed if a.issue_id == fact.absorbed_id), ())
    stay = {issue.reporter_id, *(reporter for each in kept for reporter in each.reporters)}
    reporters = tuple(r for r in issue.reporters if r in stay or r not in gone)
    return replace(issue, absorbed=kept, reporters=reporters)


def _withdrawn(fact: IssueWithdrawn, issue: Issue) -> Issue:
    """The last one stays its reporter: whose code opens it, to read that it is withdrawn."""
    if fact.is_last:
        return replace(issue, state="withdrawn")
    return replace(issue, reporters=tuple(r for r in issue.reporters if r != fact.reporter_id))


CHANGES: Changes = {
    IssueSupplemented: _supplemented,
    IssueCorrected: _corrected,
    AccusedPartyNamed: _accused,
    IssueTriaged: _triaged,
    IssueFiled: _filed,
    IssueReferred: _referred,
    RejectionProposed: _rejection_proposed,
    IssueRejected: _rejected,
    RejectionObjected: _objected,
    ObjectionDecided: _decided,
    IssueMerged: _merged,
    IssueAbsorbed: _absorbed,
    IssueUnmerged: _unmerged,
    IssueWithdrawn: _withdrawn,
}
