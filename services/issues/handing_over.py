"""交接: what a person who leaves holds in their own name goes to somebody else: reviews and pledges.

A public text or a rejection that waits for a second person is not handed over: somebody else proposes it anew.
Rules: docs/domain.md, who takes part."""

from typing import Any

from services.issues.act import Act
from services.issues.facts import IssuePledged, PledgeReleased, ReviewerDesignated
from services.issues.issue import Issue
from services.issues.issue_fact import IssueFact
from services.issues.relations import LEADING
from services.issues.rules import RULES
from services.issues.visibility import is_independent, is_trusted, may_see

GIVERS = ("office", "admin")
NAMED = RULES["designate_reviewer"].states
PLEDGED = RULES["pledge"].states


def handed_over(issue: Issue, giver: str, taker: str, act: Act) -> tuple[list[IssueFact], set[str]]:
    """The facts by which `taker` has what `giver` had in this issue, and why something stays.

    Codes: not_in_state, not_a_reviewer, reviewer_handles_it, pledge_too_late, not_a_leader, not_visible."""
    facts: list[IssueFact] = []
    refusals: set[str] = set()
    if issue.reviewer == giver:
        code = _bars_review(issue, taker, act)
        facts += [] if code else _review(issue, taker, act)
        refusals |= {code} if code else set()
    if issue.pledge and issue.pledge.holder_id == giver:
        code = _bars_pledge(issue, taker, act)
        facts += [] if code else _pledge(issue, taker, act)
        refusals |= {code} if code else set()
    return facts, refusals


def _bars_review(issue: Issue, taker: str, act: Act) -> str | None:
    who = act.person(taker)
    if issue.state not in NAMED:
        return "not_in_state"
    if not who.holds("reviewer") or not is_trusted(issue, who, act.units):
        return "not_a_reviewer"
    return None if is_independent(issue, who) else "reviewer_handles_it"


def _bars_pledge(issue: Issue, taker: str, act: Act) -> str | None:
    """As for whoever takes it on: a leader who sees it, while there is something left to solve."""
    if issue.state not in PLEDGED:
        return "pledge_too_late"
    if act.directory.position(taker) not in LEADING:
        return "not_a_leader"
    return None if may_see(issue, act.person(taker), act.units) else "not_visible"


def _review(issue: Issue, taker: str, act: Act) -> list[IssueFact]:
    return [ReviewerDesignated(**_entry(issue, act), reviewer_id=taker)]


def _pledge(issue: Issue, taker: str, act: Act) -> list[IssueFact]:
    assert issue.pledge is not None
    entry, held = _entry(issue, act), issue.pledge
    return [
        PledgeReleased(**entry, holder_id=held.holder_id, holder_unit_id=held.holder_unit),
        IssuePledged(
            **entry,
            holder_id=taker,
            holder_unit_id=act.directory.home(taker) or held.holder_unit,
        ),
    ]


def _entry(issue: Issue, act: Act) -> dict[str, Any]:
    unit = act.covering_unit(issue.unit_id, *GIVERS)
    return act.in_the_name_of(unit).entry(issue.issue_id)
