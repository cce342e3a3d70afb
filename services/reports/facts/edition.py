"""An edition's way from the draft to the print. Positions are those of the logs of `issues` and `campaign`."""

from dataclasses import dataclass
from datetime import date

from eventlog.fact import Fact, code, identifier, sealed


@dataclass(frozen=True, kw_only=True)
class EditionDrafted(Fact):
    """What happened in `(previous_cut, cut]` becomes edition `number`; units as of `campaign_position`."""

    edition_id: str = identifier()
    number: int
    month: str = code()  # 2026-06
    previous_cut: int
    cut: int
    campaign_position: int
    by: str = identifier()


@dataclass(frozen=True, kw_only=True)
class StudyRecorded(Fact):
    """The monthly study was held; its decisions follow in the same append. A later one takes its place."""

    edition_id: str = identifier()
    held_on: date
    unit_ids: tuple[str, ...] = identifier()  # who was present
    by: str = identifier()


@dataclass(frozen=True, kw_only=True)
class StudyDecided(Fact):
    """What the study decided on one item."""

    edition_id: str = identifier()
    item_number: str = identifier()
    decision: str = code()
    note: str | None = sealed("edition_id")
    by: str = identifier()


@dataclass(frozen=True, kw_only=True)
class EditionProofRequested(Fact):
    """The proof is to be made anew: texts were approved since, or a row was withdrawn."""

    edition_id: str = identifier()
    by: str = identifier()


@dataclass(frozen=True, kw_only=True)
class EditionApproved(Fact):
    """A second person approves exactly the content with this digest: texts as approved up to `texts_position`."""

    edition_id: str = identifier()
    texts_position: int
    content_digest: str = identifier()
    by: str = identifier()


@dataclass(frozen=True, kw_only=True)
class EditionPublicationOrdered(Fact):
    """It is to be printed, and bears this day."""

    edition_id: str = identifier()
    published_on: date
    by: str = identifier()


@dataclass(frozen=True, kw_only=True)
class EditionPublished(Fact):
    """It is printed and signed: by the worker, never by a person."""

    edition_id: str = identifier()
    digest: str = identifier()
    root: str = identifier()
    signature: str = identifier()
    key_id: str = identifier()


@dataclass(frozen=True, kw_only=True)
class EditionDiscarded(Fact):
    """It will not be published; the month may be drafted again."""

    edition_id: str = identifier()
    by: str = identifier()
