"""What somebody may say at random: a command of every kind, as often sensible as not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as some

from services.issues.afterwards import RateOutcome, RecheckIssue, ReopenIssue
from services.issues.amending import CorrectIssue, MarkAccused, SupplementIssue
from services.issues.completion import CompleteTask, ReportDone
from services.issues.ending import AnswerDirectly, FileIssue, ReferIssue, WithdrawIssue
from services.issues.extending import GrantExtension, RefuseExtension, RequestExtension
from services.issues.handling import ContactPerson, PlanTask, ReportProgress, SignForIssue
from services.issues.holding import HoldIssue, RefuseHold, RequestHold, ResumeIssue, ReviewHold
from services.issues.intake import AssignIssue, TriageIssue
from services.issues.issue import Issue
from services.issues.merging import MergeIssue, UnmergeIssue
from services.issues.noting import AddNote
from services.issues.outcome import CloseIssue, OrderRework, RecordCallback
from services.issues.planning import CancelTask, ChangeTask
from services.issues.pledging import PledgeIssue, ReleasePledge
from services.issues.publication import ApprovePublicText, ProposePublicText
from services.issues.rejecting import (
    DecideObjection,
    ObjectToRejection,
    ProposeReject,
    RejectIssue,
)
from services.issues.returning import ReturnBack
from services.issues.reviewers import DesignateReviewer
from services.issues.supervising import AnswerSupervision, EscalateIssue, SuperviseIssue
from services.issues.vocabulary import LIMIT_CLASSES

Draw = Callable[[some.SearchStrategy[Any]], Any]

YES_NO = some.booleans()
DAYS = some.integers(-1, 40)
OUTCOME = some.sampled_from(["solved", "partly_solved", "unsolved"])
GRADE = some.sampled_from(["very_satisfied", "dissatisfied", "very_dissatisfied", "not_rated"])
PART = some.sampled_from(["public_text", "public_measure"])
WORDS = some.sampled_from([None, "清淤 420 米", "清淤 420 米"])
KIND = some.sampled_from([None, "consultation", "praise", "suggestion", "tipoff"])
UNIT = some.sampled_from(["reed", "water", "power", "gone"])
CLASS = some.sampled_from([None, *LIMIT_CLASSES])
TEXT = some.just("排水不畅。")

SIMPLE: dict[str, some.SearchStrategy[Any]] = {
    "supplement": some.builds(SupplementIssue, text=TEXT, adds_reporter=YES_NO),
    "correct": some.builds(CorrectIssue, kind=KIND, category=some.sampled_from([None, "refuse"])),
    "mark_accused": some.builds(
        MarkAccused, accused_units=some.sampled_from([(), ("lotus",), ("power",)])
    ),
    "triage": some.builds(
        TriageIssue, category=some.sampled_from(["roads", "nonsense"]), limit_class=CLASS
    ),
    "file": some.just(FileIssue()),
    "answer_directly": some.just(AnswerDirectly(answer="可以在社区办")),
    "refer": some.builds(ReferIssue, channel=some.sampled_from([None, "court"])),
    "propose_reject": some.builds(ProposeReject, reason=WORDS),
    "reject": some.just(RejectIssue()),
    "object_to_rejection": some.just(ObjectToRejection(words="归你们管")),
    "decide_objection": some.builds(DecideObjection, granted=YES_NO, reason=WORDS),
    "withdraw": some.builds(WithdrawIssue, how_heard=WORDS),
    "designate_reviewer": some.builds(
        DesignateReviewer, reviewer=some.sampled_from(["fred", "rita", "lena", "otto"])
    ),
    "return_back": some.builds(ReturnBack, reason=WORDS),
    "sign_for": some.just(SignForIssue()),
    "contact_person": some.just(ContactPerson()),
    "report_progress": some.just(ReportProgress(note="挖机进场")),
    "report_done": some.builds(ReportDone, claimed=OUTCOME, result=WORDS, measure=WORDS),
    "request_extension": some.builds(RequestExtension, days=some.integers(1, 12)),
    "grant_extension": some.just(GrantExtension()),
    "refuse_extension": some.builds(RefuseExtension, reason=WORDS),
    "hold": some.just(HoldIssue()),
    "refuse_hold": some.builds(RefuseHold, reason=WORDS),
    "resume": some.just(ResumeIssue()),
    "record_callback": some.sampled_from(
        [
            RecordCallback(reached=False),
            RecordCallback(basis="three_tries"),
            RecordCallback(basis="no_contact_left"),
            RecordCallback(basis="reached", solved="partly_solved"),
            RecordCallback(basis="reached", solved="unsolved", satisfaction="dissatisfied"),
        ]
    ),
    "order_rework": some.builds(OrderRework, reason=WORDS),
    "close": some.builds(CloseIssue, outcome=OUTCOME, explanation=WORDS),
    "recheck": some.builds(RecheckIssue, still_solved=YES_NO),
    "reopen": some.builds(ReopenIssue, reason=WORDS),
    "rate": some.builds(RateOutcome, satisfaction=GRADE, solved=OUTCOME),
    "escalate": some.builds(EscalateIssue, level=some.integers(1, 4)),
    "supervise": some.just(SuperviseIssue(text="为何未办")),
    "answer_supervision": some.just(AnswerSupervision(text="明天进场")),
    "pledge": some.builds(PledgeIssue, for_unit=YES_NO),
    "release_pledge": some.just(ReleasePledge()),
    "propose_public_text": some.builds(ProposePublicText, part=PART, text=TEXT),
    "approve_public_text": some.builds(ApprovePublicText, part=PART),
    "add_note": some.just(AddNote(text="请先看现场")),
}


def draw_command(name: str, issue: Issue, other: Issue, today: date, draw: Draw) -> Any:
    """`other` is what it may be merged with; tasks are mostly those that are open."""
    if name in SIMPLE:
        return draw(SIMPLE[name])
    day = today + timedelta(days=draw(DAYS))
    task = issue.open_tasks[0].task_id if issue.open_tasks else "none"
    return _FOR[name](issue, other, day, task, draw)


def _assign(_issue: Issue, _other: Issue, day: date, _task: str, draw: Draw) -> AssignIssue:
    return AssignIssue(
        lead_unit=draw(UNIT),
        due=draw(some.sampled_from([None, day])),
        support_units=draw(some.sampled_from([(), ("water",)])),
        category="roads",
        limit_class=draw(CLASS),
        designated=draw(YES_NO),
    )


def _plan(issue: Issue, _other: Issue, day: date, _task: str, draw: Draw) -> PlanTask:
    counted = draw(YES_NO)
    return PlanTask(
        measure="清淤",
        due=draw(some.sampled_from([None, day])),
        unit=draw(some.sampled_from([None, *issue.support_units])),
        quantity=4.0 if counted else None,
        quantity_unit="米" if counted else None,
    )


def _complete(_issue: Issue, _other: Issue, _day: date, task: str, draw: Draw) -> CompleteTask:
    quantity = draw(some.sampled_from([None, 4.0]))
    told = CompleteTask(task_id=task, result=draw(WORDS), report_done=draw(YES_NO))
    return replace(told, quantity=quantity, quantity_unit=quantity and "米")


def _request_hold(_issue: Issue, _other: Issue, day: date, _task: str, draw: Draw) -> RequestHold:
    return RequestHold(
        missing_condition=draw(WORDS), plan="铺管", responsible_position="cadre", review_by=day
    )


_FOR: dict[str, Callable[[Issue, Issue, date, str, Draw], Any]] = {
    "assign": _assign,
    "plan_task": _plan,
    "complete_task": _complete,
    "change_task": lambda _i, _o, day, task, draw: ChangeTask(
        task_id=task, due=day, reason=draw(WORDS)
    ),
    "cancel_task": lambda _i, _o, _d, task, draw: CancelTask(task_id=task, reason=draw(WORDS)),
    "request_hold": _request_hold,
    "review_hold": lambda _i, _o, day, _t, _draw: ReviewHold(review_by=day),
    "merge": lambda _i, other, _d, _t, draw: MergeIssue(
        target=other, open_tasks=draw(some.sampled_from(["move", "cancel"])), reason=draw(WORDS)
    ),
    "unmerge": lambda _i, other, _d, _t, _draw: UnmergeIssue(target=other),
}
