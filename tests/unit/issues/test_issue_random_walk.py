"""Whatever is decided, evolve takes it, and the board's row goes along: random commands by random people."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as some

from eventlog.errors import Failure
from eventlog.fact import Fact
from services.issues.board_row import issue_of, row_of
from services.issues.completion import CompleteTask, ReportDone
from services.issues.deciding import allowed, decide
from services.issues.evolve import evolve
from services.issues.handling import PlanTask, ReportProgress, SignForIssue
from services.issues.intake import AssignIssue, TriageIssue
from services.issues.issue import Issue
from services.issues.outcome import CloseIssue, OrderRework, RecordCallback
from services.issues.publication import ApprovePublicText, ProposePublicText
from services.issues.vocabulary import STATES
from tests.unit.issues.district import (
    DUE,
    EVERYBODY,
    NOW,
    REPORTED,
    TIMEZONE,
    act,
    given,
)

OUTCOME = some.sampled_from(["solved", "partly_solved", "unsolved"])
PART = some.sampled_from(["public_text", "public_measure"])
WORDS = some.sampled_from([None, "清淤 420 米"])
COMMANDS: dict[str, Any] = {
    "triage": some.builds(TriageIssue, category=some.sampled_from(["roads", "nonsense"])),
    "assign": some.builds(
        AssignIssue,
        lead_unit=some.sampled_from(["reed", "water", "gone"]),
        due=some.just(DUE),
        support_units=some.sampled_from([(), ("water",)]),
        category=some.just("roads"),
    ),
    "sign_for": some.just(SignForIssue()),
    "plan_task": some.builds(
        PlanTask,
        measure=some.just("清淤"),
        due=some.sampled_from([DUE, DUE - timedelta(days=2), date(2027, 1, 4)]),
        unit=some.sampled_from([None, "water"]),
    ),
    "report_progress": some.just(ReportProgress(note="挖机进场")),
    "complete_task": some.builds(
        CompleteTask, task_id=some.just(""), result=WORDS, report_done=some.booleans()
    ),
    "report_done": some.builds(ReportDone, claimed=OUTCOME, result=WORDS, measure=WORDS),
    "record_callback": some.sampled_from(
        [
            RecordCallback(reached=False),
            RecordCallback(reached=False, basis="three_tries"),
            RecordCallback(reached=False, basis="no_contact_left"),
            RecordCallback(reached=True, basis="reached", solved="partly_solved"),
        ]
    ),
    "order_rework": some.builds(OrderRework, reason=WORDS),
    "close": some.builds(CloseIssue, outcome=OUTCOME, explanation=WORDS),
    "propose_public_text": some.builds(ProposePublicText, part=PART, text=some.just("排水不畅。")),
    "approve_public_text": some.builds(ApprovePublicText, part=PART),
}


@settings(max_examples=40, deadline=None, derandomize=True)
@for_all(some.data())
def test_evolve_takes_every_fact_that_decide_makes(data: Any):
    issue, now = given(REPORTED), NOW
    row = row_of(issue, "IssueReported", None, TIMEZONE)
    for _ in range(data.draw(some.integers(1, 25))):
        now += timedelta(days=data.draw(some.integers(0, 4)))
        who = data.draw(some.sampled_from(EVERYBODY))
        offered = {found.rule.command: found.refusal for found in allowed(issue, act(who, now))}
        # Mostly what is offered, so that walks get far; now and then anything.
        names = sorted(offered) if offered and data.draw(some.integers(0, 9)) else sorted(COMMANDS)
        name = data.draw(some.sampled_from(names))
        try:
            facts = decide(name, issue, _command(name, issue, data), act(who, now))
        except Failure:
            continue
        assert name in offered
        assert offered[name] is None
        before = issue
        for fact in facts:
            issue = evolve(issue, _stored(fact), now)
            kept = evolve(issue_of(row), _stored(fact), now)
            row = row_of(kept, type(fact).__name__, None, TIMEZONE)
            whole = row_of(issue, type(fact).__name__, None, TIMEZONE)
            assert (row, row.links) == (whole, whole.links)
        _check(before, issue, len(facts))


def _command(name: str, issue: Issue, data: Any) -> Any:
    command = data.draw(COMMANDS[name])
    if name == "complete_task" and issue.open_tasks:
        return replace(command, task_id=issue.open_tasks[0].task_id)
    return command


def _stored(fact: Fact) -> Fact:
    return type(fact).from_data(fact.to_data())


def _check(before: Issue, after: Issue, facts: int) -> None:
    assert facts > 0
    assert after.version == before.version + facts
    assert after.state in STATES
    assert after.handling_units >= before.handling_units
    assert after.reworks <= 2
    assert (after.outcome is not None) == (after.state == "closed")
    if after.state in ("reported_done", "called_back", "closed"):
        assert not after.open_tasks
