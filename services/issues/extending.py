"""延期: more time, asked for once and before the day has come: request_extension, grant, refuse.

Rules: docs/domain.md, issues.
"""

from dataclasses import dataclass

from eventlog.errors import Refused
from services.issues.act import Act
from services.issues.facts import ExtensionGranted, ExtensionRefused, ExtensionRequested
from services.issues.issue import Issue
from services.issues.issue_fact import IssueFact
from services.issues.limits.deadlines import extended, longest_extension
from services.issues.reason import reason_of


@dataclass(frozen=True, kw_only=True)
class RequestExtension:
    """`days`: working days on top of the due day."""

    days: int
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class GrantExtension:
    """Nothing to say: the request says how long."""


@dataclass(frozen=True, kw_only=True)
class RefuseExtension:
    reason: str | None = None


def request_extension(issue: Issue, command: RequestExtension, act: Act) -> list[IssueFact]:
    """Raises Refused("extension_too_long"). Whether one may be asked for at all is the guard's."""
    longest = longest_extension(issue, act)
    if command.days > longest:
        raise Refused("extension_too_long", {"max": longest, "days": command.days})
    entry = act.entry(issue.issue_id)
    return [ExtensionRequested(**entry, days=command.days, reason=command.reason)]


def grant_extension(issue: Issue, _command: GrantExtension, act: Act) -> list[IssueFact]:
    days = issue.requested_days or 0
    entry = act.entry(issue.issue_id)
    return [ExtensionGranted(**entry, **extended(issue, days, act), days=days)]


def refuse_extension(issue: Issue, command: RefuseExtension, act: Act) -> list[IssueFact]:
    """Raises Refused("reason_missing")."""
    return [ExtensionRefused(**act.entry(issue.issue_id), reason=reason_of(command.reason))]
