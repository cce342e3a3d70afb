"""What comes of it, said by others than those who did the work. Rows of `tests/golden/transitions.csv`."""

from services.issues import afterwards, guards, outcome
from services.issues import relations as relation
from services.issues.facts import (
    CallbackRecorded,
    IssueClosed,
    IssueReopened,
    OutcomeRated,
    RecheckRecorded,
    ReworkOrdered,
)
from services.issues.rules.rule import Rule

RULES = (
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
        "recheck",
        ("closed",),
        ("reviewer",),
        relation.outside("closer_handled_it"),
        afterwards.recheck,
        (RecheckRecorded,),
        may_add=(IssueReopened,),
    ),
    Rule(
        "reopen",
        ("closed",),
        ("resident code", "visitor", "office"),
        relation.wish,
        afterwards.reopen,
        (IssueReopened,),
        refusals=("reason_missing",),
    ),
    Rule(
        "rate",
        ("reported_done", "called_back", "closed"),
        ("resident code",),
        relation.reporter,
        afterwards.rate,
        (OutcomeRated,),
        guard=guards.may_rate,
        refusals=(
            "rated_already",
            "code_wrong",
        ),
    ),
)
