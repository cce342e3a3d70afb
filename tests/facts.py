"""A small vocabulary of facts for tests of the log, which knows no domain."""

from dataclasses import dataclass

from eventlog.fact import Fact, identifier, sealed


@dataclass(frozen=True)
class NoteTaken(Fact):
    """Somebody wrote something down; the words are sealed with the key of the note."""

    note_id: str = identifier()
    n: int = 0
    words: str | None = sealed("note_id")
    writer_id: str | None = identifier(None)
    writer_name: str | None = sealed("writer_id")
