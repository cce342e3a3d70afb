"""Drafting an edition: one at a time, in order of the months, and only of a month that is over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from eventlog.errors import Refused
from eventlog.fact import Fact
from services.reports.facts import EditionDiscarded, EditionDrafted
from services.reports.workflow.actor import Actor
from services.reports.workflow.edition import Edition

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class DraftEdition:
    """`cut` is the last position of the month in the log of `issues`."""

    edition_id: str
    month: str
    cut: int
    campaign_position: int


def check_month(month: str, today: date) -> None:
    """Raises Refused("month_not_over")."""
    over = first_day(next_month(month))
    if today < over:
        raise Refused("month_not_over", {"from": over.isoformat()})


def draft(series: Sequence[Edition], command: DraftEdition, actor: Actor) -> list[Fact]:
    """`series` are the editions that there are. Raises Refused (edition_open, month_not_next, month_not_over)."""
    check_month(command.month, actor.today)
    if under_way := [each for each in series if each.is_under_way]:
        raise Refused("edition_open", {"number": under_way[0].number})
    published = [each for each in series if each.state == "published"]
    last = published[-1] if published else None
    if last and command.month != (following := next_month(last.month)):
        raise Refused("month_not_next", {"month": following})
    return [
        EditionDrafted(
            edition_id=command.edition_id,
            number=len(published) + 1,
            month=command.month,
            previous_cut=last.cut if last else 0,
            cut=command.cut,
            campaign_position=command.campaign_position,
            by=actor.person,
        )
    ]


def discard(edition: Edition, actor: Actor) -> list[Fact]:
    """Raises Refused("not_in_state") once it is to be printed."""
    edition.require("draft", "studied", "approved")
    return [EditionDiscarded(edition_id=edition.edition_id, by=actor.person)]


def next_month(month: str) -> str:
    """2026-12 -> 2027-01."""
    year, number = map(int, month.split("-"))
    return f"{year + number // 12}-{number % 12 + 1:02d}"


def first_day(month: str) -> date:
    return date.fromisoformat(f"{month}-01")
