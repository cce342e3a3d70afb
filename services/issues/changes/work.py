"""Facts of the unit that works on it."""

from dataclasses import replace

from services.issues.changes import Changes
from services.issues.facts.work import (
    CompletionReported,
    IssueAssigned,
    IssueReturned,
    IssueSignedFor,
    PersonContacted,
    ProgressReported,
    ReviewerDesignated,
    TaskCancelled,
    TaskChanged,
    TaskCompleted,
    TaskPlanned,
)
from services.issues.issue import Issue, Task
from services.issues.issue_fact import IssueFact


def worked_by(fact: IssueFact, issue: Issue) -> Issue:
    """Whoever enters a fact of the work neither calls back nor closes."""
    return replace(issue, handling_people=issue.handling_people | {fact.by})


def _assigned(fact: IssueAssigned, issue: Issue) -> Issue:
    """A hold ends with it: the new lead unit has its own due day."""
    return replace(
        issue,
        state="assigned",
        lead_unit=fact.lead_unit_id,
        support_units=fact.support_unit_ids,
        is_designated=fact.designated,
        reviewer=fact.reviewer_id or issue.reviewer,
        due=fact.due,
        due_rule=fact.due_rule,
        due_from=fact.due_from,
        due_days=fact.due_days,
        assigned_at=issue.recorded_at,
        signed_at=None,
        waiting_since=None,
        requested_days=None,
        hold_request=None,
        rejection_by=None,
        handling_units=issue.handling_units | {fact.lead_unit_id, *fact.support_unit_ids},
    )


def _reviewer(fact: ReviewerDesignated, issue: Issue) -> Issue:
    return replace(issue, reviewer=fact.reviewer_id)


def _returned(fact: IssueReturned, issue: Issue) -> Issue:
    return replace(
        worked_by(fact, issue),
        state="returned",
        lead_unit=None,
        support_units=(),
        due=None,
        due_rule=None,
        due_from=None,
        due_days=None,
        hold_request=None,
        waiting_since=issue.recorded_at,
        returned_units=(*issue.returned_units, fact.unit_id),
    )


def _signed(fact: IssueSignedFor, issue: Issue) -> Issue:
    return replace(
        worked_by(fact, issue),
        state="signed",
        signed_at=issue.recorded_at,
        contacted_on=fact.contacted_on or issue.contacted_on,
    )


def _contacted(fact: PersonContacted, issue: Issue) -> Issue:
    return replace(worked_by(fact, issue), contacted_on=fact.contacted_on)


def _planned(fact: TaskPlanned, issue: Issue) -> Issue:
    """An implied one is nobody's work by itself: it is completed in the same act, or a merge moved it here."""
    task = Task(
        fact.task_id,
        fact.number,
        fact.unit_id,
        fact.due,
        fact.quantity,
        fact.quantity_unit,
        issue.round,
    )
    return replace(
        issue if fact.implied else worked_by(fact, issue),
        state="held" if issue.state == "held" else "in_progress",
        tasks=(*issue.tasks, task),
        handling_units=issue.handling_units | {fact.unit_id},
    )


def _changed(fact: TaskChanged, issue: Issue) -> Issue:
    task = issue.task(fact.task_id)
    if task is None:
        return issue
    changed = replace(
        task,
        unit_id=fact.unit_id or task.unit_id,
        due=fact.due or task.due,
        quantity=task.quantity if fact.quantity is None else fact.quantity,
        quantity_unit=fact.quantity_unit or task.quantity_unit,
    )
    units = issue.handling_units | {changed.unit_id}
    return replace(_with_task(worked_by(fact, issue), changed), handling_units=units)


def _cancelled(fact: TaskCancelled, issue: Issue) -> Issue:
    """What the merging of two issues cancels is nobody's work."""
    task = issue.task(fact.task_id)
    worked = issue if fact.implied else worked_by(fact, issue)
    return worked if task is None else _with_task(worked, replace(task, is_cancelled=True))


def _progressed(fact: ProgressReported, issue: Issue) -> Issue:
    return worked_by(fact, issue)


def _completed(fact: TaskCompleted, issue: Issue) -> Issue:
    task = issue.task(fact.task_id)
    worked = worked_by(fact, issue)
    return worked if task is None else _with_task(worked, replace(task, is_completed=True))


def _reported_done(fact: CompletionReported, issue: Issue) -> Issue:
    return replace(
        worked_by(fact, issue),
        state="reported_done",
        completed_at=issue.recorded_at,
        contacted_on=fact.contacted_on or issue.contacted_on,
        is_chosen_for_callback=issue.is_chosen_for_callback or fact.chosen_for_callback,
        requested_days=None,
        hold_request=None,
    )


def _with_task(issue: Issue, changed: Task) -> Issue:
    tasks = (changed if t.task_id == changed.task_id else t for t in issue.tasks)
    return replace(issue, tasks=tuple(tasks))


CHANGES: Changes = {
    IssueAssigned: _assigned,
    ReviewerDesignated: _reviewer,
    IssueReturned: _returned,
    IssueSignedFor: _signed,
    PersonContacted: _contacted,
    TaskPlanned: _planned,
    TaskChanged: _changed,
    TaskCancelled: _cancelled,
    ProgressReported: _progressed,
    TaskCompleted: _completed,
    CompletionReported: _reported_done,
}
