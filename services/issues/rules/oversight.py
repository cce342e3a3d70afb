"""Lateness that climbs, orders, and pledges. Rows of `tests/golden/transitions.csv`."""

from services.issues import guards, pledging, supervising
from services.issues import relations as relation
from services.issues.facts import (
    IssueEscalated,
    IssuePledged,
    PledgeReleased,
    SupervisionAnswered,
    SupervisionOrdered,
)
from services.issues.rules.rule import BEFORE_DONE, OPEN, WITH_A_UNIT, WORKERS, Rule

RULES = (
    Rule(
        "escalate",
        OPEN,
        ("clock", "office"),
        relation.clock_or_subtree,
        supervising.escalate,
        (IssueEscalated,),
        refusals=("escalated_already",),
    ),
    Rule(
        "supervise",
        OPEN,
        ("supervisor",),
        relation.subtree,
        supervising.supervise,
        (SupervisionOrdered,),
    ),
    Rule(
        "answer_supervision",
        (*WITH_A_UNIT, "reported_done", "called_back", "closed"),
        WORKERS,
        relation.lead_unit,
        supervising.answer_supervision,
        (SupervisionAnswered,),
        guard=guards.has_open_order,
        refusals=("no_open_order",),
    ),
    Rule(
        "pledge",
        BEFORE_DONE,
        ("leader position", "unit_head"),
        relation.self_or_own_unit,
        pledging.pledge,
        (IssuePledged,),
        guard=guards.may_be_pledged,
        refusals=(
            "pledge_too_late",
            "pledged_already",
        ),
    ),
    Rule(
        "release_pledge",
        OPEN,
        ("holder", "office"),
        relation.holder_or_subtree,
        pledging.release_pledge,
        (PledgeReleased,),
        guard=guards.is_pledged,
        refusals=("not_pledged",),
    ),
)
