"""What comes of it, said by people outside the handling units and by the person who raised it."""

from dataclasses import dataclass
from datetime import date

from eventlog.fact import code, identifier, sealed
from services.issues.issue_fact import IssueFact


@dataclass(frozen=True, kw_only=True)
class CallbackRecorded(IssueFact):
    """The person was asked. Without a basis it is a try that reached nobody."""

    reached: bool
    basis: str | None = code(None)
    solved: str | None = code(None)
    satisfaction: str | None = code(None)
    called_on: date
    visited_on: date | None = None  # the place was seen by the caller, for no_contact_left
    note: str | None = sealed("issue_id")


@dataclass(frozen=True, kw_only=True)
class CallbackChosen(IssueFact):
    """Solved on the spot, and to be called back after all: a person of the same unit and month was dissatisfied."""

    reason: str = code()


@dataclass(frozen=True, kw_only=True)
class ReworkOrdered(IssueFact):
    due: date | None = None  # None: the due day stays
    reason: str | None = sealed("issue_id")


@dataclass(frozen=True, kw_only=True)
class IssueClosed(IssueFact):
    outcome: str = code()
    explanation: str | None = sealed("issue_id")


@dataclass(frozen=True, kw_only=True)
class RecheckRecorded(IssueFact):
    """回头看: whether it is still solved, weeks later."""

    still_solved: bool
    rechecked_on: date
    note: str | None = sealed("issue_id")


@dataclass(frozen=True, kw_only=True)
class IssueReopened(IssueFact):
    """It goes on, in `state`. `reporter_id`: who asked for it by tracking code, in `own_words`; else `reason`."""

    state: str = code()
    cause: str = code()  # rebound, wish, objection
    reporter_id: str | None = identifier(None)
    reason: str | None = sealed("issue_id")
    own_words: str | None = sealed("reporter_id")


@dataclass(frozen=True, kw_only=True)
class OutcomeRated(IssueFact):
    """The reporter's own two answers, given by tracking code."""

    reporter_id: str = identifier()
    solved: str | None = code(None)
    satisfaction: str = code()
    note: str | None = sealed("reporter_id")
