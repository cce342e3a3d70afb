"""先审查、后公开: texts that two people make public."""

from dataclasses import dataclass

from eventlog.fact import code, identifier, public_text, sealed
from services.issues.issue_fact import IssueFact


@dataclass(frozen=True, kw_only=True)
class PublicTextProposed(IssueFact):
    """Waits sealed until a second person approves it."""

    part: str = code()
    task_id: str | None = identifier(None)
    text: str | None = sealed("issue_id")


@dataclass(frozen=True, kw_only=True)
class PublicTextApproved(IssueFact):
    part: str = code()
    task_id: str | None = identifier(None)
    proposed_by: str = identifier()
    text: str = public_text()
