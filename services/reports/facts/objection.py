"""Somebody says that a published edition is wrong, and is answered in public."""

from dataclasses import dataclass
from datetime import date

from eventlog.fact import Fact, identifier, public_text, sealed


@dataclass(frozen=True, kw_only=True)
class ObjectionRaised(Fact):
    """Against an edition, or one row of it; to be answered by `due`."""

    objection_id: str = identifier()
    number: str = identifier()  # YY-0002-001: the first against edition 2
    edition_number: int
    row_number: str | None = identifier(None)
    due: date
    words: str | None = sealed("objection_id")
    contact_name: str | None = sealed("objection_id")
    contact_phone: str | None = sealed("objection_id")
    contact_email: str | None = sealed("objection_id")


@dataclass(frozen=True, kw_only=True)
class ObjectionAnswerProposed(Fact):
    """An answer waits for a second person. A later one takes its place."""

    objection_id: str = identifier()
    text: str | None = sealed("objection_id")
    by: str = identifier()


@dataclass(frozen=True, kw_only=True)
class ObjectionAnswered(Fact):
    """A second person approved the answer: it stands in public."""

    objection_id: str = identifier()
    text: str = public_text()
    proposed_by: str = identifier()
    by: str = identifier()
