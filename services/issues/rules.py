"""The one table of commands: in which states, by whom, how related, refused by what, making which facts.

It equals the rows of `tests/golden/transitions.csv` that are built; a test compares them. The two
readers of it are in `deciding.py`, so a page offers exactly what the service accepts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from services.issues import completion, guards, handling, intake, on_spot, outcome, publication
from services.issues import relations as relation
from services.issues.act import Act
from services.issues.facts import (
    CallbackRecorded,
    CompletionReported,
    IssueAssigned,
    IssueClosed,
    IssueReported,
    IssueSignedFor,
    IssueTriaged,
    ProgressReported,
    PublicTextApproved,
    PublicTextProposed,
    ReworkOrdered,
    TaskCompleted,
    TaskPlanned,
)
from services.issues.issue import Issue
from services.issues.issue_fact import IssueFact
from services.issues.vocabulary import OPEN_STATES

NEW: tuple[str, ...] = ()  # the command makes the issue
ANY_ASSIGNABLE = OPEN_STATES[:7]  # reported … held
WORKERS = ("handler", "unit_head")
Decide = Callable[[Any, Any, Act], list[IssueFact]]


@dataclass(frozen=True)
class Rule:
    """`facts` always follow; `may_add` follow when a later act implies them. `refusals` are all its codes."""

    command: str
    states: tuple[str, ...]
    roles: tuple[str, ...]
    relation: relation.Relation
    decide: Decide
    facts: tuple[type[IssueFact], ...]
    may_add: tuple[type[IssueFact], ...] = ()
    guard: Callable[[Issue, Act], None] = guards.nothing_refuses
    refusals: tuple[str, ...] = ()


RULES: dict[str, Rule] = {
    rule.command: rule
    for rule in (
        Rule(
            "report",
            NEW,
            ("visitor", "handler", "office", "delegate", *relation.REPORTING_SCOPES),
            relation.anywhere,
            intake.report,
            (IssueReported,),
            refusals=("invalid", "external_ref_used", "use_legal_channel"),
        ),
        Rule(
            "report_solved_on_spot",
            NEW,
            ("visitor", "handler", "reaction"),
            relation.own_unit,
            on_spot.report_solved_on_spot,
            (IssueReported, IssueAssigned, TaskPlanned, TaskCompleted, CompletionReported),
            refusals=("invalid",),
        ),
        Rule(
            "triage",
            ("reported", "returned", "triaged"),
            ("office",),
            relation.subtree,
            intake.triage,
            (IssueTriaged,),
            refusals=("unknown_category",),
        ),
        Rule(
            "assign",
            ANY_ASSIGNABLE,
            ("office",),
            relation.subtree,
            intake.assign,
            (IssueAssigned,),
            may_add=(IssueTriaged,),
            refusals=(
                "unknown_category",
                "accused_party",
                "no_independent_reviewer",
                "unit_closed",
            ),
        ),
        Rule(
            "sign_for",
            ("assigned",),
            WORKERS,
            relation.lead_unit,
            handling.sign_for,
            (IssueSignedFor,),
        ),
        Rule(
            "plan_task",
            ("assigned", "signed", "in_progress", "held"),
            WORKERS,
            relation.lead_unit,
            handling.plan_task,
            (TaskPlanned,),
            may_add=(IssueSignedFor,),
            refusals=("due_after_issue", "due_in_past"),
        ),
        Rule(
            "report_progress",
            ("signed", "in_progress", "held"),
            ("handler",),
            relation.lead_or_task_unit,
            handling.report_progress,
            (ProgressReported,),
        ),
        Rule(
            "complete_task",
            ("in_progress", "held"),
            WORKERS,
            relation.completing_unit,
            completion.complete_task,
            (TaskCompleted,),
            may_add=(CompletionReported,),
            guard=guards.has_open_task,
            refusals=("quantity_missing", "result_missing", "task_completed", "open_tasks"),
        ),
        Rule(
            "report_done",
            ("signed", "in_progress"),
            WORKERS,
            relation.lead_unit,
            completion.report_done,
            (CompletionReported,),
            may_add=(TaskPlanned, TaskCompleted),
            guard=guards.has_no_open_task,
            refusals=("open_tasks", "result_missing"),
        ),
        Rule(
            "record_callback",
            ("reported_done",),
            ("office", "reviewer"),
            relation.outside("caller_handled_it"),
            outcome.record_callback,
            (CallbackRecorded,),
            refusals=("caller_handled_it", "basis_missing", "tries_on_one_day"),
        ),
        Rule(
            "order_rework",
            ("reported_done", "called_back"),
            ("reviewer",),
            relation.outside("closer_handled_it"),
            outcome.order_rework,
            (ReworkOrdered,),
            guard=guards.may_be_reworked,
            refusals=("reworked_twice", "reason_missing"),
        ),
        Rule(
            "close",
            ("called_back", "reported_done"),
            ("reviewer",),
            relation.outside("closer_handled_it"),
            outcome.close,
            (IssueClosed,),
            guard=guards.is_called_back,
            refusals=(
                "closer_handled_it",
                "not_called_back",
                "outcome_above_callback",
                "explanation_missing",
            ),
        ),
        Rule(
            "propose_public_text",
            (*OPEN_STATES, "closed"),
            ("handler", "office"),
            relation.subtree_or_handling,
            publication.propose_public_text,
            (PublicTextProposed,),
            guard=guards.is_not_confidential,
            refusals=("text_has_personal_data", "confidential"),
        ),
        Rule(
            "approve_public_text",
            (*OPEN_STATES, "closed"),
            ("reviewer", "office"),
            relation.another_person,
            publication.approve_public_text,
            (PublicTextApproved,),
            guard=guards.has_proposal,
            refusals=("second_person", "no_proposal"),
        ),
    )
}
