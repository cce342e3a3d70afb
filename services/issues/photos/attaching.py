"""Photos of an issue: optional, at most nine, removable by who added them. The rules; the files: `files.py`."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from eventlog.errors import Forbidden, Refused
from eventlog.fact import Fact
from services.issues.act import Act
from services.issues.facts import PhotoAttached, PhotoRemoved
from services.issues.issue import Issue
from services.issues.issue_fact import IssueFact
from services.issues.relations import Roles
from services.issues.visibility import WORKING

MOST_PHOTOS = 9
ATTACHING = ("visitor", "handler", "unit_head", "office", "reviewer")


@dataclass(frozen=True, kw_only=True)
class AttachPhoto:
    """`digest` finds the file, which is stored in the same transaction; `size` in bytes, the others in pixels."""

    photo_id: str
    digest: str
    media_type: str
    size: int
    width: int
    height: int
    caption: str | None = None


@dataclass(frozen=True, kw_only=True)
class RemovePhoto:
    """`attached_by` is who added it."""

    photo_id: str
    attached_by: str
    reason: str | None = None


def photos_of(facts: Iterable[Fact]) -> dict[str, PhotoAttached]:
    """By id, oldest first: all that a stream ever had. Those that were not removed are `issue.photos`."""
    return {fact.photo_id: fact for fact in facts if isinstance(fact, PhotoAttached)}


def attach_photo(issue: Issue, command: AttachPhoto, act: Act) -> list[IssueFact]:
    return [PhotoAttached(**act.entry(issue.issue_id), **vars(command))]


def remove_photo(issue: Issue, command: RemovePhoto, act: Act) -> list[IssueFact]:
    """Raises Refused("photo_removed")."""
    if command.photo_id not in issue.photos:
        raise Refused("photo_removed")
    entry = act.entry(issue.issue_id)
    return [PhotoRemoved(**entry, photo_id=command.photo_id, reason=command.reason)]


def has_room(issue: Issue, _act: Act) -> None:
    """Raises Refused("photo_limit")."""
    if len(issue.photos) >= MOST_PHOTOS:
        raise Refused("photo_limit", {"most": MOST_PHOTOS})


def at_place_or_handling(roles: Roles, issue: Issue, act: Act, _command: Any = None) -> str:
    """Above the place; those who work also above a unit that handles it; and the reviewer from elsewhere."""
    working = [role for role in roles if role in WORKING]
    found = [act.covering_unit(issue.unit_id, *roles)]
    found += [act.covering_unit(unit, *working) for unit in sorted(issue.handling_units)]
    if act.by == issue.reviewer:
        found += act.caller.holds("reviewer")
    unit = next((unit for unit in found if unit), None)
    if unit is None:
        raise Forbidden()
    return unit


def attached_it(roles: Roles, issue: Issue, act: Act, command: Any = None) -> str | None:
    """The office above the place; who added the photo, whatever they are now; any photo, when none is named."""
    office = act.covering_unit(issue.unit_id, "office")
    if office is not None:
        return office
    if command is None:
        return at_place_or_handling(roles, issue, act, command)
    if act.by != command.attached_by:
        raise Forbidden()
    return act.caller.unit


def may_remove(issue: Issue, photo: PhotoAttached, act: Act) -> bool:
    """Whether a page offers this person to take the photo away."""
    return photo.by == act.by or act.covering_unit(issue.unit_id, "office") is not None


def photos_left(issue: Issue, act: Act) -> int:
    """How many this person may still add: none, where they may not."""
    try:
        at_place_or_handling(ATTACHING, issue, act)
    except Forbidden:
        return 0
    return max(0, MOST_PHOTOS - len(issue.photos))
