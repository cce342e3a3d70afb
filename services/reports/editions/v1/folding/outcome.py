"""What people say of it, and its end."""

from collections.abc import Callable
from dataclasses import replace
from zoneinfo import ZoneInfo

from eventlog.record import Record
from services.reports.editions.v1.folding import Change, local_day, with_tasks
from services.reports.editions.v1.state import Issue, Result


def _called_back(issue: Issue, record: Record, _zone: ZoneInfo) -> Issue:
    """Without a basis it reached nobody; without an answer, what was said by tracking code stands."""
    data = record.data
    if data.get("basis") is None:
        return issue
    said = data.get("satisfaction") or "not_rated"
    called = replace(issue, state="called_back")
    return _answered(called, said, only_unasked=data["basis"] != "reached")


def _rated(issue: Issue, record: Record, _zone: ZoneInfo) -> Issue:
    return _answered(issue, record.data["satisfaction"], only_unasked=False)


def _answered(issue: Issue, said: str, only_unasked: bool) -> Issue:
    def answer(before: str | None) -> str:
        return before if only_unasked and before is not None else said

    answered = replace(issue, satisfaction=answer(issue.satisfaction))
    return _of_round(answered, lambda r: replace(r, satisfaction=answer(r.satisfaction)))


def _rework(issue: Issue, record: Record, _zone: ZoneInfo) -> Issue:
    return replace(
        issue,
        state="in_progress",
        reworks=issue.reworks + 1,
        round=issue.round + 1,
        satisfaction=None,
        recheck=None,
        due=record.data.get("due") or issue.due,
    )


def _closed(issue: Issue, record: Record, zone: ZoneInfo) -> Issue:
    return replace(
        issue,
        state="closed",
        outcome=record.data["outcome"],
        ended_at=record.position,
        closed_at=record.position,
        closed_on=local_day(record, zone),
    )


def _rechecked(issue: Issue, record: Record, _zone: ZoneInfo) -> Issue:
    found = "still_solved" if record.data["still_solved"] else "rebounded"
    bad = found == "rebounded"
    checked = replace(issue, recheck=found)
    return _of_round(checked, lambda r: replace(r, recheck=found, rebounded=r.rebounded or bad))


def _reopened(issue: Issue, record: Record, _zone: ZoneInfo) -> Issue:
    """It begins anew: nobody leads, nothing is due, and no result is closed any longer."""
    return replace(
        issue,
        state=record.data["state"],
        outcome=None,
        ended_at=None,
        closed_at=None,
        closed_on=None,
        lead=None,
        support=(),
        responsible=None,
        due=None,
        turns=issue.turns + 1,
        round=issue.round + 1,
        satisfaction=None,
        recheck=None,
    )


def _of_round(issue: Issue, change: Callable[[Result], Result]) -> Issue:
    return with_tasks(
        issue,
        *(
            replace(task, result=change(task.result))
            for task in issue.tasks.values()
            if task.result is not None and task.result.round == issue.round
        ),
    )


CHANGES: dict[str, Change] = {
    "CallbackRecorded": _called_back,
    "OutcomeRated": _rated,
    "ReworkOrdered": _rework,
    "IssueClosed": _closed,
    "RecheckRecorded": _rechecked,
    "IssueReopened": _reopened,
}
