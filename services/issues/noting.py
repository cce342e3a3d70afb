"""Notes between office and unit, which are never published: add_note."""

from dataclasses import dataclass

from services.issues.act import Act
from services.issues.facts import NoteAdded
from services.issues.issue import Issue
from services.issues.issue_fact import IssueFact


@dataclass(frozen=True, kw_only=True)
class AddNote:
    text: str


def add_note(issue: Issue, command: AddNote, act: Act) -> list[IssueFact]:
    return [NoteAdded(**act.entry(issue.issue_id), text=command.text)]
