"""What an edition says: made from the logs alone, from what `reports` decided, and from nothing else.

Both the proof and the print are made here, and `minqing edition build` makes it once more."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from services.reports.editions.content import Content, Cut
from services.reports.editions.document import Edition as Printed
from services.reports.editions.document import Publication, make
from services.reports.editions.v1 import editions
from services.reports.facts import RowWithdrawn
from services.reports.press.sources import Pages, Read
from services.reports.workflow.edition import Edition

Withdrawals = Sequence[tuple[int, RowWithdrawn]]


@dataclass(frozen=True)
class Made:
    """`heads` of the logs that it was made from: `{service: {position, digest}}`."""

    content: Content
    heads: dict[str, dict[str, Any]]


def make_content(
    read: Read, timezone: str, published: Sequence[Edition], cut: Cut, campaign: int
) -> Made:
    """`published` are the editions before, in order; `cut` is that of the edition to be made."""
    issues = Pages(read, "issues", cut.texts)
    units = Pages(read, "campaign", campaign)
    cuts = [replace(cut_of(each), withdrawn=cut.withdrawn) for each in published]
    made = list(editions(issues, units, [*cuts, cut], timezone))
    return Made(made[-1], {"issues": issues.head, "campaign": units.head})


def cut_of(edition: Edition, texts: int | None = None) -> Cut:
    """`texts` where it is not approved yet."""
    approved = edition.approval.texts_position if edition.approval else 0
    return Cut(
        number=edition.number,
        month=edition.month,
        previous=edition.previous_cut,
        position=edition.cut,
        texts=approved if texts is None else texts,
        campaign=edition.campaign_position,
    )


def withdrawn_before(withdrawals: Withdrawals, position: int) -> frozenset[tuple[str, str]]:
    """The rows that were withdrawn up to a position of the log of `reports`."""
    return frozenset((fact.list, fact.row_number) for at, fact in withdrawals if at <= position)


def print_edition(
    made: Made, edition: Edition, previous: str | None, origin: str, key: Any
) -> Printed:
    """Signed. `previous` is the digest of the edition before."""
    if edition.order is None:
        raise ValueError("nobody ordered this edition to be printed")
    publication = Publication(
        published_on=edition.order.published_on.isoformat(),
        studied_on=edition.study.held_on.isoformat() if edition.study else None,
        origin=origin,
        previous_cut=edition.previous_cut,
        position=edition.cut,
        texts_position=cut_of(edition).texts,
        heads=made.heads,
        previous=previous,
    )
    return make(made.content, publication, key)
