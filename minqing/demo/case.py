"""One problem from the doorstep on: each step of its course is the command that the staff concerned would give."""

from collections.abc import Callable
from random import Random
from typing import Any

from minqing.demo.fates import LIMITS, Step, limit_of
from minqing.demo.parties import Party
from minqing.demo.player import Player
from minqing.demo.problem import CODES, Problem, Work, community_of
from minqing.demo.staff import HANDLERS, OFFICES, REVIEWERS
from minqing.demo.working_time import Moment, WorkingTime

PLEASED = ("very_satisfied", "satisfied", "satisfied", "mostly_satisfied")
SOLVED_AS = {"partly": "partly_solved", "unsolved": "unsolved", "twice": "unsolved"}
GRADES = {"partly_solved": ("mostly_satisfied",), "unsolved": ("dissatisfied", "very_dissatisfied")}
CALLED_TWICE = ("reworked", "twice", "redoing")  # the first call found it unsolved
LEADERS = ("leadership_member", "leadership_member", "principal_leader", "unit_head")


class Case:
    """`do(step)` gives the command of a step. The issue's id is known once its visit was recorded."""

    def __init__(
        self,
        player: Player,
        time: WorkingTime,
        problem: Problem,
        party: Party,
        visitor: str,
        rng: Random,
        told: dict[str, str],
    ):
        self.player, self.time, self.problem = player, time, problem
        self.party, self.visitor, self.rng = party, visitor, rng
        community = community_of(CODES[party.where])
        self.unit = community if self.is_on_spot else problem.unit or community
        self.office = rng.choice(OFFICES)
        self.reviewer, self.second = rng.sample(REVIEWERS, 2)
        self.id = ""
        self.told = told  # the issues of the tale so far, by what was said
        self.steps: dict[str, Callable[[Moment], None]] = {
            "triage": self._triage,
            "assign_first": lambda now: self._assign(now, problem.first_unit),
            "assign": lambda now: self._assign(now, self.unit),
            "sign": lambda now: self._handles("sign_for", contacted_on=self._day(now)),
            "plan": lambda now: self._plan(problem.work, now),
            "progress": self._progress,
            "done": lambda _: self._done(problem.work),
            "answer": self._answer,
            "try": lambda _: self._reviews("record_callback", reached=False),
            "call": self._call,
            "rework": self._rework,
            "plan_again": lambda now: self._plan(self._again, now),
            "done_again": lambda _: self._done(self._again),
            "call_again": lambda _: self._called(
                SOLVED_AS.get(problem.fate, "solved"), self._again
            ),
            "close": self._close,
        }
        self._notes = iter(problem.progress)
        self._task = ""
        self._text_tasks: dict[str, dict[str, str]] = {}  # the task that a text is about

    def do(self, step: Step) -> None:
        self.steps[step.name](step.moment)

    def becomes(self, issue_id: str) -> None:
        """Its visit was recorded."""
        self.id = issue_id
        self.told[self.problem.said] = issue_id

    def raised(self) -> dict[str, Any]:
        """The problem as the visitor writes it down."""
        told: dict[str, Any] = {
            "verbatim": self.problem.said,
            "category": self.problem.category,
            "field": self.problem.field,
            "kind": self.problem.kind,
            "danger": self.problem.danger,
        }
        if self.is_on_spot:
            told["solved_on_spot"] = {
                "result": self.problem.work.result,
                **_counted(self.problem.work),
            }
        return told

    @property
    def is_on_spot(self) -> bool:
        return self.problem.fate.startswith("on_spot")

    @property
    def _again(self) -> Work:
        if self.problem.rework is None:
            raise ValueError(f"no rework is told: {self.problem.said}")
        return self.problem.rework

    def propose(self, part: str) -> None:
        """The office words the problem, the unit its measure and result."""
        if part != "public_text":
            self._text_tasks[part] = {"task_id": self._newest_task()}
        login = self.office if part == "public_text" else self.handler
        text, task = self.problem.public[part], self._text_tasks.get(part, {})
        self.by(login, "propose_public_text", part=part, text=text, **task)

    def approve(self, part: str) -> None:
        task = self._text_tasks.get(part, {})
        self.by(self.second, "approve_public_text", part=part, **task)

    @property
    def handler(self) -> str:
        return HANDLERS[self.unit]

    def _triage(self, _now: Moment) -> None:
        self.by(self.office, "triage", category=self.problem.category, field=self.problem.field)

    def _assign(self, now: Moment, unit: str | None) -> None:
        self.by(
            self.office,
            "assign",
            category=self.problem.category,
            field=self.problem.field,
            needs_conditions=self.problem.complex,
            lead_unit=unit,
            support_units=list(self.problem.support),
            due=self.time.due(now, limit_of(self.problem)).isoformat(),
            responsible_position=self.rng.choice(LEADERS),
        )

    def _plan(self, work: Work, now: Moment) -> None:
        """The first of the unit's two entries; whoever plans has talked to the person."""
        self._task = ""
        told = {"measure": work.measure, "contacted_on": self._day(now), **_counted(work)}
        self._handles("plan_task", **told)

    def _day(self, now: Moment) -> str:
        return self.time.days[now.day].isoformat()

    def _progress(self, _now: Moment) -> None:
        self._handles("report_progress", note=next(self._notes))

    def _done(self, work: Work) -> None:
        """The second of the unit's two entries: the open task is completed and the issue reported done."""
        self._handles(
            "complete_task",
            task_id=self._newest_task(),
            result=work.result,
            report_done=True,
            **_counted(work),
        )

    def _answer(self, _now: Moment) -> None:
        work = self.problem.work
        self._handles("report_done", measure=work.measure, result=work.result)

    def _call(self, now: Moment) -> None:
        fate, work = self.problem.fate, self.problem.work
        if fate == "no_answer":
            self._reviews("record_callback", basis="three_tries")
        elif fate == "seen":
            self._reviews("record_callback", basis="no_contact_left", visited_on=self._day(now))
        elif fate in CALLED_TWICE or fate == "called_back_bad":
            self._called("unsolved", work)
        else:
            self._called(SOLVED_AS.get(fate, "solved"), work)

    def _called(self, solved: str, work: Work) -> None:
        grade = self.rng.choice(GRADES.get(solved, PLEASED))
        if self.problem.grade and not self.problem.rework:
            grade = self.problem.grade
        self._reviews(
            "record_callback", basis="reached", solved=solved, satisfaction=grade, note=work.heard
        )

    def _rework(self, now: Moment) -> None:
        due = self.time.due(now, LIMITS["ordinary"]).isoformat()
        self._reviews("order_rework", reason=self._again.reason, due=due)

    def _close(self, _now: Moment) -> None:
        if self.is_on_spot:
            self._call_if_chosen()
        outcome = SOLVED_AS.get(self.problem.fate, "solved")
        self._reviews("close", outcome=outcome, explanation=self.problem.explanation)

    def _call_if_chosen(self) -> None:
        """Of what was solved on the spot, a sample is called back."""
        turn = self.player.asks(self.reviewer, "issues", "get", id=self.id)["whose_turn"]
        if turn["verb"] == "record_callback":
            self._called("solved", self.problem.work)

    def _newest_task(self) -> str:
        """Looked up as its unit's page shows it, once for every task that was planned."""
        if not self._task:
            seen = self.player.asks(self.handler, "issues", "get", id=self.id)
            self._task = seen["tasks"][-1]["id"]
        return self._task

    def _handles(self, command: str, **fields: Any) -> None:
        self.by(self.handler, command, **fields)

    def _reviews(self, command: str, **fields: Any) -> None:
        self.by(self.reviewer, command, **fields)

    def by(self, login: str, command: str, **fields: Any) -> None:
        self.player.does(login, "issues", command, id=self.id, **fields)


def _counted(work: Work) -> dict[str, Any]:
    if work.quantity is None:
        return {}
    return {"quantity": work.quantity[0], "quantity_unit": work.quantity[1]}
