"""One plain command of every kind, as somebody would give it on the story of the district."""

from datetime import timedelta
from typing import Any

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
from tests.unit.issues.district import DUE, FAR_REVIEWER, REVIEW_BY, TASK, other

WHY = "说明在此"
HOLD = {"missing_condition": "等电力迁改", "plan": "迁改后铺管", "review_by": REVIEW_BY}
PLAIN: dict[str, Any] = {
    "supplement": SupplementIssue(text="昨晚又淹了"),
    "correct": CorrectIssue(category="roads"),
    "mark_accused": MarkAccused(accused_units=("lotus",)),
    "triage": TriageIssue(category="roads"),
    "file": FileIssue(),
    "answer_directly": AnswerDirectly(answer="可以在社区办"),
    "refer": ReferIssue(channel="court"),
    "propose_reject": ProposeReject(reason=WHY),
    "reject": RejectIssue(),
    "object_to_rejection": ObjectToRejection(words="归你们管"),
    "decide_objection": DecideObjection(granted=False, reason=WHY),
    "merge": MergeIssue(target=other("triaged"), open_tasks="cancel", reason=WHY),
    "unmerge": UnmergeIssue(target=other("triaged")),
    "withdraw": WithdrawIssue(how_heard="电话里说"),
    "assign": AssignIssue(lead_unit="water", due=DUE, category="roads"),
    "designate_reviewer": DesignateReviewer(reviewer=FAR_REVIEWER.person),
    "return_back": ReturnBack(reason=WHY),
    "sign_for": SignForIssue(),
    "contact_person": ContactPerson(),
    "plan_task": PlanTask(measure="铺管"),
    "change_task": ChangeTask(task_id=TASK, measure="铺双管", reason=WHY),
    "cancel_task": CancelTask(task_id=TASK, reason=WHY),
    "report_progress": ReportProgress(note="挖机进场"),
    "complete_task": CompleteTask(task_id=TASK, result="清淤 420 米"),
    "report_done": ReportDone(measure="清淤", result="清淤 420 米"),
    "request_extension": RequestExtension(days=2, reason=WHY),
    "grant_extension": GrantExtension(),
    "refuse_extension": RefuseExtension(reason=WHY),
    "request_hold": RequestHold(**HOLD, responsible_position="unit_head"),
    "hold": HoldIssue(),
    "refuse_hold": RefuseHold(reason=WHY),
    "review_hold": ReviewHold(review_by=REVIEW_BY - timedelta(days=3)),
    "resume": ResumeIssue(),
    "record_callback": RecordCallback(basis="reached", solved="solved", satisfaction="satisfied"),
    "order_rework": OrderRework(reason=WHY),
    "close": CloseIssue(outcome="solved"),
    "recheck": RecheckIssue(still_solved=True),
    "reopen": ReopenIssue(reason=WHY),
    "rate": RateOutcome(satisfaction="satisfied", solved="solved"),
    "escalate": EscalateIssue(level=2),
    "supervise": SuperviseIssue(text="为何未办"),
    "answer_supervision": AnswerSupervision(text="明天进场"),
    "pledge": PledgeIssue(),
    "release_pledge": ReleasePledge(reason=WHY),
    "propose_public_text": ProposePublicText(part="public_text", text="排水不畅。"),
    "approve_public_text": ApprovePublicText(part="public_text"),
    "add_note": AddNote(text="请先看现场"),
}


def plain(name: str, issue: Issue) -> Any:
    """Of what the issue needs to be told in its state: whoever has no task is not asked for one by name."""
    if name == "report_done" and issue.tasks_of_round:
        return ReportDone()
    return PLAIN[name]
