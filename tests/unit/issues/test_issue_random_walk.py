"""Whatever is decided, evolve takes it and the board's row goes along: two issues, random commands by random people,
days passing. After every step what must always hold is looked at, and that somebody can lead each issue on."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as some

from eventlog.errors import Failure
from eventlog.fact import Fact
from services.issues.act import Act
from services.issues.board.folded import from_text
from services.issues.board.row import BoardRow, row_of
from services.issues.commands import COMMANDS
from services.issues.completion import CompleteTask, ReportDone
from services.issues.deciding import allowed, decide
from services.issues.evolve import evolve
from services.issues.facts import (
    CallbackRecorded,
    IssueClosed,
    IssueReopened,
    RecheckRecorded,
    ReworkOrdered,
)
from services.issues.handling import PlanTask, SignForIssue
from services.issues.holding import ResumeIssue
from services.issues.intake import AssignIssue
from services.issues.issue import Issue
from services.issues.limits.limit import Counting
from services.issues.limits.running import running_limits
from services.issues.outcome import CloseIssue, RecordCallback
from services.issues.vocabulary import OPEN_STATES, OUTCOMES, STATES
from services.kernel.working_days import ANNOUNCED
from tests.unit.issues.district import (
    CLOCK,
    EVERYBODY,
    ISSUE,
    NOW,
    OTHER,
    REPORTED,
    TIMEZONE,
    UNTIL,
    act,
    given,
    person,
    resident,
    same,
)
from tests.unit.issues.walk_commands import draw_command

COUNT = Counting(ANNOUNCED, TIMEZONE)
TRUSTED = (
    person("tess", "cloud", "office", "confidential_handler"),
    person("theo", "county", "reviewer", "supervisor", "confidential_handler"),
)
PEOPLE = (*EVERYBODY, *TRUSTED)
STAFF = {who.person: who for who in (*PEOPLE, CLOCK)}
WITH_A_LEAD = ("assigned", "signed", "in_progress", "held", "reported_done", "called_back")
OVER = ("referred", "withdrawn", "filed")
BEGINNING = some.sampled_from([state for state in UNTIL if state not in (*OVER, "merged")])
ASIDE = (
    "add_note",
    "escalate",
    "supervise",
    "withdraw",
    "refer",
    "file",
    "mark_accused",
    "correct",
)
OUTSIDE = (CallbackRecorded, IssueClosed, ReworkOrdered, RecheckRecorded)
# The ends of the way: what somebody may do on it without withdrawing, rejecting or referring it.
ON = {
    "assigned": (SignForIssue(), PlanTask(measure="清淤")),
    "signed": (PlanTask(measure="清淤"), ReportDone(measure="清淤", result="清了")),
    "held": (ResumeIssue(),),
    "reported_done": (
        RecordCallback(basis="reached", solved="unsolved"),
        CloseIssue(outcome="unsolved", explanation="资金未到位"),
    ),
    "called_back": (CloseIssue(outcome="unsolved", explanation="资金未到位"),),
}
NAME = {kind: name for name, kind in COMMANDS.items()}


@dataclass
class Walk:
    """Both issues with their rows, and what was answered in their present round."""

    issues: dict[str, Issue] = field(default_factory=dict)
    rows: dict[str, BoardRow] = field(default_factory=dict)
    answers: dict[str, str | None] = field(default_factory=dict)

    def begin(self, first: Fact, state: str) -> None:
        """An issue that the story of the district has brought to this state."""
        issue = given(first)
        self.issues[issue.issue_id] = issue
        self.rows[issue.issue_id] = row_of(issue, "IssueReported", None, COUNT)
        for fact in UNTIL[state][1:]:
            self.takes(same(fact, issue_id=issue.issue_id), NOW)

    def takes(self, fact: Any, now: datetime) -> None:
        """The fact as it is stored, into the issue and, by the row alone, into the row."""
        stream, kind = fact.issue_id, type(fact).__name__
        issue = evolve(self.issues[stream], _stored(fact), now)
        kept = evolve(from_text(self.rows[stream].folded), _stored(fact), now)
        row, whole = row_of(kept, kind, None, COUNT), row_of(issue, kind, None, COUNT)
        assert (row, row.links) == (whole, whole.links)
        assert row.folded == whole.folded
        self.issues[stream], self.rows[stream] = issue, row
        self._remember(stream, fact)

    def _remember(self, stream: str, fact: Fact) -> None:
        if isinstance(fact, CallbackRecorded) and fact.reached:
            self.answers[stream] = fact.solved
        elif isinstance(fact, ReworkOrdered | IssueReopened):
            self.answers[stream] = None
        elif isinstance(fact, IssueClosed):
            best = self.answers.get(stream) or OUTCOMES[-1]
            assert OUTCOMES.index(fact.outcome) <= OUTCOMES.index(best)


@settings(max_examples=50, deadline=None, derandomize=True)
@for_all(some.data())
def test_evolve_takes_every_fact_that_decide_makes(data: Any):
    walk, now = Walk(), NOW
    kind = data.draw(some.sampled_from(["help_request", "consultation", "suggestion"]))
    walk.begin(same(REPORTED, kind=kind), data.draw(BEGINNING))
    other_one = same(REPORTED, number="WT-202611-0031", reporter_id="household-9")
    walk.begin(same(other_one, issue_id=OTHER), data.draw(BEGINNING))
    for n in range(data.draw(some.integers(10, 30))):
        now += timedelta(hours=data.draw(some.sampled_from([0, 1, 5, 24, 24, 72])))
        alive = [stream for stream, issue in walk.issues.items() if issue.state not in OVER]
        stream = data.draw(some.sampled_from(alive or [ISSUE]))
        before, other = walk.issues[stream], walk.issues[OTHER if stream == ISSUE else ISSUE]
        name, who = _who_does_what(before, now, data)
        by = replace(_act(who, now), new_id=f"id-{n}")
        offered = {found.rule.command: found.refusal for found in allowed(before, by)}
        command = draw_command(name, before, other, by.today, data.draw)
        try:
            facts = decide(name, before, command, by)
        except Failure:
            continue
        assert name in offered
        assert offered[name] is None
        for fact in facts:
            if isinstance(fact, OUTSIDE):
                _check_outside(before, by)
            walk.takes(fact, now)
        _check(before, walk.issues[stream], [f for f in facts if f.issue_id == stream])
        _check(other, walk.issues[other.issue_id], [f for f in facts if f.issue_id != stream])
        for issue in (walk.issues[changed] for changed in {f.issue_id for f in facts}):
            assert issue.state not in OPEN_STATES or leads_on(issue, now), (
                issue.state,
                name,
                repr(issue),
            )


def _names(issue: Issue) -> list[str]:
    """Everybody of the district, the clock, and whoever reported the issue."""
    return [*STAFF, *issue.reporters]


def _act(name: str, now: datetime) -> Act:
    known = STAFF.get(name)
    return act(known, now, people=PEOPLE) if known else resident(name, now)


def _who_does_what(issue: Issue, now: datetime, data: Any) -> tuple[str, str]:
    """Mostly what leads on and is offered to somebody, so that walks get far; now and then anything."""
    names = _names(issue)
    mode = data.draw(some.integers(0, 9))
    if mode == 9:
        return data.draw(some.sampled_from(sorted(COMMANDS))), data.draw(some.sampled_from(names))
    offered: dict[str, list[str]] = {}
    for who in names[data.draw(some.integers(0, 2)) :: 3]:
        for found in allowed(issue, _act(who, now)):
            if found.refusal is None and (mode == 8 or found.rule.command not in ASIDE):
                offered.setdefault(found.rule.command, []).append(who)
    if not offered:
        return "add_note", data.draw(some.sampled_from(names))
    name = data.draw(some.sampled_from(sorted(offered)))
    return name, data.draw(some.sampled_from(offered[name]))


def _stored(fact: Fact) -> Fact:
    return type(fact).from_data(fact.to_data())


def _check_outside(issue: Issue, by: Act) -> None:
    """Nobody of a handling unit, and nobody who worked on it, calls back or closes."""
    assert by.by not in issue.handling_people
    assert issue.handling_units.isdisjoint(by.caller.units)


def _check(before: Issue, after: Issue, facts: list[Any]) -> None:
    assert after.version == before.version + len(facts)
    assert after.state in STATES
    assert after.reworks <= 2
    assert after.is_confidential >= before.is_confidential
    assert (after.outcome is not None) == (after.state == "closed")
    if not any(isinstance(fact, IssueReopened) for fact in facts):
        assert after.handling_units >= before.handling_units
        assert after.handling_people >= before.handling_people
    if after.state in WITH_A_LEAD:
        assert after.lead_unit
        assert after.lead_unit in after.handling_units
        assert after.due
    if after.state in ("reported_done", "called_back", "closed"):
        assert not after.open_tasks
    if after.state in OPEN_STATES:
        _check_hold(after)
        assert after.reporters or after.absorbed or before.absorbed
    assert after.state != "merged" or after.merged_into


def _check_hold(issue: Issue) -> None:
    """What is held shows: by its state, since when, until which review, and with how many days left."""
    is_held = issue.state == "held"
    assert is_held == (issue.held_at is not None) == (issue.held_review_by is not None)
    assert is_held == (issue.days_left is not None)
    running = [limit.kind for limit in running_limits(issue, ANNOUNCED, TIMEZONE)]
    assert is_held == ("held_review" in running)


def leads_on(issue: Issue, now: datetime) -> bool:
    """Somebody of the district can bring it a step nearer to its end, by work or by a decision on the work."""
    if issue.state in ("reported", "triaged", "returned"):
        return _some_assignment(issue, now)
    if issue.state == "in_progress":
        return any(map(_works(issue, now), _work(issue))) or _some_assignment(issue, now)
    steps = any(map(_works(issue, now), ON[issue.state]))
    return steps or (issue.state in WITH_A_LEAD[:4] and _some_assignment(issue, now))


def _some_assignment(issue: Issue, now: datetime) -> bool:
    units = [AssignIssue(lead_unit=unit, category="roads") for unit in ("water", "reed")]
    return any(map(_works(issue, now), units))


def _work(issue: Issue) -> list[Any]:
    quantity = {"quantity": 4.0, "quantity_unit": "米"}
    tasks = [CompleteTask(task_id=t.task_id, result="清了", **quantity) for t in issue.open_tasks]  # type: ignore[arg-type]
    return [*tasks, ReportDone(measure="清淤", result="清了")]


def _works(issue: Issue, now: datetime) -> Any:
    def works(command: Any) -> bool:
        for who in PEOPLE:
            try:
                facts = decide(NAME[type(command)], issue, command, act(who, now, people=PEOPLE))
            except Failure:
                continue
            after = issue
            for fact in facts:
                after = evolve(after, fact, now)
            if _place(after) != _place(issue):
                return True
        return False

    return works


def _place(issue: Issue) -> tuple[str, str | None, int]:
    """Where it stands on its way: assigned to another unit it stands elsewhere."""
    return issue.state, issue.lead_unit, len(issue.open_tasks)
