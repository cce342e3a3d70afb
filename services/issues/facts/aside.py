"""What stands beside the work and changes no state: notes among staff, photos."""

from dataclasses import dataclass

from eventlog.fact import code, identifier, sealed
from services.issues.issue_fact import IssueFact


@dataclass(frozen=True, kw_only=True)
class NoteAdded(IssueFact):
    """Between office and unit, never published."""

    text: str | None = sealed("issue_id")


@dataclass(frozen=True, kw_only=True)
class PhotoAttached(IssueFact):
    """The picture itself is a sealed file outside the log, found by its digest."""

    photo_id: str = identifier()
    digest: str = identifier()
    media_type: str = code()
    size: int  # bytes
    width: int  # pixels
    height: int
    caption: str | None = sealed("issue_id")


@dataclass(frozen=True, kw_only=True)
class PhotoRemoved(IssueFact):
    photo_id: str = identifier()
    reason: str | None = sealed("issue_id")
