"""An edition on its way: draft, studied, approved, publishing, published; or discarded. What its facts make of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from eventlog.errors import NotFound, Refused
from eventlog.fact import Fact
from services.reports.facts import (
    EditionApproved,
    EditionDiscarded,
    EditionDrafted,
    EditionPublicationOrdered,
    EditionPublished,
    StudyDecided,
    StudyRecorded,
)

UNDER_WAY = ("draft", "studied", "approved", "publishing")


@dataclass(frozen=True)
class Study:
    """The study that counts, with its decisions."""

    held_on: date
    unit_ids: tuple[str, ...]
    by: str
    decisions: tuple[StudyDecided, ...] = ()


@dataclass(frozen=True)
class Edition:
    """`prepared_by` are all who drafted it or recorded a study of it: none of them approves it."""

    edition_id: str
    number: int
    month: str
    previous_cut: int
    cut: int
    campaign_position: int
    drafted_by: str
    state: str = "draft"
    version: int = 1
    prepared_by: frozenset[str] = field(default_factory=frozenset)
    study: Study | None = None
    approval: EditionApproved | None = None
    order: EditionPublicationOrdered | None = None
    publication: EditionPublished | None = None

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY

    def require(self, *states: str) -> None:
        """Raises Refused("not_in_state")."""
        if self.state not in states:
            raise Refused("not_in_state", {"state": self.state})


def edition_of(facts: Iterable[Fact]) -> Edition:
    """The edition that the facts of one stream tell of. Raises NotFound when there are none."""
    found = None
    for fact in facts:
        found = evolve(found, fact)
    if found is None:
        raise NotFound()
    return found


def evolve(edition: Edition | None, fact: Fact) -> Edition | None:
    if isinstance(fact, EditionDrafted):
        return _drafted(fact)
    if edition is None:
        return None
    return replace(_moved(edition, fact), version=edition.version + 1)


def edition_stream(edition_id: str) -> str:
    return f"edition-{edition_id}"


def _drafted(fact: EditionDrafted) -> Edition:
    return Edition(
        edition_id=fact.edition_id,
        number=fact.number,
        month=fact.month,
        previous_cut=fact.previous_cut,
        cut=fact.cut,
        campaign_position=fact.campaign_position,
        drafted_by=fact.by,
        prepared_by=frozenset({fact.by}),
    )


def _moved(edition: Edition, fact: Fact) -> Edition:
    match fact:
        case StudyRecorded():
            study = Study(fact.held_on, fact.unit_ids, fact.by)
            prepared = edition.prepared_by | {fact.by}
            return replace(edition, state="studied", study=study, prepared_by=prepared)
        case StudyDecided() if edition.study:
            decisions = (*edition.study.decisions, fact)
            return replace(edition, study=replace(edition.study, decisions=decisions))
        case EditionApproved():
            return replace(edition, state="approved", approval=fact)
        case EditionPublicationOrdered():
            return replace(edition, state="publishing", order=fact)
        case EditionPublished():
            return replace(edition, state="published", publication=fact)
        case EditionDiscarded():
            return replace(edition, state="discarded")
    return edition
