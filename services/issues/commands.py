"""The commands on an issue that is there, by name: each a frozen dataclass of what may be said."""

from typing import Any

from services.issues.afterwards import RateOutcome, RecheckIssue, ReopenIssue
from services.issues.amending import CorrectIssue, MarkAccused, SupplementIssue
from services.issues.completion import CompleteTask, ReportDone
from services.issues.ending import AnswerDirectly, FileIssue, ReferIssue, WithdrawIssue
from services.issues.extending import GrantExtension, RefuseExtension, RequestExtension
from services.issues.handling import ContactPerson, PlanTask, ReportProgress, SignForIssue
from services.issues.holding import HoldIssue, RefuseHold, RequestHold, ResumeIssue, ReviewHold
from services.issues.intake import AssignIssue, TriageIssue
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

COMMANDS: dict[str, type[Any]] = {
    "supplement": SupplementIssue,
    "correct": CorrectIssue,
    "mark_accused": MarkAccused,
    "triage": TriageIssue,
    "file": FileIssue,
    "answer_directly": AnswerDirectly,
    "refer": ReferIssue,
    "propose_reject": ProposeReject,
    "reject": RejectIssue,
    "object_to_rejection": ObjectToRejection,
    "decide_objection": DecideObjection,
    "merge": MergeIssue,
    "unmerge": UnmergeIssue,
    "withdraw": WithdrawIssue,
    "assign": AssignIssue,
    "designate_reviewer": DesignateReviewer,
    "return_back": ReturnBack,
    "sign_for": SignForIssue,
    "contact_person": ContactPerson,
    "plan_task": PlanTask,
    "change_task": ChangeTask,
    "cancel_task": CancelTask,
    "report_progress": ReportProgress,
    "complete_task": CompleteTask,
    "report_done": ReportDone,
    "request_extension": RequestExtension,
    "grant_extension": GrantExtension,
    "refuse_extension": RefuseExtension,
    "request_hold": RequestHold,
    "hold": HoldIssue,
    "refuse_hold": RefuseHold,
    "review_hold": ReviewHold,
    "resume": ResumeIssue,
    "record_callback": RecordCallback,
    "order_rework": OrderRework,
    "close": CloseIssue,
    "recheck": RecheckIssue,
    "reopen": ReopenIssue,
    "rate": RateOutcome,
    "escalate": EscalateIssue,
    "supervise": SuperviseIssue,
    "answer_supervision": AnswerSupervision,
    "pledge": PledgeIssue,
    "release_pledge": ReleasePledge,
    "propose_public_text": ProposePublicText,
    "approve_public_text": ApprovePublicText,
    "add_note": AddNote,
}
