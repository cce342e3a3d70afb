"""What happens to editions of the lists, to their rows, and to objections against them."""

from services.reports.facts.edition import (
    EditionApproved,
    EditionDiscarded,
    EditionDrafted,
    EditionProofRequested,
    EditionPublicationOrdered,
    EditionPublished,
    StudyDecided,
    StudyRecorded,
)
from services.reports.facts.objection import (
    ObjectionAnswered,
    ObjectionAnswerProposed,
    ObjectionRaised,
)
from services.reports.facts.row import RowWithdrawn

__all__ = [
    "EditionApproved",
    "EditionDiscarded",
    "EditionDrafted",
    "EditionProofRequested",
    "EditionPublicationOrdered",
    "EditionPublished",
    "ObjectionAnswerProposed",
    "ObjectionAnswered",
    "ObjectionRaised",
    "RowWithdrawn",
    "StudyDecided",
    "StudyRecorded",
]
