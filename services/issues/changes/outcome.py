"""Facts about what came of it: call-back, closing, recheck, and the way back to work."""

from dataclasses import replace

from services.issues.changes import Changes
from services.issues.facts.outcome import (
    CallbackChosen,
    CallbackRecorded,
    IssueClosed,
    IssueReopened,
    OutcomeRated,
    RecheckRecorded,
    ReworkOrdered,
)
from services.issues.issue import Issue
from services.issues.vocabulary import DISSATISFIED


def _called(fact: CallbackRecorded, issue: Issue) -> Issue:
    if fact.basis is None:
        return replace(issue, tries=(*issue.tries, fact.called_on))
    unhappy = issue.dissatisfactions + (fact.satisfaction in DISSATISFIED)
    return replace(issue, state="called_back", solved=fact.solved, dissatisfactions=unhappy)


def _chosen(_fact: CallbackChosen, issue: Issue) -> Issue:
    return replace(issue, is_chosen_for_callback=True)


def _rework(fact: ReworkOrdered, issue: Issue) -> Issue:
    changed = replace(
        _unanswered(issue),
        state="in_progress",
        reworks=issue.reworks + 1,
    )
    if fact.due is None:
        return changed
    return replace(changed, due=fact.due, due_rule="chosen", due_from=None, due_days=None)


def _closed(fact: IssueClosed, issue: Issue) -> Issue:
    return replace(
        issue,
        state="closed",
        outcome=fact.outcome,
        closed_at=issue.recorded_at,
        is_rechecked=False,
    )


def _rechecked(_fact: RecheckRecorded, issue: Issue) -> Issue:
    return replace(issue, is_rechecked=True)


def _reopened(fact: IssueReopened, issue: Issue) -> Issue:
    """All counts start anew, and so do the handling units: another unit may be the right one."""
    return replace(
        _unanswered(issue),
        state=fact.state,
        outcome=None,
        closed_at=None,
        waiting_since=issue.recorded_at,
        lead_unit=None,
        support_units=(),
        is_designated=False,
        assigned_at=None,
        signed_at=None,
        contacted_on=None,
        due=None,
        due_rule=None,
        due_from=None,
        due_days=None,
        is_extended=False,
        returned_units=(),
        handling_units=frozenset(),
        handling_people=frozenset(),
        reworks=0,
        reopenings=issue.reopenings + 1,
        dissatisfactions=0,
        escalations=frozenset(),
    )


def _rated(fact: OutcomeRated, issue: Issue) -> Issue:
    is_unhappy = fact.satisfaction in DISSATISFIED
    return replace(
        issue,
        rated_by=issue.rated_by | {fact.reporter_id},
        was_objected_to=issue.was_objected_to or is_unhappy,
        dissatisfactions=issue.dissatisfactions + is_unhappy,
    )


def _unanswered(issue: Issue) -> Issue:
    """A new round of work: what people said of the last one does not count for it."""
    return replace(
        issue,
        round=issue.round + 1,
        completed_at=None,
        tries=(),
        solved=None,
        was_objected_to=False,
        rated_by=frozenset(),
    )


CHANGES: Changes = {
    CallbackRecorded: _called,
    CallbackChosen: _chosen,
    ReworkOrdered: _rework,
    IssueClosed: _closed,
    RecheckRecorded: _rechecked,
    IssueReopened: _reopened,
    OutcomeRated: _rated,
}
