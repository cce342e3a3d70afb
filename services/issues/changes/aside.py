"""Facts that stand beside the work: the issue only remembers which photos it has."""

from dataclasses import replace

from services.issues.changes import Changes
from services.issues.facts.aside import NoteAdded, PhotoAttached, PhotoRemoved
from services.issues.issue import Issue


def _noted(_fact: NoteAdded, issue: Issue) -> Issue:
    return issue


def _attached(fact: PhotoAttached, issue: Issue) -> Issue:
    return replace(issue, photos=(*issue.photos, fact.photo_id))


def _removed(fact: PhotoRemoved, issue: Issue) -> Issue:
    return replace(issue, photos=tuple(p for p in issue.photos if p != fact.photo_id))


CHANGES: Changes = {
    NoteAdded: _noted,
    PhotoAttached: _attached,
    PhotoRemoved: _removed,
}
