"""Lines when people say what came of it. An answer is about the results of its own round of work."""

from dataclasses import replace
from typing import Any

from eventlog.record import Record
from services.reports.changes import Changes
from services.reports.lines import EffectLine, IssueLines


def _called_back(lines: IssueLines, record: Record, _timezone: str) -> IssueLines:
    """A try that reached nobody changes nothing; without an answer, what was said by tracking code stands."""
    data = record.data
    if data.get("basis") is None:
        return lines
    solved, satisfaction = data.get("solved"), data.get("satisfaction") or "not_rated"
    if data["basis"] == "reached":
        changed = _answered(lines, solved=solved, satisfaction=satisfaction)
    else:
        unasked = [each for each in _of_round(lines) if each.satisfaction is None]
        changed = lines.with_effects(*(replace(e, satisfaction=satisfaction) for e in unasked))
    return changed.with_problem(state="called_back")


def _rated(lines: IssueLines, record: Record, _timezone: str) -> IssueLines:
    """The reporter's own answer, by tracking code: the last answer counts."""
    answer = {"satisfaction": record.data["satisfaction"]}
    if record.data.get("solved") is not None:
        answer["solved"] = record.data["solved"]
    return _answered(lines, **answer)


def _rework_ordered(lines: IssueLines, record: Record, _timezone: str) -> IssueLines:
    problem = lines.problem
    return lines.with_problem(
        state="in_progress",
        reworks=problem.reworks + 1,
        round=problem.round + 1,
        due=record.data.get("due") or problem.due,
    )


def _closed(lines: IssueLines, record: Record, _timezone: str) -> IssueLines:
    outcome = record.data["outcome"]
    closed = (replace(each, closed=True, outcome=outcome) for each in lines.effects.values())
    return lines.with_effects(*closed).with_problem(
        state="closed", outcome=outcome, ended_position=record.position
    )


def _rechecked(lines: IssueLines, record: Record, _timezone: str) -> IssueLines:
    found = "still_solved" if record.data["still_solved"] else "rebounded"
    checked = (replace(each, recheck=found) for each in _of_round(lines))
    return lines.with_effects(*checked).with_problem(recheck=found)


def _reopened(lines: IssueLines, record: Record, _timezone: str) -> IssueLines:
    """It begins anew: nobody leads, nothing is due, and no result is closed any longer."""
    problem = lines.problem
    undone = (replace(each, closed=False, outcome=None) for each in lines.effects.values())
    return lines.with_effects(*undone).with_problem(
        state=record.data["state"],
        outcome=None,
        ended_position=None,
        lead_unit_id=None,
        support_unit_ids="[]",
        responsible_position=None,
        due=None,
        reworks=0,
        reopenings=problem.reopenings + 1,
        round=problem.round + 1,
    )


def _answered(lines: IssueLines, **answer: Any) -> IssueLines:
    return lines.with_effects(*(replace(each, **answer) for each in _of_round(lines)))


def _of_round(lines: IssueLines) -> list[EffectLine]:
    return [each for each in lines.effects.values() if each.round == lines.problem.round]


CHANGES: Changes = {
    "CallbackRecorded": _called_back,
    "OutcomeRated": _rated,
    "ReworkOrdered": _rework_ordered,
    "IssueClosed": _closed,
    "RecheckRecorded": _rechecked,
    "IssueReopened": _reopened,
}
