"""What makes an issue confidential, and whether there is anybody left who may handle it. Pure."""

from collections.abc import Iterable
from typing import Any

from services.issues.act import Act
from services.issues.issue import Issue
from services.issues.visibility import CONFIDENTIAL, is_trusted

TIP_OFF = "tipoff"
SAID_BY = ("IssueReported", "IssueCorrected", "AccusedPartyNamed")  # the facts that may make it so


def is_confidential(kind: str, accused: Iterable[str]) -> bool:
    """A tip-off, and whatever names an accused unit or person."""
    return kind == TIP_OFF or any(accused)


def makes_confidential(type_: str, data: dict[str, Any]) -> bool:
    """Whether a stored fact does, as `changes/intake.py` folds it."""
    return (
        type_ == "AccusedPartyNamed"
        or bool(data.get("confidential"))
        or data.get("kind") == TIP_OFF
    )


def may_be_handled(issue: Issue, act: Act) -> bool:
    """Somebody who is not accused is a confidential handler for the place."""
    return any(is_trusted(issue, who, act.units) for who in act.holders(CONFIDENTIAL))
